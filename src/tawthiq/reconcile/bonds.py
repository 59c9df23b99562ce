"""How two parties are bound, told in unlike words: founder or member, tied or part of, friend or foe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from tawthiq.model import Slot, Time, TimeRelation
from tawthiq.reconcile.comparison.gazetteer import state_of
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.time import interval
from tawthiq.reconcile.comparison.words import keys
from tawthiq.text.offices import is_former, office
from tawthiq.text.titles import content_words, words_key

_STANCE_DAYS = 31  # days between publications beyond which another stance is a change of mind


class Bond(StrEnum):
    """What one party is to the other."""

    FOUNDER = "founder"
    HEAD = "head"
    MEMBER = "member"
    TIED = "tied"
    PARTNER = "partner"
    FRIEND = "friend"
    FOE = "foe"


_BONDS = {
    "founded": Bond.FOUNDER, "led_by": Bond.HEAD, "holds_position": Bond.HEAD, "member_of": Bond.MEMBER, "part_of": Bond.MEMBER,
    "has_ties_with": Bond.TIED, "cooperates_with": Bond.PARTNER, "supports": Bond.FRIEND, "loyal_to": Bond.FRIEND,
    "opposes": Bond.FOE, "friction_with": Bond.FOE, "conflict": Bond.FOE,
}
_SLOTS = {
    frozenset({Bond.FOUNDER, Bond.MEMBER}): Slot.ROLE,  # a founder can be its head: no difference
    frozenset({Bond.HEAD, Bond.MEMBER}): Slot.ROLE,
    frozenset({Bond.TIED, Bond.MEMBER}): Slot.OTHER,  # whoever is tied to a body is not yet part of it
    frozenset({Bond.TIED, Bond.FOE}): Slot.OTHER,
    frozenset({Bond.FRIEND, Bond.FOE}): Slot.POLARITY,
}
BOUND = frozenset(_BONDS)
"""The predicates that tell how two parties are bound."""


def former(item: Item) -> bool:
    """Told of the past: by a word, or by a time that ends before the text."""
    return item.former or is_former(item.object_text) or any(_over(time, item) for time in item.time)


def _over(time: Time, item: Item) -> bool:
    """An end; or a day before which it was, unless that is the day of print: what has been for a while may go on."""
    if time.relation is TimeRelation.BEFORE:
        days = interval(time.value)
        return days is None or item.published_days is None or days.gap(item.published_days) > _STANCE_DAYS
    return time.relation in {TimeRelation.END, TimeRelation.UNTIL}


def bond(item: Item) -> Bond | None:
    """What the claim says of the two; None for a deputy or an office below the head of its body."""
    if item.predicate == "holds_position":
        heads, deputies, _ = office(item.object_text)
        return Bond.HEAD if heads and not deputies else None
    return _BONDS.get(item.predicate)


def bond_keys(item: Item) -> Iterator[str]:
    """The two parties in any order, each by its entity and by its words: an office tells its body in words only."""
    if bond(item) is None or former(item):
        return
    own = [*_named(item.subject_text), *(() if item.unnamed else (item.subject,))]
    others = [*_named(item.object_text), *(item.objects if item.predicate != "holds_position" else ())]
    for one in own:
        for other in others:
            yield " ".join(sorted((one, other)))


def _named(party: str) -> Iterator[str]:
    """The last two words of a party's name, which say which one; one word (المؤسسة) says too little."""
    known = content_words(party)
    words = [word for word in words_key(party) if word in known]
    if len(words) > 1:
        yield "~" + " ".join(sorted(keys(" ".join(words[-2:]))))


def bonds_differ(items: Sequence[Item]) -> Iterator[tuple[Item, Item, Slot]]:
    """Pairs of claims of one block with unlike bonds, neither of which the other's document knows.

    Two states are friends in this and foes in that, and a state is in no other: of them nothing is told.
    """
    known: defaultdict[int, set[Bond | None]] = defaultdict(set)
    for item in items:
        known[item.document].add(bond(item))
    for index, a in enumerate(items):
        for b in items[index + 1 :]:
            first, second = bond(a), bond(b)
            if first is None or second is None or a.document == b.document:
                continue
            slot = _SLOTS.get(frozenset({first, second}))
            apart = first not in known[b.document] and second not in known[a.document] and _same_two(a, b)
            if slot is not None and apart and not _states(a) and not _states(b) and _one_thing(a, b, slot):
                yield a, b, slot


def _same_two(a: Item, b: Item) -> bool:
    """The same two parties, in this order or the other one: two bodies of one union are not each other."""
    straight = _one(a.subject, a.subject_words, b.subject, b.subject_words) and _targets(a, b)
    return straight or (_meets(a, b) and _meets(b, a))


def _targets(a: Item, b: Item) -> bool:
    return bool(a.object_ids & b.object_ids) or _words_meet(a.object_words, b.object_words)


def _meets(a: Item, b: Item) -> bool:
    """The subject of the one is the object of the other."""
    return a.subject in b.object_ids or _words_meet(a.subject_words, b.object_words)


def _one(a: str, words: frozenset[str], b: str, others: frozenset[str]) -> bool:
    return a == b or _words_meet(words, others)


def _words_meet(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and (a <= b or b <= a)


def _states(item: Item) -> bool:
    return state_of(item.subject_text) is not None and state_of(item.object_text) is not None


def _one_thing(a: Item, b: Item, slot: Slot) -> bool:
    """For and against the very same, by one and the same; an office heads the body itself, not a part of it."""
    if Bond.FOE in {bond(a), bond(b)} and a.subject != b.subject:
        return False
    if slot is Slot.POLARITY:
        return bool(a.object_ids & b.object_ids) or a.object_words == b.object_words
    for item, other in ((a, b), (b, a)):
        if item.predicate == "holds_position" and keys(" ".join(office(item.object_text)[2])) - other.object_words - other.subject_words:
            return False
    return True
