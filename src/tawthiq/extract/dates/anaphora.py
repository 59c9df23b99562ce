"""Rules for words that refer to a date named before (آنذاك، بعد ذلك بأربع سنوات), fixed phrases, and feasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tawthiq.extract.dates.durations import length
from tawthiq.extract.dates.fields import hijri_number
from tawthiq.extract.dates.periods import year_ref
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.tokens import feasts, phrases
from tawthiq.extract.dates.values import (
    Point,
    Value,
    day_value,
    distance,
    hijri_reach,
    moved,
    point_value,
    ref_value,
    safe_date,
)
from tawthiq.text.calendars import hijri_day

_REACH = 60  # tokens: a date named further back is no longer what «آنذاك» means


def phrase(scan: Scan, at: int) -> Found | None:
    """A fixed phrase of ``phrases.tsv``; «IN:» phrases count only after «في»."""
    t = scan.t
    for keys, value in phrases().get(t.key(at), ()):
        if len(keys) > 1 and tuple(word.full for word in t.words[at + 1 : at + len(keys)]) != keys[1:]:
            continue
        after_in = value.startswith("IN:")
        if after_in and not t.role(at - 1, "in"):
            continue
        name = value.removeprefix("IN:")
        if name == "LATER":  # in a tale of the past it is past too
            name = "PAST_REF" if scan.tense(at, at + len(keys)) in ("past", "told") else "FUTURE_REF"
        if name == "BACK":
            return _back(scan, at, at + len(keys))
        return Found(at, at + len(keys), ref_value(name), None, "ref")
    return None


def back(scan: Scan, at: int) -> Found | None:
    """«آنذاك», «وقتها»: the last date named nearby, else some time in the past."""
    return _back(scan, at, at + 1) if scan.t.role(at, "back") else None


def _back(scan: Scan, at: int, end: int) -> Found:
    near = scan.last is not None and at - scan.last_at <= _REACH
    past = near and scan.last is not None and _is_past(scan, scan.last)
    if not past or scan.last is None:
        return Found(at, end, ref_value("PAST_REF"), None, "ref")
    return Found(at, end, point_value(scan.last), None)


def _is_past(scan: Scan, point: Point) -> bool:
    value, day = point_value(point), scan.anchor.day
    return value.first is not None and (day is None or value.first <= day)


def after_that(scan: Scan, at: int) -> Found | None:
    """«بعد ذلك بأربع سنوات», «قبلها بيومين»: counted from the last date named."""
    t = scan.t
    direction = 1 if t.key(at) in ("بعد", "بعدها", "بعده") else -1 if t.key(at) in ("قبل", "قبلها", "قبله") else 0
    place = at + 1 + (t.key(at) in ("بعد", "قبل"))
    if not direction or (place == at + 2 and not t.role(at + 1, "that")) or "ب" not in t.clitic(place):
        return None
    found = length(scan, place)
    if found is None or found.count is None or scan.last is None or at - scan.last_at > _REACH:
        return None
    base = _base(scan.last, found.unit)
    if base is None:
        return None
    value = distance(base, found.count, found.unit, direction)
    return Found(at, found.end, value, _of_value(value))


_DEPTH = {"year": 1, "decade": 1, "century": 1, "month": 2, "week": 3, "day": 3}


def _base(point: Point, unit: str) -> date | None:
    """The day to count from, if the point is as fine as the unit."""
    depth = 1 if point.month is None else 2 if point.day is None else 3
    if point.year is None or point.calendar == "h" or depth < _DEPTH.get(unit, 9):
        return None
    return safe_date(point.year, point.month or 1, point.day or 1)


def _of_value(value: Value) -> Point | None:
    if value.first is None:
        return None
    depth = {"year": 1, "month": 2}.get(value.precision, 3)
    return Point(value.first.year, value.first.month if depth > 1 else None, value.first.day if depth > 2 else None)


def same_day(scan: Scan, at: int) -> Found | None:
    """«نفس اليوم من عام 1926», «اليوم نفسه», «اليوم التالي»."""
    t = scan.t
    before = bool(t.role(at, "samepre"))
    place = at + before
    if t.role(place, "unit") != "day:1" or not t.definite(place):
        return None
    after = bool(t.plain(place + 1, "same"))
    following = bool(t.plain(place + 1, "follow"))
    if not (before or after or following):
        return None
    end = place + 1 + (after or following)
    last = scan.last
    if last is None or last.day is None or last.calendar == "h" or at - scan.last_at > 4 * _REACH:
        return _standalone_next(scan, at, end) if following else None
    given = year_ref(scan, end) if before else None
    point = replace(last, year=given[0], weekday=None) if given and given[0] else replace(last, weekday=None)
    value = point_value(point)
    if following and value.first:
        value = day_value(moved(value.first, days=1))
    return Found(at, given[1] if given and given[0] else end, value, _of_value(value))


def _standalone_next(scan: Scan, at: int, end: int) -> Found | None:
    day = scan.anchor.day
    return Found(at, end, day_value(moved(day, days=1))) if day and scan.standalone else None


def feast(scan: Scan, at: int) -> Found | None:
    """«عيد الأضحى 2013», «عشية عيد الفطر», «رأس السنة الهجرية 1443»; without a year the one nearest before or ahead."""
    t = scan.t
    eve = t.role(at, "eve")
    place = at + 1 if eve else at
    for size in (3, 2, 1):
        keys = (t.key(place), *(word.full for word in t.words[place + 1 : place + size]))
        row = feasts().get(keys) if len(keys) == size else None
        if row:
            return _feast(scan, at, place + size, row, int(eve or 0))
    return None


def _feast(scan: Scan, at: int, end: int, row: tuple[str, int, int], eve: int) -> Found | None:
    given = year_ref(scan, end)
    number = given[0] if given else None
    plain = row == ("g", 1, 1)
    if number is None and not (plain or scan.standalone):
        return None
    if number is None and scan.anchor.year is None:
        return None
    day = _feast_day(scan, row, number, ahead=scan.standalone or scan.tense(at, end) == "future")
    if day is None:
        return None
    day = moved(day, days=eve)
    return Found(at, given[1] if given else end, day_value(day), Point(day.year, day.month, day.day))


def _feast_day(scan: Scan, row: tuple[str, int, int], number: int | None, *, ahead: bool) -> date | None:
    calendar, month, day = row
    now = scan.anchor.day
    if calendar == "easter":
        return _easter(number or scan.anchor.year or 2000)
    if calendar == "h":
        if number is None:
            number = hijri_reach(now, Point(None, month, day, "h"), 1 if ahead else None) if now else 0
        elif not hijri_number(number):
            end = safe_date(number, 12, 31)
            number = hijri_reach(end, Point(None, month, day, "h"), None) if end else 0
        return hijri_day(number, month, day)
    if number is None and now:
        here = safe_date(now.year, month, day) or now
        number = now.year + (here < now) if ahead else now.year - (here > now)
    return safe_date(number or 0, month, day)


def _easter(number: int) -> date | None:
    """Western Easter (anonymous Gregorian computus)."""
    a, (b, c) = number % 19, divmod(number, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return safe_date(number, month, day + 1)


def reference(scan: Scan, at: int) -> Found | None:
    """«مؤخراً», «حالياً», «سابقاً»."""
    name = scan.t.role(at, "ref")
    if scan.t.raw[at].startswith("ألا"):  # «ألان» is a name, «الآن» is now
        return None
    if name is None or (scan.t.definite(at) and scan.t.key(at) != "الان") or scan.t.role(at + 1, "from"):
        return None
    return Found(at, at + 1, ref_value(name), None, "ref")
