"""The time of publication as EDTF: what machines write in metadata, and plain dates of bylines.

Only what is written out is read: a relative date («أمس») needs the document and is read by extraction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files

import regex

from tawthiq.text.calendars import gregorian_month_names, hijri_day, read_month
from tawthiq.text.fold import fold
from tawthiq.text.numbers import word_key

_EDTF = regex.compile(r"-?\d{4}(-(0[1-9]|1[0-2]|2[1-4]))?[?~%]?|\d{2}XX|\d{3}X|\d{4}-(XX|\d{2}-XX)")
_DAY = regex.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = regex.compile(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}.{0,24}")
_NUMERIC_YMD = regex.compile(r"(?<!\d)(\d{4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{1,2})(?!\d)")
_NUMERIC_DMY = regex.compile(r"(?<!\d)(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?!\d)")
_HIJRI = regex.compile(r"(?<!\d)(\d{1,2})\s+(?:من\s+)?(\p{L}+(?:\s\p{L}+)?)[\s,،/\-]{1,3}(\d{4})(?!\d)")
FIRST_YEAR, LAST_YEAR = 1800, 2100  # years a press article or document can bear; others are numbers of another kind
LONGEST = 200  # code points looked at


_WEEKDAY, _MONTH = r"[A-Z][a-z]{2}", r"[A-Z][a-z]{2}"
_HEADER = regex.compile(rf"(?:{_WEEKDAY},\s*)?\d{{1,2}}\s+{_MONTH}\s+(?:\d{{4}}\s+\d|\d{{2}}\s+\d{{1,2}}:\d{{2}})")
_CTIME = regex.compile(rf"{_WEEKDAY}\s+{_MONTH}\s+\d{{1,2}}\s+\d{{1,2}}:\d{{2}}:\d{{2}}\s+(?:[+-]\d{{4}}\s+)?\d{{4}}")


def to_edtf(value: str) -> str | None:
    """EDTF of a metadata value: a time with its zone is kept whole, a time without zone becomes its day."""
    value = value.strip()[:LONGEST]
    if _EDTF.fullmatch(value):
        return value
    return _day(value) or _iso(value) or _mail(value) or written_date(value)


def _day(value: str) -> str | None:
    try:
        return dt.date.fromisoformat(value).isoformat() if _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _iso(value: str) -> str | None:
    if not _ISO.fullmatch(value):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return written_date(value[:10])
    return _moment(moment)


def _moment(moment: dt.datetime) -> str:
    if moment.utcoffset() is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def _mail(value: str) -> str | None:
    """The date of a mail header (RFC 5322, and RFC 822 with years of two digits), or as C programs write it."""
    if not (_HEADER.match(value) or _CTIME.fullmatch(value)):
        return None
    try:
        return _moment(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written_date(line: str) -> str | None:
    """The one full date written in a line (day, month name, year, or in figures), as a day; None if none or several."""
    line = fold(line[:LONGEST])
    found = {day for day in (*_named(line), *_figures(line)) if day} or set(_hijri(line))
    return found.pop() if len(found) == 1 else None


def _hijri(line: str) -> Iterator[str]:
    """Days of the Hijri calendar, where no Gregorian one stands beside them."""
    for day, name, year in _HIJRI.findall(line):
        keys = [word_key(word) for word in name.split()]
        month = read_month(keys, 0)
        if month is None or month[0].calendar != "h" or month[1] < len(keys):
            continue
        found = hijri_day(int(year), month[0].number, int(day))
        if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            yield found.isoformat()


def _figures(line: str) -> list[str | None]:
    days = [_valid(year, month, day) for year, month, day in _NUMERIC_YMD.findall(line)]
    # Arabic newspapers write day before month; a first number above 12 leaves no doubt, a second one neither.
    days += [_valid(year, month, day) or _valid(year, day, month) for day, month, year in _NUMERIC_DMY.findall(line)]
    return days


def _named(line: str) -> list[str | None]:
    days = []
    for match in _pattern().finditer(line):
        named = _months()[" ".join((match["month"] or match["first"]).split())]
        day, year = (match["day"], match["year"]) if match["day"] else (match["day2"], match["year2"])
        days.append(_valid(year, named, day))
    return days


def _valid(year: str, month: str | int, day: str) -> str | None:
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date.isoformat() if FIRST_YEAR <= date.year <= LAST_YEAR else None


@cache
def _months() -> dict[str, int]:
    """Folded names of months in Arabic, English and French."""
    table = files("tawthiq.intake").joinpath("data", "months.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    latin = {name: int(row[0]) for row in rows for name in row[1:]}
    return {fold(name): number for name, number in (latin | dict(gregorian_month_names())).items()}


@cache
def _pattern() -> regex.Pattern[str]:
    """«4 آب/أغسطس 2013», "4 August 2013", "August 4, 2013"; a doubled month counts by its first name."""
    names = "|".join(r"\s+".join(map(regex.escape, name.split())) for name in sorted(_months(), key=len, reverse=True))
    return regex.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?:من\s)?\s?(?P<month>{names})(?:\s?[/\-(]?\s?(?:{names})\)?)?[\s,،]{{0,3}}(?P<year>\d{{4}})(?!\d)"
        rf"|\b(?P<first>{names})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})(?!\d)",
    )
