"""Times for readers: EDTF values and relations in words, and a key to sort them by."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from babel.dates import format_date, get_month_names

from tawthiq.model import Time
from tawthiq.model.predicates import predicates
from tawthiq.text.calendars import hijri_month_start, hijri_year_of
from tawthiq.views.labels import counted, label, predicate_label

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DURATION = re.compile(r"PT?(?P<count>\d+|X)(?P<unit>Y|M|W|DE|CE|D|H)")
_QUALIFIERS = "~?%"  # EDTF: approximate, uncertain, both
MONTHS = {"levant": "ar_SY", "egypt": "ar_EG", "maghreb": "ar_MA", "tunisia": "ar_TN"}
"""Countries' names of the months (آذار، مارس، مارس، مارس; كانون الثاني، يناير، يناير، جانفي) and the locale that has them."""
_ENGLISH = "en_GB"
_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_CACHED = 4_096  # values: a page has some hundred, and the days of an archive come again on each
UNDATED = "9999"
"""Sorts behind every date: what has no time comes last."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a reader wants dates: whose month names (a key of MONTHS), "latin" or "arabic" digits, Hijri days beside."""

    months: str = "egypt"
    digits: str = "latin"
    hijri: bool = False

    def locale(self, lang: str) -> str:
        """The locale of the month names."""
        return MONTHS[self.months] if lang == "ar" else _ENGLISH

    def number(self, text: str, lang: str) -> str:
        """A text of ours with its digits as wanted; English has one kind."""
        return text.translate(_ARABIC_DIGITS) if lang == "ar" and self.digits == "arabic" else text


PLAIN = Style()


@lru_cache(maxsize=_CACHED)
def value_in_words(value: str, lang: str, style: Style = PLAIN) -> str:
    """An EDTF value as a reader writes it: a day, a month, a year, an interval, or what the text leaves open."""
    if "/" in value:
        ends = [value_in_words(end, lang, style) if end and end != ".." else "…" for end in value.split("/")]
        return " – ".join(ends)
    return style.number(_single(value, lang, style), lang)


def _single(value: str, lang: str, style: Style) -> str:
    if match := _DAY.fullmatch(value):
        return _day((int(match[1]), int(match[2]), int(match[3])), lang, value, style)
    if match := _MONTH.fullmatch(value):
        return _month(match[1], match[2], lang, style) or value
    if value[-1:] in _QUALIFIERS and value[:1].isdigit():
        return label("ui", "about", lang, value=value_in_words(value.rstrip(_QUALIFIERS), lang, style))
    if match := _DURATION.fullmatch(value):
        return _duration(match["count"], match["unit"], lang)
    return label("reference", value, lang)


def _month(year: str, month: str, lang: str, style: Style) -> str | None:
    """A month, or a season (EDTF writes spring to winter as months 21 to 24)."""
    names = get_month_names("wide", locale=style.locale(lang))
    if int(month) in names:
        return f"{names[int(month)]} {year}"
    season = label("season", month, lang, year=year)
    return None if season == month else season


def _duration(count: str, unit: str, lang: str) -> str:
    """PXY is years without a number, P1M a month, P90D ninety days."""
    return label("duration", unit, lang) if count == "X" else counted(unit, int(count), lang)


def _day(day: tuple[int, int, int], lang: str, value: str, style: Style) -> str:
    try:
        told = format_date(date(*day), "d MMMM y", locale=style.locale(lang)).translate(_LATIN_DIGITS)
    except ValueError:
        return value
    return f"{told} ({hijri_in_words(date(*day), lang)})" if style.hijri and hijri_year_of(date(*day)) else told


@lru_cache(maxsize=_CACHED)
def hijri_beside(value: str, lang: str) -> str:
    """The Hijri day of an EDTF value that is one day; empty for others and where no calendar reaches."""
    match = _DAY.fullmatch(value)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return ""
    return hijri_in_words(day, lang) if day is not None and hijri_year_of(day) else ""


def hijri_in_words(day: date, lang: str) -> str:
    """A day in the Hijri calendar (Umm al-Qura where it has tables, arithmetic elsewhere): 23 جمادى الأولى 1436 هـ."""
    year = hijri_year_of(day)
    begins = _hijri_months(year)
    month = bisect_right(begins, day)
    number = (day - begins[month - 1]).days + 1
    return label("ui", "hijri", lang, day=number, month=label("hijri_month", str(month), lang), year=year)


@cache
def _hijri_months(year: int) -> tuple[date, ...]:
    """The first days of the twelve months of a Hijri year."""
    return tuple(hijri_month_start(year, number) for number in range(1, 13))


def time_in_words(time: Time, lang: str) -> str:
    """The relation and its value: منذ 2016, after 2003."""
    return label("relation", time.relation.value, lang, value=value_in_words(time.value, lang))


def sort_key(times: tuple[Time, ...], published: str | None) -> str:
    """Sorts claims by the first time they name, those without one by their document's day, and those without either last."""
    values = [time.value for time in times if time.value[:1].isdigit()]
    first = min(values, default=None) or (published if published and published[:1].isdigit() else None)
    return (first or UNDATED)[:10]


def slot_value(value: str, slot: str, lang: str, style: Style = PLAIN) -> str:
    """A value of a difference in words."""
    if value in predicates():  # two bonds or stances
        return predicate_label(value, lang)
    if slot in {"standing", "polarity"}:
        return label(slot, value, lang)
    return value_in_words(value, lang, style) if slot == "time" else value
