"""Differences in who: two holders of one post on the same days, two heads of one body, two numbers of one event's victims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import combinations

from rapidfuzz import fuzz

from tawthiq.model import Difference, EntityType, Slot
from tawthiq.reconcile.bonds import BOUND, bond_keys, bonds_differ, former
from tawthiq.reconcile.comparison.item import Item, of_another
from tawthiq.reconcile.comparison.object import similar
from tawthiq.reconcile.comparison.person import land, may_be_one
from tawthiq.reconcile.comparison.post import Post, body_of, post, tells_which
from tawthiq.reconcile.comparison.rank import rank
from tawthiq.reconcile.comparison.role import leans
from tawthiq.reconcile.comparison.time import Interval, state
from tawthiq.reconcile.comparison.words import head, keys
from tawthiq.reconcile.differences import make
from tawthiq.reconcile.events import COUNT_OF, COUNTED, event_words, keys_of, other_lands, toll
from tawthiq.reconcile.matter import Surroundings, both_read, one_text
from tawthiq.reconcile.scene import key_of
from tawthiq.reconcile.unions import Unions
from tawthiq.text.kinds import kind_words
from tawthiq.text.names import split
from tawthiq.text.offices import office, place_rank
from tawthiq.text.titles import words_key

_SAME_DAYS = 3  # days between which two holders of one post are no succession but a difference
_TOLL_DAYS = 1  # days between publications: a later toll is a new one
_OUTVOTED = 3  # times as many documents that name the one holder as name the other
_MIN_WORD, _SLIP = 4, 80.0  # letters; per cent in common: one letter amiss in four
_MAX_BLOCK = 60  # claims of one block that are compared in pairs
_DEEDS = frozenset({"complicit_in"})
_APPOINTED = "appointed_by"
RIVALLED = COUNTED | _DEEDS | {COUNT_OF, _APPOINTED, "holds_position", "led_by", "founded", "member_of"}
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
    PAGE = 7


FAMILIES = 8
"""The lowest three bits of a block's key tell the family."""


def block_key(family: Family, text: str) -> int:
    """A block as a 64-bit hash whose lowest bits are the family."""
    return key_of(family, text) // FAMILIES * FAMILIES + family


Rival = tuple[list[Item], Difference]
Pair = Callable[[Item, Item], bool]


def one_page(key: int) -> bool:
    """Whether a block holds what one document says in two ways."""
    return Family(key % FAMILIES) is Family.PAGE


def rival_keys(item: Item) -> list[tuple[Family, str]]:
    """The blocks in which a claim is compared with those of other subjects, objects or predicates."""
    if item.predicate not in RIVALLED | BOUND or not item.actual or item.negative:
        return []
    found = [(Family.HOLDERS, key) for key in _holder_keys(item)] + [(Family.HEADS, key) for key in _head_keys(item)]
    found += [(Family.TOLLS, key) for key in _toll_keys(item)] + [(Family.BONDS, key) for key in bond_keys(item)]
    return found + [(Family.DEEDS, key) for key in _deed_keys(item)] + [(Family.POSTS, key) for key in _post_keys(item)]


def rivals(key: int, items: Sequence[Item], around: Surroundings) -> list[Rival]:
    """Pairs of claims of one block that differ in person, role or number, with the difference: of one person, or of one matter."""
    family = Family(key % FAMILIES)
    if family is Family.HOLDERS:
        return _two_sides(_pairs(items, _both(_strangers(items, _two_holders), around.one_matter)), Slot.PERSON, _subject)
    if family is Family.HEADS:
        return _two_sides(_pairs(items, _both(_two_heads, _one_matter_or_date(around))), Slot.PERSON, _object)
    if family is Family.BONDS:
        told = ((a, b, slot) for a, b, slot in bonds_differ(items[:_MAX_BLOCK]) if both_read(a, b) and not one_text(a, b))
        listed = ((a, b, slot) for a, b, slot in told if around.one_matter(a, b))
        return [([a, b], make(slot, [a.predicate, b.predicate], [[a.id], [b.id]])) for a, b, slot in listed]
    if family is Family.POSTS:
        return _two_sides(_pairs(items, _two_posts(items)), Slot.ROLE, _object)
    return _two_sides(_pairs(items, _both(_strangers(items, _two_doers), around.one_matter)), Slot.PERSON, _subject)


def _one_matter_or_date(around: Surroundings) -> Pair:
    """Of one matter, or both of one date that the texts give."""
    def one(a: Item, b: Item) -> bool:
        dated = a.predicate == _APPOINTED and a.point is not None and b.point is not None and a.point.overlaps(b.point)
        return dated or around.one_matter(a, b)
    return one


def _both(first: Pair, second: Pair) -> Pair:
    return lambda a, b: first(a, b) and second(a, b)


def _strangers(items: Sequence[Item], differ: Pair) -> Pair:
    """As ``differ``, of two whom no document of the pair names both: it would know of the other (a predecessor, an accomplice).

    Nor is one of them he whom nearly all documents name: who alone names another tells of former times, or was misread.
    """
    named: defaultdict[int, set[str]] = defaultdict(set)
    for item in items:
        named[item.document].add(item.subject)
    told = Counter(name for names in named.values() for name in names)

    def apart(a: Item, b: Item) -> bool:
        fewer, more = sorted((told[a.subject], told[b.subject]))
        strangers = a.subject not in named[b.document] and b.subject not in named[a.document]
        return strangers and more <= _OUTVOTED * fewer and differ(a, b)

    return apart


def _subject(item: Item) -> str:
    return item.subject_text


def _object(item: Item) -> str:
    return item.object_text


def _pairs(items: Sequence[Item], differ: Pair) -> list[tuple[Item, Item]]:
    return [(a, b) for a, b in combinations(items[:_MAX_BLOCK], 2) if a.document != b.document and both_read(a, b) and differ(a, b)]


def _two_sides(pairs: Sequence[tuple[Item, Item]], slot: Slot, value: Callable[[Item], str]) -> list[Rival]:
    """One difference for each two values, with all claims that stand against one of the other side."""
    found: defaultdict[tuple[str, str], dict[str, dict[str, Item]]] = defaultdict(lambda: defaultdict(dict))
    for pair in pairs:
        one, other = sorted(pair, key=_side)
        for item in pair:
            found[_side(one), _side(other)][_side(item)][item.id] = item
    return [_rival(slot, [list(sides[name].values()) for name in names], value) for names, sides in sorted(found.items())]


def _side(item: Item) -> str:
    """Whom or what a claim stands for in a difference of its family: the subject, and the words or entities of the object."""
    return " ".join((item.subject, *(item.objects or sorted(item.object_words))))


def _rival(slot: Slot, sides: Sequence[Sequence[Item]], value: Callable[[Item], str]) -> Rival:
    values = [max(map(value, side), key=lambda text: (len(text), text)) for side in sides]
    difference = make(slot, values, [sorted(item.id for item in side) for side in sides])
    return sorted((item for side in sides for item in side), key=lambda item: item.id), difference


def _post(item: Item) -> Post | None:
    """The post that a claim gives a person now, if its words say which one it is."""
    told = item.object_text
    if item.predicate != "holds_position" or former(item) or item.unnamed or leans(told) or rank(told) is not None:
        return None  # a rank is no post: many have it
    return post(told) if not place_rank(told.partition(" ")[0]) else None  # a governorate is spelled like the woman who governs it


def _holder_keys(item: Item) -> Iterator[str]:
    found = _post(item)
    if found is not None and found.tells and item.full:
        yield " ".join((found.head, *found.body))


def _two_holders(a: Item, b: Item) -> bool:
    """Two people in one post, word for word, on the same days; a post that names no country is one of the documents' country."""
    known = split(a.subject_text).is_full and split(b.subject_text).is_full  # a bare name may be the other's
    others = known and a.subject != b.subject and not may_be_one(a.subject_text, b.subject_text) and not _share_a_name(a, b)
    told = post(a.object_text)
    return others and told is not None and (bool(told.lands) or a.country == b.country) and _same_days(a, b)


def _share_a_name(a: Item, b: Item) -> bool:
    """Holders of one post with a name in common are as a rule one person, by two of his names or in two spellings."""
    first, second = ({part.key for part in split(item.subject_text).parts} for item in (a, b))
    return not first.isdisjoint(second)


def _days(item: Item) -> Interval | None:
    return state(item.time) or item.when or item.published_days


def _same_days(a: Item, b: Item) -> bool:
    first, second = _days(a), _days(b)
    return first is not None and second is not None and first.gap(second) <= _SAME_DAYS


def _head_keys(item: Item) -> Iterator[str]:
    """Who heads a body, and who gave a person his office."""
    if item.predicate == _APPOINTED and item.full and not item.unnamed and item.object_is_person:
        yield f"{_APPOINTED} {item.subject}"
    named = item.predicate == "led_by" and item.objects and not item.unnamed and not former(item)
    if named and tells_which(body_of(words_key(item.subject_text))):
        yield item.subject


def _two_heads(a: Item, b: Item) -> bool:
    """Two people by their full names, or two states; a title (رئيس الوزراء) can be anybody's."""
    if a.predicate != b.predicate or a.object_ids & b.object_ids or may_be_one(a.object_text, b.object_text):
        return False
    first, second = land(a.object_text), land(b.object_text)
    states = first is not None and second is not None and first != second
    return (states or (_full_name(a.object_text) and _full_name(b.object_text))) and _same_days(a, b)


def _full_name(text: str) -> bool:
    heads, deputies, _ = office(text)
    return split(text).is_full and not heads and not deputies


def _toll_keys(item: Item) -> Iterator[str]:
    """Counted people of one event: the number stands in the subject (سبعة قتلى), or the whole claim is a count (حصيلة القتلى)."""
    kind = counted_kind(item)
    if kind:
        yield from (f"{kind} {word}" for word in sorted(event_words(item)))


def counted_kind(item: Item) -> str:
    """What befell the people whom a claim counts; nothing where it counts none."""
    return toll(item) if item.quantity is not None and item.published and not of_another(item.subject_text) else ""


def tolls(items: Sequence[Item], around: Surroundings) -> Iterator[list[Item]]:
    """Counts of the victims of one event, told by several documents: sets of claims of one block.

    An event has a block for each of its words; it is given out in the first one that all its claims share.
    """
    listed = items[:_MAX_BLOCK]
    shared = frozenset.intersection(*map(event_words, listed))
    for told in counted_together(listed, around):
        if min(frozenset.intersection(*map(event_words, told)), default="") in shared:
            yield told


def counted_together(items: Sequence[Item], around: Surroundings) -> Iterator[list[Item]]:
    """Claims in sets that count the same people of one event."""
    unions: Unions[int] = Unions(range(len(items)))
    for i, j in combinations(range(len(items)), 2):
        if _one_count(items[i], items[j]) and around.one_matter(items[i], items[j], _TOLL_DAYS):
            unions.join(i, j)
    for numbers in unions.sets():
        yield [items[number] for number in numbers]


def _one_count(a: Item, b: Item) -> bool:
    """One event, and the same people counted: five children are no other number than nine dead."""
    people = _same_people(a, b) and not other_lands(a, b)
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
    found = _post(item)
    if found is not None and found.head in kind_words("one_at_a_time") and item.full:
        yield item.subject


def _two_posts(items: Sequence[Item]) -> Pair:
    """One person in two such offices on the same days, each of them unknown to the other document."""
    told: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        told[item.document].append(item)

    def differ(a: Item, b: Item) -> bool:
        known = any(_same_body(x, other) for x, y in ((a, b), (b, a)) for other in told[y.document])
        return not known and _printed_together(a, b) and _may_be_at_once(a, b)

    return differ


def _same_body(a: Item, b: Item) -> bool:
    """One body, as far as both say which: what it does decides, else the country; an ambassador to it is one in its capital."""
    first, second = post(a.object_text), post(b.object_text)
    if first is None or second is None:
        return True
    if first.of and first.of == second.of and first.head in kind_words("of_one_work"):
        return True
    work, other = first.work - kind_words("authorities"), second.work - kind_words("authorities")
    if work and other:
        alike = work <= other or other <= work or _spelled_alike(work, other)
        return alike or similar(keys(" ".join(sorted(work))), keys(" ".join(sorted(other))))
    return not (first.lands and second.lands) or bool(first.lands & second.lands)


def _spelled_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Two spellings of one body: what the one has beside the other is a word with a letter amiss."""
    left, right = sorted(a - b), sorted(b - a)
    return len(left) == len(right) == 1 and min(len(left[0]), len(right[0])) >= _MIN_WORD and fuzz.ratio(left[0], right[0]) >= _SLIP


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
    """One deed that has one doer: two accused of it in two documents. «الهجوم» alone says of no attack which one."""
    known = item.full and not item.unnamed and item.subject_type != EntityType.GROUP
    if item.predicate in _DEEDS and known and not _took_part(item):
        words = _own_words(item)
        yield from (f"{item.predicate} {key}" for key in ((*item.objects, *sorted(words)) if words else ()))


def _own_words(item: Item) -> frozenset[str]:
    """What says which deed it was."""
    return event_words(item) - keys_of("bare_deeds") if item.object_words & keys_of("bare_deeds") else frozenset()


def _took_part(item: Item) -> bool:
    told = (*item.triggers, item.object_text.partition(" ")[0])
    return any(word in kind_words("partaking") for text in told for word in words_key(text))


def _two_doers(a: Item, b: Item) -> bool:
    """Documents that name different doers of one deed, each of whom their words tell apart."""
    which = all(tells_which(body_of(words_key(item.subject_text))) for item in (a, b))
    one = bool(a.object_ids & b.object_ids) or similar(_own_words(a), _own_words(b))
    return which and one and not _one_doer(a, b) and _same_days(a, b)
