"""Differences in who: two holders of one post on the same days, two heads of one body, two numbers of one event's victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from functools import cache
from itertools import combinations

from tawthiq.model import Difference, Slot
from tawthiq.reconcile.bonds import BOUND, bond_keys, bonds_differ, former
from tawthiq.reconcile.comparison.gazetteer import country_of
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.number import counted
from tawthiq.reconcile.comparison.object import same_object, similar
from tawthiq.reconcile.comparison.role import same_post
from tawthiq.reconcile.comparison.time import Interval, state
from tawthiq.reconcile.comparison.words import head, keys
from tawthiq.reconcile.differences import make
from tawthiq.reconcile.unions import Unions
from tawthiq.text.fold import fold
from tawthiq.text.kinds import kind_words
from tawthiq.text.names import split
from tawthiq.text.offices import office
from tawthiq.text.titles import all_generic, national, stems

_SAME_DAYS = 3  # days between which two holders of one post are no succession but a difference
_SAME_WEEK = 7  # days between two accounts of who did one deed
_MAX_BLOCK = 60  # claims of one block that are compared in pairs
_VOTED = frozenset({"supports"})
_COUNTED = _VOTED | {"killed_in", "arrested", "attacked_in", "fled"}
_COUNT = "has_quantity"
_COUNTS = ("death", "injury", "pressure", "fled", "backing")  # lists of ``kind_words``, named like the facts that they count
_DEEDS = frozenset({"complicit_in"})
RIVALLED = _COUNTED | _DEEDS | {_COUNT, "holds_position", "led_by", "founded", "member_of"}
"""The predicates that meet claims of other subjects."""


class Family(IntEnum):
    """What the claims of a block have in common; below 8, so that it fits into the key of the block."""

    FACT = 0
    HOLDERS = 1
    HEADS = 2
    TOLLS = 3
    BONDS = 4
    DEEDS = 5
    POSTS = 6


Rival = tuple[list[Item], Difference]


def rival_keys(item: Item) -> list[tuple[Family, str]]:
    """The blocks in which a claim is compared with those of other subjects, objects or predicates."""
    if item.predicate not in RIVALLED | BOUND or not item.actual or item.negative:
        return []
    found = [(Family.HOLDERS, key) for key in _holder_keys(item)] + [(Family.HEADS, key) for key in _head_keys(item)]
    found += [(Family.TOLLS, key) for key in _toll_keys(item)] + [(Family.BONDS, key) for key in bond_keys(item)]
    return found + [(Family.DEEDS, key) for key in _deed_keys(item)] + [(Family.POSTS, key) for key in _post_keys(item)]


def rivals(family: Family, items: Sequence[Item]) -> list[Rival]:
    """Pairs of claims of one block that differ in person, role or number, with the difference."""
    if family is Family.HOLDERS:
        return _pairs(items, _two_holders, Slot.PERSON, _subject)
    if family is Family.HEADS:
        return _pairs(items, _two_heads, Slot.PERSON, lambda item: item.object_text)
    if family is Family.BONDS:
        return [
            ([a, b], make(slot, [a.predicate, b.predicate], [[a.id], [b.id]]))
            for a, b, slot in bonds_differ(items[:_MAX_BLOCK])
        ]
    if family is Family.POSTS:
        return _two_posts(items)
    return _doers(items)


def _subject(item: Item) -> str:
    return item.subject_text


def _pairs(items: Sequence[Item], differ: Callable[[Item, Item], bool], slot: Slot, value: Callable[[Item], str]) -> list[Rival]:
    return [
        ([a, b], make(slot, [value(a), value(b)], [[a.id], [b.id]]))
        for a, b in combinations(items[:_MAX_BLOCK], 2) if a.document != b.document and differ(a, b)
    ]


def _holder_keys(item: Item) -> Iterator[str]:
    if item.predicate == "holds_position" and not former(item) and not item.unnamed:
        heads, _, body = office(item.object_text)
        for head in sorted(heads):
            yield f"{head} {min(body, default='')}"
            if len(body) > 1:
                yield f"{head} {max(body)}"


def _two_holders(a: Item, b: Item) -> bool:
    known = split(a.subject_text).is_full and split(b.subject_text).is_full  # a bare name may be the other's
    return known and a.subject != b.subject and same_post(a.object_text, b.object_text) and _same_country(a, b) and _same_days(a, b)


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
    if item.predicate == "led_by" and item.objects and not item.unnamed and not former(item):
        yield item.subject


def _two_heads(a: Item, b: Item) -> bool:
    return not a.object_ids & b.object_ids and _same_days(a, b)


def _toll_keys(item: Item) -> Iterator[str]:
    """Counted people of one event: the number stands in the subject (سبعة قتلى), or the whole claim is a count (حصيلة القتلى)."""
    kind = _toll(item) if item.quantity is not None and item.published else ""
    if kind:
        yield from (f"{kind} {word}" for word in sorted(_event_words(item)))


def _toll(item: Item) -> str:
    """What befell those who are counted, as a group of predicates; nothing for other counts."""
    if item.predicate in _COUNTED:
        return item.facts.group if item.unnamed or item.predicate not in _VOTED else ""
    return _kind_of_count(item) if item.predicate == _COUNT else ""


def _kind_of_count(item: Item) -> str:
    words = counted(item.object_text) or item.subject_words
    return next((kind for kind in _COUNTS if words & _counting(kind)), "")


@cache
def _counting(kind: str) -> frozenset[str]:
    """The keys and stems of the words for those whom a group of facts counts."""
    return frozenset(word for text in kind_words(f"counted_{kind}") for word in keys(text) | stems(text))


def _event_words(item: Item) -> frozenset[str]:
    """What says which event: not the victims, nor that they were killed or taken."""
    deeds = frozenset(word for kind in kind_words("deeds") for word in keys(kind))
    places = frozenset(word for word in fold(item.place_text).split() if len(word) > 2)
    if item.predicate == _COUNT:
        people = deeds.union(*map(_counting, _COUNTS), _keys_of("persons"), _keys_of("totals"))
        told = (item.subject_words | item.object_words) - people
    else:
        told = item.object_words - item.subject_words - deeds
    return frozenset(word for word in told if not word.isdecimal()) | places


@cache
def _keys_of(kind: str) -> frozenset[str]:
    return frozenset(word for text in kind_words(kind) for word in keys(text))


def tolls(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Counts of the victims of one event, told by several documents: sets of claims of one block.

    An event has a block for each of its words; it is given out in the first one that all its claims share.
    """
    listed = items[:_MAX_BLOCK]
    unions: Unions[int] = Unions(range(len(listed)))
    for i, j in combinations(range(len(listed)), 2):
        if _one_count(listed[i], listed[j]):
            unions.join(i, j)
    shared = frozenset.intersection(*map(_event_words, listed))
    for numbers in unions.sets():
        told = [listed[number] for number in numbers]
        if min(frozenset.intersection(*map(_event_words, told)), default="") in shared:
            yield told


def _one_count(a: Item, b: Item) -> bool:
    """One event, and the same people counted: five children are no other number than nine dead."""
    people = _same_people(a, b)
    return people and _same_days(a, b) and _printed_together(a, b) and similar(_event_words(a), _event_words(b))


def _same_people(a: Item, b: Item) -> bool:
    """Both count people without saying who, or with one word for them; who votes for it is a vote."""
    if _COUNT in {a.predicate, b.predicate}:
        told = [item for item in (a, b) if item.predicate != _COUNT]
        return all(head(item.subject_text) in _keys_of("persons") | _keys_of("voters") for item in told)
    first, second = head(a.subject_text), head(b.subject_text)
    return first == second or {first, second} <= _keys_of("persons")


def _post_keys(item: Item) -> Iterator[str]:
    """Offices of which a person holds one at a time."""
    if item.predicate == "holds_position" and not former(item) and not item.unnamed:
        heads, deputies, body = office(item.object_text)
        if body and not deputies and heads & kind_words("one_at_a_time"):
            yield item.subject


def _two_posts(items: Sequence[Item]) -> list[Rival]:
    """One person in two such offices on the same days, each of them unknown to the other document."""
    told: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        told[item.document].append(item)

    def differ(a: Item, b: Item) -> bool:
        known = any(_same_body(x, other) for x, y in ((a, b), (b, a)) for other in told[y.document])
        return not known and _printed_together(a, b) and _may_be_at_once(a, b)

    return _pairs(items, differ, Slot.ROLE, lambda item: item.object_text)


def _same_body(a: Item, b: Item) -> bool:
    """One body, as far as both say which: what it does decides, else the country; an ambassador to it is one in its capital."""
    (work, lands), (other, others) = _body(a), _body(b)
    if work and other:
        return similar(work, other)
    return not (lands and others) or bool(lands & others)


def _body(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    """The words that say of what (keys), and the countries of the places among them."""
    words = office(item.object_text)[2]
    lands = {word: code for word in words if (code := country_of(word) or national(("", word))[1])}
    return keys(" ".join(sorted(words - lands.keys()))), frozenset(lands.values())


def _printed_together(a: Item, b: Item) -> bool:
    first, second = a.published_days, b.published_days
    return first is not None and second is not None and first.gap(second) <= _SAME_DAYS


def _may_be_at_once(a: Item, b: Item) -> bool:
    """Not two offices one after the other, and not one appointment in two wordings."""
    return a.began is None or b.began is None


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
