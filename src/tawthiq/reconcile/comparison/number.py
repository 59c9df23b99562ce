"""Numbers with their bounds: seven, at least seven, about fifty. Two differ if no number satisfies both."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import regex

from tawthiq.text.fold import fold
from tawthiq.text.kinds import unit_names
from tawthiq.text.numbers import Number, find_numbers
from tawthiq.text.titles import stems

_ABOUT = 0.1  # "about" covers a tenth to both sides
_UNEVEN = 100.0  # smaller numbers are equal by chance
_ROUND = 10.0
_SIZES = 20.0  # a vague size reaches over the next one: who says عشرات can mean two hundred
_NEAR = 0.025  # of the larger number: how far a rounded number lies from what it rounds
_COARSE = 1_000.0  # smaller whole numbers are told as they are, not rounded
_INFINITE = float("inf")
_CACHED = 16_384  # phrases
_MAX_UNIT = 30  # code points behind a number in which its unit begins
_MAX_PHRASE = 400  # code points of a phrase that are read for its number
_THOUSANDS = regex.compile(r"[\p{Nd}]{1,3}\.[\p{Nd}]{3}")  # a point before three digits: of a fraction, or of thousands
_DATE = regex.compile(r"[\p{Nd}]{1,4}([/-])[\p{Nd}]{1,2}\1[\p{Nd}]{1,4}(?:\s?هـ?)?")  # a day in figures, of either calendar
_WIRE = regex.compile(r"[\p{Nd}]+ر[\p{Nd}]+")  # agencies' decimal sign, of which nobody can say which side is the fraction
_SHARE = regex.compile(r"\W{0,3}(?:%|٪|(?:بال|في ال)م[ئا]?[ائ]?ة\b|per ?cent\b)")
_MARKS = str.maketrans(dict.fromkeys("\"«»“”„'()[]", " "))  # around a number, between it and its scale
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
        """Whether one number can satisfy both, or the one is the other rounded."""
        return (self.low <= other.high and other.low <= self.high) or self._rounds(other) or other._rounds(self)

    def _rounds(self, other: Quantity) -> bool:
        """Whether this exact number can be the other one rounded: near, and with fewer digits that say something."""
        if self.low != self.high or other.low != other.high:
            return False
        told = max(abs(self.low), abs(other.low)) >= _COARSE or not other.low.is_integer()
        near = abs(self.low - other.low) <= max(_NEAR * max(abs(self.low), abs(other.low)), _half_a_digit(self.low))
        return told and near and _digits(self.low) < _digits(other.low)

    def times(self, factor: float) -> Quantity:
        """So many of a unit in that of which each holds ``factor``."""
        return Quantity(self.low * factor, self.high * factor)


def _half_a_digit(value: float) -> float:
    """What rounding takes from a number of two digits and more that say something: of 1.3 million fifty thousand."""
    told = _digits(value)
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - told + 1) if told > 1 else 0.0


def _digits(value: float) -> int:
    """How many digits of a number say something: of 40,000 one, of 2.97 three."""
    return len(f"{abs(value):.6f}".replace(".", "").strip("0"))


@lru_cache(maxsize=_CACHED)
def quantity(text: str) -> Quantity | None:
    """The first number of a phrase, in digits or words; of a vague one (عشرات، مئات الآلاف) the sizes that it allows."""
    text = _cleared(text)
    listed = find_numbers(text)
    found = next(iter(listed), None)
    if found is None or _WIRE.search(text):
        return None
    return _in_unit(_vague(text, listed) if found.vague else _exact(text, found), text, found)


@lru_cache(maxsize=_CACHED)
def numbers(text: str) -> tuple[Quantity, ...]:
    """All exact numbers of a phrase, each with its unit."""
    text = _cleared(text)
    return tuple(_in_unit(_exact(text[found.span.start :], found), text, found) for found in find_numbers(text) if not found.vague)


def _cleared(text: str) -> str:
    """The phrase without marks and days in figures, character by character."""
    return _DATE.sub(lambda day: " " * len(day[0]), text[:_MAX_PHRASE]).translate(_MARKS)


@lru_cache(maxsize=_CACHED)
def is_share(text: str) -> bool:
    """Whether the first number of a phrase is a share of something (بالمئة)."""
    found = next(iter(find_numbers(text[:_MAX_PHRASE])), None)
    return found is not None and _SHARE.match(text, found.span.end) is not None


def _in_unit(told: Quantity, text: str, found: Number) -> Quantity:
    unit = _unit(text[found.span.end :])
    return told.times(unit[1]) if unit is not None else told


def _exact(text: str, found: Number) -> Quantity:
    """A number with its bound, if the text gives one."""
    sign = _SIGN.search(text)
    bound = found.bound or (_SIGNS[sign.group()] if sign else None)
    value, most = _values(found)
    if bound == "over":
        return Quantity(value, _INFINITE)
    if bound == "under":
        return Quantity(0.0, most)
    margin = _ABOUT * abs(value) if bound == "about" else 0.0
    return Quantity(value - margin, most + margin)


def _values(found: Number) -> tuple[float, float]:
    """The least and the most that a numeral says: «76.000» is written for thousands, «1.250» may be either."""
    value = float(found.value)
    if not _THOUSANDS.fullmatch(found.span.exact):
        return value, value
    return (value * 1000 if value.is_integer() else value), value * 1000


@cache
def _measures() -> Mapping[str, tuple[str, float]]:
    """A folded word for a unit -> the name of its measure, and how many of that measure's first unit it is."""
    data = tomllib.loads(files("tawthiq.reconcile.comparison").joinpath("measures.toml").read_text("utf-8"))
    return {fold(word): (name, float(factor)) for name, words in data.items() for word, factor in words.items()}


def _unit(rest: str) -> tuple[str, float] | None:
    """The unit that follows a number at once."""
    words = regex.findall(r"[\p{L}\p{Nd}]+", rest[:_MAX_UNIT])
    return _measures().get(fold(words[0])) if words else None


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
    units, measured = _units(), _measured()
    return frozenset(measured.get(word, units.get(word, word)) for word in stems(rest) if not word.isdecimal())


@cache
def _measured() -> Mapping[str, str]:
    """Stems of the words for units -> the name of their measure: what is told in metres can be told in kilometres."""
    return {stem: name for word, (name, _) in _measures().items() for stem in stems(word)}


@cache
def _units() -> dict[str, str]:
    """Stems of the words for what is counted -> the stem of the word that stands for all that count the same."""
    found = {word: name for text, other in unit_names().items() for word in stems(text) for name in stems(other)}
    return found | {name: name for name in found.values()}
