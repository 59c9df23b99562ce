"""One document that says both: two years of one flight on a page, or two speakers of whom one affirms and the other denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from tawthiq.model import Slot
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.time import Interval
from tawthiq.reconcile.differences import Comparison, Parted, count, grouped, long_past, make_parted
from tawthiq.reconcile.facts import block, facts
from tawthiq.reconcile.matter import Surroundings, both_read
from tawthiq.reconcile.predicates import Kind
from tawthiq.reconcile.rivals import counted_kind, counted_together

_SIDE_BY_SIDE = 31  # days between two beginnings of one time in office; further apart they are two times
_MOST = 60  # claims of one document about one thing that are compared in pairs
_BY_VOICES = frozenset({Slot.POLARITY, Slot.NUMBER, Slot.MANNER, Slot.PLACE})
"""What the text itself may tell in two ways, one after the other; two speakers differ in it."""

Slots = Callable[[Sequence[Item], Surroundings], tuple[Comparison, ...]]
"""The slots in which the claims of one fact can differ."""


def inside(items: Sequence[Item], slots: Slots, around: Surroundings) -> Iterator[tuple[Parted, ...]]:
    """The differences among the claims of one document, those of one fact together."""
    for fact in _facts(items):
        found = tuple(part for slot in slots(fact, around) if (part := _within(fact, slot)) is not None)
        if found:
            yield found
    for told in counted_together([item for item in items if counted_kind(item)][:_MOST], around):
        part = _within(told, count(around)) if len(told) > 1 else None
        if part is not None:
            yield (part,)


def _facts(items: Sequence[Item]) -> Iterator[list[Item]]:
    blocks: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        blocks[block(item)].append(item)
    for key in sorted(blocks):
        if 1 < len(blocks[key]) <= _MOST:
            yield from (fact for fact in facts(blocks[key]) if len(fact) > 1)


def _within(items: Sequence[Item], slot: Comparison) -> Parted | None:
    telling = [item for item in items if slot.told(item)]
    standing = {item.id for pair in combinations(telling, 2) if _stand(*pair, slot) for item in pair}
    groups = grouped([item for item in telling if item.id in standing], slot)
    return make_parted(slot, groups) if len(groups) > 1 else None


def _stand(a: Item, b: Item, slot: Comparison) -> bool:
    return a.document == b.document and slot.differ(a, b) and both_read(a, b) and slot.tells(a, b) and _may(a, b, slot.slot)


def _may(a: Item, b: Item, slot: Slot) -> bool:
    """Dates of what happens once, or begins; where someone was born; the rest if two voices tell it."""
    if slot is Slot.TIME:
        return _one_time(a, b)
    if slot is Slot.PLACE and a.predicate == b.predicate == "born_in":
        return True
    if slot is Slot.NUMBER and a.unnamed and not counted_kind(a):
        return False  # a share, a price: of what, the words around it say
    return slot in _BY_VOICES and _two_voices(a, b)


def _one_time(a: Item, b: Item) -> bool:
    """A birthday or what happens once; of the rest only days, months or years side by side."""
    if a.is_age or b.is_age:
        return False  # an age is one of then or of now
    if a.kind is Kind.STATE:
        return _near(a.began, b.began)
    return a.kind in {Kind.SINGLE, Kind.ONCE} or long_past(a, b)


def _near(a: Interval | None, b: Interval | None) -> bool:
    return a is not None and b is not None and a.gap(b) <= _SIDE_BY_SIDE


def _two_voices(a: Item, b: Item) -> bool:
    """Two that are cited; what the text tells in its own voice it may have from either."""
    return min(len(a.vertices), len(b.vertices)) > 1 and a.vertices[1:] != b.vertices[1:]
