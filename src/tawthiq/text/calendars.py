"""Calendars: names of months and weekdays in every Arabic press tradition, and the Hijri calendar.

Hijri days are by Umm al-Qura from 1343 to 1500 AH (hijridate) and by the arithmetic (civil) calendar outside,
which can differ from sighting by a day or two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from tawthiq.text.numbers import word_key

Calendar = Literal["g", "h"]

_TABLES_FROM, _TABLES_TO = 1343, 1500  # AH, the years of the Umm al-Qura tables of hijridate
_CIVIL_EPOCH = 227014  # proleptic Gregorian ordinal of the day before 1 Muharram 1 AH (16 July 622 Julian)
_MAX_YEAR = 9666  # AH of the year 9999 CE, the last of datetime


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar; ``weak`` if its name is also an ordinary word or a person's name."""

    calendar: Calendar
    number: int
    weak: bool = False


def _rows(name: str) -> list[list[str]]:
    text = files("tawthiq.text").joinpath(f"data/{name}").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _months() -> Mapping[tuple[str, ...], Month]:
    found: dict[tuple[str, ...], Month] = {}
    for calendar, number, strength, names in _rows("months.tsv"):
        month = Month("h" if calendar == "h" else "g", int(number), strength == "weak")
        for name in names.split("|"):
            found[tuple(word_key(word) for word in name.split())] = month
    return found


@cache
def gregorian_month_names() -> Mapping[str, int]:
    """The Arabic names of Gregorian months as they are written, weak ones too, and their numbers."""
    rows = [(int(number), names) for calendar, number, _, names in _rows("months.tsv") if calendar == "g"]
    return {" ".join(name.split()): number for number, names in rows for name in names.split("|")}


@cache
def month_openers() -> frozenset[str]:
    """The keys that can begin the name of a month."""
    return frozenset(name[0] for name in _months())


def read_month(keys: Sequence[str], at: int) -> tuple[Month, int] | None:
    """The month named at ``keys[at]`` (keys by ``word_key``; one name, not a doubled one) and the place after it."""
    for length in (2, 1):
        name = tuple(keys[at : at + length])
        found = _months().get(name)
        if found and len(name) == length:
            return found, at + length
    return None


@cache
def weekdays() -> Mapping[str, int]:
    """Keys of weekday names without the article -> ISO number, Monday 1."""
    return {word_key(name): int(number) for number, names in _rows("weekdays.tsv") for name in names.split()}


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri day; None if there is no such day (a 30th is granted to every month)."""
    if not (1 <= year <= _MAX_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    return hijri_month_start(year, month) + timedelta(days=day - 1)


def hijri_month_start(year: int, month: int) -> date:
    """The first day of a Hijri month."""
    if _TABLES_FROM <= year <= _TABLES_TO:
        from hijridate import Hijri

        found = Hijri(year, month, 1).to_gregorian()
        return date(found.year, found.month, found.day)
    months = (month - 1) * 29 + month // 2  # 30 and 29 days in turn
    return date.fromordinal(_CIVIL_EPOCH + 1 + months + (year - 1) * 354 + (3 + 11 * year) // 30)


def hijri_month(year: int, month: int) -> tuple[date, date]:
    """First and last day of a Hijri month."""
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return hijri_month_start(year, month), hijri_month_start(*after) - timedelta(days=1)


def hijri_year(year: int) -> tuple[date, date]:
    """First and last day of a Hijri year."""
    return hijri_month_start(year, 1), hijri_month_start(year + 1, 1) - timedelta(days=1)


def hijri_year_of(day: date) -> int:
    """The Hijri year in which a day lies; 0 before the calendar begins."""
    year = max(0, (day.toordinal() - _CIVIL_EPOCH) * 30 // 10631 + 1)
    while year > 1 and hijri_month_start(year, 1) > day:
        year -= 1
    while year and hijri_month_start(year + 1, 1) <= day:
        year += 1
    return year
