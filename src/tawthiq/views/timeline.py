"""A dossier in order of time: every time that a text gives, with what it says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tawthiq.reconcile.comparison.time import interval
from tawthiq.views import model as view

_NO_START = frozenset({"end", "until", "before"})
_NO_END = frozenset({"start", "since", "after"})
_LAST = date.max.toordinal()


def timeline(lines: Iterable[view.Line]) -> tuple[view.Moment, ...]:
    """The moments of all lines, the earliest first. Durations and times that are no dates are left out."""
    found = [moment for place, line in enumerate(lines) for moment in _of_line(place, line)]
    return tuple(sorted(found, key=lambda moment: (moment.known, moment.line, moment.relation, moment.value)))


def _of_line(place: int, line: view.Line) -> Iterator[view.Moment]:
    told: dict[tuple[str, str], list[view.Statement]] = {}
    for statement in line.statements:
        for when in statement.when:
            told.setdefault(when, []).append(statement)
    for (relation, value), statements in told.items():
        days = interval(value)
        if days is None or days.first < 1 or days.last > _LAST:
            continue
        first, last = (date.fromordinal(day).isoformat() for day in (days.first, days.last))
        marks = tuple(dict.fromkeys(statement.standing for statement in statements))
        yield view.Moment(
            place, relation, value, None if relation in _NO_START else first, None if relation in _NO_END else last, line.predicate,
            line.inverse, line.subject, line.object, line.verdict, () if marks == ("stated",) else marks,
            tuple(statement.claim for statement in statements), line.role, line.clause,
        )
