"""Which differences are shown as such, and which are asked: both must be read surely, and no way be left in which both can be so.

The bars were set on differences of press articles that were judged by reading (``evaluation/differences.tsv``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from tawthiq.model import Difference, EntityType, Slot, Standing, TimeRelation
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.kin import kin_differs
from tawthiq.reconcile.comparison.number import numbers
from tawthiq.reconcile.comparison.place import is_known
from tawthiq.reconcile.comparison.post import post
from tawthiq.reconcile.comparison.role import roles_differ
from tawthiq.reconcile.comparison.time import interval
from tawthiq.reconcile.comparison.words import head, keys, without_numbers
from tawthiq.reconcile.differences import Parted, days_back, long_past, make_parted
from tawthiq.reconcile.events import keys_of
from tawthiq.reconcile.matter import printed_within, states
from tawthiq.reconcile.predicates import Kind
from tawthiq.text.names import split

_DEATH = "death"
_BARS = {
    Slot.TIME: 0.6, Slot.PLACE: 0.6, Slot.ROLE: 0.85, Slot.NUMBER: 0.5, Slot.PERSON: 0.9, Slot.POLARITY: 0.6, Slot.MANNER: 0.6,
}
"""The least probability that each of the two claims was read right. What has no bar is only asked."""
_NEXT_DAY = 1  # days between two prints; what is counted, or said to be so, may be other later
_NEWS = 31  # days between two prints up to which a surname alone tells whose death both report
_OUTVOTED = 3  # times as many documents: who stands alone against them was misread, or misprinted
_WEEK = 7  # days; «last Wednesday» is read as this one's or the one before it
_YEAR = 366  # days; two ages may lie one year apart by the day of the birthday
_TEN_YEARS = 10 * _YEAR  # days; further apart are the ages of two people
_TWO = 2  # documents of which each tells who holds a post: a holder of former times stands in one
_SOME_WORDS = 3  # of a thing that is counted: «the visas» are of this kind in one text and of that in another
_SHARED = 3  # names that documents share which count people without a name, and half of those of the one with fewer

Pair = Callable[[Item, Item], bool]


def surely(part: Parted) -> Parted | None:
    """The part of a difference that is sure: the claims of which each stands against one of another value; None if there are none."""
    groups, slot = part.groups, part.difference.slot
    kept = tuple(tuple(item for item in group if _has_other(item, group, groups, slot)) for group in groups)
    shown = tuple(group for group in kept if group)
    return make_parted(part.comparison, shown, part.neutral) if len(shown) > 1 else None


def is_sure(difference: Difference, items: Sequence[Item]) -> bool:
    """Whether a difference between claims of several subjects or objects is shown as one. ``items``: its claims."""
    told = {item.id: item for item in items}
    groups = [[told[claim] for claim in claims] for claims in difference.claims]
    return any(_sure(a, b, one, other, difference.slot) for one, other in combinations(groups, 2) for a in one for b in other)


def _has_other(item: Item, own: Sequence[Item], groups: Sequence[Sequence[Item]], slot: Slot) -> bool:
    return any(_sure(item, other, own, group, slot) for group in groups if group is not own for other in group)


def _sure(a: Item, b: Item, one: Sequence[Item], other: Sequence[Item], slot: Slot) -> bool:
    """Both read surely, of sides of which neither is outvoted, and nothing reconciles them."""
    holds = _SLOTS.get(slot)
    if holds is None or min(a.confidence, b.confidence) < _BARS[slot] or _one_outlet(a, b):
        return False
    fewer, more = sorted(len({item.document for item in side}) for side in (one, other))
    return more <= _OUTVOTED * fewer and (slot is not Slot.PERSON or fewer >= _TWO) and holds(a, b)


def _one_outlet(a: Item, b: Item) -> bool:
    """Two articles of one outlet, of which the second may correct or carry on the first."""
    return a.document != b.document and a.vertices[:1] == b.vertices[:1]


def _times(a: Item, b: Item) -> bool:
    """Of what is so once, or seldom and long ago, of one person or one body; of an age more than the birthday can explain."""
    if a.is_age or b.is_age:
        named = all(split(item.subject_text).is_full and _of_now(item) for item in (a, b))
        return named and a.when is not None and b.when is not None and _YEAR < a.when.gap(b.when) <= _TEN_YEARS
    if {a.kind, b.kind} == {Kind.STATE}:
        return a.began is not None and b.began is not None and min(a.confidence, b.confidence) >= _BARS[Slot.ROLE]
    once = {a.kind, b.kind} <= {Kind.SINGLE, Kind.ONCE} or long_past(a, b)
    bare = Kind.ONCE in {a.kind, b.kind} and None in {a.point, b.point}  # only bounds: before, after
    return once and not bare and _told_apart(a) and _told_apart(b) and _one_time(a, b)


def _of_now(item: Item) -> bool:
    """An age without a date beside it, which would be of another clause; or a birthday."""
    return not item.is_age or all(interval(value) is None or relation == TimeRelation.AS_OF for relation, value in item.times)


def _one_time(a: Item, b: Item) -> bool:
    """Both news of one month, or both of one long past, of someone named in full; and no weekday that can be that of two weeks."""
    if a.when is None or b.when is None or a.when.gap(b.when) == _WEEK:
        return False
    if a.when.gap(b.when) == _NEXT_DAY and 0 in {days_back(a), days_back(b)}:
        return False  # «اليوم» in a paper of the morning is the agency's: the day before print
    news = [_is_news(item) for item in (a, b)]
    return news[0] == news[1] and (printed_within(a, b, _NEWS) if all(news) else a.full and b.full)


def _is_news(item: Item) -> bool:
    return item.when is not None and item.published_days is not None and item.when.gap(item.published_days) <= _NEWS


def _told_apart(item: Item) -> bool:
    """Whose death it is: nobody's but a person's whom a name tells; of other facts any subject that is known."""
    return not item.unnamed and (item.facts.group != _DEATH or item.subject_type == EntityType.PERSON)


def _numbers(a: Item, b: Item) -> bool:
    """Counted on one day, with no number in common; people without a name where both tell of the same others."""
    texts = [f"{item.subject_text} {item.object_text}" for item in (a, b)]
    if len({bool(keys(text) & keys_of("scopes")) for text in texts}) > 1:
        return False
    apart = not any(x.fits(y) for x in numbers(texts[0]) for y in numbers(texts[1]))
    return apart and printed_within(a, b, _NEXT_DAY) and (_of_one_event(a, b) if a.unnamed and b.unnamed else _which(a) and _which(b))


def _which(item: Item) -> bool:
    """Whether what is counted is told apart: a thing, or a kind, by some words; not what a place has, of which much can be counted."""
    telling = len(item.subject_words) >= _SOME_WORDS
    return item.subject_type != EntityType.PLACE and ((item.subject_type != EntityType.THING and not _of_its_kind(item)) or telling)


def _of_its_kind(item: Item) -> bool:
    """Whether the number counts those whom the subject names (الشركات المسجلة … مئتا شركة): where they are, no name tells."""
    return item.quantity is not None and head(item.subject_text) in keys(without_numbers(item.object_text))


def _of_one_event(a: Item, b: Item) -> bool:
    left, right = (set(item.around) - states() for item in (a, b))
    shared, events = len(left & right), a.facts.kind is not Kind.NUMBER
    telling = events or min(len(item.subject_words) for item in (a, b)) >= _SOME_WORDS
    return a.document == b.document or (telling and shared >= _SHARED and 2 * shared >= min(len(left), len(right)))


def _places(a: Item, b: Item) -> bool:
    return a.full and b.full and is_known(a) and is_known(b) and _told_apart(a) and _told_apart(b)


def _roles(a: Item, b: Item) -> bool:
    """Two ranks of one body, two relatives; not how two parties are bound, which can be both."""
    return kin_differs(a, b) or (a.predicate == b.predicate and roles_differ(a.object_text, b.object_text))


def _persons(a: Item, b: Item) -> bool:
    """Two by their full names in one post whose words tell the country."""
    told = post(a.object_text)
    return told is not None and bool(told.lands) and all(split(item.subject_text).is_full for item in (a, b)) and a.subject != b.subject


def _stances(a: Item, b: Item) -> bool:
    """Someone denies the very same that the other tells; not what an outlet itself finds not to be so, of another moment perhaps."""
    denied = Standing.DENIED in {a.standing, b.standing}
    same = a.predicate == b.predicate and a.object_words == b.object_words
    return denied and (same or _accused_of(a, b)) and printed_within(a, b, _NEXT_DAY)


def _accused_of(a: Item, b: Item) -> bool:
    """An accusation and a denial in its words but one (تلقي رشوة من الشركة، رشوة من الشركة)."""
    short, long = sorted((a.object_words, b.object_words), key=len)
    return (a.facts.deed or b.facts.deed) and len(short) >= _SOME_WORDS and short <= long and len(long) - len(short) <= 1


def _causes(a: Item, b: Item) -> bool:
    return all(split(item.subject_text).is_full for item in (a, b))


_SLOTS: Mapping[Slot, Pair] = {
    Slot.TIME: _times, Slot.PLACE: _places, Slot.ROLE: _roles, Slot.NUMBER: _numbers, Slot.PERSON: _persons, Slot.POLARITY: _stances,
    Slot.MANNER: _causes,
}
