"""Differences in who: two holders of one post on the same days, two heads of one body, two numbers of one event's victims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import combinations

from tawthiq.model import Difference, Slot
from tawthiq.reconcile.bonds import BOUND, bond_keys, bonds_differ, former
from tawthiq.reconcile.comparison.gazetteer import country_of
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.object import same_object, similar
from tawthiq.reconcile.comparison.person import land, may_be_one
from tawthiq.reconcile.comparison.role import leans, same_post
from tawthiq.reconcile.comparison.time import Interval, state
from tawthiq.reconcile.comparison.words import head, keys
from tawthiq.reconcile.differences import make
from tawthiq.reconcile.events import COUNT_OF, COUNTED, event_words, keys_of, toll
from tawthiq.reconcile.unions import Unions
from tawthiq.text.kinds import kind_words
from tawthiq.text.names import split
from tawthiq.text.offices import office
from tawthiq.text.titles import all_generic, national, words_key

_SAME_DAYS = 3  # days between which two holders of one post are no succession but a difference
_SAME_WEEK = 7  # days between two accounts of who did one deed
_MAX_BLOCK = 60  # claims of one block that are compared in pairs
_DEEDS = frozenset({"complicit_in"})
RIVALLED = COUNTED | _DEEDS | {COUNT_OF, "holds_position", "led_by", "founded", "member_of"}
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
    if item.predicate == "holds_position" and not former(item) and not item.unnamed and not leans(item.object_text):
        heads, _, body = office(item.object_text)
        for head in sorted(heads):
            yield f"{head} {min(body, default='')}"
            if len(body) > 1:
                yield f"{head} {max(body)}"


def _two_holders(a: Item, b: Item) -> bool:
    known = split(a.subject_text).is_full and split(b.subject_text).is_full  # a bare name may be the other's
    others = known and a.subject != b.subject and not may_be_one(a.subject_text, b.subject_text)
    return others and same_post(a.object_text, b.object_text) and _same_country(a, b) and _same_days(a, b)


def _same_country(a: Item, b: Item) -> bool:
    """A post of general words (وزير الخارجية) is one post only within one country that is known."""
    told = [national(words_key(item.object_text))[1] for item in (a, b)]
    if told[0] != told[1]:
        return False  # one names the country, the other leaves it to its text: another one can be meant
    general = all_generic(tuple(office(a.object_text)[2])) or all_generic(tuple(office(b.object_text)[2]))
    return told[0] is not None or (not general and a.country == b.country)


def _days(item: Item) -> Interval | None:
    return state(item.time) or item.when or item.published_days


def _same_days(a: Item, b: Item, days: int = _SAME_DAYS) -> bool:
    first, second = _days(a), _days(b)
    return first is not None and second is not None and first.gap(second) <= days


def _head_keys(item: Item) -> Iterator[str]:
    if item.predicate == "led_by" and item.objects and not item.unnamed and not former(item):
        yield item.subject


def _two_heads(a: Item, b: Item) -> bool:
    return not a.object_ids & b.object_ids and not may_be_one(a.object_text, b.object_text) and _same_days(a, b)


def _toll_keys(item: Item) -> Iterator[str]:
    """Counted people of one event: the number stands in the subject (سبعة قتلى), or the whole claim is a count (حصيلة القتلى)."""
    kind = toll(item) if item.quantity is not None and item.published else ""
    if kind:
        yield from (f"{kind} {word}" for word in sorted(event_words(item)))


def tolls(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Counts of the victims of one event, told by several documents: sets of claims of one block.

    An event has a block for each of its words; it is given out in the first one that all its claims share.
    """
    listed = items[:_MAX_BLOCK]
    unions: Unions[int] = Unions(range(len(listed)))
    for i, j in combinations(range(len(listed)), 2):
        if _one_count(listed[i], listed[j]):
            unions.join(i, j)
    shared = frozenset.intersection(*map(event_words, listed))
    for numbers in unions.sets():
        told = [listed[number] for number in numbers]
        if min(frozenset.intersection(*map(event_words, told)), default="") in shared:
            yield told


def _one_count(a: Item, b: Item) -> bool:
    """One event, and the same people counted: five children are no other number than nine dead."""
    people = _same_people(a, b)
    return people and _same_days(a, b) and _printed_together(a, b) and similar(event_words(a), event_words(b))


def _same_people(a: Item, b: Item) -> bool:
    """Both count people without saying who, or with one word for them; who votes for it is a vote."""
    if COUNT_OF in {a.predicate, b.predicate}:
        told = [item for item in (a, b) if item.predicate != COUNT_OF]
        return all(head(item.subject_text) in keys_of("persons") | keys_of("voters") for item in told)
    first, second = head(a.subject_text), head(b.subject_text)
    return first == second or {first, second} <= keys_of("persons")


def _post_keys(item: Item) -> Iterator[str]:
    """Offices of which a person holds one at a time."""
    if item.predicate == "holds_position" and not former(item) and not item.unnamed and not leans(item.object_text):
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
        return work <= other or other <= work or similar(work, other)
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


def _one_doer(a: Item, b: Item) -> bool:
    """One name in two spellings, or one state by its capital, its people or its government."""
    first, second = land(a.subject_text), land(b.subject_text)
    return may_be_one(a.subject_text, b.subject_text) or (first is not None and first == second)


def _deed_keys(item: Item) -> Iterator[str]:
    """One deed that has one doer: two accused of it in two documents."""
    if item.predicate in _DEEDS and not item.unnamed:
        words = event_words(item)  # «الهجوم» alone says of no attack which one
        yield from (f"{item.predicate} {key}" for key in (item.objects or sorted(words)))


def _doers(items: Sequence[Item]) -> list[Rival]:
    """Documents that name different doers; one that names both tells of accomplices."""
    named: defaultdict[int, set[str]] = defaultdict(set)
    for item in items:
        named[item.document].add(item.subject)

    def differ(a: Item, b: Item) -> bool:
        apart = a.subject not in named[b.document] and b.subject not in named[a.document] and not _one_doer(a, b)
        return apart and same_object(a, b) and _same_days(a, b, _SAME_WEEK)

    return _pairs(items, differ, Slot.PERSON, _subject)
