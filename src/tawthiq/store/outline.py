"""The outline of dossiers: a short row for each line, bond and quotation of an entity, so that a page unpacks only what it shows.

It is derived: built from claims, quotations, identities, findings and decisions whenever documents have been compared, and
never the only place of anything. Only entities that stand in many documents have rows (``outlining``); of the others the same is
worked out when it is asked for (``tracing``). A line is a finding or a claim that no finding holds; ``day`` is its key of order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tawthiq.model import Finding
from tawthiq.store import compared, rows, sighted
from tawthiq.store.asking import Conditions, page
from tawthiq.store.claims import WHO
from tawthiq.store.filters import FoundClaim, FoundQuotation, Sighting
from tawthiq.store.ids import CLAIM, is_same
from tawthiq.store.ids import entity as key_of
from tawthiq.store.ids import told as told_id
from tawthiq.store.index import DAY_BITS
from tawthiq.store.packs import Packs
from tawthiq.store.sections import DIFFER, KEPT_SECTIONS, KEPT_VERDICTS, SECTIONS
from tawthiq.store.tracing import Line, Trace, counts, trace

_PACKS = 250  # documents that are kept unpacked while one page is made: 5 MB
_FEW = 500  # values in one statement: SQLite's lowest limit is 999

TABLES = """
CREATE TABLE outline_entity (
  entity INTEGER PRIMARY KEY, documents INTEGER NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, rejected INTEGER NOT NULL);
CREATE TABLE outline_line (
  entity INTEGER NOT NULL, section INTEGER NOT NULL, day INTEGER NOT NULL, document INTEGER NOT NULL, seq INTEGER NOT NULL,
  finding TEXT NOT NULL, verdict INTEGER NOT NULL, inverse INTEGER NOT NULL, timed INTEGER NOT NULL,
  PRIMARY KEY (entity, section, day, document, seq, finding)) WITHOUT ROWID;
CREATE TABLE outline_bond (
  entity INTEGER NOT NULL, other INTEGER NOT NULL, predicate TEXT NOT NULL, inverse INTEGER NOT NULL, documents INTEGER NOT NULL,
  standings TEXT NOT NULL, document INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (entity, other, predicate, inverse)) WITHOUT ROWID;
"""
NAMES = ("outline_entity", "outline_line", "outline_bond")
_TRACES = 64  # entities whose outline is kept while one page or list is made: at most some MB
_KNOWN = "SELECT a.n, EXISTS (SELECT 1 FROM outline_entity o WHERE o.entity = a.n) FROM archive_entity a WHERE a.key = ?"
_NUMBER = "(SELECT n FROM archive_entity WHERE key = ?)"

_SIDE = """SELECT {other}.entity AS other, p.word AS predicate, {inverse} AS inverse, c.document AS document, t.word AS standing, c.id AS id
 FROM identity {own} CROSS JOIN claim c ON c.document = {own}.document AND c.{role} = {own}.seq JOIN document d ON d.n = c.document
 JOIN identity {other} ON {other}.document = c.document AND {other}.seq = c.{counter}
 CROSS JOIN term p ON p.n = c.predicate CROSS JOIN term t ON t.n = c.standing
 WHERE {own}.archive = :entity AND coalesce(c.day_from, d.day) BETWEEN :first AND :last AND {other}.archive <> :entity"""
_BETWEEN = f"""SELECT other, predicate, inverse, count(DISTINCT document), group_concat(DISTINCT standing), min(document), id FROM (
 {_SIDE.format(own="s", other="o", inverse=0, role="subject", counter="object")} UNION ALL
 {_SIDE.format(own="o", other="s", inverse=1, role="object", counter="subject")})
 WHERE other IN (SELECT e.id FROM archive_entity e WHERE e.type IN ('Person', 'Organization', 'Group', 'Place'))
 GROUP BY other, predicate, inverse"""


@dataclass(frozen=True, slots=True)
class Extract:
    """An entity in numbers: documents that say something of it or quote it, the independent chains behind them, rejected claims."""

    documents: int
    low: int
    high: int
    rejected: int


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines: of all sections of claims or one; ``differing`` asks for those that differ or for the others.

    ``timed``: that name a time; ``forward``: of which the entity is the subject.
    """

    section: str | None = None
    verdict: str | None = None
    differing: bool | None = None
    timed: bool = False
    forward: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line: its first claim (or quotation) by document number and place there, and the finding that it is, or an empty text."""

    section: str
    document: int
    seq: int
    finding: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a finding, before it is unpacked."""

    claim: str
    document: int
    seq: int
    standing: str


@dataclass(frozen=True, slots=True)
class BondRow:
    """What binds two entities: how many documents say so, with which standings, and one of the claims."""

    other: str
    predicate: str
    inverse: bool
    documents: int
    standings: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document as a source: what stands in columns, without its body. ``also`` are further places of the same bytes."""

    document: str
    publisher: str | None
    published: str | None
    title: str | None
    path: str
    url: str | None
    also: tuple[Sighting, ...]
    copies: tuple[int, ...]


def _chosen(told: Trace, wanted: LineFilter) -> list[LineRow]:
    """The lines that fit a filter, in order of time."""
    fitting = [line for line in told.lines if _fits(line, wanted)]
    fitting.sort(key=lambda line: (line.day, line.document, line.seq, line.finding))
    shown = fitting[wanted.offset :] if wanted.limit is None else fitting[wanted.offset : wanted.offset + wanted.limit]
    return [LineRow(KEPT_SECTIONS[line.section], line.document, line.seq, line.finding, KEPT_VERDICTS[line.verdict]) for line in shown]


def _fits(line: Line, wanted: LineFilter) -> bool:
    section, verdict = KEPT_SECTIONS[line.section], KEPT_VERDICTS[line.verdict]
    if (wanted.section is None and section not in SECTIONS) or wanted.section not in {None, section}:
        return False
    if wanted.verdict not in {None, verdict} or wanted.differing not in {None, verdict == DIFFER}:
        return False
    return not (wanted.timed and not line.timed) and not (wanted.forward and line.inverse)


def forget(connection: sqlite3.Connection, entity: str) -> None:
    """Drops the rows of an entity that nobody is any more, before its number goes to another."""
    for table in NAMES:
        connection.execute(f"DELETE FROM {table} WHERE entity = {_NUMBER}", (key_of(entity),))


class Outline:
    """The outline as an open archive has it, of many-documented entities in rows and of the others out of their documents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._packs = Packs(connection, _PACKS)
        self._traced: dict[str, Trace | None] = {}

    def _trace(self, entity: str) -> Trace | None:
        """What the documents of an entity tell; None for one that has rows. The last few are kept."""
        if entity not in self._traced:
            if len(self._traced) >= _TRACES:
                self._traced.clear()
            self._traced[entity] = self._told(entity)
        return self._traced[entity]

    def _told(self, entity: str) -> Trace | None:
        row = self._connection.execute(_KNOWN, (key_of(entity),)).fetchone()
        if row is None:
            return Trace()
        number, kept = row
        return None if kept else trace(self._connection, number)

    def extract(self, entity: str) -> Extract:
        """An entity in numbers; zeros for one of which nothing is said."""
        told = self._trace(entity)
        if told is not None:
            return Extract(*told.numbers, 0)
        row = self._connection.execute(
            f"SELECT documents, low, high, rejected FROM outline_entity WHERE entity = {_NUMBER}", (key_of(entity),)
        ).fetchone()
        return Extract(*row) if row else Extract(0, 0, 0, 0)

    def counts(self, entity: str) -> dict[tuple[str, str], int]:
        """How many lines an entity has, by section and verdict. Quotations have no verdict."""
        told = self._trace(entity)
        if told is not None:
            return counts(told)
        statement = f"SELECT section, verdict, count(*) FROM outline_line WHERE entity = {_NUMBER} GROUP BY section, verdict"
        found = self._connection.execute(statement, (key_of(entity),))
        return {(KEPT_SECTIONS[section], KEPT_VERDICTS[verdict]): number for section, verdict, number in found}

    def timed(self, entity: str) -> int:
        """How many lines name a time."""
        told = self._trace(entity)
        if told is not None:
            return sum(line.timed for line in told.lines)
        statement = f"SELECT count(*) FROM outline_line WHERE entity = {_NUMBER} AND timed"
        return int(self._connection.execute(statement, (key_of(entity),)).fetchone()[0])

    def lines(self, entity: str, wanted: LineFilter) -> list[LineRow]:
        """Lines of an entity that fit a filter, in order of time."""
        told = self._trace(entity)
        if told is not None:
            return _chosen(told, wanted)
        ask = Conditions()
        ask.add(f"entity = {_NUMBER}", key_of(entity))
        sections = SECTIONS if wanted.section is None else (wanted.section,)
        ask.add(f"section IN ({', '.join('?' * len(sections))})", *map(KEPT_SECTIONS.index, sections))
        if wanted.verdict is not None:
            ask.add("verdict = ?", KEPT_VERDICTS.index(wanted.verdict))
        if wanted.differing is not None:
            ask.add("(verdict = ?) = ?", KEPT_VERDICTS.index(DIFFER), wanted.differing)
        if wanted.timed:
            ask.add("timed")
        if wanted.forward:
            ask.add("NOT inverse")
        statement = (
            f"SELECT section, document, seq, finding, verdict FROM outline_line{ask.where}"
            f" ORDER BY day, document, seq, finding{page(wanted.limit, wanted.offset)}"
        )
        found = self._connection.execute(statement, ask.values)
        return [
            LineRow(KEPT_SECTIONS[section], document, seq, finding, KEPT_VERDICTS[verdict])
            for section, document, seq, finding, verdict in found
        ]

    def documents(self, entity: str, limit: int, offset: int) -> list[int]:
        """The numbers of the documents that say something of an entity or quote it, by day of publication, undated ones last."""
        told = self._trace(entity)
        if told is not None:
            return sorted(told.sources, key=lambda number: (told.sources[number] == 0, told.sources[number], number))[offset:][:limit]
        statement = (
            "SELECT n FROM document WHERE n IN (SELECT document FROM outline_line WHERE entity ="
            " (SELECT n FROM archive_entity WHERE key = :entity) UNION"
            " SELECT i.document FROM entity i WHERE i.archive = (SELECT n FROM archive_entity WHERE key = :entity) AND ("
            " EXISTS (SELECT 1 FROM claim c WHERE c.document = i.document AND i.seq IN (c.subject, c.object))))"
            " ORDER BY day = 0, day, n LIMIT :limit OFFSET :offset"
        )
        wanted = {"entity": key_of(entity), "limit": limit, "offset": offset}
        return [row[0] for row in self._connection.execute(statement, wanted)]

    def members(self, findings: Iterable[str], entity: str) -> dict[str, list[Member]]:
        """The claims of findings that are about an entity, the earliest published first."""
        statement = (
            "SELECT o.id, c.id, c.document, c.seq, t.word FROM finding o JOIN finding_claim f ON f.finding = o.n"
            f" JOIN claim c ON {is_same('c.id', 'f.claim')}"
            " LEFT JOIN search_row r ON r.document = c.document JOIN term t ON t.n = c.standing"
            " WHERE o.id IN ({}) AND EXISTS (SELECT 1 FROM entity i INDEXED BY entity_archive WHERE i.document = c.document"
            f" AND i.seq IN (c.subject, c.object) AND i.archive = {_NUMBER})"
            f" ORDER BY coalesce(r.row >> {DAY_BITS}, 0) = 0, r.row, c.document, c.seq"
        )
        found: dict[str, list[Member]] = {}
        for finding, claim, *row in self._asked(statement, tuple(findings), key_of(entity)):
            found.setdefault(finding, []).append(Member(told_id(CLAIM, claim), *row))
        return found

    def findings(self, ids: Iterable[str]) -> dict[str, Finding]:
        """Findings by their ids."""
        wanted = tuple(ids)
        parts = (wanted[start : start + _FEW] for start in range(0, len(wanted), _FEW))
        listed = (compared.read(self._connection, f" WHERE id IN ({', '.join('?' * len(some))})", some) for some in parts)
        return {finding.id: finding for finding in chain.from_iterable(listed)}

    def claims(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], FoundClaim]:
        """Claims by document number and place there."""
        statement = (
            f"SELECT c.document, c.seq, {WHO.format('c', 'subject')}, {WHO.format('c', 'object')} FROM wanted w"
            " CROSS JOIN claim c ON c.document = w.document AND c.seq = w.seq"
        )
        return {
            (document, seq): FoundClaim(self._packs.claim(document, seq), subject, object_)
            for document, seq, subject, object_ in self._unpacked(statement, places)
        }

    def predicates(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, str]]:
        """The document's id and the predicate of claims by document number and place there: what is asked before any is unpacked."""
        statement = (
            "SELECT c.document, c.seq, d.id, p.word FROM wanted w CROSS JOIN claim c ON c.document = w.document AND c.seq = w.seq"
            " JOIN document d ON d.n = c.document JOIN term p ON p.n = c.predicate"
        )
        return {(document, seq): (name, predicate) for document, seq, name, predicate in self._at(statement, places)}

    def quotations(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], FoundQuotation]:
        """Quotations by document number and place there."""
        statement = (
            f"SELECT q.document, q.seq, {WHO.format('q', 'speaker')} FROM wanted w"
            " CROSS JOIN quotation q ON q.document = w.document AND q.seq = w.seq"
        )
        return {
            (document, seq): FoundQuotation(self._packs.quotation(document, seq), self._packs[document].document, speaker)
            for document, seq, speaker in self._unpacked(statement, places)
        }

    def _unpacked(self, statement: str, places: Iterable[tuple[int, int]]) -> Iterator[rows.Row]:
        """Rows at places, after the documents of some hundred of them were unpacked together."""
        wanted = list(places)
        for start in range(0, len(wanted), _PACKS):
            some = wanted[start : start + _PACKS]
            self._packs.take(document for document, _ in some)
            yield from self._at(statement, some)

    def texts(self) -> dict[str, str]:
        """The texts of the documents that were unpacked last, by their ids."""
        return self._packs.texts()

    def neighbours(self, entity: str, limit: int, kind: str | None = None) -> tuple[list[str], int]:
        """Those whom most documents name beside an entity, of one kind or all, and how many there are of it."""
        told = self._trace(entity)
        if told is not None:
            return self._beside(told, limit, kind)
        bonds = (
            "outline_bond b JOIN archive_entity e ON e.n = b.other"
            f" WHERE b.entity = (SELECT n FROM archive_entity WHERE key = :entity){' AND e.type = :kind' if kind else ''}"
        )
        grouped = f"SELECT e.id AS other, max(b.documents) AS most, count(*) AS bonds FROM {bonds} GROUP BY b.other"
        values = {"entity": key_of(entity), "kind": kind, "limit": limit}
        leading = self._connection.execute(f"{grouped} ORDER BY most DESC, bonds DESC, other LIMIT :limit", values)
        total = self._connection.execute(f"SELECT count(DISTINCT b.other) FROM {bonds}", values)
        return [row[0] for row in leading], int(total.fetchone()[0])

    def bonds(self, entity: str, others: Sequence[str]) -> list[BondRow]:
        """What binds an entity with others."""
        told = self._trace(entity)
        if told is not None:
            return self._bonds_of(told, others)
        statement = (
            "SELECT o.id, b.predicate, b.inverse, b.documents, b.standings, c.id FROM archive_entity o JOIN outline_bond b ON b.other = o.n"
            " JOIN claim c ON c.document = b.document AND c.seq = b.seq WHERE o.key IN ({})"
            f" AND b.entity = {_NUMBER}"
        )
        return [
            BondRow(other, predicate, bool(inverse), documents, tuple(standings.split(",")), told_id(CLAIM, claim))
            for other, predicate, inverse, documents, standings, claim in self._asked(statement, tuple(map(key_of, others)), key_of(entity))
        ]

    def _beside(self, told: Trace, limit: int, kind: str | None) -> tuple[list[str], int]:
        """As ``neighbours``, of an entity without rows."""
        numbers: dict[int, list[int]] = {}
        for bond in told.bonds:
            numbers.setdefault(bond.other, []).append(bond.documents)
        listed = self._asked("SELECT n, id, type FROM archive_entity WHERE n IN ({})", tuple(sorted(numbers)))
        ranked = sorted((-max(numbers[n]), -len(numbers[n]), name) for n, name, type_ in listed if kind is None or type_ == kind)
        return [name for *_, name in ranked[:limit]], len(ranked)

    def _bonds_of(self, told: Trace, others: Sequence[str]) -> list[BondRow]:
        """As ``bonds``, of an entity without rows."""
        listed = self._asked("SELECT n, id FROM archive_entity WHERE key IN ({})", tuple(map(key_of, others)))
        names: dict[int, str] = {row[0]: row[1] for row in listed}
        first = "SELECT id FROM claim WHERE document = ? AND seq = ?"
        return [
            BondRow(names[bond.other], bond.predicate, bool(bond.inverse), bond.documents, tuple(bond.standings.split(",")),
                    told_id(CLAIM, self._connection.execute(first, (bond.document, bond.seq)).fetchone()[0]))
            for bond in told.bonds if bond.other in names
        ]  # fmt: skip

    def bonds_between(self, entity: str, first: int, last: int) -> list[BondRow]:
        """What binds an entity with others by claims of some days only (``date.toordinal``), counted when asked."""
        own = self._connection.execute("SELECT n FROM archive_entity WHERE key = ?", (key_of(entity),)).fetchone()
        found = self._connection.execute(_BETWEEN, {"entity": own and own[0], "first": first, "last": last})
        return [
            BondRow(other, predicate, bool(inverse), documents, tuple(standings.split(",")), told_id(CLAIM, claim))
            for other, predicate, inverse, documents, standings, _, claim in found
        ]

    def sources(self, documents: Iterable[int]) -> dict[int, SourceRow]:
        """Documents as sources, in order of publication, undated ones last."""
        numbers = tuple(documents)
        heads = self._asked("SELECT n, id, publisher, published, title FROM document WHERE n IN ({})", numbers)
        seen = self._sightings(numbers)
        copies = self._copies(numbers)
        return {
            number: SourceRow(
                document, publisher, published, title, seen[number][0].path, seen[number][0].url, seen[number][1:],
                tuple(copies.get(number, ())),
            )
            for number, document, publisher, published, title in sorted(heads, key=lambda row: (row[3] or "9999", row[2] or "", row[0]))
        }

    def _sightings(self, numbers: tuple[int, ...]) -> dict[int, tuple[Sighting, ...]]:
        told = f"s.document, s.current, {sighted.TOLD} FROM sighting s JOIN document d ON d.n = s.document"
        statement = f"SELECT {told} WHERE s.document IN ({{}}) ORDER BY s.n"
        found: dict[int, tuple[Sighting, ...]] = {}
        for number, current, *row in self._asked(statement, numbers):
            seen = Sighting(**dict(zip(sighted.COLUMNS, row, strict=True)), current=bool(current))
            found[number] = (*found.get(number, ()), seen)
        return found

    def _copies(self, numbers: tuple[int, ...]) -> dict[int, list[int]]:
        """For each document those among the others that print the same text."""
        asked = 'SELECT "group", document FROM copy_member WHERE document IN ({}) ORDER BY document'
        groups: dict[str, list[int]] = {}
        for group, number in self._asked(asked, numbers):
            groups.setdefault(group, []).append(number)
        found: dict[int, set[int]] = {}
        for members in groups.values():
            for member in members:
                found.setdefault(member, set()).update(other for other in members if other != member)
        return {number: sorted(others) for number, others in found.items()}

    def _asked(self, statement: str, values: Sequence[object], *further: object) -> Iterable[rows.Row]:
        for start in range(0, len(values), _FEW):
            some = values[start : start + _FEW]
            yield from self._connection.execute(statement.format(", ".join("?" * len(some))), (*some, *further))

    # Joined from the places on: SQLite reads the whole table for pairs behind IN.
    def _at(self, statement: str, places: Iterable[tuple[int, int]]) -> Iterable[rows.Row]:
        wanted = list(places)
        for start in range(0, len(wanted), _FEW // 2):
            some = wanted[start : start + _FEW // 2]
            values = [part for pair in some for part in pair]
            places_of = f"WITH wanted (document, seq) AS (VALUES {', '.join(['(?, ?)'] * len(some))}) "
            yield from self._connection.execute(places_of + statement, values)
