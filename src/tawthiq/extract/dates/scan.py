"""What the rules of the date grammar share: the tokens, the anchor, the clause's tense, the last date named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from tawthiq.extract.dates.tokens import Tokens, context, is_future_word
from tawthiq.extract.dates.values import (
    Anchor,
    Point,
    Value,
    hijri_reach,
    moved,
    point_value,
    safe_date,
    weekday_after,
    weekday_before,
)

Tense = Literal["past", "told", "open", "future", "alone"]
"""``told``: a verb of saying in the past, whose content may be of any time; ``open``: no mark; ``alone``: no sentence."""

_LOOK_BACK = 40  # tokens of a sentence before a date in which its verb is looked for
_LOOK_AHEAD = 3  # tokens after a date in which the verb of a fronted date stands
_STANDALONE = 24  # tokens; a longer text is never a bare phrase
_NEAR = 60  # days: a phrase without a sentence means the date across the turn of the year if it is this near
_SOON = 45  # days ahead of the anchor
_FAR = 182  # days: ... and that of the anchor's own year is this far
_EVENT = 7  # tokens from بعد to the date of the event behind it
_SINCE = frozenset({"بعد", "عقب", "اثر", "غداه", "فور", "منذ"})
_STOPS = frozenset(".!?؟؛\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: token range (end-exclusive), value, and its fields where later words can refer to them.

    ``skip`` overrides the code points of clitics left out at the beginning.
    """

    start: int
    end: int
    value: Value
    point: Point | None = None
    kind: Literal["date", "duration", "set", "ref"] = "date"
    skip: int | None = None


Rule = Callable[["Scan", int], Found | None]


class Scan:
    """One pass over a text; ``last`` is the point of the last date found (what آنذاك refers to), at token ``last_at``.

    ``lists_no_days`` holds tokens from which a list of numbers is known to lead to no month: no list is walked twice.
    """

    def __init__(self, text: str, anchor: Anchor) -> None:
        self.t = Tokens(text)
        self.anchor = anchor
        self.last: Point | None = None
        self.last_at = -1
        self.lists_no_days: set[int] = set()
        self._marks: dict[int, Tense | None] = {}

    @cached_property
    def standalone(self) -> bool:
        """Whether the text is nothing but a time expression: no sentence, hence no tense."""
        t = self.t
        return len(t) <= _STANDALONE and all(
            t.words[at].roles or not t.raw[at][0].isalpha() for at in range(len(t))
        )

    def tense(self, start: int, end: int) -> Tense:
        """The tense of the clause around tokens: the nearest mark before decides, then the verb just after."""
        if self.standalone:
            return "alone"
        t = self.t
        for at in range(start - 1, max(start - _LOOK_BACK, 0) - 1, -1):
            if t.raw[at] in _STOPS:
                break
            mark = self._mark(at)
            if mark:
                return mark
        return "future" if any(self._ahead(at) for at in range(end, min(end + _LOOK_AHEAD, len(t)))) else "open"

    def _ahead(self, at: int) -> bool:
        return is_future_word(self.t.raw[at])

    def _mark(self, at: int) -> Tense | None:
        """The tense that a word marks; kept, as neighbouring dates look back over the same words."""
        if at not in self._marks:
            self._marks[at] = self._read_mark(at)
        return self._marks[at]

    def _read_mark(self, at: int) -> Tense | None:
        t = self.t
        if is_future_word(t.raw[at]):
            return "future"
        key = t.words[at].full
        if key in context("past") or (key[:1] == "و" and key[1:] in context("past")):
            return "past"
        if key in context("told") or (key[:1] == "و" and key[1:] in context("told")):
            return "told"
        if key in ("ان", "علي") and at + 1 < len(t) and t.words[at + 1].full[:1] in ("ي", "ت") and t.key(at - 1) == "علي":
            return "future"
        if key in ("التي", "الذي", "الذين") and at + 1 < len(t) and t.words[at + 1].full[:1] not in ("ي", "ت", "س"):
            return "past"
        return None

    # -- years that the words leave out ----------------------------------------------------------------------------

    def resolved(self, point: Point, shift: int | None, start: int, end: int) -> Point:
        """The point with a year: given, or chosen by الماضي/المقبل/الجاري (shift), weekday, tense and anchor."""
        if point.year is not None or point.month is None or self.anchor.year is None:
            return point
        if point.calendar == "h":
            return self._hijri(point, shift)
        return replace(point, year=self._year(point, shift, start, end))

    def _year(self, point: Point, shift: int | None, start: int, end: int) -> int | None:
        if shift is None and point.weekday and point.day:
            fitting = self._year_of_weekday(point)
            if fitting:
                return fitting
        base = self.anchor.year or 0
        month, day = self.anchor.month, self.anchor.day
        if shift == 0 or month is None:
            return base
        own = point.month or 0
        here = (own, point.day or 0) > (month, day.day if day and point.day else 0) if own == month else own > month
        same = own == month and (not point.day or (day is not None and point.day == day.day))
        if shift in (-1, 1):
            return base - (here or same) if shift < 0 else base + (not here)
        tense = self.tense(start, end)
        if tense == "future" and not self._of_event(start):
            return base + (not here and not same)
        if tense == "alone":
            return self._nearest_year(point, base)
        soon = tense != "past" and here and not self.t.role(start - 1, "since") and self._is_soon(point)
        return base - (here and not same and not soon)

    def _of_event(self, start: int) -> bool:
        """لن يعود بعد فسخ الاتفاق في السابع من مارس: the date of what has been before the verb to come, and not the verb's own."""
        t = self.t
        for at in range(start - 2, max(start - _EVENT, 0) - 1, -1):
            if not t.raw[at][0].isalpha():
                return False
            if t.key(at) in _SINCE:
                return t.role(at + 1, "num") is None and t.role(at + 1, "unit") is None
        return False

    @cached_property
    def hijri(self) -> bool:
        """Whether the text of a later century counts years by the Hijra somewhere, so that a year without a mark may be one too."""
        t = self.t
        return any(t.plain(at, "era_h") or t.key(at) in ("الهجره", "للهجره", "الهجري", "الهجريه") for at in range(len(t)))

    def _is_soon(self, point: Point) -> bool:
        """Whether the day of the anchor's year lies so little ahead that nobody means the year before without saying so."""
        day = self.anchor.day
        meant = safe_date(day.year, point.month or 1, point.day or 15) if day else None
        return bool(day and meant and 0 < (meant - day).days <= _SOON)

    def _nearest_year(self, point: Point, base: int) -> int:
        day = self.anchor.day
        if day is None:
            return base
        away = {year: abs((date(year, point.month or 1, 15) - day).days) for year in (base - 1, base, base + 1) if year > 0}
        near = min(away, key=lambda year: away[year])
        return near if away[near] <= _NEAR and away[base] >= _FAR else base

    def _year_of_weekday(self, point: Point) -> int | None:
        """The year nearest to the anchor in which the day falls on the weekday, the past one first."""
        base = self.anchor.year or 0
        for year in (base, base - 1, base + 1):
            day = safe_date(year, point.month or 1, point.day or 1) if year > 0 else None
            if day and day.isoweekday() == point.weekday:
                return year
        return None

    def _hijri(self, point: Point, shift: int | None) -> Point:
        day = self.anchor.day
        if day is None:
            return point
        return replace(point, year=hijri_reach(day, point, shift))

    # -- weekdays ----------------------------------------------------------------------------------------------------

    def weekday(self, weekday: int, shift: int | None, start: int, end: int) -> date | None:
        """The day that a weekday names: last or next by its adjective, by a future word, else the latest one."""
        day = self.anchor.day
        if day is None:
            return None
        if shift == -1:
            return weekday_before(day, weekday, strict=True)
        if shift == 1:
            return weekday_after(day, weekday, strict=True)
        if shift == 0:
            return weekday_after(moved(day, days=-day.weekday()), weekday, strict=False)
        tense = self.tense(start, end)
        if tense in ("future", "alone"):
            return weekday_after(day, weekday, strict=tense == "alone")
        return weekday_before(day, weekday, strict=False)

    def dated(self, start: int, end: int, point: Point, shift: int | None = None) -> Found:
        """A found date from the fields the words give."""
        full = self.resolved(point, shift, start, end)
        return Found(start, end, point_value(full), full)

    def bounded(self, at: int) -> bool:
        """Whether no ordinary word adjoins: a sign, a line end or the end of the text stands there."""
        return not 0 <= at < len(self.t) or not self.t.raw[at][0].isalnum()
