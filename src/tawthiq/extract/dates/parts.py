"""Rules for parts and n-ths of weeks, months and years, and for counted stretches up to or from now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tawthiq.extract.dates.explicit import month_ref
from tawthiq.extract.dates.fields import adjective, ordinal
from tawthiq.extract.dates.periods import century_number, decade, season, year_ref
from tawthiq.extract.dates.relative import REFS, day_point, unit_found, unit_ref
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.values import (
    Point,
    Value,
    century_value,
    day_value,
    interval_value,
    moved,
    part_of,
    point_value,
    ref_value,
    week_value,
    weekday_after,
    year_value,
)
from tawthiq.text.numbers import read_cardinal

_ARTICLE = (["الـ"], ["ال"])  # before digits: «الـ24 ساعة»


def part_rule(scan: Scan, at: int) -> Found | None:
    """«مطلع الأسبوع المقبل», «أواخر التسعينيات», «منتصف عام 2015», «نهاية الشهر», «نصف شهر مارس»."""
    t = scan.t
    part = t.role(at, "pos")
    if part is None and (t.role(at, "part2") or t.key(at) == "نص") and t.role(at + 1, "month_word"):
        part = "mid"
    if part is None or t.definite(at):
        return None
    inner = _whole(scan, at + 1)
    if inner is None or t.clitic(at + 1)[:1] in ("و", "ف"):
        return None
    return Found(at, inner.end, part_of(inner.value, part), inner.point)


def _whole(scan: Scan, at: int) -> Found | None:
    """What a part is taken of."""
    found = unit_ref(scan, at) or decade(scan, at) or season(scan, at)
    if found:
        return found
    month = month_ref(scan, at)
    if month:
        return scan.dated(at, month[2], month[0], month[1])
    given = year_ref(scan, at)
    if given and given[0]:
        return Found(at, given[1], year_value(given[0]), Point(given[0]))
    number = century_number(scan, at)
    if number:
        return Found(at, number[1], century_value(number[0]))
    unit, _, count = (scan.t.role(at, "unit") or "").partition(":")
    if count == "1" and scan.t.definite(at) and unit in ("week", "month", "year"):
        return unit_found(scan, at, at + 1, unit, 0)
    return None


def nth_rule(scan: Scan, at: int) -> Found | None:
    """«الأسبوع الثاني من نيسان», «آخر يوم بشهر شباط», «ثالث ثلاثاء في أيلول 2014», «الاثنين الأخير من شهر آذار»."""
    t = scan.t
    head = _nth_head(scan, at)
    if head is None:
        return None
    number, unit, place = head
    place += bool(t.plain(place, "from") or t.plain(place, "in"))
    if t.clitic(place)[:1] in ("و", "ف"):
        return None
    month = month_ref(scan, place)
    if month is None:
        return _nth_of_other(scan, at, place, number, unit)
    point = scan.resolved(month[0], month[1], at, month[2])
    if unit == "day" and number > 0:
        return scan.dated(at, month[2], replace(point, day=number))
    value = _nth_value(point, number, unit)
    return Found(at, month[2], value, day_point(value.first) if value.precision == "day" else point) if value else None


def _nth_of_other(scan: Scan, at: int, place: int, number: int, unit: str) -> Found | None:
    """«آخر يوم في الشهر», «اليوم الأخير من هذا العام», «الأسبوع الثالث من 1998»."""
    whole = _whole(scan, place)
    if whole is None or whole.value.first is None or whole.value.last is None:
        return None
    if whole.value.precision == "month":
        value = _nth_value(Point(whole.value.first.year, whole.value.first.month), number, unit)
        return Found(at, whole.end, value, day_point(value.first)) if value else None
    if whole.value.precision not in ("year", "week") or unit not in ("day", "week"):
        return None
    size = 7 if unit == "week" else 1
    first = weekday_after(whole.value.first, 1, strict=False) if size == 7 else whole.value.first
    day = moved(first, days=size * (number - 1)) if number > 0 else moved(whole.value.last, days=-(size - 1))
    return Found(at, whole.end, week_value(day) if size == 7 else day_value(day), None)


def _nth_head(scan: Scan, at: int) -> tuple[int, str, int] | None:
    """Number (-1 the last), unit («day», «week» or a weekday's number) and the place after."""
    t = scan.t
    unit = _nth_unit(scan, at)
    if unit and t.definite(at):
        order = ordinal(scan, unit[1]) if t.definite(unit[1]) else None
        return (order[0], unit[0], order[1]) if order else None
    order = ordinal(scan, at) if not t.definite(at) else None
    if order is None:
        return None
    place = order[1]
    place += t.role(place, "unit") == "day:1" and bool(t.role(place + 1, "weekday"))
    unit = _nth_unit(scan, place)
    return (order[0], unit[0], unit[1]) if unit and not t.clitic(place) else None


def _nth_unit(scan: Scan, at: int) -> tuple[str, int] | None:
    t = scan.t
    weekday = t.role(at, "weekday")
    if weekday:
        return weekday, at + 1
    unit = t.role(at, "unit")
    return (unit[:-2], at + 1) if unit in ("day:1", "week:1") else None


def _nth_value(point: Point, number: int, unit: str) -> Value | None:
    """The n-th such day or full week (Monday to Sunday) inside a month."""
    whole = point_value(replace(point, day=None))
    first, last = whole.first, whole.last
    if first is None or last is None or not (number == -1 or 1 <= number <= 5):
        return None
    if unit == "day":
        return day_value(last)
    step = weekday_after(first, 1 if unit == "week" else int(unit), strict=False)
    days = [moved(step, days=7 * n) for n in range(6)]
    inside = [day for day in days if (moved(day, days=6) if unit == "week" else day) <= last]
    if number > len(inside):
        return None
    chosen = inside[number - 1 if number > 0 else -1]
    return week_value(chosen) if unit == "week" else day_value(chosen)


def counted_ref(scan: Scan, at: int) -> Found | None:
    """«الأشهر الثلاثة المقبلة», «العامين الماضيين», «آخر ثلاث سنوات», «الـ24 ساعة الماضية»: a stretch up to or from now."""
    t = scan.t
    head = _counted_head(scan, at)
    if head is None:
        return None
    count, unit, end, shift = head
    if shift is None:
        tail = adjective(scan, end)
        recent = bool(t.plain(end, "lately"))
        if tail is None and not recent:
            return None
        shift, end = (tail[0], tail[1]) if tail else (-1, end + 1)
    day = scan.anchor.day
    if shift not in (-1, 1):
        return None
    if day is None or unit in ("hour", "minute", "second"):
        return Found(at, end, ref_value(REFS[shift]) if day is None else _hours(day, shift), None)
    bound = _edge(day, count, unit, shift)
    first, last = (bound, moved(day, days=-1)) if shift < 0 else (moved(day, days=1), bound)
    return Found(at, end, interval_value(min(first, last), max(first, last)))


def _edge(day: date, count: float, unit: str, shift: int) -> date:
    if unit in ("day", "week", "night"):
        return moved(day, days=shift * int(count) * (7 if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return moved(day, months=shift * min(int(count), 9999) * months)


def _hours(day: date, shift: int) -> Value:
    return interval_value(moved(day, days=min(shift, 0)), moved(day, days=max(shift, 0)))


def _counted_head(scan: Scan, at: int) -> tuple[float, str, int, int | None] | None:
    """Count, unit, the place after, and the direction if the words before give it."""
    t = scan.t
    unit, _, count = (t.role(at, "unit") or "").partition(":")
    if count == "2" and t.definite(at):
        return 2, unit, at + 1, None
    if count == "p" and t.definite(at):
        number = _definite_count(scan, at + 1)
        return (number[0], unit, number[1], None) if number else None
    direction = -1 if t.key(at) in ("اخر", "اخير") else None
    if direction:
        dual, _, two = (t.plain(at + 1, "unit") or "").partition(":")
        if two == "2" and not t.definite(at + 1):
            return 2, dual, at + 2, direction
    place = at + 1 if direction else at + 1 if t.raw[at : at + 1] in _ARTICLE else at
    if place > at or t.definite(at) or t.role(at, "num") or t.role(at, "digits"):
        keys = t.keys(place)
        keys = [keys[0][2:], *keys[1:]] if place == at and keys and t.definite(at) else keys
        read = read_cardinal(keys, 0)
        if read is None:
            return None
        unit, _, count = (t.plain(place + read[1], "unit") or "").partition(":")
        return (read[0], unit, place + read[1] + 1, direction) if unit and not t.definite(place + read[1]) else None
    return None


def _definite_count(scan: Scan, at: int) -> tuple[float, int] | None:
    """«الثلاثة», «العشر», «الخمس عشرة», «الـ15»."""
    t = scan.t
    if t.clitic(at):
        return None
    place = at + (t.raw[at : at + 1] in _ARTICLE)
    keys = t.keys(place)
    keys = [keys[0][2:], *keys[1:]] if keys and keys[0].startswith("ال") else keys
    read = read_cardinal(keys, 0) if keys else None
    return (read[0], place + read[1]) if read else None
