"""The outline of one entity, out of the rows of its documents: lines, bonds and numbers, as ``outline`` shows them.

It takes some 30 microseconds a document, so it is kept only of entities that stand in many (``outlining``).
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from tawthiq.extract.attribution.lexicon import brings_no_own_words
from tawthiq.model.predicates import predicates
from tawthiq.store import ids, rows
from tawthiq.store.sections import KEPT_SECTIONS, KEPT_VERDICTS, SAID, SAID_ABOUT

LAST_DAY: Final = 3_652_060
"""A day behind every date: what has no time comes last."""
_SAID, _SAID_ABOUT = map(KEPT_SECTIONS.index, (SAID, SAID_ABOUT))
_SINGLE: Final = KEPT_VERDICTS.index("single_source")
_BOUND: Final = ("Person", "Organization", "Group", "Place")
_NAMED: Final = ("Person", "Organization", "Group")  # a quotation is about whom it names, not about places

# CROSS JOIN keeps SQLite to the order written: from the entity on.
_SIDE = """SELECT c.document, c.seq, c.id, p.word, {inverse}, s.word, {other} AS other, coalesce(c.day_from, nullif(d.day, 0), {last}),
 c.day_from IS NOT NULL, f.id, f.verdict FROM entity i CROSS JOIN claim c ON c.document = i.document AND c.{role} = i.seq
 JOIN document d ON d.n = c.document CROSS JOIN term p ON p.n = c.predicate CROSS JOIN term s ON s.n = c.standing
 LEFT JOIN finding_claim m ON m.claim = c.id LEFT JOIN finding f ON f.n = m.finding AND :id IN (f.subject, f.object)
 WHERE i.archive = :n{further}"""
_WHO = "(SELECT o.archive FROM entity o WHERE o.document = c.document AND o.seq = c.{})"
_TOLD = " UNION ALL ".join((
    _SIDE.format(inverse=0, role="subject", other=_WHO.format("object"), last=LAST_DAY, further=""),
    _SIDE.format(inverse=1, role="object", other=_WHO.format("subject"), last=LAST_DAY, further=" AND other IS NOT i.archive"),
))  # fmt: skip
_SPOKEN = """SELECT q.document, q.seq, d.day, f.word, c.word FROM entity i CROSS JOIN quotation q ON q.document = i.document
 AND q.speaker = i.seq JOIN document d ON d.n = q.document JOIN term f ON f.n = q.form LEFT JOIN term c ON c.n = q.cue
 WHERE i.archive = ?"""
_SPOKEN_OF = """SELECT q.document, q.seq, d.day FROM entity i CROSS JOIN quotation_named q ON q.document = i.document AND q.entity = i.seq
 JOIN document d ON d.n = q.document WHERE i.archive = ?"""
_FEW: Final = 500  # values in one statement: SQLite's lowest limit is 999


class Line(NamedTuple):
    """A line as rows keep it: ``day`` is its key of order, ``finding`` an empty text for a claim alone and for quotations."""

    section: int
    day: int
    document: int
    seq: int
    finding: str
    verdict: int
    inverse: int
    timed: int


class Bond(NamedTuple):
    """What binds the entity with another (a number), and the first claim that does."""

    other: int
    predicate: str
    inverse: int
    documents: int
    standings: str
    document: int
    seq: int


class Told(NamedTuple):
    """A claim as it concerns the entity, with a finding that holds it, if one does."""

    document: int
    seq: int
    claim: ids.Kept
    predicate: str
    inverse: int
    standing: str
    other: int | None
    day: int
    timed: int
    finding: str | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """An entity as its documents show it. ``sources``: day of each document that says something of it or quotes it, by number.

    ``numbers``: documents, and the independent chains behind them, at least and at most.
    """

    lines: tuple[Line, ...] = ()
    bonds: tuple[Bond, ...] = ()
    sources: dict[int, int] = field(default_factory=dict)
    numbers: tuple[int, int, int] = (0, 0, 0)


def told(connection: sqlite3.Connection, number: int, identifier: str) -> Iterator[Told]:
    """The claims that concern an entity, once for each finding about it that holds them."""
    return map(Told._make, connection.execute(_TOLD, {"n": number, "id": identifier}))


def trace(connection: sqlite3.Connection, number: int, claims: Iterable[Told] | None = None) -> Trace:
    """The outline of an entity; ``claims`` where they are not simply those of its documents: people decided on some."""
    row = connection.execute("SELECT id, type, kind FROM archive_entity WHERE n = ?", (number,)).fetchone()
    if row is None:
        return Trace()
    identifier, type_, kind = row
    listed = list(told(connection, number, identifier) if claims is None else claims)
    listed.sort(key=lambda each: (each.inverse, each.document, each.seq))
    quoted = _said(connection, number), _named(connection, number) if kind == "named" and type_ in _NAMED else ()
    lines = dict.fromkeys(chain(_single(listed), _compared(listed), *quoted))
    found = {each.document for each in listed} | {line.document for line in lines}
    sources = _sources(connection, found)
    days = {document: day for document, (day, _) in sources.items()}
    return Trace(tuple(lines), tuple(_bonds(connection, number, listed)), days, _numbers(connection, sources))


@cache
def _section_of() -> dict[str, int]:
    return {key: KEPT_SECTIONS.index(predicate.section) for key, predicate in predicates().items()}


def _line(claim: Told, finding: str, verdict: int) -> Line:
    return Line(_section_of()[claim.predicate], claim.day, claim.document, claim.seq, finding, verdict, claim.inverse, claim.timed)


def _single(claims: Sequence[Told]) -> Iterator[Line]:
    """Claims that no finding about the entity holds."""
    held = {each[:2] for each in claims if each.finding is not None}
    for each in claims:
        if each[:2] not in held and each.predicate in _section_of():
            yield _line(each, "", _SINGLE)


def _compared(claims: Sequence[Told]) -> Iterator[Line]:
    """Findings, each where its first claim stands: one that names a time before others."""
    members: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for each in claims:
        if each.finding is not None and each.predicate in _section_of():
            members[each.finding, each.verdict or ""].append(each)
    for (finding, verdict), some in members.items():
        first = min(some, key=lambda each: (not each.timed, each.day, each.document, each.seq))
        yield _line(first, finding, KEPT_VERDICTS.index(verdict))


def _said(connection: sqlite3.Connection, number: int) -> Iterator[Line]:
    """Quotations of the entity. What it denies or is accused of is said about it: it never stands among its own words."""
    for document, seq, day, form, cue in connection.execute(_SPOKEN, (number,)):
        about = form != "direct" and cue is not None and brings_no_own_words(cue)
        yield Line(_SAID_ABOUT if about else _SAID, -day, document, seq, "", 0, 0, 0)


def _named(connection: sqlite3.Connection, number: int) -> Iterator[Line]:
    """Quotations that name the entity."""
    for document, seq, day in connection.execute(_SPOKEN_OF, (number,)):
        yield Line(_SAID_ABOUT, -day, document, seq, "", 0, 0, 0)


def _bonds(connection: sqlite3.Connection, number: int, claims: Sequence[Told]) -> Iterator[Bond]:
    others = {each.other for each in claims if each.other is not None and each.other != number}
    bound = {n for n, type_ in _asked(connection, "SELECT n, type FROM archive_entity WHERE n IN ({})", others) if type_ in _BOUND}
    groups: defaultdict[tuple[int, str, int], list[Told]] = defaultdict(list)
    for each in claims:
        if each.other in bound:
            groups[each.other or 0, each.predicate, each.inverse].append(each)
    for key, some in groups.items():
        standings = ",".join(dict.fromkeys(each.standing for each in some))
        yield Bond(*key, len({each.document for each in some}), standings, *min(each[:2] for each in some))


def _sources(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Day and chain (publisher, or the document itself) of each document."""
    listed = _asked(connection, "SELECT n, day, coalesce(publisher, id) FROM document WHERE n IN ({})", documents)
    return {number: (day, source) for number, day, source in listed}


def _numbers(connection: sqlite3.Connection, sources: dict[int, tuple[int, str]]) -> tuple[int, int, int]:
    """Documents, and chains at least and at most. At least counts copies of one text once: the first of each group stands for all."""
    most = len({source for _, source in sources.values()})
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for group, document in _asked(connection, 'SELECT "group", document FROM copy_member WHERE document IN ({})', sources):
        groups[group].append(document)
    leaders: dict[int, int] = {}
    for some in groups.values():
        first = min(some)
        for document in some:
            leaders[document] = min(first, leaders.get(document, first))
    return len(sources), min(most, len(sources) - len(leaders) + len(set(leaders.values()))), most


def _asked(connection: sqlite3.Connection, statement: str, values: Iterable[int]) -> Iterator[rows.Row]:
    listed = sorted(values)
    for start in range(0, len(listed), _FEW):
        some = listed[start : start + _FEW]
        yield from connection.execute(statement.format(", ".join("?" * len(some))), some)


def counts(trace: Trace) -> dict[tuple[str, str], int]:
    """How many lines there are, by section and verdict."""
    found = Counter((KEPT_SECTIONS[line.section], KEPT_VERDICTS[line.verdict]) for line in trace.lines)
    return dict(sorted(found.items(), key=lambda item: (KEPT_SECTIONS.index(item[0][0]), KEPT_VERDICTS.index(item[0][1]))))
