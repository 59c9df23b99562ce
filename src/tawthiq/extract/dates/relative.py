"""Rules for dates counted from the anchor: days by deictic or weekday, weeks, months, years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tawthiq.extract.dates.explicit import day_month, numeric_date, numeric_pair, other_calendar
from tawthiq.extract.dates.fields import adjective, ordinal
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.tokens import context
from tawthiq.extract.dates.values import (
    Point,
    Value,
    century_value,
    day_value,
    decade_value,
    interval_value,
    month_value,
    moved,
    point_value,
    ref_value,
    safe_date,
    week_value,
    weekday_after,
    weekday_before,
    year_value,
)

REFS = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_OPENERS = (["،"], ["("])  # what may stand between «أمس» and its weekday
_HALF_YEAR = 6  # months around the anchor in which «السبت السادس عشر» is looked for


@dataclass(frozen=True, slots=True)
class Day:
    """A day counted from the anchor and the place after its words; ``shift`` tells past from future without an anchor."""

    day: date | None
    end: int
    shift: int = 0
    weekday: int | None = None
    two: bool = False


def near_day(scan: Scan, at: int) -> Found | None:
    """«أمس الأحد», «فجر اليوم», «الخميس الماضي», «مساء الجمعة», «الأربعاء، 13 شباط», «ليل الثلاثاء-الأربعاء»."""
    t = scan.t
    part = t.role(at, "part") if not t.role(at, "deictic") else None
    place = at + 1 if part and _day_begins(scan, at + 1) else at
    place += place == at + 1 and bool(t.role(place, "from") or t.role(place, "in"))
    core = _deictic(scan, place) or _weekday(scan, place, night=part == "night" and place > at)
    if core is None:
        return None
    end = core.end
    if core.weekday:
        explicit = _explicit_after(scan, at, core)
        if explicit:
            return explicit
    if place == at and t.plain(end, "part") and not t.definite(end) and t.role(end, "unit") is None:
        end += 1  # «أمس مساءً»
    return Found(at, end, _value_of(core), day_point(core.day))


def _day_begins(scan: Scan, at: int) -> bool:
    t = scan.t
    if t.clitic(at):
        return False
    following = t.role(at, "from") or t.role(at, "in")
    at += bool(following)
    return bool(
        t.role(at, "deictic")
        or (t.role(at, "weekday") and t.definite(at))
        or t.role(at, "unit") == "day:1"
        or (t.role(at, "dem") and t.role(at + 1, "unit") == "day:1")
        or t.key(at) in ("اول", "الليله")
    )


def day_point(day: date | None) -> Point | None:
    """A day as a point."""
    return Point(day.year, day.month, day.day) if day else None


def _value_of(core: Day) -> Value:
    if core.day is None:
        return point_value(Point(weekday=core.weekday)) if core.weekday and not core.shift else ref_value(REFS[core.shift])
    return interval_value(core.day, moved(core.day, days=1)) if core.two else day_value(core.day)


def _deictic(scan: Scan, at: int) -> Day | None:
    """أمس، أول أمس، اليوم، الليلة، غداً، بعد غد, with the weekday that may follow."""
    found = _deictic_shift(scan, at)
    if found is None:
        return None
    shift, end = found
    day = moved(scan.anchor.day, days=shift) if scan.anchor.day else None
    sign = (shift > 0) - (shift < 0)
    place = end + (scan.t.raw[end : end + 1] in _OPENERS)
    weekday = scan.t.plain(place, "weekday") if scan.t.definite(place) and not _counted_eleven(scan, place) else None
    if weekday is None:
        return Day(day, end, sign)
    if place > end and scan.t.raw[end] == "،" and scan.t.raw[place + 1 : place + 2] != ["،"] and not scan.bounded(place + 1):
        return Day(day, end, sign)
    end = place + 1 + (place > end and scan.t.raw[end] == "(" and scan.t.raw[place + 1 : place + 2] == [")"])
    if day and day.isoweekday() != int(weekday) and sign <= 0:  # published after midnight: the named day is surer
        day = weekday_before(moved(day, days=1), int(weekday), strict=False)
    return Day(day, end, sign, int(weekday))


def _deictic_shift(scan: Scan, at: int) -> tuple[int, int] | None:
    """Days from the anchor, and the place after the words."""
    t = scan.t
    if t.role(at, "dem") and (t.role(at + 1, "unit") in ("day:1", "night:1")) and t.definite(at + 1):
        return 0, at + 2
    if t.role(at, "dem") and t.role(at + 1, "part") and t.definite(at + 1):
        return 0, at + 2
    if t.role(at, "unit") == "day:1":
        return _after_day_word(scan, at)
    if t.key(at) == "الليله" and adjective(scan, at + 1) is None and not t.role(at + 1, "num"):
        return 0, at + 1
    if t.key(at) == "اول":
        place = at + 1 + bool(t.role(at + 1, "from"))
        return (-2, place + 1) if t.role(place, "deictic") == "-1" else None
    for word, step in (("قبل", -1), ("القبل", -1), ("بعد", 1), ("البعد", 1)):
        if t.key(at) == word and t.plain(at + 1, "deictic") == str(step):
            return 2 * step, at + 2
    shift = t.role(at, "deictic")
    if shift is None or (t.key(at) in context("dialect") and not scan.standalone):
        return None
    if t.key(at) == "غد" and t.key(at - 1) != "يوم" and not t.clitic(at):
        return None
    if shift == "-1" and t.key(at + 1) == "الاول" and not t.clitic(at + 1):
        return -2, at + 2
    return int(shift), at + 1


def _after_day_word(scan: Scan, at: int) -> tuple[int, int] | None:
    """«يوم أمس», «يوم بعد غد», «اليوم الذي بعد الغد», «اليوم», «اليوم السابق»."""
    t = scan.t
    place = at + 1 + bool(t.role(at + 1, "pronoun_day"))
    inner = _deictic_shift(scan, place) if t.role(place, "unit") is None and not t.role(place, "dem") else None
    if inner and not t.clitic(place):
        return inner
    if t.key(at) != "اليوم":  # «النهار» is no «today»
        return None
    shift = adjective(scan, at + 1)
    if shift and shift[0] in (-1, 0, 1):
        return shift
    ordered = t.role(at + 1, "num") and t.definite(at + 1) and not t.role(at + 1, "weekday")
    if ordered or any(t.role(at + 1, role) for role in ("follow", "same", "last")):
        return None
    if t.listed(at - 1, "outlet") or t.role(at - 1, "that"):
        return None
    return 0, at + 1


def _counted_eleven(scan: Scan, at: int) -> bool:
    return scan.t.key(at + 1) in ("عشر", "عشره")


def _weekday(scan: Scan, at: int, *, night: bool) -> Day | None:
    t = scan.t
    dem = bool(t.role(at, "dem"))
    place = at + dem
    place += t.role(place, "unit") == "day:1" and not t.definite(place)
    number = t.role(place, "weekday")
    if number is None or _counted_eleven(scan, place) or (place > at and t.clitic(place)):
        return None
    weekday, end = int(number), place + 1
    week = _week_after(scan, end)
    if week:
        monday = week[0]
        return Day(moved(monday, days=weekday - 1) if monday else None, week[1], 0, weekday)
    if not t.definite(place) or t.listed(at - 1, "prayer"):
        return None
    shift = adjective(scan, end)
    if shift and abs(shift[0]) > 1:  # «الاثنين قبل الماضي»: a week beyond the last or next one
        sign = 1 if shift[0] > 0 else -1
        near = scan.weekday(weekday, sign, at, shift[1])
        return Day(moved(near, days=7 * sign) if near else None, shift[1], sign, weekday)
    if shift:
        return Day(scan.weekday(weekday, shift[0], at, shift[1]), shift[1], shift[0], weekday)
    if dem:
        return Day(_this_weekday(scan, weekday, at, end), end, 0, weekday)
    second = _second_weekday(scan, end, weekday) if night else None
    return Day(scan.weekday(weekday, None, at, end), second or end, 0, weekday, two=bool(second))


def _this_weekday(scan: Scan, weekday: int, at: int, end: int) -> date | None:
    day = scan.anchor.day
    if day is None:
        return None
    past = scan.tense(at, end) in ("past", "told", "open")
    return weekday_before(day, weekday, strict=False) if past else weekday_after(day, weekday, strict=False)


def _second_weekday(scan: Scan, at: int, first: int) -> int | None:
    """The place after the second day of «ليل الثلاثاء-الأربعاء», «ليل الأحد الاثنين»."""
    t = scan.t
    place = at + (t.raw[at : at + 1] in (["-"], ["–"], ["/"]))
    number = t.plain(place, "weekday") if t.definite(place) else None
    return place + 1 if number and int(number) == first % 7 + 1 else None


def _week_after(scan: Scan, at: int) -> tuple[date | None, int] | None:
    """The Monday of «(من) الأسبوع الماضي», «(من) هذا الأسبوع»."""
    t = scan.t
    place = at + bool(t.plain(at, "from") or t.plain(at, "in"))
    if t.clitic(place):
        return None
    if t.role(place, "dem") and t.role(place + 1, "unit") == "week:1":
        shift: tuple[int, int] | None = (0, place + 2)
    elif t.role(place, "unit") == "week:1" and t.definite(place):
        shift = adjective(scan, place + 1)
    else:
        return None
    if shift is None:
        return None
    day = scan.anchor.day
    return (moved(day, days=7 * shift[0] - day.weekday()) if day else None), shift[1]


def _explicit_after(scan: Scan, at: int, core: Day) -> Found | None:
    """The explicit date that follows a weekday: «الأربعاء، 13 شباط», «الخميس الموافق 14 شباط», «السبت السادس عشر»."""
    t, place = scan.t, core.end
    place += place < len(t) and t.raw[place] in "،,(/-"
    place += 1 + (t.key(place + 1) in ("ل", "في")) if t.role(place, "of") else 0
    place += bool(t.plain(place, "in"))
    if t.clitic(place)[:1] in ("و", "ف"):
        return None
    found = day_month(scan, place)
    if found:
        point, shift, end = found
        shift = core.shift or None if shift is None else shift  # «الأحد المقبل الموافق 12 ديسمبر»
        end += end < len(t) and t.raw[end] == ")" and t.raw[core.end] == "("
        return other_calendar(scan, scan.dated(at, end, replace(point, weekday=core.weekday), shift))
    numeric = numeric_date(scan, place) or numeric_pair(scan, place)
    if numeric:
        end = numeric.end + (numeric.end < len(t) and t.raw[numeric.end] == ")" and t.raw[core.end] == "(")
        return replace(numeric, start=at, end=end, skip=None)
    return _day_of_month(scan, at, core) if place == core.end else None


def _day_of_month(scan: Scan, at: int, core: Day) -> Found | None:
    """«السبت السادس عشر»: the nearest month in which that day is that weekday."""
    order = ordinal(scan, core.end) if scan.t.definite(core.end) else None
    anchor = scan.anchor.day
    if order is None or anchor is None or not 1 <= order[0] <= 31 or scan.t.clitic(core.end):
        return None
    for away in (0, -1, 1, -2, 2, -3, 3)[: _HALF_YEAR + 1]:
        month = moved(anchor.replace(day=1), months=away)
        day = safe_date(month.year, month.month, order[0])
        if day and day.isoweekday() == core.weekday:
            return Found(at, order[1], day_value(day), day_point(day))
    return None


# -- weeks, months, years ------------------------------------------------------------------------------------------------


def unit_ref(scan: Scan, at: int) -> Found | None:
    """«الأسبوع الماضي», «هذا العام», «الشهر قبل الماضي», «العقد الماضي», «القرن الحالي», «العام التالي»."""
    t = scan.t
    dem = bool(t.role(at, "dem"))
    place = at + dem
    unit, _, count = (t.role(place, "unit") or "").partition(":")
    if count != "1" or not t.definite(place) or unit not in ("day", "week", "month", "year", "decade", "century", "night"):
        return None
    if dem:
        return unit_found(scan, at, place + 1, unit, 0)
    shift = adjective(scan, place + 1)
    if shift:
        return unit_found(scan, at, shift[1], unit, shift[0])
    if t.plain(place + 1, "follow"):
        return _following(scan, at, place + 2, unit)
    if t.plain(place + 1, "same") and scan.last:
        return Found(at, place + 2, point_value(_cut(scan.last, unit)), _cut(scan.last, unit))
    return None


def _cut(point: Point, unit: str) -> Point:
    if unit == "year":
        return replace(point, month=None, day=None)
    return replace(point, day=None) if unit == "month" else point


def _following(scan: Scan, at: int, end: int, unit: str) -> Found | None:
    """«العام التالي»: after the last date named; in a bare phrase, after the anchor."""
    point = scan.last
    base = safe_date(point.year, point.month or 1, point.day or 1) if point and point.year and point.calendar == "g" else None
    if scan.standalone:
        return unit_found(scan, at, end, unit, 1)
    exact = point is not None and (unit == "year" or (unit == "month" and point.month) or (unit in ("day", "week") and point.day))
    if base is None or not exact:
        return Found(at, end, ref_value("PAST_REF"), None, "ref")
    return _moved_unit(at, end, unit, 1, base)


def unit_found(scan: Scan, at: int, end: int, unit: str, shift: int) -> Found | None:
    """A unit moved from the anchor by ``shift`` of its kind; a vague reference where the anchor does not say."""
    anchor = scan.anchor
    if anchor.day:
        return _moved_unit(at, end, unit, shift, anchor.day)
    if anchor.year and unit in ("year", "decade", "century"):
        return _moved_unit(at, end, unit, shift, date(anchor.year, 1, 1))
    if anchor.year and anchor.month and unit == "month":
        return _moved_unit(at, end, unit, shift, date(anchor.year, anchor.month, 1))
    return Found(at, end, ref_value(REFS[(shift > 0) - (shift < 0)]), None, "ref")


def _moved_unit(at: int, end: int, unit: str, shift: int, base: date) -> Found:
    if unit in ("day", "night"):
        day = moved(base, days=shift)
        return Found(at, end, day_value(day), day_point(day))
    if unit == "week":
        return Found(at, end, week_value(moved(base, days=7 * shift)))
    if unit == "month":
        target = moved(base, months=shift)
        return Found(at, end, month_value(target.year, target.month), Point(target.year, target.month))
    if unit == "year":
        number = max(base.year + shift, 1)
        return Found(at, end, year_value(number), Point(number))
    if unit == "decade":
        return Found(at, end, decade_value(max(base.year - base.year % 10 + 10 * shift, 10)))
    return Found(at, end, century_value(max((base.year - 1) // 100 + 1 + shift, 1)))
