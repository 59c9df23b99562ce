"""Claims that speak of one thing: blocks by subject and predicate, then one object, one occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

import regex

from tawthiq.model import EntityType, HopRole, Standing
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.number import counted
from tawthiq.reconcile.comparison.object import dice, same_description, same_object, similar
from tawthiq.reconcile.comparison.role import roles_differ, same_head, same_role
from tawthiq.reconcile.comparison.time import Interval
from tawthiq.reconcile.comparison.words import head, senses
from tawthiq.reconcile.events import one_event
from tawthiq.reconcile.predicates import Kind
from tawthiq.reconcile.unions import Unions
from tawthiq.text.fold import fold
from tawthiq.text.kinds import kind_words
from tawthiq.text.titles import stems

_MAX_OBJECTS = 120  # different objects of one block that are compared in pairs; beyond it only equal ones join
_NEAR_PRINT = 3  # days between publications within which unnamed subjects or undated events can be one
_UNDATED = 14  # days between publications within which an undated event can be one that is dated
_LONG_PAST = 366  # days before print
_TELLING = 10  # a bare number of at least this size, told twice of one subject, counts one thing
_PRONOUN = regex.compile(r"\p{L}{3}(?:ها|هم|هما|هن|نا|كم)$")
_TOLD_WORDS = 3  # beside a number, from which two counts in the same words are one
_ENOUGH_WORDS = 2  # of an unnamed thing of which a number is told
_WIDE = frozenset({EntityType.PLACE, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.GROUP})  # much can be counted of them
_MOST_WORDS = 0.6  # Dice of the words beside the head of two things that are counted
_OFFICE = "office"
_DEATH = "death"
_ACCUSED = "complicit_in"

_ORDER = (Kind.SINGLE, Kind.ONCE, Kind.EVENT, Kind.NUMBER, Kind.STATE, Kind.MULTI)


def facts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The claims of one block in sets that tell one thing, each in order of claim ids; every claim is in exactly one."""
    if not items[0].unnamed:
        yield from _facts(items)
        return
    for near in _by_print(items):
        for part in _related(near):
            for subject in _by_subject(part):
                yield from _facts(subject)


def block(item: Item) -> tuple[str, str]:
    """Subject and group; for symmetric predicates the two sides in order; of an unnamed subject the head of its words."""
    if item.unnamed:
        return f"~{_apart(item)}{head(item.subject_text)}", item.group
    if item.facts.symmetric and len(item.objects) == 1:
        return min(item.subject, *item.objects), item.group
    return item.subject, item.group


def denied_block(item: Item) -> tuple[str, str] | None:
    """The block of the accusations that a denial can mean: «اتهمه بتلقي رشوة», «نفى أن يكون تلقى رشوة»."""
    denies = item.negative and item.standing == Standing.DENIED and item.facts.imputable and not item.unnamed
    return (item.subject, _ACCUSED) if denies else None


def _apart(item: Item) -> str:
    """What keeps unnamed subjects apart: words that only their document explains (عدد سكانها), other counts of one word (اللاعب)."""
    if _PRONOUN.search(item.subject_text):
        return f"{item.document}:"
    bare = item.facts.kind is Kind.NUMBER and len(item.subject_words) < _ENOUGH_WORDS and item.quantity is not None
    return f"{item.quantity}:" if bare else ""


def _by_subject(items: Sequence[Item]) -> list[list[Item]]:
    """Claims about unnamed subjects of one head, by what else is said of whom: each joins the first set of like words."""
    sets: list[list[Item]] = []
    for item in items:
        home = next((part for part in sets if _same_words(item, part[0])), None)
        if home is None:
            sets.append([item])
        else:
            home.append(item)
    return sets


def _same_words(a: Item, b: Item) -> bool:
    """One word alone (النساء) means no part of a longer phrase; of counts what stands beside the head decides (رصيد الندى، رصيد السد).

    A count that is told in the very same words, of things with a word in common beside the head, is one.
    """
    left, right = senses(a.subject_words), senses(b.subject_words)
    if left == right or min(len(left), len(right)) < _ENOUGH_WORDS:
        return left == right
    if a.facts.kind is not Kind.NUMBER:
        return similar(left, right)
    first = {head(a.subject_text), head(b.subject_text)}
    left, right = left - senses(frozenset(first)), right - senses(frozenset(first))
    told = len(a.object_words) >= _TOLD_WORDS and a.object_words == b.object_words and a.quantity == b.quantity
    return (told and bool(left & right)) or left <= right or right <= left or dice(left, right) >= _MOST_WORDS


def _related(items: Sequence[Item]) -> list[list[Item]]:
    """Claims about an unnamed subject, by documents that share a named entity or a cited source: others mean someone else."""
    unions: Unions[int] = Unions(item.document for item in items)
    first: dict[object, int] = {}
    for item in items:
        cited = {fold(hop.name) for hop in item.chain if hop.name and hop.role is not HopRole.PUBLISHER}
        for feature in (*item.around, *cited):
            unions.join(first.setdefault(feature, item.document), item.document)
    return [[item for item in items if item.document in documents] for documents in map(set, unions.sets())]


def _facts(items: Sequence[Item]) -> list[list[Item]]:
    accused = [item for item in items if item.group == _ACCUSED]
    if accused and len(accused) < len(items):
        return _by_object(items, _same_deed, join_empty=False)
    kind = min((item.kind for item in items), key=_ORDER.index)
    if kind is Kind.SINGLE or (items[0].facts.group == _DEATH and not items[0].unnamed):
        return [list(items)]
    if items[0].facts.open_ended:
        return _by_description(items)
    found = _by_object(items, _sameness(items[0]), join_empty=kind in {Kind.EVENT, Kind.ONCE})
    if kind is Kind.EVENT:
        found = [occasion for part in found for occasion in _occasions(part)]
    return found


def _sameness(item: Item) -> Callable[[Item, Item], bool]:
    if item.facts.group == _OFFICE:
        return _same_office
    if item.facts.kind is Kind.NUMBER:
        return _same_unit
    if item.facts.symmetric:
        return _same_pair
    if item.unnamed and item.facts.group == _DEATH:
        return one_event
    if item.facts.described:
        return _same_event
    if item.facts.deed:
        return _same_deed
    return same_object


def _same_deed(a: Item, b: Item) -> bool:
    """What someone is accused of, and what he denies; two denials with unlike predicates are one only in the same words.

    Who is accused of «خطفها» one day is accused of «خطف فلانة» in the papers of that day.
    """
    if _ACCUSED not in {a.group, b.group} and a.group != b.group:
        return a.object_words == b.object_words
    bare = min(len(a.object_words), len(b.object_words)) == 1 and head(a.object_text) == head(b.object_text)
    return same_object(a, b) or (bare and _printed_near(a, b, _NEAR_PRINT))


def _same_office(a: Item, b: Item) -> bool:
    """One office, or two ranks of one body, which are then shown as a difference."""
    return same_role(a.object_text, b.object_text) or roles_differ(a.object_text, b.object_text) or _begun_together(a, b)


def _begun_together(a: Item, b: Item) -> bool:
    """Offices of one rank that began at one time: an ambassador to a country and in its capital."""
    first, second = (item.began for item in (a, b))
    return first is not None and second is not None and first.overlaps(second) and same_head(a.object_text, b.object_text)


def _same_pair(a: Item, b: Item) -> bool:
    if a.object_ids and b.object_ids:
        return {a.subject, *a.object_ids} == {b.subject, *b.object_ids}
    return a.subject == b.subject and similar(a.object_words, b.object_words)


def _same_event(a: Item, b: Item) -> bool:
    """Words describe the event; only entities on both sides can tell two events apart, of a flight not even these.

    Whoever fled Aleppo and fled to Beirut in one year fled once.
    """
    if same_object(a, b) or not (a.object_ids and b.object_ids):
        return True
    return a.facts.journey and a.when is not None and b.when is not None and a.when.gap(b.when) <= a.facts.near_days


def _same_unit(a: Item, b: Item) -> bool:
    """The same thing counted; a bare number fits any count of its subject that is the same number."""
    left, right = counted(a.object_text), counted(b.object_text)
    same = a.quantity is not None and a.quantity == b.quantity
    if _bare_measure(a) or _bare_measure(b):
        return same and left == right
    if not left or not right:
        return same and a.quantity is not None and a.quantity.low >= _TELLING
    return left == right or similar(left, right) or (same and a.quantity is not None and a.quantity.uneven)


def _bare_measure(item: Item) -> bool:
    """So much money, or so many days, of a country, a body or a person: what of it was measured, the claim leaves open."""
    wide = item.subject_type in _WIDE or (item.unnamed and len(item.subject_words) < _ENOUGH_WORDS)
    told = counted(item.object_text)
    return wide and not item.is_age and bool(told) and told <= _measures()


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for text in kind_words("measures") for word in stems(text) | counted(text))


def _by_description(items: Sequence[Item]) -> list[list[Item]]:
    """Claims of free words: each joins the first set in which all speak of the same, found by a word in common."""
    sets: list[list[Item]] = []
    words: defaultdict[str, list[int]] = defaultdict(list)
    for item in items:
        near = sorted({number for word in _words(item) for number in words[word]})
        home = next((number for number in near if all(same_description(item, other) for other in sets[number])), len(sets))
        if home == len(sets):
            sets.append([])
            for word in _words(item):
                words[word].append(home)
        sets[home].append(item)
    return sets


def _words(item: Item) -> frozenset[str]:
    return senses(item.object_words) | item.object_ids


def _by_object(items: Sequence[Item], same: Callable[[Item, Item], bool], *, join_empty: bool) -> list[list[Item]]:
    """Claims of one object. An event told without its object joins the only other one of its block."""
    signed: defaultdict[tuple[tuple[str, ...], str], list[Item]] = defaultdict(list)
    for item in items:
        pair = {item.subject} if item.facts.symmetric else set()
        signed[tuple(sorted(item.object_ids | pair)), fold(item.object_text)].append(item)
    unions: Unions[tuple[tuple[str, ...], str]] = Unions(signed)
    if len(signed) <= _MAX_OBJECTS:
        for a, b in combinations(sorted(signed), 2):
            if same(signed[a][0], signed[b][0]):
                unions.join(a, b)
    sets = [[item for key in keys for item in signed[key]] for keys in unions.sets()]
    empty = [part for part in sets if not part[0].object_ids and not part[0].object_words]
    others = [part for part in sets if part not in empty]
    if join_empty and empty and len(others) == 1:
        sets = [[item for part in sets for item in part]]
    return [sorted(part, key=lambda item: item.id) for part in sets]


def _occasions(items: Sequence[Item]) -> list[list[Item]]:
    """Events apart in time: dated claims by nearness, undated ones beside the publication nearest to them."""
    dated = sorted((item for item in items if item.when is not None), key=lambda item: (item.when, item.id))
    undated = [item for item in items if item.when is None]
    found: list[list[Item]] = []
    anchors: list[Interval] = []
    for item in dated:
        if item.when is None:
            continue
        if anchors and item.when.gap(anchors[-1]) <= item.facts.near_days:
            found[-1].append(item)
            if item.when.last - item.when.first < anchors[-1].last - anchors[-1].first:
                anchors[-1] = item.when  # the finest date is the anchor: a year does not hold all of its days together
        else:
            found.append([item])
            anchors.append(item.when)
    if len(found) == 1 and all(_printed_near(found[0][0], item, _UNDATED) or _both_past(found[0][0], item) for item in undated):
        return [sorted([*found[0], *undated], key=lambda item: item.id)]
    return [*found, *_by_print(undated)]


def _both_past(dated: Item, other: Item) -> bool:
    """A journey that nobody makes twice, long past when either document was printed (فر إلى كندا عام 1983، لجأ إلى كندا)."""
    once = dated.facts.rare and dated.facts.journey and dated.full and bool(dated.object_ids & other.object_ids)
    days = [item.published_days for item in (dated, other) if item.published_days is not None]  # a page without a date is no news
    return once and dated.when is not None and all(day.first - dated.when.last > _LONG_PAST for day in days)


def _printed_near(a: Item, b: Item, days: int) -> bool:
    return a.published_days is not None and b.published_days is not None and a.published_days.gap(b.published_days) <= days


def _by_print(items: Sequence[Item]) -> list[list[Item]]:
    """Claims whose documents came out within a few days; those without a date stand alone by document."""
    dated = sorted((item for item in items if item.published_days is not None), key=lambda item: (item.published_days, item.id))
    alone: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.published_days is None:
            alone[item.document].append(item)
    found: list[list[Item]] = []
    anchor: Interval | None = None
    for item in dated:
        if anchor is not None and item.published_days is not None and item.published_days.gap(anchor) <= _NEAR_PRINT:
            found[-1].append(item)
        else:
            found.append([item])
            anchor = item.published_days
    return [*found, *(alone[document] for document in sorted(alone))]
