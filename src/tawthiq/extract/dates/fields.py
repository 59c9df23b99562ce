"""Readers of the fields of a date: day, month (doubled names too), year, and the years that refer (العام الماضي).

Each takes the scan and a token index and gives what it read with the index after it, or None.
"""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.extract.dates.scan import Scan
from tawthiq.extract.dates.tokens import context
from tawthiq.extract.dates.values import Point
from tawthiq.text.calendars import Calendar, Month, read_month
from tawthiq.text.numbers import read_cardinal, read_ordinal

_YEARS_FROM, _YEARS_TO = 1000, 2199  # a bare number outside is no year of ours
_BARE_FROM, _BARE_TO = 1800, 2060  # years a newspaper writes without «عام»
_HIJRI_FROM, _HIJRI_TO = 1300, 1500  # AH that are read without the letter هـ beside a numeric or Hijri date
_SHORT = 100  # a year below it is written without its century
_CENTURY_TURN = 10  # years: «عام 25» lies at most this far after the anchor, else in the century before


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its calendar; ``named`` if «عام» or «سنة» stood beside it."""

    number: int
    calendar: Calendar = "g"
    named: bool = False


def day_number(scan: Scan, at: int) -> tuple[int, int] | None:
    """1 to 31 in digits, ordinals (العاشر، الحادي والثلاثين، أول) or cardinals."""
    t = scan.t
    number = t.number(at)
    if number is not None:
        return (number, at + 1) if 1 <= number <= 31 and len(t.raw[at]) <= 2 else None
    if t.role(at, "first_day"):
        return 1, at + 1
    if not t.role(at, "num"):
        return None
    keys = t.keys(at)
    found = read_ordinal(keys, 0) or read_cardinal(keys, 0)
    if found and 1 <= found[0] <= 31 and isinstance(found[0], int):
        return found[0], at + found[1]
    return None


def ordinal(scan: Scan, at: int) -> tuple[int, int] | None:
    """An ordinal; -1 for «الأخير» and «آخر»."""
    if scan.t.role(at, "last"):
        return -1, at + 1
    if not scan.t.role(at, "num"):
        return None
    found = read_ordinal(scan.t.keys(at), 0)
    return (found[0], at + found[1]) if found else None


def month_name(scan: Scan, at: int) -> tuple[Month, int] | None:
    """A month by name, doubled name (أيار/مايو) or after «شهر» by name, number or ordinal."""
    t = scan.t
    if t.role(at, "month_word") and (t.role(at, "unit") == "month:1"):
        inner = _single_month(scan, at + 1) or _month_number(scan, at + 1, article=t.definite(at))
        return (Month(inner[0].calendar, inner[0].number), _doubled(scan, inner)) if inner else None
    single = _single_month(scan, at)
    if not single:
        return None
    end = _doubled(scan, single)
    return (Month(single[0].calendar, single[0].number, single[0].weak and end == single[1]), end)


def _single_month(scan: Scan, at: int) -> tuple[Month, int] | None:
    if not scan.t.role(at, "month"):
        return None
    keys = scan.t.keys(at)
    found = read_month(keys, 0) or (read_month([keys[0][2:], *keys[1:]], 0) if keys[0].startswith("ال") else None)
    return (found[0], at + found[1]) if found else None


def _month_number(scan: Scan, at: int, *, article: bool) -> tuple[Month, int] | None:
    number = scan.t.number(at)
    if scan.t.role(at, "one"):  # «شهر واحد» is a length
        return None
    if number is not None:
        found: tuple[int, int] | None = (number, at + 1)
    else:
        found = (ordinal if article else day_number)(scan, at)
    return (Month("g", found[0]), found[1]) if found and 1 <= found[0] <= 12 else None


def _doubled(scan: Scan, single: tuple[Month, int]) -> int:
    """The place after a second name of the same kind: «/ مايو», «(مايو)», «- مايو»."""
    t, (month, at) = scan.t, single
    beside = _single_month(scan, at) if t.plain(at, "month") else None
    if beside and beside[0].calendar == month.calendar and beside[0].number == month.number:
        return beside[1]  # «يونيو حزيران»
    if at >= len(t) or t.raw[at] not in "/(-–":
        return at
    other = _single_month(scan, at + 1)
    if not other or other[0].calendar != month.calendar or t.clitic(at + 1):
        return at
    if t.raw[at] == "(":
        return other[1] + 1 if other[1] < len(t) and t.raw[other[1]] == ")" else at
    if t.raw[at] != "/" and other[0].number != month.number:  # «يناير-مارس» is a stretch, not one month
        return at
    return other[1]


def year(scan: Scan, at: int, *, beside_month: bool = False) -> tuple[Year, int] | None:
    """A year: «عام 1967», «سنة ألفين وثلاثة», «1443 هـ», «2021م»; bare only beside a month or with an era."""
    t = scan.t
    named = t.role(at, "unit") == "year:1" and t.role(at + 1, "adj") is None
    place = at + 1 if named else at
    if named and t.raw[place : place + 1] == ["("]:
        return None
    number = _year_number(scan, place, named=named)
    if number is None:
        return None
    value, end = number
    era = _era(scan, end)
    if era:
        return Year(value if era[0] != "bc" else 1 - value, "h" if era[0] == "h" else "g", named=True), era[1]
    if named and value < _SHORT and (counted_after(scan, end) or scan.t.key(end) in context("scales")):
        return None  # الدين العام 35 مليارا
    if named:
        return Year(_century(scan, value) if value < _SHORT else value, "g", named=True), end
    if beside_month and _YEARS_FROM <= value <= _YEARS_TO:
        return Year(value), end
    return (Year(value), end) if _BARE_FROM <= value <= _BARE_TO else None


def _year_number(scan: Scan, at: int, *, named: bool) -> tuple[int, int] | None:
    t = scan.t
    number = t.number(at)
    if number is not None and t.role(at, "digits") is not None:
        size = len(t.raw[at])
        short = (named and size in (2, 3)) or (size == 3 and _era(scan, at + 1) is not None)
        wanted = 1 <= number <= _YEARS_TO and (size == 4 or short)
        return (number, at + 1) if wanted and t.raw[at].isdecimal() else None
    if not named or not t.role(at, "num") or (t.clitic(at) and t.clitic(at) != "و"):
        return None
    found = read_cardinal(t.keys(at), 0)
    if not found or not isinstance(found[0], int) or scan.t.role(at + found[1], "unit"):
        return None
    whole = _YEARS_FROM <= found[0] <= _YEARS_TO or 20 <= found[0] <= 99  # «سنة ثمان وأربعين»
    return (found[0], at + found[1]) if whole else None


def _era(scan: Scan, at: int) -> tuple[str, int] | None:
    t = scan.t
    if t.plain(at, "era_h") and not t.definite(at):
        return "h", at + 1
    if t.plain(at, "era_g"):
        return "g", at + 1
    if t.key(at) in ("الهجره", "للهجره", "الهجري", "الهجريه"):
        return "h", at + 1
    if t.key(at) in ("الميلاد", "الميلادي", "الميلاديه"):
        return "g", at + 1
    if t.key(at) == "قبل" and t.key(at + 1) == "الميلاد":
        return "bc", at + 2
    if t.raw[at : at + 3] == ["ق", ".", "م"]:
        return "bc", at + 3
    return None


def _century(scan: Scan, value: int) -> int:
    base = scan.anchor.year or 2000
    full = base - base % 100 + value
    return full if full <= base + _CENTURY_TURN else full - 100


def adjective(scan: Scan, at: int) -> tuple[int, int] | None:
    """«الماضي» -1, «المقبل» 1, «الجاري» 0, «(ما) قبل الماضي» -2, «بعد المقبل» 2."""
    t = scan.t
    at += t.key(at) == "ما" and t.key(at + 1) in ("قبل", "بعد")  # ما قبل الماضي
    if t.key(at) in ("قبل", "بعد") and t.plain(at + 1, "adj") and t.definite(at + 1):
        inner = int(t.plain(at + 1, "adj") or 0)
        fitting = inner == (-1 if t.key(at) == "قبل" else 1)
        return (inner * 2, at + 2) if fitting else None
    value = t.plain(at, "adj")
    return (int(value), at + 1) if value and (t.definite(at) or t.key(at) in ("الماضي", "الماض")) else None


def referring_year(scan: Scan, at: int) -> tuple[Point, int] | None:
    """A year by reference: «العام الماضي», «هذا العام», «السنة نفسها», «نفس العام»; its point, year None if unknown."""
    t = scan.t
    if (t.role(at, "dem") or t.role(at, "samepre")) and t.role(at + 1, "unit") == "year:1" and t.definite(at + 1):
        base = scan.anchor.year if t.role(at, "dem") else scan.last.year if scan.last else None
        return Point(base), at + 2
    if t.role(at, "unit") != "year:1" or not t.definite(at):
        return None
    if t.plain(at + 1, "same"):
        return Point(scan.last.year if scan.last else None), at + 2
    shift = adjective(scan, at + 1)
    if shift:
        return Point(scan.anchor.year + shift[0] if scan.anchor.year else None), shift[1]
    return None


def year_after(scan: Scan, at: int, month: Month) -> tuple[Point | None, int]:
    """The year that follows a month, with what joins them («، 2020», «من عام 1918», «لعام 2014»); None if there is none."""
    t = scan.t
    place = at + 1 if t.role(at, "in") or t.role(at, "from") or (at < len(t) and t.raw[at] in "،,-/") else at
    refers = referring_year(scan, place)
    if refers:
        return refers
    found = year(scan, place, beside_month=True)
    if found is None or (place < len(t) and t.clitic(place)[:1] in ("و", "ف")):
        return None, at
    if place > at and not (found[0].named or t.raw[at] in "،,-/") and t.role(place, "digits") is None:
        return None, at
    hijri = month.calendar == "h" and found[0].number < 1700
    calendar: Calendar = "h" if hijri or found[0].calendar == "h" else "g"
    return Point(found[0].number, calendar=calendar), found[1]


def counted_after(scan: Scan, at: int) -> bool:
    """Whether what stands there is a counted noun, a unit or a per cent sign: the number before it is no year."""
    t = scan.t
    if at >= len(t):
        return False
    if t.raw[at] in "%٪$€°" or t.words[at].full in context("counted"):
        return True
    unit = t.plain(at, "unit")
    return unit is not None and not t.definite(at)


def hijri_number(value: int) -> bool:
    """Whether a year's number is Hijri rather than of our era, where nothing says which."""
    return _HIJRI_FROM <= value <= _HIJRI_TO
