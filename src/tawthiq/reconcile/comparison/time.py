"""Times as intervals of days, at the granularity of the text."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from tawthiq.model import Time, TimeRelation

_CACHED = 65_536  # date values
_DAYS_IN_YEAR = 365.25
_OLDEST = 120.0  # years
_FAR = 10_000_000  # an ordinal beyond every date: an open end
_DAY = regex.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = regex.compile(r"(\d{4})-W(\d\d)")
_MONTH = regex.compile(r"(\d{4})-(\d\d)")
_YEAR = regex.compile(r"(\d{1,4})(X{0,3})")
_ABOUT = "~%"  # the signs of EDTF for what is approximate
_SOME_DAYS = 5  # to each side of a day that is told as about (منتصف الشهر)
_A_MONTH, _A_YEAR, _WEEKS = 31, 366, 28  # days
_MARKS = str.maketrans("", "", "~?%")
_POINT = (TimeRelation.AT, TimeRelation.DURING)
_EDGES = (TimeRelation.START, TimeRelation.END)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """First and last day as proleptic ordinals, both inclusive; open ends lie beyond every date."""

    first: int
    last: int

    def overlaps(self, other: Interval) -> bool:
        """Whether both can be true of one moment."""
        return self.first <= other.last and other.first <= self.last

    def after(self, day: int) -> Interval:
        """The part from that day on, if there is one: what is planned lies ahead."""
        return Interval(max(self.first, day), self.last) if self.last >= day else self

    def gap(self, other: Interval) -> int:
        """Days between the two; 0 when they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=_CACHED)
def interval(value: str) -> Interval | None:
    """The days that an EDTF value covers; None for what is no date (P3Y, PAST_REF, words)."""
    text = value.strip().translate(_MARKS)
    try:
        found = _range(text) if "/" in text else _single(text)
        return _around(found) if found is not None and any(sign in value for sign in _ABOUT) else found
    except ValueError:
        return None


def _range(text: str) -> Interval | None:
    left, _, right = text.partition("/")
    first, last = _single(left), _single(right)
    if (first is None and left not in ("", "..")) or (last is None and right not in ("", "..")):
        return None
    return Interval(first.first if first else -_FAR, last.last if last else _FAR)


def _around(found: Interval) -> Interval:
    """About some days is some days more; about a month, or a year, one to each side; what is wider is wide enough."""
    length = found.last - found.first
    if length <= _SOME_DAYS:
        return Interval(found.first - _SOME_DAYS, found.last + _SOME_DAYS)
    more = _A_MONTH if _WEEKS - 1 <= length < _A_MONTH else _A_YEAR if _A_YEAR - 2 <= length < _A_YEAR else 0
    return Interval(found.first - more, found.last + more)


def _single(text: str) -> Interval | None:
    if match := _DAY.fullmatch(text):
        day = dt.date(int(match[1]), int(match[2]), int(match[3])).toordinal()
        return Interval(day, day)
    if match := _WEEK.fullmatch(text):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1).toordinal()
        return Interval(monday, monday + 6)
    if match := _MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if (match := _YEAR.fullmatch(text)) and len(text) == 4:
        low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
        return Interval(dt.date(max(low, 1), 1, 1).toordinal(), dt.date(max(high, 1), 12, 31).toordinal())
    return None


def _month(year: int, month: int) -> Interval | None:
    if 21 <= month <= 24:  # EDTF seasons, spring to winter; winter ends in the next February
        first = dt.date(year, (month - 21) * 3 + 3, 1)
        after = first.month + 3
        last = dt.date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - dt.timedelta(days=1)
        return Interval(first.toordinal(), last.toordinal())
    if not 1 <= month <= 12:
        return None
    return Interval(dt.date(year, month, 1).toordinal(), dt.date(year, month, calendar.monthrange(year, month)[1]).toordinal())


def when(times: Iterable[Time]) -> Interval | None:
    """When an event happened: its point, else its start or end, else what bounds it."""
    listed = [(time.relation, found) for time in times if (found := interval(time.value)) is not None]
    for relations in (_POINT, _EDGES):
        points = [found for relation, found in listed if relation in relations]
        if points:
            return min(points, key=lambda item: (item.last - item.first, item))
    bounds = [bound for relation, found in listed if (bound := _bound(relation, found)) is not None]
    if not bounds:
        return None
    joined = Interval(max(item.first for item in bounds), min(item.last for item in bounds))
    return joined if joined.first <= joined.last else None


def point(times: Iterable[Time]) -> Interval | None:
    """When it happened or began, to the finest; None without such a day, or with several that exclude each other."""
    told = {*_POINT, TimeRelation.START}
    found = sorted(item for time in times if time.relation in told and (item := interval(time.value)) is not None)
    if not found or any(not a.overlaps(b) for a in found for b in found):
        return None
    return min(found, key=lambda item: (item.last - item.first, item))


def _bound(relation: TimeRelation, found: Interval) -> Interval | None:
    """Before ends before the interval does, after begins after it began: cautious at coarse granularity."""
    if relation in {TimeRelation.BEFORE, TimeRelation.UNTIL}:
        return Interval(-_FAR, found.last)
    if relation in {TimeRelation.AFTER, TimeRelation.SINCE}:
        return Interval(found.first, _FAR)
    return None


def born(low: float, high: float, told: Interval) -> Interval | None:
    """The birthdays of someone who has ``low`` to ``high`` full years in these days; None for no age of a person."""
    if not 0 < low <= high < _OLDEST or told.last - told.first > _DAYS_IN_YEAR or told.first <= 0:
        return None
    return Interval(told.first - round((high + 1) * _DAYS_IN_YEAR), told.last - round(low * _DAYS_IN_YEAR))


def edge(times: Iterable[Time], relation: TimeRelation) -> Interval | None:
    """The start (or end) that a state is given, if the text gives one."""
    found = [item for time in times if time.relation is relation and (item := interval(time.value)) is not None]
    return min(found, key=lambda item: (item.last - item.first, item), default=None)


def state(times: Iterable[Time]) -> Interval | None:
    """The days for which a state is told (as of, at, during); None where the text gives no such day."""
    told = {TimeRelation.AS_OF, TimeRelation.AT, TimeRelation.DURING}
    found = [item for time in times if time.relation in told and (item := interval(time.value)) is not None]
    return min(found, default=None)
