"""Which event is meant, and how many people it befell, of claims whose people have no name."""

from __future__ import annotations

from functools import cache

from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.number import counted
from tawthiq.reconcile.comparison.object import similar
from tawthiq.reconcile.comparison.post import parted_body
from tawthiq.reconcile.comparison.words import keys, without_numbers
from tawthiq.text.fold import fold
from tawthiq.text.kinds import kind_words
from tawthiq.text.titles import stems, words_key

_COUNTS = ("death", "injury", "pressure", "fled", "backing")  # lists of ``kind_words``, named like the facts that they count
_VOTED = frozenset({"supports"})
COUNTED = _VOTED | {"killed_in", "arrested", "attacked_in", "fled"}
"""Predicates whose subject can be a number of people."""
COUNT_OF = "has_quantity"
"""The predicate of counts."""


def toll(item: Item) -> str:
    """What befell those who are counted, as a group of predicates; nothing for other counts."""
    if item.predicate in COUNTED:
        return item.facts.group if item.unnamed or item.predicate not in _VOTED else ""
    return _kind_of_count(item) if item.predicate == COUNT_OF else ""


def _kind_of_count(item: Item) -> str:
    words = counted(item.object_text) or item.subject_words
    return next((kind for kind in _COUNTS if words & _counting(kind)), "")


@cache
def _counting(kind: str) -> frozenset[str]:
    """The keys and stems of the words for those whom a group of facts counts."""
    return frozenset(word for text in kind_words(f"counted_{kind}") for word in keys(text) | stems(text))


def event_words(item: Item) -> frozenset[str]:
    """What says which event: not the victims, nor that they were killed or taken."""
    deeds = frozenset(word for kind in kind_words("deeds") for word in keys(kind))
    places = frozenset(word for word in fold(item.place_text).split() if len(word) > 2)
    if item.predicate == COUNT_OF:
        people = deeds.union(*map(_counting, _COUNTS), keys_of("persons"), keys_of("totals"))
        told = keys(without_numbers(f"{item.subject_text} {item.object_text}")) - people
    else:
        told = keys(without_numbers(item.object_text)) - item.subject_words - deeds
    return frozenset(word for word in told if not word.isdecimal()) | places


@cache
def keys_of(kind: str) -> frozenset[str]:
    """The keys of the words of one kind."""
    return frozenset(word for text in kind_words(kind) for word in keys(text))


def other_lands(a: Item, b: Item) -> bool:
    """Told of two countries: a helicopter of this one, and one of that."""
    first, second = (parted_body(frozenset(words_key(f"{x.subject_text} {x.object_text} {x.place_text}")))[1] for x in (a, b))
    return bool(first and second) and first.isdisjoint(second)


def one_event(a: Item, b: Item) -> bool:
    """What is told of unnamed people befell them at one event: its words, or at least its day (قتل أربعة أشخاص السبت)."""
    first, second = event_words(a), event_words(b)
    if first and second:
        return similar(first, second)
    return a.when is not None and b.when is not None and a.when.overlaps(b.when) and a.subject_words == b.subject_words
