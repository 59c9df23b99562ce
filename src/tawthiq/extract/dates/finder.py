"""``find_dates``: every time expression of a text, resolved against the day of the document."""

from __future__ import annotations

from functools import cache

from tawthiq.extract.dates.anaphora import after_that, back, feast, phrase, reference, same_day
from tawthiq.extract.dates.clock import time_alone, with_clock
from tawthiq.extract.dates.durations import age, before_after, duration, repeated
from tawthiq.extract.dates.explicit import day_alone, days_listed, full_date, month_alone, numeric_date, numeric_pair, year_alone
from tawthiq.extract.dates.parts import counted_ref, nth_rule, part_rule
from tawthiq.extract.dates.periods import century, decade, decade_of_century, part_of_year, season
from tawthiq.extract.dates.ranges import stretch, years_listed
from tawthiq.extract.dates.relative import near_day, unit_ref
from tawthiq.extract.dates.scan import Found, Rule, Scan
from tawthiq.extract.dates.values import read_anchor
from tawthiq.model import DateMention, Span

_NUMBERS = frozenset({"digits", "num"})
_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (phrase, frozenset({"phrase"})),
    (counted_ref, _NUMBERS | {"unit", "last"}),
    (stretch, _NUMBERS | {"between", "from", "since", "month", "weekday", "unit", "deictic", "pos", "part", "dem", "ref"}),
    (days_listed, _NUMBERS),
    (numeric_date, frozenset({"digits"})),
    (numeric_pair, frozenset({"digits"})),
    (time_alone, _NUMBERS | {"hour_word"}),
    (after_that, frozenset({"before", "after", "then"})),
    (same_day, frozenset({"unit", "samepre"})),
    (nth_rule, frozenset({"unit", "weekday", "num", "last"})),
    (near_day, frozenset({"part", "deictic", "weekday", "unit", "dem", "num", "before", "after"})),
    (full_date, _NUMBERS | {"month", "unit", "first_day", "month_word"}),
    (day_alone, frozenset({"unit"})),
    (part_of_year, frozenset({"part4", "part3", "part2"})),
    (part_rule, frozenset({"pos", "part2"})),
    (decade_of_century, frozenset({"unit"})),
    (decade, frozenset({"unit", "decades"})),
    (century, frozenset({"unit", "dem"})),
    (season, frozenset({"season", "fasl"})),
    (unit_ref, frozenset({"unit", "dem"})),
    (before_after, frozenset({"before", "after", "since", "from"})),
    (feast, frozenset({"feast", "eve"})),
    (month_alone, frozenset({"month", "month_word"})),
    (years_listed, frozenset({"pair"})),
    (year_alone, _NUMBERS | {"unit"}),
    (repeated, frozenset({"each", "yearly"})),
    (age, frozenset({"num"})),
    (duration, _NUMBERS | {"unit", "few_n", "bound"}),
    (back, frozenset({"back"})),
    (reference, frozenset({"ref"})),
)
"""In order of precedence, with the roles of the words a rule can begin with: a rule that reads more stands first."""


def find_dates(text: str, anchor: str | None) -> tuple[DateMention, ...]:
    """The time expressions of a text in order, without overlap.

    ``anchor`` is the document's publication date (EDTF: a day, a time, a month or a year; None if unknown). What the
    words and the anchor do not tell stays open: X for missing fields, PAST_REF and its like for vague references.
    """
    scan = Scan(text, read_anchor(anchor))
    return tuple(_mention(scan, found) for found in _all(scan))


def _all(scan: Scan) -> list[Found]:
    found: list[Found] = []
    at = 0
    while at < len(scan.t):
        hit = _first(scan, at) if scan.t.words[at].roles else None
        if hit is None:
            at += 1
            continue
        found.append(hit)
        if hit.point is not None:
            scan.last, scan.last_at = hit.point, hit.end - 1
        at = hit.end
    return found


@cache
def _rules_of(roles: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule, begins in _RULES if roles & begins)


def _first(scan: Scan, at: int) -> Found | None:
    for rule in _rules_of(frozenset(scan.t.words[at].roles)):
        found = rule(scan, at)
        if found is not None:
            return with_clock(scan, found)
    return None


def _mention(scan: Scan, found: Found) -> DateMention:
    t, value = scan.t, found.value
    skip = t.words[found.start].skip if found.skip is None else found.skip
    span = Span.of(t.text, t.starts[found.start] + skip, t.end(found.end - 1))
    first = value.first.isoformat() if value.first else None
    last = value.last.isoformat() if value.last else None
    return DateMention(span, value.edtf, value.precision, first, last)
