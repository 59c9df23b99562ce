"""Times for readers: EDTF values and relations in words, and a key to sort them by."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date, get_month_names

from tawthiq.model import Time
from tawthiq.model.predicates import predicates
from tawthiq.views.labels import counted, label, predicate_label

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DURATION = re.compile(r"PT?(?P<count>\d+|X)(?P<unit>Y|M|W|DE|CE|D|H)")
_QUALIFIERS = "~?%"  # EDTF: approximate, uncertain, both
_LOCALES = {"ar": "ar_EG", "en": "en_GB"}
_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
UNDATED = "9999"
"""Sorts behind every date: what has no time comes last."""


def value_in_words(value: str, lang: str) -> str:
    """An EDTF value as a reader writes it: a day, a month, a year, an interval, or what the text leaves open."""
    if "/" in value:
        ends = [value_in_words(end, lang) if end and end != ".." else "…" for end in value.split("/")]
        return " – ".join(ends)
    if match := _DAY.fullmatch(value):
        return _day((int(match[1]), int(match[2]), int(match[3])), lang, value)
    if match := _MONTH.fullmatch(value):
        return _month(match[1], match[2], lang) or value
    if value[-1:] in _QUALIFIERS and value[:1].isdigit():
        return label("ui", "about", lang, value=value_in_words(value.rstrip(_QUALIFIERS), lang))
    if match := _DURATION.fullmatch(value):
        return _duration(match["count"], match["unit"], lang)
    return label("reference", value, lang)


def _month(year: str, month: str, lang: str) -> str | None:
    """A month, or a season (EDTF writes spring to winter as months 21 to 24)."""
    names = get_month_names("wide", locale=_LOCALES[lang])
    if int(month) in names:
        return f"{names[int(month)]} {year}"
    season = label("season", month, lang, year=year)
    return None if season == month else season


def _duration(count: str, unit: str, lang: str) -> str:
    """PXY is years without a number, P1M a month, P90D ninety days."""
    return label("duration", unit, lang) if count == "X" else counted(unit, int(count), lang)


def _day(day: tuple[int, int, int], lang: str, value: str) -> str:
    try:
        return format_date(date(*day), "d MMMM y", locale=_LOCALES[lang]).translate(_LATIN_DIGITS)
    except ValueError:
        return value


def time_in_words(time: Time, lang: str) -> str:
    """The relation and its value: منذ 2016, after 2003."""
    return label("relation", time.relation.value, lang, value=value_in_words(time.value, lang))


def sort_key(times: tuple[Time, ...], published: str | None) -> str:
    """Sorts claims by the first time they name, those without one by their document's day, and those without either last."""
    values = [time.value for time in times if time.value[:1].isdigit()]
    first = min(values, default=None) or (published if published and published[:1].isdigit() else None)
    return (first or UNDATED)[:10]


def slot_value(value: str, slot: str, lang: str) -> str:
    """A value of a difference in words."""
    if value in predicates():  # two bonds or stances
        return predicate_label(value, lang)
    if slot in {"standing", "polarity"}:
        return label(slot, value, lang)
    return value_in_words(value, lang) if slot == "time" else value
