"""Rules for durations, the times they are counted to (قبل يومين، بعد أسبوعين), and what repeats (كل عام)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tawthiq.extract.dates.fields import ordinal, year
from tawthiq.extract.dates.scan import Found, Scan
from tawthiq.extract.dates.values import Value, distance, duration_value, interval_value, moved, ref_value
from tawthiq.text.numbers import bound_at, read_cardinal

_FROM_NOW = ("الان", "اليوم", "تاريخه")
_UP_TO = 3  # decades and centuries beyond this many are contracts and horns, not spans of time
_SECONDS = ("hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Length:
    """A counted stretch of time: the count (None if vague), the unit, the place after; ``bound`` as in numbers."""

    count: float | None
    unit: str
    end: int
    bound: str | None = None


def length(scan: Scan, at: int) -> Length | None:
    """«ثلاثة أيام», «90 يوما», «عامين», «سنة ونصف», «أكثر من خمسة أسابيع», «نحو عقدين», «عدة أشهر», «سنوات طويلة»."""
    t = scan.t
    bound = bound_at(t.keys(at), 0)
    if bound and not (t.role(at, "unit") or t.role(at, "digits")):
        inner = _bare_length(scan, at + bound[1])
        return replace(inner, bound=bound[0]) if inner and not t.clitic(at + bound[1]) else None
    return _bare_length(scan, at)


def _bare_length(scan: Scan, at: int) -> Length | None:
    t = scan.t
    unit, _, size = (t.role(at, "unit") or "").partition(":")
    if t.role(at, "few_n") and not t.definite(at):
        place = at + 1 + bool(t.role(at + 1, "from"))
        inner, _, many = (t.plain(place, "unit") or "").partition(":")
        return Length(None, inner, place + 1) if many == "p" else None
    if unit and t.definite(at):
        return None
    if size == "p":
        return Length(None, unit, at + 1 + bool(t.plain(at + 1, "long")))
    if size in ("1", "2"):
        one = size == "1" and bool(t.plain(at + 1, "one"))
        return _half(scan, Length(float(size), unit, at + 1 + (one or bool(t.plain(at + 1, "long")))))
    if not (t.role(at, "num") or t.role(at, "digits")) or t.definite(at):
        return None
    read = read_cardinal(t.keys(at), 0)
    if read is None:
        return None
    inner = (t.plain(at + read[1], "unit") or "").partition(":")[0]
    if not inner or t.definite(at + read[1]):
        return None
    end = at + read[1] + 1
    return _half(scan, Length(read[0], inner, end + bool(t.plain(end, "long"))))


def _half(scan: Scan, found: Length) -> Length:
    """«سنة ونصف», «عام ونصف العام»."""
    t, at = scan.t, found.end
    half = t.words[at].full if at < len(t) else ""
    if half not in ("ونصف", "والنصف") or found.count is None:
        return found
    again = (t.plain(at + 1, "unit") or "").startswith(found.unit) and t.definite(at + 1)
    return replace(found, count=found.count + 0.5, end=at + 1 + again)


def _value(found: Length) -> Value:
    if found.count is not None and found.count % 1 and found.unit in ("year", "decade", "month"):
        months = {"year": 12, "decade": 120, "month": 1}[found.unit] * found.count
        return duration_value(months, "month") if not months % 1 else duration_value(months * 30, "day")
    return duration_value(found.count, found.unit)


def before_after(scan: Scan, at: int) -> Found | None:
    """«قبل يومين», «قبل نحو عامين», «بعد أسبوعين» where they count from the anchor, not from an event."""
    t = scan.t
    ahead = bool(t.role(at, "after"))
    if not ahead and not t.role(at, "before") and not (scan.standalone and (t.role(at, "since") or t.role(at, "from"))):
        return None
    found = length(scan, at + 1)
    if found is None or t.clitic(at + 1) or _is_year(scan, at + 1) or _no_length(scan, at, found):
        return None
    end, now = _from_now(scan, found.end)
    if not now and (t.role(end, "from") or t.key(end) in ("علي", "ان") or (ahead and scan.tense(at, end) not in ("future", "alone"))):
        return None
    if found.count is None:
        return None if ahead else Found(at, end, ref_value("PAST_REF"), None, "ref")
    if found.bound in ("over", "under"):
        return None
    if scan.anchor.day is None:
        return Found(at, end, ref_value("FUTURE_REF" if ahead else "PAST_REF"), None, "ref")
    value = distance(scan.anchor.day, found.count, found.unit, 1 if ahead else -1)
    return Found(at, end, replace(value, edtf=value.edtf + "~") if found.bound else value)


def _no_length(scan: Scan, at: int, found: Length) -> bool:
    """«قبل يوم الجمعة» names the day; «يوما بعد يوم» counts nothing."""
    t = scan.t
    named = found.unit == "day" and t.role(found.end, "weekday") is not None and t.definite(found.end)
    return named or (found.end == at + 2 and (t.role(at - 1, "unit") or "") == t.role(at + 1, "unit"))


def _from_now(scan: Scan, at: int) -> tuple[int, bool]:
    """«من الآن», «من اليوم», «إلى الوراء»."""
    t = scan.t
    if t.role(at, "from") and t.key(at + 1) in _FROM_NOW:
        return at + 2, True
    return at, False


def _is_year(scan: Scan, at: int) -> bool:
    """«قبل عام 2003» names a year."""
    return scan.t.role(at, "unit") == "year:1" and year(scan, at) is not None


def duration(scan: Scan, at: int) -> Found | None:
    """A length of time; after «خلال» in a bare phrase the stretch from now on."""
    t = scan.t
    found = length(scan, at)
    if found and t.role(at - 1, "after") and _no_length(scan, at - 1, found):
        return None
    if found is None or _is_year(scan, at) or not _duration_expected(scan, at, found) or t.key(found.end) == "ضوييه":
        return None
    value = _value(found)
    day = scan.anchor.day
    before = at - 1
    if day and found.count is not None and found.unit not in _SECONDS:
        if scan.standalone and t.role(before, "during"):
            edge = distance(day, found.count, found.unit, 1)
            last = moved(day, months=int(found.count) * 12) if found.unit == "year" else edge.first or day
            return Found(at, found.end, interval_value(day, max(last, day)), None)
        if t.role(before, "since") and found.bound is None:
            edge = distance(day, found.count, found.unit, -1)
            value = replace(value, first=edge.first, last=day)
    return Found(at, found.end, value, None, "duration")


def _duration_expected(scan: Scan, at: int, found: Length) -> bool:
    """Whether these words measure time here: a lone singular («عام») or a word of two senses («عقود») needs a sign of it."""
    t = scan.t
    signs = ("num", "digits", "few_n")
    counted = found.end - at > 1 and (found.bound or any(t.role(at, role) for role in signs) or t.role(at + 1, "one"))
    dual = found.count == 2.0
    if counted or (dual and found.unit in ("day", "week", "month", "year", "hour", "minute")):
        return not (counted and found.unit == "decade" and found.count and found.count > _UP_TO and t.role(at, "digits"))
    sign = any(t.role(at - 1, role) for role in ("since", "during", "over", "before", "after"))
    sign = sign or ("ل" in t.clitic(at) and t.role(at, "unit") != "decade:1")  # «لعقد اجتماع» is to hold one
    if t.role(at, "unit") == "day:1" and not scan.bounded(found.end) and not t.role(found.end, "from"):
        return False  # «خلال يوم افتتاح المتحف»
    if scan.standalone or sign:
        whole = sign or found.count is None or scan.bounded(found.end)
        return whole and found.unit != "second" and not _construct(scan, found.end)
    return found.count is None and found.unit == "year" and not _construct(scan, found.end)


def _construct(scan: Scan, at: int) -> bool:
    """«سنوات الحرب»: a length of something that the next word names."""
    t = scan.t
    return at < len(t) and not t.clitic(at) and t.words[at].full.startswith("ال") and not t.role(at, "from")


def age(scan: Scan, at: int) -> Found | None:
    """«في سن الثامنة والأربعين», «في الثلاثين من عمره»: years of age; the span is the number."""
    t = scan.t
    if not t.role(at, "num") or not t.definite(at):
        return None
    order = ordinal(scan, at)
    if order is None or not 1 <= order[0] <= 120:
        return None
    after = order[1] + bool(t.plain(order[1], "from"))
    if t.key(at - 1) not in ("سن", "سنها", "عمر") and not t.key(after).startswith(("عمره", "عمرها", "العمر", "عمرهم")):
        return None
    return Found(at, order[1], duration_value(order[0], "year"), None, "duration")


def repeated(scan: Scan, at: int) -> Found | None:
    """«كل عام», «كل ثلاثة أشهر», «سنويا»."""
    t = scan.t
    period = t.plain(at, "yearly")
    if period:
        return Found(at, at + 1, Value(period, "set"), None, "set")
    if not t.role(at, "each") or t.definite(at):
        return None
    place = at + 1 + (t.role(at + 1, "unit") == "day:1")
    if t.role(place, "weekday") and not t.clitic(place) and not t.definite(place):
        return Found(at, place + 1, Value("P1W", "set"), None, "set")
    found = _bare_length(scan, at + 1)
    if found is None or found.count is None or t.clitic(at + 1) or found.unit == "second":
        return None
    return Found(at, found.end, replace(_value(found), precision="set"), None, "set")
