"""Rules for stretches between two dates: «من 3 إلى 5 مايو», «بين عامي 2003 و2006», «من يناير حتى مارس 2018»."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tawthiq.extract.dates.explicit import day_month, month_ref, numeric_date
from tawthiq.extract.dates.fields import counted_after, day_number, year
from tawthiq.extract.dates.parts import part_rule
from tawthiq.extract.dates.relative import near_day, unit_ref
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.values import Point, Value, day_value, interval_value, joined, moved, point_value

_WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a stretch: fields with their shift, or a value already found."""

    end: int
    point: Point | None = None
    shift: int | None = None
    found: Found | None = None


def stretch(scan: Scan, at: int) -> Found | None:
    """A stretch with both ends; «من» stays outside the span, «بين» inside."""
    t = scan.t
    between = bool(t.role(at, "between"))
    opened = between or bool(t.role(at, "from")) or bool(t.role(at, "since"))
    place = at + 1 if opened else at
    place += bool(t.role(place, "pair")) and not t.definite(place)
    if not _may_begin(scan, place):
        return None
    for left in _ends(scan, place):
        step = _connector(scan, left.end, between=between, opened=opened)
        if step is None:
            continue
        for right in _ends(scan, step):
            found = _between(scan, place, left, right)
            if found:
                start = at if between else place
                return Found(start, right.end, found, None)
    return None


_BEGIN = ("ref", "digits", "num", "month", "weekday", "unit", "deictic", "pos", "part", "dem")


def _may_begin(scan: Scan, at: int) -> bool:
    return any(scan.t.role(at, role) for role in _BEGIN)


def _connector(scan: Scan, at: int, *, between: bool, opened: bool) -> int | None:
    """The place of the right end after «إلى», «وحتى», a dash, or the «و» of «بين»."""
    t = scan.t
    if at >= len(t):
        return None
    if between:
        if t.words[at].full == "و":
            return at + 1
        return at if t.clitic(at).startswith("و") else None
    if t.role(at, "to") and t.clitic(at) in ("", "و"):
        return at + 1 + bool(t.role(at + 1, "unit") == "day:1" and t.role(at + 2, "weekday"))
    if t.raw[at] in "-–—" and not t.role(at + 1, "to"):
        return at + 1 if not opened or t.role(at + 1, "digits") or t.role(at + 1, "month") else None
    return None


def _ends(scan: Scan, at: int) -> list[_End]:
    """The readings of one end, the fullest first."""
    found: list[_End] = []
    if scan.t.key(at) == "الان" and scan.anchor.day:
        return [_End(at + 1, found=Found(at, at + 1, day_value(scan.anchor.day)))]
    numeric = numeric_date(scan, at)
    if numeric:
        return [_End(numeric.end, found=numeric)]
    day = day_month(scan, at)
    if day:
        found.append(_End(day[2], day[0], day[1]))
    month = month_ref(scan, at)
    if month:
        found.append(_End(month[2], month[0], month[1]))
    named = year(scan, at)
    if named and named[0].calendar == "g" and not counted_after(scan, named[1]):
        found.append(_End(named[1], Point(named[0].number)))
    number = day_number(scan, at)
    if number and scan.t.role(number[1], "unit") is None:
        found.append(_End(number[1], Point(day=number[0])))
    for rule in (near_day, part_rule, unit_ref):
        other = rule(scan, at) if not found else None
        if other:
            return [_End(other.end, found=other)]
    return found


def _between(scan: Scan, at: int, left: _End, right: _End) -> Value | None:
    if left.point and right.point:
        return _points(scan, at, left, right)
    first, last = _single(scan, at, left), _single(scan, at, right)
    if first is None or last is None or first.first is None or last.last is None:
        return None
    if last.last < first.first:
        if left.found and right.found and (first.first - last.last).days < _WEEK and last.precision == "day":
            return interval_value(moved(first.first, days=-_WEEK), last.last)
        return None
    return joined(first, last)


def _single(scan: Scan, at: int, end: _End) -> Value | None:
    if end.found:
        return end.found.value
    if end.point is None or (end.point.month is None and end.point.day is not None):
        return None
    return point_value(scan.resolved(end.point, end.shift, at, end.end))


def _points(scan: Scan, at: int, left: _End, right: _End) -> Value | None:
    """Two ends by their fields: each takes from the other what it lacks."""
    a, b = left.point or Point(), right.point or Point()
    if a.calendar != b.calendar and a.month is not None:
        return None
    a = replace(a, calendar=b.calendar)
    if a.month is None and a.day is not None:  # «من 3 إلى 5 مايو»
        if b.month is None or b.day is None:
            return None
        a = replace(a, month=b.month)
    elif b.month is None and b.day is not None:  # «مايو 13-15»
        if a.day is None or a.month is None or b.day <= a.day:
            return None
        b = replace(b, month=a.month, year=a.year)
    elif (a.day is None) != (b.day is None) or (a.month is None) != (b.month is None):
        return None
    return _resolved(scan, at, a, b, left, right)


def _resolved(scan: Scan, at: int, a: Point, b: Point, left: _End, right: _End) -> Value | None:
    if b.month is not None:
        b = scan.resolved(b, right.shift if right.shift is not None else left.shift, at, right.end)
    if a.year is None and b.year is not None and a.month is not None:
        later = (a.month, a.day or 0) > (b.month or 12, b.day or 0)
        a = replace(a, year=b.year - later)
    if b.year is None and a.year is not None and a.month and b.month and (b.month, b.day or 0) > (a.month, a.day or 0):
        b = replace(b, year=a.year)  # «من مايو 2016 إلى يوليو» in a text without a day of its own
    first, last = point_value(a), point_value(b)
    if (first.first is None) != (last.last is None) or (first.first and last.last and first.first > last.last):
        return None
    return joined(first, last)


def years_listed(scan: Scan, at: int) -> Found | None:
    """«عامي 2003 و2006»: the first of them with its word; the second stands as a bare year."""
    t = scan.t
    if t.role(at, "pair") not in ("year", "many") or t.definite(at):
        return None
    named = year(scan, at + 1)
    if named is None or t.clitic(at + 1):
        return None
    return Found(at, named[1], point_value(Point(named[0].number)), Point(named[0].number))
