"""Free words that tell one thing with other numbers: «وزع 500 سلة» and «وزع 700 سلة» are no agreement."""

from __future__ import annotations

from functools import lru_cache

import regex

from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.number import Quantity, numbers
from tawthiq.reconcile.comparison.object import dice
from tawthiq.reconcile.comparison.words import keys, without_numbers
from tawthiq.text.numbers import find_numbers

_CACHED = 8_192  # phrases
_MAX_PHRASE = 400  # code points of a phrase that are read for its numbers
_WORD = regex.compile(r"\W{0,2}([\p{L}\p{M}]+)")
_YEARS = range(1800, 2100)  # a bare number of these behind no unit is as a rule a year
_ALIKE = 0.6  # Dice of the words beside the numbers from which both tell of one deed


@lru_cache(maxsize=_CACHED)
def counts(text: str) -> tuple[tuple[str, Quantity], ...]:
    """The exact numbers of a phrase, each behind the key of the noun that it counts; a year counts nothing."""
    text = text[:_MAX_PHRASE]
    listed = [found for found in find_numbers(text) if not found.vague]
    told = numbers(text)
    if len(listed) != len(told):
        return ()
    nouns = (_WORD.match(text, found.span.end) for found in listed)
    keyed = (min(keys(noun[1]), default="") if noun is not None else "" for noun in nouns)
    return tuple((noun, number) for noun, number in zip(keyed, told, strict=True) if noun and not _is_year(number))


def _is_year(number: Quantity) -> bool:
    return number.low == number.high and number.low in _YEARS


def counts_differ(a: Item, b: Item) -> bool:
    """Both count things of one name, in words that are else much the same, and no number of the one fits any of the other."""
    first, second = counts(a.object_text), counts(b.object_text)
    shared = {noun for noun, _ in first} & {noun for noun, _ in second}
    if not shared or dice(*(keys(without_numbers(item.object_text)) for item in (a, b))) < _ALIKE:
        return False
    return all(not any(one.fits(other) for noun, one in first for name, other in second if noun == name == which) for which in shared)
