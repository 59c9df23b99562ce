"""Numbers with their bounds: seven, at least seven, about fifty. Two differ if no number satisfies both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from tawthiq.text.kinds import unit_names
from tawthiq.text.numbers import Number, find_numbers
from tawthiq.text.titles import stems

_ABOUT = 0.1  # "about" covers a tenth to both sides
_UNEVEN = 100.0  # smaller numbers are equal by chance
_ROUND = 10.0
_SIZES = 20.0  # a vague size reaches over the next one: who says عشرات can mean two hundred
_INFINITE = float("inf")
_CACHED = 16_384  # phrases
_MAX_PHRASE = 400  # code points of a phrase that are read for its number
_SIGN = regex.compile(r">=|<=|[><~≥≤]")
_SIGNS = {">=": "over", ">": "over", "≥": "over", "<=": "under", "<": "under", "≤": "under", "~": "about"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the range it allows, both ends inclusive."""

    low: float
    high: float

    @property
    def uneven(self) -> bool:
        """An exact number of three digits and more that nobody rounded: two counts of one thing, whatever its name."""
        return self.low == self.high and self.low >= _UNEVEN and self.low % _ROUND != 0

    def fits(self, other: Quantity) -> bool:
        """Whether one number can satisfy both."""
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=_CACHED)
def quantity(text: str) -> Quantity | None:
    """The first number of a phrase, in digits or words; of a vague one (عشرات، مئات الآلاف) the sizes that it allows."""
    listed = find_numbers(text[:_MAX_PHRASE])
    found = next(iter(listed), None)
    if found is None:
        return None
    if found.vague:
        return _vague(text, listed)
    sign = _SIGN.search(text)
    bound = found.bound or (_SIGNS[sign.group()] if sign else None)
    value = float(found.value)
    if bound == "over":
        return Quantity(value, _INFINITE)
    if bound == "under":
        return Quantity(0.0, value)
    margin = _ABOUT * abs(value) if bound == "about" else 0.0
    return Quantity(value - margin, value + margin)


def _vague(text: str, listed: Sequence[Number]) -> Quantity:
    """From its own size up to what nobody would call so: مئات are no nine, and no five thousand."""
    value, end = float(listed[0].value), listed[0].span.end
    for more in listed[1:]:  # مئات آلاف: one size told in two words
        if not more.vague or text[end : more.span.start].strip():
            break
        value, end = value * float(more.value), more.span.end
    return Quantity(value, _SIZES * value)


@lru_cache(maxsize=_CACHED)
def counted(text: str) -> frozenset[str]:
    """The stems of the words that say what is counted: the phrase without its numbers."""
    rest = text = text[:_MAX_PHRASE]
    for found in find_numbers(text):
        rest = rest[: found.span.start] + " " * len(found.span) + rest[found.span.end :]
    units = _units()
    return frozenset(units.get(word, word) for word in stems(rest) if not word.isdecimal())


@cache
def _units() -> dict[str, str]:
    """Stems of the words for what is counted -> the stem of the word that stands for all that count the same."""
    found = {word: name for text, other in unit_names().items() for word in stems(text) for name in stems(other)}
    return found | {name: name for name in found.values()}
