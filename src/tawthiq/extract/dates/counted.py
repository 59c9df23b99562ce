"""Counting from a date that is known: two years after 2005, three days before 2021-05-10."""

from __future__ import annotations

import re

from tawthiq.extract.dates.values import distance, safe_date

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_DEPTH = {"Y": 1, "M": 2, "W": 3, "D": 3}  # fields that a date must have to be counted from in such units


def counted(base: str, length: str, direction: int) -> str | None:
    """The EDTF date a length (ISO 8601) before (-1) or after (1) a date, at the unit's precision; None where it is not to be told."""
    size, date = _LENGTH.fullmatch(length), _DATE.fullmatch(base)
    if size is None or date is None:
        return None
    fields = [int(field) if field else None for field in date.groups()]
    if sum(field is not None for field in fields) < _DEPTH[size[2]]:
        return None
    day = safe_date(fields[0] or 0, fields[1] or 1, fields[2] or 1)
    return None if day is None else distance(day, int(size[1]), _UNITS[size[2]], direction).edtf
