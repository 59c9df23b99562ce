"""Rules for dates that name their fields: days, months, years, numeric dates."""

from __future__ import annotations

import re
from dataclasses import replace

from tawthiq.extract.dates.fields import (
    adjective,
    counted_after,
    day_number,
    hijri_number,
    month_name,
    year,
    year_after,
)
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.tokens import context
from tawthiq.extract.dates.values import (
    Point,
    interval_value,
    joined,
    month_value,
    point_value,
    safe_date,
    year_value,
)
from tawthiq.text.calendars import Month, hijri_day, hijri_year

_NUMERIC = re.compile(r"(\d{1,4})\s?([/\-.])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/])")
_PAIR = re.compile(r"(\d{1,4})\s?([/\-])\s?(\d{1,4})(?![\d/\-])")
_ISO_TIME = re.compile(r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_BEFORE_YEAR = ("in", "since", "to", "during", "pos", "before", "after", "from", "between", "season")

MonthRef = tuple[Point, int | None, int]
"""A month (with year or shift -1, 0, 1, if given) and the place after it."""


def month_ref(scan: Scan, at: int) -> MonthRef | None:
    """A month with what gives its year: name + year, name + الماضي, «الشهر الجاري», «هذا الشهر»."""
    named = month_name(scan, at)
    if named:
        return _after_month(scan, named)
    return _referring_month(scan, at)


def _after_month(scan: Scan, named: tuple[Month, int]) -> MonthRef:
    month, end = named
    if month.calendar == "h" and scan.t.plain(end, "mubarak"):
        end += 1
    point = Point(month=month.number, calendar=month.calendar)
    shift = adjective(scan, end)
    if shift and abs(shift[0]) <= 1:
        return point, shift[0], shift[1]
    given, after = year_after(scan, end, month)
    if given is None:
        bracketed = _year_in_brackets(scan, end) if month.calendar != "h" else None
        return (point, None, end) if bracketed is None else (replace(point, year=bracketed), None, end + len("(y)"))
    if month.calendar == "h" and given.calendar == "g" and given.year:
        return _hijri_in_year(point, given.year), None, after
    return replace(point, year=given.year), None, _second_year(scan, after)


def _year_in_brackets(scan: Scan, at: int) -> int | None:
    """«8 أيار/مايو (1987)»: a year that somebody added, alone between brackets."""
    t = scan.t
    found = year(scan, at + 1, beside_month=True) if t.raw[at : at + 1] == ["("] else None
    closed = found is not None and not found[0].named and found[1] == at + 2 and t.raw[found[1] : found[1] + 1] == [")"]
    return found[0].number if found is not None and closed else None


def _hijri_in_year(point: Point, number: int) -> Point:
    """«رمضان 2019»: the Hijri year whose month begins in that year of our era."""
    day = safe_date(number, 12, 31)
    from tawthiq.extract.dates.values import hijri_reach

    return replace(point, year=hijri_reach(day, replace(point, day=None), None)) if day else point


def _second_year(scan: Scan, at: int) -> int:
    """The place after the same year in the other calendar: «/ 2021م», «(2021م)»."""
    t = scan.t
    if at < len(t) and t.raw[at] in "/(":
        other = year(scan, at + 1, beside_month=True)
        if other and t.role(other[1] - 1, "era_g"):
            return other[1] + (t.raw[at] == "(" and other[1] < len(t) and t.raw[other[1]] == ")")
    return at


def _referring_month(scan: Scan, at: int) -> MonthRef | None:
    t = scan.t
    if t.role(at, "dem") and t.role(at + 1, "unit") == "month:1" and t.definite(at + 1):
        return _moved_month(scan, 0), None, at + 2
    if t.role(at, "unit") == "month:1" and t.definite(at):
        shift = adjective(scan, at + 1)
        if shift:
            return _moved_month(scan, shift[0]), None, shift[1]
        if t.plain(at + 1, "same"):
            return Point(scan.last.year, scan.last.month) if scan.last else Point(), None, at + 2
    if t.key(at) in ("الجاري", "الحالي") and t.role(at - 1, "num" if t.number(at - 1) is None else "digits"):
        return _moved_month(scan, 0), None, at + 1
    return None


def _moved_month(scan: Scan, shift: int) -> Point:
    base, month = scan.anchor.year, scan.anchor.month
    if base is None or month is None:
        return Point()
    index = base * 12 + month - 1 + shift
    return Point(index // 12, index % 12 + 1)


def joint(scan: Scan, at: int) -> int:
    """The place after «من», «في», «لـ» between a day and its month."""
    return at + 1 if scan.t.plain(at, "from") or scan.t.plain(at, "in") else at


def day_month(scan: Scan, at: int) -> tuple[Point, int | None, int] | None:
    """«10 أكتوبر 2021», «الثالث من تموز الماضي», «اليوم الثالث من هذا الشهر», «10 الجاري», «مايو 15، 2016»."""
    t = scan.t
    place = at + 1 if t.role(at, "unit") == "day:1" and (t.definite(at) or t.number(at + 1)) else at
    day = day_number(scan, place)
    if day is None:
        return _month_first(scan, at)
    after = joint(scan, day[1])
    third = t.role(day[1], "unit") == "day:1" and day[1] == at + 1  # «ثالث يوم من شهر»
    after = joint(scan, day[1] + 1) if third else after
    if t.clitic(after)[:1] in ("و", "ف"):
        return None
    month = month_ref(scan, after)
    if month is None or (after == day[1] and month[2] == after + 1 and month[0].month is None):
        return None
    return replace(month[0], day=day[0]), month[1], month[2]


def _month_first(scan: Scan, at: int) -> tuple[Point, int | None, int] | None:
    named = month_name(scan, at)
    if named is None or scan.t.number(named[1]) is None or scan.t.role(at, "month_word"):
        return None
    day = day_number(scan, named[1])
    if day is None or counted_after(scan, day[1]) or (named[0].weak and not scan.standalone):
        return None
    given, after = year_after(scan, day[1], named[0])
    number = given.year if given else None
    return Point(number, named[0].number, day[0], named[0].calendar), None, after if given else day[1]


def full_date(scan: Scan, at: int) -> Found | None:
    """A day of a month, the second calendar of «الموافق» included."""
    found = day_month(scan, at)
    if found is None:
        return None
    point, shift, end = found
    if (point.month is not None and not _possible(point)) or (point.year is None and scan.t.listed(at - 1, "landmark")):
        return None
    if point.year is None and shift is None and point.calendar == "g" and scan.t.listed(at - 1, "namedday"):
        return Found(at, end, point_value(point))  # «ثورة 25 يناير» is of a year that its name does not tell
    return other_calendar(scan, scan.dated(at, end, point, shift))


def _possible(point: Point) -> bool:
    return point.calendar == "h" or safe_date(point.year or 2000, point.month or 1, point.day or 1) is not None


def other_calendar(scan: Scan, found: Found) -> Found:
    """«12 ربيع الأول 1443 الموافق 18 أكتوبر 2021»: one date; the Gregorian reading is exact."""
    t, at = scan.t, found.end
    at += at < len(t) and t.raw[at] in "،,(/"
    if t.role(at, "of"):
        at += 1 + bool(t.role(at + 1, "in") or t.key(at + 1) == "ل")
    elif at == found.end or found.point is None or found.point.calendar != "h":
        return found
    other = day_month(scan, at) or _numeric_point(scan, at)
    if other is None or other[0].calendar == "h":
        return found
    end = other[2] + (other[2] < len(t) and t.raw[other[2]] == ")" and t.raw[at - 1] == "(")
    return replace(scan.dated(found.start, other[2], other[0], other[1]), end=end)


def month_alone(scan: Scan, at: int) -> Found | None:
    """«حزيران 2016», «أكتوبر/تشرين الأول الماضي», «شهر رمضان»; a bare name only where a time is expected."""
    named = month_name(scan, at)
    if named is None:
        return None
    point, shift, end = _after_month(scan, named)
    sure = point.year is not None or shift is not None or scan.t.role(at, "month_word") or end > named[1]
    if not sure and not _month_expected(scan, at, named):
        return None
    if point.year is None and shift is None:
        point, shift = _from_next_month(scan, end, point)
    return scan.dated(at, end, point, shift)


def _from_next_month(scan: Scan, at: int, point: Point) -> tuple[Point, int | None]:
    """«مايو ويونيو 2018»: the first month takes the year of the second."""
    t = scan.t
    place = at + (at < len(t) and t.words[at].full == "و")
    if place == at and t.clitic(at) != "و":
        return point, None
    named = month_name(scan, place)
    other = _after_month(scan, named) if named else None
    if other is None or other[0].calendar != point.calendar:
        return point, None
    return replace(point, year=other[0].year), other[1]


def days_listed(scan: Scan, at: int) -> Found | None:
    """«5 و6 مايو 2018»: the first day takes month and year of the last; the last is read by itself."""
    t = scan.t
    place, walked = at, [at]
    while place not in scan.lists_no_days and (day := day_number(scan, place)) and _goes_on(scan, day[1]):
        place = day[1] + (t.words[day[1]].full == "و")
        walked.append(place)
        full = day_month(scan, place)
        if full and full[0].day:
            first = day_number(scan, at)
            point = replace(full[0], day=first[0]) if first else full[0]
            return scan.dated(at, first[1] if first else place, point, full[1]) if _possible(point) else None
    scan.lists_no_days.update(walked)
    return None


def _goes_on(scan: Scan, at: int) -> bool:
    return at < len(scan.t) and (scan.t.words[at].full == "و" or scan.t.clitic(at) == "و")


def day_alone(scan: Scan, at: int) -> Found | None:
    """«يوم 22»: that day of the anchor's month, or of the month before or after by the tense."""
    t = scan.t
    number = t.number(at + 1) if t.role(at, "unit") == "day:1" and not t.definite(at) else None
    now = scan.anchor.day
    if number is None or not 1 <= number <= 31 or now is None or counted_after(scan, at + 2) or t.clitic(at + 1):
        return None
    if (at + 2 < len(t) and t.raw[at + 2] in "/-–:") or t.role(at + 2, "to") or t.role(at + 2, "month") or t.role(at + 2, "from"):
        return None
    tense = scan.tense(at, at + 2)
    away = -1 if tense == "past" and number > now.day else 1 if tense == "future" and number < now.day else 0
    index = now.year * 12 + now.month - 1 + away
    point = Point(index // 12, index % 12 + 1, number)
    return scan.dated(at, at + 2, point) if _possible(point) else None


def _month_expected(scan: Scan, at: int, named: tuple[Month, int]) -> bool:
    """Whether a name alone stands where a month stands: after a preposition of time, and is not a weak word."""
    t = scan.t
    if scan.standalone:
        return True
    if named[0].weak and t.raw[at : at + 1] != ["آذار"]:
        return False
    before = any(t.role(at - 1, role) for role in ("in", "since", "to", "during", "pos", "before", "after", "from"))
    return before or named[1] > at + 2 or bool(t.clitic(at).strip("و"))


def year_alone(scan: Scan, at: int) -> Found | None:
    """«عام 1967», «العام 2011», «1443هـ/2021م»; bare «2016» where a year is expected and nothing is counted."""
    found = year(scan, at)
    if found is None:
        return None
    given, end = found
    if not given.named and not _year_expected(scan, at, end):
        return None
    if given.named and counted_after(scan, end) and scan.t.role(at, "unit") is None:
        return None
    if given.calendar == "g" and given.named and _counted_from_hijra(scan, at, given.number):
        given = replace(given, calendar="h")
    double = double_year(scan, end, given.number) if given.calendar == "g" else None
    if double:
        return Found(at, end + 2, joined(year_value(given.number), year_value(double)), Point(double))
    if given.calendar == "h":
        end = _second_year(scan, end)
        if end > found[1]:
            other = year(scan, found[1] + 1, beside_month=True)
            return Found(at, end, year_value(other[0].number), Point(other[0].number)) if other else None
        return Found(at, end, interval_value(*hijri_year(given.number), "year"), Point(given.number, calendar="h"))
    return Found(at, end, year_value(given.number), Point(given.number))


def _counted_from_hijra(scan: Scan, at: int, number: int) -> bool:
    """منذ عام 1428: a year without a mark that is none of our era, as something lasts since, or the text counts so elsewhere."""
    now = scan.anchor.year
    if now is None or now < _MODERN or not _HIJRI_FROM <= number <= _hijri_of(now):
        return False
    return scan.hijri or bool(scan.t.role(at - 1, "since"))


def _hijri_of(year: int) -> int:
    """The Hijri year that a year of our era ends in: 33 of them are 34 there."""
    return (year - _HIJRA) * 33 // 32 + 1


_HIJRA = 622  # the year of our era in which the first Hijri one began
_HIJRI_FROM = 1350  # AH, 1931: press tells of no other centuries' years without a mark
_MODERN = 1950  # what is older may write of the Middle Ages; so may what is newer, but not of what lasts since


def double_year(scan: Scan, at: int, number: int) -> int | None:
    """The second year of «عام 2015/2016», «سنة 2015-16»."""
    t = scan.t
    if at < len(t) and t.raw[at] in "/-–" and t.number(at + 1) in (number + 1, (number + 1) % 100):
        return number + 1
    return None


def _year_expected(scan: Scan, at: int, end: int) -> bool:
    t = scan.t
    if counted_after(scan, end) or not t.raw[at].isdecimal():
        return False
    if scan.standalone:
        return True
    if t.raw[end : end + 1] and t.raw[end] in "/:-–" and t.number(end + 1) is not None:
        return False
    before = at - 1
    if any(t.role(before, role) for role in _BEFORE_YEAR):
        return _no_noun(scan, end)
    if t.listed(before, "yearnoun"):
        return True
    if before >= 0 and t.raw[before] in "(-–/" and scan.bounded(end):
        return True
    if before >= 0 and t.words[before].full in ("و", "ل", "ب") and scan.last_at in range(before - 3, before + 1):
        return scan.last is not None and scan.last.year is not None
    if before >= 0 and t.words[before].full in ("ل", "ب", "مونديال"):
        return _no_noun(scan, end)
    return False


def _no_noun(scan: Scan, at: int) -> bool:
    """Whether the word after a number cannot be what it counts."""
    t = scan.t
    if scan.bounded(at):
        return True
    word = t.words[at]
    return not t.raw[at].endswith(("اً", "ًا")) and word.full not in context("counted")


def _numeric_point(scan: Scan, at: int) -> tuple[Point, int | None, int] | None:
    t = scan.t
    if not t.role(at, "digits"):
        return None
    found = _NUMERIC.match(t.text, t.starts[at])
    if not found:
        return None
    first, second, third = (int(found[place]) for place in (1, 3, 4))
    if any(len(found[place]) == 3 for place in (1, 4)):
        return None
    end = t.offset_at_or_after(at, found.end())
    era = t.plain(end, "era_h")
    point = _ordered(first, second, third, year_first=len(found[1]) == 4, hijri=bool(era))
    if point is None or (len(found[4]) == 1 and len(found[1]) < 4):
        return None
    time = _ISO_TIME.match(t.text, found.end())
    end = t.offset_at_or_after(end, time.end()) if time else end + bool(era or t.plain(end, "era_g"))
    return point, None, end


def _ordered(first: int, second: int, third: int, *, year_first: bool, hijri: bool) -> Point | None:
    """Day, month and year of three numbers: year first (ISO) or last; day before month unless that is impossible."""
    number, month, day = (first, second, third) if year_first else (third, second, first)
    if number < 100:
        number += 1400 if hijri else 1900 if number > 60 else 2000
    for m, d in ((month, day), (day, month)):
        if (hijri or hijri_number(number)) and hijri_day(number, m, d):
            return Point(number, m, d, "h")
        if not hijri and safe_date(number, m, d):
            return Point(number, m, d)
    if number >= 2000 and hijri_day(number - 600, month, day) and number < 2061 and day == 30:
        return Point(number - 600, month, day, "h")  # «30-02-33»: a day only the Hijri calendar has
    return None


def numeric_date(scan: Scan, at: int) -> Found | None:
    """«7/5/2020», «2020-05-07», «07.05.2020», «14-09-1432 هـ»."""
    found = _numeric_point(scan, at)
    return other_calendar(scan, scan.dated(at, found[2], found[0])) if found else None


def numeric_pair(scan: Scan, at: int) -> Found | None:
    """«2/2013» and «2013-02» (months), «2016-2018» and «1990/1991» (years), «21/09» (a day, where one is expected)."""
    t = scan.t
    found = _PAIR.match(t.text, t.starts[at]) if t.role(at, "digits") else None
    if not found:
        return None
    left, right = int(found[1]), int(found[3])
    sizes = (len(found[1]), len(found[3]))
    end = t.offset_at_or_after(at, found.end())
    if counted_after(scan, end):
        return None
    if sizes == (4, 4) and 1000 <= left < right <= left + 500 and right < 2200:
        return Found(at, end, joined(year_value(left), year_value(right)), Point(right))
    if sizes[1] == 4 and 1 <= left <= 12 and 1900 <= right < 2100:
        return Found(at, end, month_value(right, left), Point(right, left))
    if sizes == (4, 2) and 1 <= right <= 12 and 1900 <= left < 2100 and found[2] == "-":
        return Found(at, end, month_value(left, right), Point(left, right))
    if found[2] == "/" and _day_expected(scan, at) and safe_date(2000, right, left):
        return scan.dated(at, end, Point(None, right, left))
    return None


def _day_expected(scan: Scan, at: int) -> bool:
    t = scan.t
    return scan.standalone or bool(t.role(at - 1, "weekday")) or t.key(at - 1) in ("يوم", "تاريخ", "الموافق", "بتاريخ")
