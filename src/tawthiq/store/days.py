"""Days as numbers, so that time can be sorted and asked for by range: EDTF values to first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

UNDATED = 0
"""The day of a document without a date. It sorts before every other."""

_VALUE = re.compile(r"(\d{3}[\dX]|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?(?:T[\d:.,+\-Z]{0,40})?[?~%]?")


def days_of(value: str | None) -> tuple[int, int] | None:
    """First and last day (inclusive, days since 0001-01-01 = 1) of an EDTF day, month, year, decade, century or interval.

    None for what names no day: references, durations, open intervals without a begin.
    """
    if not value:
        return None
    ends = [_one(part) for part in value.split("/")[:2]]
    known = [found for found in ends if found is not None]
    if not known or ends[0] is None:
        return None
    return known[0][0], known[-1][1]


def day_of(value: str | None) -> int:
    """The first day of a value, or UNDATED."""
    found = days_of(value)
    return found[0] if found else UNDATED


def _one(value: str) -> tuple[int, int] | None:
    match = _VALUE.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        if day:
            found = date(int(year), int(month), int(day)).toordinal()
            return found, found
        first, last = _years(year)
        if month:
            return date(first, int(month), 1).toordinal(), date(first, int(month), monthrange(first, int(month))[1]).toordinal()
        return date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    except ValueError:  # month 21 (spring), year 0000, 31 February
        return None


def _years(year: str) -> tuple[int, int]:
    return int(year.replace("X", "0")), int(year.replace("X", "9"))
