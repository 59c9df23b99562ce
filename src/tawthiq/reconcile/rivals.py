"""Differences in who: two holders of one post on the same days, two heads of one body, two numbers of one event's victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import combinations

from tawthiq.model import Difference, Slot, TimeRelation
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.object import same_object, similar
from tawthiq.reconcile.comparison.role import same_post
from tawthiq.reconcile.comparison.time import Interval, state
from tawthiq.reconcile.differences import make, numbers_differ
from tawthiq.text.fold import fold
from tawthiq.text.offices import is_former, office
from tawthiq.text.titles import all_generic

_SAME_DAYS = 3  # days between which two holders of one post are no succession but a difference
_SAME_WEEK = 7  # days between two accounts of who did one deed
_MAX_BLOCK = 60  # claims of one block that are compared in pairs
_BONDS = {"founded": "founder", "member_of": "member", "led_by": "head"}
_COUNTED = frozenset({"killed_in", "arrested", "attacked_in", "fled"})
_STANCES = frozenset({"supports", "opposes", "loyal_to"})
_STANCE_DAYS = 31  # days between publications beyond which another stance is a change of mind
_DEEDS = frozenset({"complicit_in"})
RIVALLED = _COUNTED | _STANCES | frozenset(_BONDS) | _DEEDS | {"holds_position"}


class Family(IntEnum):
    """What the claims of a block have in common; below 8, so that it fits into the key of the block."""

    FACT = 0
    HOLDERS = 1
    HEADS = 2
    TOLLS = 3
    BONDS = 4
    STANCES = 5
    DEEDS = 6


Rival = tuple[list[Item], Difference]


def rival_keys(item: Item) -> list[tuple[Family, str]]:
    """The blocks in which a claim is compared with those of other subjects, objects or predicates."""
    if item.predicate not in RIVALLED or not item.actual or item.negative:
        return []
    found = [(Family.HOLDERS, key) for key in _holder_keys(item)] + [(Family.HEADS, key) for key in _head_keys(item)]
    found += [(Family.TOLLS, key) for key in _toll_keys(item)] + [(Family.BONDS, key) for key in _bond_keys(item)]
    found += [(Family.STANCES, key) for key in _stance_keys(item)]
    return found + [(Family.DEEDS, key) for key in _deed_keys(item)]


def rivals(family: Family, items: Sequence[Item]) -> list[Rival]:
    """Pairs of claims of one block that differ in person, role or number, with the difference."""
    if family is Family.HOLDERS:
        return _pairs(items, _two_holders, Slot.PERSON, _subject)
    if family is Family.HEADS:
        return _pairs(items, _two_heads, Slot.PERSON, lambda item: item.object_text)
    if family is Family.TOLLS:
        return _pairs(items, _two_tolls, Slot.NUMBER, _subject)
    if family is Family.BONDS:
        return _pairs(items, _two_bonds, Slot.ROLE, _predicate) if _exclusive(items) else []
    if family is Family.DEEDS:
        return _doers(items)
    return _pairs(items, _opposite, Slot.POLARITY, _predicate)


def _subject(item: Item) -> str:
    return item.subject_text


def _predicate(item: Item) -> str:
    return item.predicate


def _pairs(items: Sequence[Item], differ: Callable[[Item, Item], bool], slot: Slot, value: Callable[[Item], str]) -> list[Rival]:
    return [
        ([a, b], make(slot, [value(a), value(b)], [[a.id], [b.id]]))
        for a, b in combinations(items[:_MAX_BLOCK], 2) if a.document != b.document and differ(a, b)
    ]


def _holder_keys(item: Item) -> Iterator[str]:
    if item.predicate == "holds_position" and not _former(item) and not item.unnamed:
        heads, _, body = office(item.object_text)
        for head in sorted(heads):
            yield f"{head} {min(body, default='')}"
            if len(body) > 1:
                yield f"{head} {max(body)}"


def _former(item: Item) -> bool:
    """Told of the past: by a word, or by a time that ends before the text."""
    over = any(time.relation in {TimeRelation.BEFORE, TimeRelation.END, TimeRelation.UNTIL} for time in item.time)
    return over or item.former or is_former(item.object_text)


def _two_holders(a: Item, b: Item) -> bool:
    return a.subject != b.subject and same_post(a.object_text, b.object_text) and _same_country(a, b) and _same_days(a, b)


def _same_country(a: Item, b: Item) -> bool:
    """A post of general words (وزير الخارجية) is one post only within one country that is known."""
    first, second = (item.country for item in (a, b))
    general = all_generic(tuple(office(a.object_text)[2])) or all_generic(tuple(office(b.object_text)[2]))
    return first == second and (bool(first) or not general)


def _days(item: Item) -> Interval | None:
    return state(item.time) or item.when or item.published_days


def _same_days(a: Item, b: Item, days: int = _SAME_DAYS) -> bool:
    first, second = _days(a), _days(b)
    return first is not None and second is not None and first.gap(second) <= days


def _head_keys(item: Item) -> Iterator[str]:
    if item.predicate == "led_by" and item.objects and not item.unnamed and not _former(item):
        yield item.subject


def _two_heads(a: Item, b: Item) -> bool:
    return not a.object_ids & b.object_ids and _same_days(a, b)


def _toll_keys(item: Item) -> Iterator[str]:
    """Counted, unnamed victims of one event: the number stands in the subject."""
    if item.predicate in _COUNTED and item.quantity is not None and item.published:
        yield from (f"{item.facts.group} {word}" for word in sorted(_event_words(item)))


def _event_words(item: Item) -> frozenset[str]:
    return item.object_words | frozenset(word for word in fold(item.place_text).split() if len(word) > 2)


def _two_tolls(a: Item, b: Item) -> bool:
    return numbers_differ(a, b) and _same_days(a, b) and similar(_event_words(a), _event_words(b))


def _bond_keys(item: Item) -> Iterator[str]:
    """One person and one body: founder in one document, member in another. Different roles, not a contradiction."""
    if item.predicate in _BONDS and not _former(item):
        for other in item.objects or ("~" + " ".join(sorted(item.object_words)),):
            yield " ".join(sorted((item.subject, other)))


def _two_bonds(a: Item, b: Item) -> bool:
    return _BONDS[a.predicate] != _BONDS[b.predicate]


def _exclusive(items: Sequence[Item]) -> bool:
    """No document knows two of the bonds."""
    bonds: defaultdict[int, set[str]] = defaultdict(set)
    for item in items:
        bonds[item.document].add(_BONDS[item.predicate])
    return all(len(found) == 1 for found in bonds.values()) and len(set().union(*bonds.values())) > 1


def _stance_keys(item: Item) -> Iterator[str]:
    """One document has someone support what another has him oppose, in the same weeks."""
    if item.predicate in _STANCES and not item.unnamed:
        for other in item.objects or (" ".join(sorted(item.object_words)),):
            yield f"{item.subject} {other}"


def _opposite(a: Item, b: Item) -> bool:
    if b.predicate != a.facts.opposite and a.predicate != b.facts.opposite:
        return False
    return a.published_days is not None and b.published_days is not None and a.published_days.gap(b.published_days) <= _STANCE_DAYS


def _deed_keys(item: Item) -> Iterator[str]:
    """One deed that has one doer: two accused of it in two documents."""
    if item.predicate in _DEEDS and not item.unnamed:
        yield from (f"{item.predicate} {key}" for key in (item.objects or sorted(item.object_words)))


def _doers(items: Sequence[Item]) -> list[Rival]:
    """Documents that name different doers; one that names both tells of accomplices."""
    named: defaultdict[int, set[str]] = defaultdict(set)
    for item in items:
        named[item.document].add(item.subject)

    def differ(a: Item, b: Item) -> bool:
        apart = a.subject not in named[b.document] and b.subject not in named[a.document]
        return apart and same_object(a, b) and _same_days(a, b, _SAME_WEEK)

    return _pairs(items, differ, Slot.PERSON, _subject)
