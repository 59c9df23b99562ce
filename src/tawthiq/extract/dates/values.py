"""Values of time expressions: EDTF text, first and last day, precision; and the anchor they are counted from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from tawthiq.text.calendars import Calendar, hijri_day, hijri_month, hijri_year, hijri_year_of

_ANCHOR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_ANCHOR_FROM, _ANCHOR_TO = 600, 9000  # years a document can be of, far enough from the ends of the calendar to count
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}  # EDTF season -> first month, northern hemisphere


@dataclass(frozen=True, slots=True)
class Value:
    """EDTF date, interval or duration, or a reference; the days it covers, both inclusive, where they are known."""

    edtf: str
    precision: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A date as far as the words give it. ``weekday`` is ISO (Monday 1); ``calendar`` is h for Hijri fields."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: Calendar = "g"
    weekday: int | None = None

    def filled(self, other: Point) -> Point:
        """The point with what it lacks taken from another one of the same calendar."""
        if self.calendar != other.calendar:
            return self
        return replace(self, year=self.year or other.year, month=self.month or other.month)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time relative expressions count from, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def read_anchor(value: str | None) -> Anchor:
    """The anchor of an EDTF date (year, month, day, or time with or without zone, whose own day is taken)."""
    found = _ANCHOR.fullmatch(value.strip().rstrip("~?%")) if value else None
    if not found:
        return Anchor()
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or not _ANCHOR_FROM <= year <= _ANCHOR_TO:
        return Anchor()
    if day and month:
        full = safe_date(year, month, day)
        return Anchor(year, month, full) if full else Anchor()
    if month is not None and not 1 <= month <= 12:
        return Anchor()
    return Anchor(year, month)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, *, days: int = 0, months: int = 0) -> date:
    """A day moved by months (clipped to the month's length), then by days; kept within the calendar's years."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    clipped = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return date.fromordinal(min(max(clipped.toordinal() + days, 1), date.max.toordinal()))


def day_value(day: date, precision: str = "day") -> Value:
    """One day."""
    return Value(day.isoformat(), precision, day, day)


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a Gregorian month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def month_value(year: int, month: int) -> Value:
    """One month; of a year before our era its year."""
    if not date.min.year <= year <= date.max.year:
        return year_value(year)
    return Value(f"{year:04d}-{month:02d}", "month", *month_days(year, month))


def year_value(year: int) -> Value:
    """One year; years before our era are negative and have no days."""
    if not 1 <= year <= 9999:
        return Value(f"{year:05d}" if year < 0 else f"{year:04d}", "year")
    return Value(f"{year:04d}", "year", date(year, 1, 1), date(year, 12, 31))


def decade_value(start: int) -> Value:
    """Ten years from a year that ends in 0: 199X."""
    return Value(f"{start // 10:03d}X", "decade", date(start, 1, 1), date(start + 9, 12, 31))


def century_value(ordinal: int) -> Value:
    """The n-th century: the 20th is 19XX."""
    start = max((ordinal - 1) * 100, 1)
    return Value(f"{ordinal - 1:02d}XX", "century", date(start, 1, 1), date((ordinal - 1) * 100 + 99, 12, 31))


def season_value(year: int, season: int) -> Value:
    """EDTF seasons 21 to 24 (spring, summer, autumn, winter) of the northern hemisphere; winter begins in December."""
    start = date(year, _SEASON_START[season], 1)
    return Value(f"{year:04d}-{season}", "season", start, moved(start, months=3, days=-1))


def week_value(day: date) -> Value:
    """The week from Monday to Sunday that holds a day."""
    monday = moved(day, days=-day.weekday())
    return interval_value(monday, moved(monday, days=6), "week")


def interval_value(first: date, last: date, precision: str = "interval") -> Value:
    """From a day to a day, both inclusive."""
    return Value(f"{first.isoformat()}/{last.isoformat()}", precision, first, last)


def joined(left: Value, right: Value, precision: str = "interval") -> Value:
    """From the beginning of one value to the end of another."""
    return Value(f"{left.edtf.split('/')[0]}/{right.edtf.split('/')[-1]}", precision, left.first, right.last)


def part_of_month(year: int, month: int, part: str) -> Value:
    """«أوائل»، «بداية»، «منتصف»، «أواخر»، «نهاية» of a month.

    A stretch (أوائل، أواخر) is a third of the month; a point (بداية، منتصف، نهاية) is about a day.
    """
    first, last = month_days(year, month)
    if part in ("early", "start"):
        tenth = first.replace(day=10)
        edtf = f"{first}~" if part == "start" else f"{first}/{tenth}"
        return Value(edtf, "part-of-month", first, tenth)
    if part == "mid":
        return Value(f"{first.replace(day=15)}~", "part-of-month", first.replace(day=11), first.replace(day=20))
    begin = first.replace(day=21)
    return Value(f"{last}~" if part == "end" else f"{begin}/{last}", "part-of-month", begin, last)


_YEAR_PARTS = {"early": (1, 4), "start": (1, 4), "mid": (6, 7), "late": (9, 12), "end": (9, 12)}  # months
_DECADE_PARTS = {"early": (0, 3), "start": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}  # years
_CENTURY_PARTS = {"early": (0, 29), "start": (0, 29), "mid": (40, 59), "late": (70, 99), "end": (70, 99)}  # years


def part_of(value: Value, part: str) -> Value:
    """The early, middle or late part of a month, year, decade, century, season or week."""
    first, last = value.first, value.last
    if first is None or last is None:
        return value
    if value.precision == "month":
        return part_of_month(first.year, first.month, part)
    if value.precision == "year" and first.month == 1 and last.month == 12:
        low, high = _YEAR_PARTS[part]
        return joined(month_value(first.year, low), month_value(first.year, high), "part-of-year")
    if value.precision in ("decade", "century"):
        low, high = (_DECADE_PARTS if value.precision == "decade" else _CENTURY_PARTS)[part]
        start = first.year - first.year % 10
        return joined(year_value(max(start + low, 1)), year_value(start + high), f"part-of-{value.precision}")
    if value.precision == "week":
        low, high = {"early": (0, 1), "start": (0, 1), "mid": (2, 3), "late": (5, 6), "end": (5, 6)}[part]
        return interval_value(moved(first, days=low), moved(first, days=high), "part-of-week")
    return value


_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "C", "night": "D"}
_CLOCK_UNITS = {"hour": "H", "minute": "M", "second": "S"}
_YEARS = {"decade": 10, "century": 100}


def duration_value(count: float | None, unit: str) -> Value:
    """ISO 8601 duration; decades and centuries are years. None is a vague count: PXY, PXM, PXDE."""
    if count is None:
        return Value(f"PTX{_CLOCK_UNITS[unit]}" if unit in _CLOCK_UNITS else f"PX{_UNITS[unit]}", "duration")
    if unit in _YEARS:
        count, unit = count * _YEARS[unit], "year"
    shown = int(count) if float(count).is_integer() else count
    return Value(f"PT{shown}{_CLOCK_UNITS[unit]}" if unit in _CLOCK_UNITS else f"P{shown}{_UNITS[unit]}", "duration")


def distance(day: date, count: float, unit: str, direction: int) -> Value:
    """The time that lies a number of units before (-1) or after (1) a day, at the unit's precision."""
    whole = int(count) if abs(count) < 10_000 else 10_000  # beyond the calendar anyway
    half = count - whole if abs(count) < 10_000 else 0.0
    if unit in ("hour", "minute", "second"):
        return day_value(day)
    if unit in ("day", "week", "night"):
        days = whole * (7 if unit == "week" else 1)
        return day_value(moved(day, days=direction * days))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    target = moved(day, months=direction * (whole * months + int(half * months)))
    return month_value(target.year, target.month) if unit == "month" or half else year_value(target.year)


def ref_value(name: str) -> Value:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""
    return Value(name, "ref")


def point_value(point: Point) -> Value:
    """A point whose fields are all the words give; missing years are X."""
    if point.calendar == "h":
        return _hijri_value(point)
    year, month, day = point.year, point.month, point.day
    if year is None:
        if month is None:
            return Value(f"XXXX-WXX-{point.weekday}" if point.weekday else f"XXXX-XX-{day or 0:02d}", "day")
        return Value(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""), "day" if day else "month")
    if month is None:
        return year_value(year)
    if day is None:
        return month_value(year, month)
    full = safe_date(year, month, day)
    return day_value(full) if full else month_value(year, month)


def _hijri_value(point: Point) -> Value:
    """Hijri fields as Gregorian days: a day, or the interval of the month or year."""
    if point.year is None:
        return Value("XXXX", "month" if point.day is None else "day")
    if point.month is None:
        return interval_value(*hijri_year(point.year), "year")
    if point.day is None:
        return interval_value(*hijri_month(point.year, point.month), "month")
    full = hijri_day(point.year, point.month, point.day)
    return day_value(full) if full else interval_value(*hijri_month(point.year, point.month), "month")


def weekday_before(day: date, weekday: int, *, strict: bool) -> date:
    """The latest such weekday (ISO) before a day, or on it unless strict."""
    back = (day.isoweekday() - weekday) % 7
    return moved(day, days=-(back or (7 if strict else 0)))


def weekday_after(day: date, weekday: int, *, strict: bool) -> date:
    """The next such weekday (ISO) after a day, or on it unless strict."""
    ahead = (weekday - day.isoweekday()) % 7
    return moved(day, days=ahead or (7 if strict else 0))


def hijri_reach(day: date, point: Point, shift: int | None) -> int:
    """The Hijri year meant by a month (and day) without one: the latest begun by a day, or the next if shift is 1."""
    year = hijri_year_of(day)
    start = hijri_day(year, point.month or 1, point.day or 1) if year else None
    if start is None:
        return max(year, 1)
    if shift == 1:
        return year + (start <= day)
    return year - (start > day) if shift in (None, -1) else year
