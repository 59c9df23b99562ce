"""Rules for longer periods: decades, centuries, seasons, quarters and halves of a year."""

from __future__ import annotations

from tawthiq.extract.dates.explicit import double_year, joint, month_ref
from tawthiq.extract.dates.fields import adjective, counted_after, ordinal, referring_year, year
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.values import (
    Point,
    Value,
    century_value,
    decade_value,
    interval_value,
    joined,
    month_value,
    point_value,
    season_value,
)
from tawthiq.text.calendars import hijri_year


def decade(scan: Scan, at: int) -> Found | None:
    """«التسعينات», «ثمانينيات القرن الماضي», «عقد السبعينيات», «الخمسينيات من القرن التاسع عشر»; not «الخمسينيات من عمره»."""
    t = scan.t
    place = at + 1 if t.role(at, "unit") == "decade:1" and t.role(at + 1, "decades") else at
    tens = t.role(place, "decades")
    if tens is None:
        return None
    end = place + 1
    inner = joint(scan, end)
    if t.key(inner).startswith(("عمر", "العمر")):
        return None
    found = century_number(scan, inner)
    base, end = ((found[0] - 1) * 100, found[1]) if found else (1900, end)
    if not t.definite(place) and not found and not scan.standalone and place == at:
        return None
    return Found(at, end, decade_value(base + int(tens)))


def century_number(scan: Scan, at: int) -> tuple[int, int] | None:
    """«القرن الماضي», «القرن العشرين», «القرن التاسع عشر الميلادي», «هذا القرن» as the century's number."""
    t = scan.t
    base = ((scan.anchor.year or 2001) - 1) // 100 + 1
    if t.role(at, "dem") and t.role(at + 1, "unit") == "century:1":
        return base, at + 2
    if t.role(at, "unit") != "century:1" or not t.definite(at):
        return None
    shift = adjective(scan, at + 1)
    if shift:
        return base + shift[0], shift[1]
    order = ordinal(scan, at + 1)
    if order is None or not 1 <= order[0] <= 30:
        return None
    return order[0], order[1] + (t.key(order[1]) in ("الميلادي", "ميلادي"))


def century(scan: Scan, at: int) -> Found | None:
    """A century, also Hijri («القرن الثالث الهجري»)."""
    found = century_number(scan, at)
    if found is None:
        return None
    number, end = found
    if scan.t.key(end) in ("الهجري", "هجري"):
        first, last = hijri_year((number - 1) * 100 + 1)[0], hijri_year(number * 100)[1]
        return Found(at, end + 1, interval_value(first, last, "century"))
    if (scan.t.key(end), scan.t.key(end + 1)) == ("قبل", "الميلاد"):
        return Found(at, end + 2, Value(f"-{number - 1:02d}XX", "century"))
    return Found(at, end, century_value(number))


def decade_of_century(scan: Scan, at: int) -> Found | None:
    """«العقد الأول من القرن الحادي والعشرين»."""
    t = scan.t
    if t.role(at, "unit") != "decade:1" or not t.definite(at):
        return None
    order = ordinal(scan, at + 1)
    found = century_number(scan, joint(scan, order[1])) if order else None
    if order is None or found is None:
        return None
    number = 9 if order[0] < 0 else min(order[0] - 1, 9)
    return Found(at, found[1], decade_value((found[0] - 1) * 100 + number * 10))


def year_ref(scan: Scan, at: int) -> tuple[int | None, int] | None:
    """A year by number or reference, after «من», «في», «لـ»; None as number if the anchor does not tell."""
    place = joint(scan, at)
    refers = referring_year(scan, place)
    if refers:
        return refers[0].year, refers[1]
    found = year(scan, place, beside_month=True)
    if found and found[0].calendar == "g" and not counted_after(scan, found[1]):
        return found[0].number, found[1]
    return None


def season(scan: Scan, at: int) -> Found | None:
    """«صيف 2015», «خريف العام الماضي», «الشتاء المقبل», «في الخريف»."""
    t = scan.t
    place = at + 1 if t.role(at, "fasl") else at
    number = t.role(place, "season")
    if number is None:
        return None
    given = year_ref(scan, place + 1)
    if given and t.clitic(place + 1)[:1] != "و":
        value = season_value(given[0], int(number)) if given[0] else Value(f"XXXX-{number}", "season")
        return Found(at, _winter_end(scan, given), value, Point(given[0]))
    shift = adjective(scan, place + 1)
    if not t.definite(place) or (shift is None and not _season_expected(scan, at, place)):
        return None
    end = shift[1] if shift else place + 1
    return Found(at, end, _season_near(scan, int(number), shift[0] if shift else None, at, end))


def _winter_end(scan: Scan, given: tuple[int | None, int]) -> int:
    """The place after the second year of «شتاء 2019-2020»."""
    end = given[1]
    return end + 2 if given[0] and double_year(scan, end, given[0]) else end


def _season_expected(scan: Scan, at: int, place: int) -> bool:
    after = scan.t.key(place + 1)
    return scan.standalone or (bool(scan.t.role(at - 1, "in") or place > at) and not after.startswith("العرب"))


def _season_near(scan: Scan, number: int, shift: int | None, at: int, end: int) -> Value:
    base, month = scan.anchor.year, scan.anchor.month
    if base is None or month is None:
        return Value(f"XXXX-{number}", "season")
    start = {21: 3, 22: 6, 23: 9, 24: 12}[number]
    if shift == 0:
        return season_value(base, number)
    ahead = shift == 1 or (shift is None and scan.tense(at, end) == "future")
    if ahead:
        return season_value(base + (start <= month), number)
    begun = start < month if shift == -1 and start + 2 >= month else start <= month
    if shift == -1 and start <= month <= start + 2:  # the season that runs is not the last one
        begun = False
    return season_value(base - (not begun), number)


def part_of_year(scan: Scan, at: int) -> Found | None:
    """«الربع الأول من 2016», «النصف الثاني من العام الجاري», «الثلث الأخير من 2019», also of a month."""
    t = scan.t
    count = next((size for size in (4, 3, 2) if t.role(at, f"part{size}")), 0)
    order = ordinal(scan, at + 1) if count and t.definite(at) else None
    if order is None or not (1 <= order[0] <= count or order[0] == -1):
        return None
    number = count if order[0] < 0 else order[0]
    given = year_ref(scan, order[1])
    if given:
        return Found(at, given[1], _year_part(given[0], count, number), Point(given[0]))
    month = month_ref(scan, joint(scan, order[1])) if count in (2, 3) else None
    if month is None or month[0].calendar == "h":
        return None
    whole = point_value(scan.resolved(month[0], month[1], at, month[2]))
    if whole.first is None or whole.last is None:
        return None
    size = 30 // count
    first = whole.first.replace(day=(number - 1) * size + 1)
    last = whole.last if number == count else whole.first.replace(day=number * size)
    return Found(at, month[2], interval_value(first, last, "part-of-month"))


def _year_part(number: int | None, count: int, part: int) -> Value:
    size = 12 // count
    first, last = (part - 1) * size + 1, part * size
    name = {4: "quarter", 3: "third", 2: "half"}[count]
    if number is None:
        return Value(f"XXXX-{first:02d}/XXXX-{last:02d}", name)
    return joined(month_value(number, first), month_value(number, last), name)
