"""Times of the day: «الساعة الثالثة وربع عصرا», «3:18 صباحا», «الساعة 12 إلا ربعا»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tawthiq.extract.dates.explicit import full_date
from tawthiq.extract.dates.relative import near_day
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.tokens import context
from tawthiq.extract.dates.values import Value, moved
from tawthiq.text.numbers import read_cardinal, read_ordinal

_DIGITAL = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])")
_FRACTIONS = {"quarter": 15, "third": 20, "half": 30}  # minutes
_FORENOON = ("قبل", "الظهر")


@dataclass(frozen=True, slots=True)
class Clock:
    """Hour, minute, second of a day, and the place after; ``sure`` if the words tell morning from evening."""

    hour: int
    minute: int
    end: int
    second: int | None = None
    sure: bool = False


def clock(scan: Scan, at: int) -> Clock | None:
    """A time of the day after «الساعة» or written with a colon."""
    t = scan.t
    place = at
    place += t.raw[place : place + 1] in (["،"], [","])
    while t.plain(place, "in") or t.role(place, "atc"):
        place += 1
    named = t.key(place) == "الساعه"
    place += named
    found = _digital(scan, place) or (_spoken(scan, place) if named else None)
    if found is None:
        return None
    half = _half_of_day(scan, found)
    return half if 0 <= half.hour < 24 and half.minute < 60 else None


def _digital(scan: Scan, at: int) -> Clock | None:
    t = scan.t
    found = _DIGITAL.match(t.text, t.starts[at]) if t.role(at, "digits") else None
    if not found:
        return None
    end = t.offset_at_or_after(at, found.end())
    return Clock(int(found[1]), int(found[2]), end, int(found[3]) if found[3] else None, sure=int(found[1]) > 12)


def _spoken(scan: Scan, at: int) -> Clock | None:
    t = scan.t
    if not (t.role(at, "digits") or t.role(at, "num")):
        return None
    keys = t.keys(at)
    number = t.number(at)
    read = (number, 1) if number is not None else _hour_word(keys)
    if read is None or not isinstance(read[0], int) or not 0 <= read[0] <= 24:
        return None
    return _minutes(scan, Clock(read[0] % 24, 0, at + read[1]))


def _hour_word(keys: list[str]) -> tuple[int, int] | None:
    """«الثالثة», «الثانية عشرة», «ثلاثة»; minutes that follow with و are left."""
    bare = keys[0].removeprefix("ال")
    teen = 2 if keys[1:2] in (["عشر"], ["عشره"]) else 1
    order = read_ordinal([bare, *keys[1:teen]], 0)
    plain = read_cardinal([bare, *keys[1:teen]], 0)
    found = order or plain
    return (int(found[0]), teen) if found and found[1] == teen else None


def _minutes(scan: Scan, found: Clock) -> Clock:
    """«وربع», «و18 دقيقة», «إلا ثلث»."""
    t, at = scan.t, found.end
    word = t.words[at].full if at < len(t) else ""
    less = _fraction(t.words[at + 1].full) if word == "الا" and at + 1 < len(t) else None
    if less is not None:
        minutes = found.hour * 60 - less
        return replace(found, hour=minutes // 60 % 24, minute=minutes % 60, end=at + 2)
    more = _fraction(word[1:]) if word[:1] == "و" else None
    if more is not None:
        return replace(found, minute=more, end=at + 1)
    if word[:1] != "و":
        return found
    start = at + (word == "و")
    keys = [t.words[start].full.removeprefix("و"), *(item.full for item in t.words[start + 1 : start + 6])] if start < len(t) else []
    read = read_cardinal(keys, 0) if keys else None
    if read and isinstance(read[0], int) and read[0] < 60 and t.role(start + read[1], "unit") in ("minute:1", "minute:p"):
        return replace(found, minute=read[0], end=start + read[1] + 1)
    return found


def _fraction(key: str) -> int | None:
    """The minutes of ربع, الثلث, نصف."""
    return next((minutes for name, minutes in _FRACTIONS.items() if key in context(name)), None)


def _half_of_day(scan: Scan, found: Clock) -> Clock:
    """Morning or evening by the words that follow."""
    t, at = scan.t, found.end
    at += bool(t.plain(at, "in") or t.role(at, "dem"))
    if t.key(at) in ("قبل", "بعد") and t.key(at + 1) in ("الظهر", "العصر", "المغرب", "ظهر", "منتصف"):
        forenoon = (t.key(at), t.key(at + 1)) == _FORENOON
        return _turned(found, "am" if forenoon else "pm", at + 2)
    half = t.role(at, "clock") or ("pm" if t.key(at) == "الليله" else None)
    return _turned(found, half, at + 1) if half and not t.clitic(at) else found


def _turned(found: Clock, half: str, end: int) -> Clock:
    hour = found.hour
    if half == "pm" and 1 <= hour < 12:
        hour += 12
    if half == "am" and hour == 12 and found.minute < 60:
        hour = 0
    return replace(found, hour=hour, end=end, sure=True)


def with_clock(scan: Scan, found: Found) -> Found:
    """A day with the time of day that follows it: «15 مايو 2016 الساعة 3»."""
    value = found.value
    if value.precision != "day" or value.first is None or "X" in value.edtf or "/" in value.edtf:
        return found
    time = clock(scan, found.end)
    if time is None:
        return found
    return replace(found, end=time.end, value=replace(value, edtf=f"{value.edtf}T{_iso(time)}", precision="time"))


def _iso(time: Clock) -> str:
    return f"{time.hour:02d}:{time.minute:02d}" + (f":{time.second:02d}" if time.second is not None else "")


def _with_day(scan: Scan, at: int, time: Clock) -> Found | None:
    """«الساعة 7:30 مساء الأحد», «الساعة التاسعة صباحا من يوم 5 مايو»."""
    t = scan.t
    place = time.end + bool(t.plain(time.end, "from") or t.plain(time.end, "in"))
    day = near_day(scan, place) or full_date(scan, place) if place < len(t) and t.clitic(place)[:1] not in ("و", "ف") else None
    if day is None or day.value.precision != "day" or day.value.first is None or "X" in day.value.edtf:
        return None
    return replace(day, start=at, value=replace(day.value, edtf=f"{day.value.edtf}T{_iso(time)}", precision="time"))


def _hour_and_half(scan: Scan, at: int) -> Found | None:
    """«السادسة مساء», «الثالثة وربع بعد الظهر»: an hour without «الساعة» that morning or evening follows."""
    spoken = _spoken(scan, at)
    time = _half_of_day(scan, spoken) if spoken else None
    if time is None or not time.sure or not scan.t.key(at).endswith("ه"):
        return None
    day = scan.anchor.day
    shown = f"{day.isoformat()}T{_iso(time)}" if scan.standalone and day else f"T{_iso(time)}"
    joined = _with_day(scan, at, time)
    return joined or Found(at, time.end, Value(shown, "time", day if scan.standalone else None, day if scan.standalone else None))


def time_alone(scan: Scan, at: int) -> Found | None:
    """A time of day without its day; in a bare phrase that of the anchor's day."""
    t = scan.t
    if t.role(at, "num") and t.definite(at) and not t.role(at, "weekday"):
        return _hour_and_half(scan, at)
    if not (t.key(at) == "الساعه" or (t.role(at, "digits") and t.raw[at + 1 : at + 2] == [":"])):
        return None
    time = clock(scan, at)
    joined = _with_day(scan, at, time) if time else None
    if joined:
        return joined
    if time is None or (t.key(at) != "الساعه" and not time.sure and not scan.standalone):
        return None
    day = scan.anchor.day
    if scan.standalone and day:
        return Found(at, time.end, Value(f"{day.isoformat()}T{_iso(time)}", "time", day, moved(day)))
    return Found(at, time.end, Value(f"T{_iso(time)}", "time"))
