# ruff: noqa: D205 - brought in as it was agreed on: first sentences run over a line, flags by position
"""Comparison keys: folded Arabic words, token overlap, proclitics, dates as intervals.

Nothing here edits a text. The functions make keys that are compared; the text and its
offsets stay as they are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u202a-\u202e]")
_FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": None}
    | {chr(0x660 + i): str(i) for i in range(10)}
    | {chr(0x6F0 + i): str(i) for i in range(10)}
)
_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|[بك]ال|لل))(?=\w{2,})")
_PROCLITICS = re.compile(r"[وف]?[بلكس]?(?:ال|ل)?")


def fold(text: str) -> str:
    """Lower case; no diacritics, no tatweel; one form of hamza/alef, ya, ta marbuta, digits."""
    return _MARKS.sub("", text).casefold().translate(_FOLD)


@lru_cache(maxsize=100_000)
def tokens(text: str) -> tuple[str, ...]:
    """Folded words without the article (ال and its fusions وال بال كال فال لل)."""
    return tuple(_ARTICLE.sub("", word) for word in re.findall(r"\w+", fold(text)))


def overlap(a: str, b: str) -> float:
    """Token overlap (Dice): twice the shared words over the words of both texts."""
    first, second = Counter(tokens(a)), Counter(tokens(b))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def same_words(a: str, b: str) -> bool:
    """The same folded words, in any order."""
    first, second = sorted(tokens(a)), sorted(tokens(b))
    return bool(first) and first == second


def same_name(a: str, b: str) -> bool:
    """Names agree: equal words, or at least two words of the shorter all in the longer,
    or a one-word name that is the last word of the longer (surname).
    """
    first, second = tokens(a), tokens(b)
    if not first or not second:
        return False
    if len(first) > len(second):
        first, second = second, first
    if set(first) == set(second):
        return True
    if len(first) >= 2:
        return set(first) <= set(second)
    return len(second) > 1 and first[0] == second[-1]


def any_name(left: Iterable[str], right: Iterable[str]) -> bool:
    """Some name of the one list agrees with some name of the other."""
    right = list(right)
    return any(same_name(a, b) for a in left for b in right)


def only_proclitics(extra: str) -> bool:
    """The text is nothing but proclitics (و ف ب ل ك س) and the article."""
    return bool(_PROCLITICS.fullmatch(extra))


# ------------------------------------------------------------------ dates

Interval = tuple[int | None, int | None]  # ordinals of the first and last day; None = open


def _day_range(value: str) -> tuple[int, int] | None:
    """First and last day of one ISO/EDTF date: day, month, season, week, year, decade, century."""
    value = re.sub(r"[~?%]", "", value.strip())
    value = re.sub(r"T.*$", "", value)
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = dt.date(*map(int, m.groups())).toordinal()
        return day, day
    if m := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        day = dt.date.fromisocalendar(int(m[1]), int(m[2]), 1).toordinal()
        return day, day + 6
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(m[1]), int(m[2])
        span = 1
        if 21 <= month <= 24:  # EDTF seasons: spring .. winter
            month, span = (month - 21) * 3 + 3, 3
        if not 1 <= month <= 12:
            return None
        end = month + span
        last = dt.date(year + (end - 1) // 12, (end - 1) % 12 + 1, 1)
        return dt.date(year, month, 1).toordinal(), last.toordinal() - 1
    if m := re.fullmatch(r"(\d{1,4})(X{0,3})", value):
        if len(m[0]) != 4:
            return None
        low, high = int(m[0].replace("X", "0")), int(m[0].replace("X", "9"))
        if low < 1:
            return None
        return dt.date(low, 1, 1).toordinal(), dt.date(high, 12, 31).toordinal()
    return None


def interval(value: object) -> Interval | None:
    """Interval of a date value, or None if it is no date (PAST_REF, P3Y, words)."""
    text = str(value).strip()
    try:
        if m := re.fullmatch(r"(?i)(before|after)\s+(.+)", text):
            inner = interval(m[2])
            if inner is None:
                return None
            return (None, inner[0]) if m[1].lower() == "before" else (inner[1], None)
        if "/" in text:
            left, _, right = text.partition("/")
            low = None if left in ("", "..") else _day_range(left)
            high = None if right in ("", "..") else _day_range(right)
            if (left not in ("", "..") and low is None) or (right not in ("", "..") and high is None):
                return None
            if low is None and high is None:
                return None
            return (low[0] if low else None, high[1] if high else None)
        return _day_range(text)
    except ValueError:
        return None


def date_equal(a: object, b: object) -> bool:
    """The same value: equal words, or intervals with the same ends."""
    if str(a).strip().casefold() == str(b).strip().casefold():
        return True
    first, second = interval(a), interval(b)
    return first is not None and first == second


def date_compatible(predicted: object, gold: object) -> bool:
    """Equal, or one interval lies in the other and both are open at the same ends
    (finer or coarser, but consistent). A vague value agrees only with itself.
    """
    if date_equal(predicted, gold):
        return True
    p, g = interval(predicted), interval(gold)
    if p is None or g is None:
        vague = [str(v).strip().upper() for v in (predicted, gold)]
        return all(v.startswith("P") and v.endswith("X") and len(v) <= 4 for v in vague) and vague[0] == vague[1]
    if (p[0] is None) != (g[0] is None) or (p[1] is None) != (g[1] is None):
        return False
    infinity = 10**9
    pl, ph = (-infinity if p[0] is None else p[0]), (infinity if p[1] is None else p[1])
    gl, gh = (-infinity if g[0] is None else g[0]), (infinity if g[1] is None else g[1])
    return (gl <= pl and ph <= gh) or (pl <= gl and gh <= ph)


# ------------------------------------------------------------------ predicates

PREDICATE_GROUPS: dict[str, frozenset[str]] = {
    "office": frozenset({"holds_position", "occupation", "employed_by", "appointed_by"}),
    "candidacy": frozenset({"nominated_for", "candidate_for"}),
    "membership": frozenset({"member_of", "part_of"}),
    "ties": frozenset({"has_ties_with", "cooperates_with"}),
    "backing": frozenset({"supports", "loyal_to"}),
    "rejection": frozenset({"opposes", "friction_with"}),
    "description": frozenset({"has_trait", "engaged_in", "occupation"}),
    "death": frozenset({"died", "killed_in"}),
    "pressure": frozenset({"persecutes", "arrested"}),
}
SYMMETRIC = frozenset({"met", "cooperates_with", "has_ties_with", "friction_with", "conflict", "family_of"})


def same_group(a: str, b: str) -> bool:
    """Equal predicates, or predicates that share a group."""
    return a == b or any(a in group and b in group for group in PREDICATE_GROUPS.values())
