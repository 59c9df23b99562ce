"""Who the entities of documents are across the archive, in the rows of ``entity``: the archive's entity, and on which ground.

A ground is how sure that is and its reasons in both languages, the names in them left out: an archive has some dozens. ``said`` has these
names, as JSON; nothing where the only one is the entity's own name, as it mostly is.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from tawthiq.store import ids
from tawthiq.store.packing import shown
from tawthiq.store.packs import Packs

Told = tuple[str, float, tuple[str, str]]
"""Archive id, how surely (0..1), and why, in Arabic and English."""
Spot = tuple[int, str]
"""A document's number and the id of an entity there."""
_MARKS = (("«", "»"), ("“", "”"))  # around names, in Arabic and in English
_NAMED = tuple(re.compile(f"{first}([^{last}]*){last}") for first, last in _MARKS)
_EMPTY = tuple(first + last for first, last in _MARKS)

VIEW = f"""CREATE VIEW identity AS SELECT e.document AS document, e.seq AS seq, {ids.sql(ids.ENTITY, "e.id")} AS local, a.id AS entity,
 e.archive AS archive FROM entity e JOIN archive_entity a ON a.n = e.archive"""
"""Who is who, to be asked: without grounds, and not to be written."""


TABLE = """CREATE TABLE ground (
  n INTEGER PRIMARY KEY, score REAL NOT NULL, ar TEXT NOT NULL, en TEXT NOT NULL, UNIQUE (score, ar, en))"""
_OF = "SELECT seq, archive, ground, said FROM entity WHERE document = ?"
_ALL = """SELECT e.seq, a.id, e.said, g.score, g.ar, g.en FROM entity e JOIN archive_entity a ON a.n = e.archive
 JOIN ground g ON g.n = e.ground WHERE e.document = ? AND a.id = coalesce(?, a.id)"""
_PUT = "UPDATE entity SET archive = ?, ground = ?, said = ? WHERE document = ? AND seq = ?"
_Row = tuple[int, int | None, int | None, str | None]


class Whois:
    """Who is who, read and written. What is read of a document must not change while this is in use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._packs = Packs(connection)
        self._grounds: dict[tuple[float, str, str], int] = {}

    def get(self, spot: Spot) -> Told | None:
        """Who a local entity is; None if nobody has compared it."""
        row = self._row(spot)
        return self._told(spot[0], row) if row is not None and row[1] is not None else None

    def of_document(self, number: int, entity: str | None = None) -> list[tuple[str, Told]]:
        """Everybody in a document who is known, or those who are one entity, in order of the local ids."""
        names = self._packs[number].entity_ids
        return sorted(
            (names[seq], (who, score, self._reasons(number, seq, empty, said)))
            for seq, who, said, score, *empty in self._connection.execute(_ALL, (number, entity))
        )

    def put(self, spot: Spot, told: Told) -> tuple[str | None, bool]:
        """Writes who somebody is; who they were before, and whether anything changed. Nothing of one whom the reading does not have."""
        row = self._row(spot)
        if row is None:
            return None, False
        seq, *before = row
        ground, said = self._ground(told, lambda: self._own(spot[0], seq))
        now = [self.number(told[0]), ground, said]
        if now != before:
            self._connection.execute(_PUT, (*now, spot[0], seq))
        return None if before[0] is None else self._name(int(before[0])), now != before

    def put_all(self, number: int, known: Iterable[tuple[str, Told]]) -> None:
        """Writes who some are in a document, for those whom its reading has."""
        for local, told in known:
            self.put((number, local), told)

    def drop(self, spot: Spot) -> None:
        """Lets somebody be nobody, as if never compared."""
        row = self._row(spot)
        if row is not None:
            self._connection.execute(_PUT, (None, None, None, spot[0], row[0]))

    def rename(self, spot: Spot, entity: str) -> str:
        """Lets somebody be another; who they were. Why stays the same."""
        row = self._row(spot)
        if row is None or row[1] is None:
            raise ValueError(f"nobody is known at {spot}")
        self._connection.execute(_PUT, (self.number(entity), *row[2:], spot[0], row[0]))
        return self._name(row[1])

    def _row(self, spot: Spot) -> _Row | None:
        statement = f"{_OF} AND id = ? ORDER BY seq LIMIT 1"
        found: _Row | None = self._connection.execute(statement, (spot[0], ids.kept(ids.ENTITY, shown(spot[1])))).fetchone()
        return found

    def number(self, entity: str) -> int:
        """The number of an entity of the archive."""
        found: int = self._connection.execute("SELECT n FROM archive_entity WHERE key = ?", (ids.entity(entity),)).fetchone()[0]
        return found

    def _name(self, archive: int) -> str:
        found: str = self._connection.execute("SELECT id FROM archive_entity WHERE n = ?", (archive,)).fetchone()[0]
        return found

    def _own(self, number: int, seq: int) -> str:
        return self._packs[number].names[seq]

    def _told(self, number: int, row: _Row) -> Told:
        seq, archive, ground, said = row
        score, *empty = self._connection.execute("SELECT score, ar, en FROM ground WHERE n = ?", (ground,)).fetchone()
        return self._name(archive or 0), score, self._reasons(number, seq, empty, said)

    def _reasons(self, number: int, seq: int, empty: Sequence[str], said: str | None) -> tuple[str, str]:
        names = _named_by(empty, said, lambda: self._own(number, seq))
        ar, en = (_filled(*each) for each in zip(empty, names, _EMPTY, strict=True))
        return ar, en

    def _ground(self, told: Told, own: Callable[[], str]) -> tuple[int, str | None]:
        """The number of a ground, and the names that it has here."""
        _, score, reasons = told
        names = [each.findall(reason) for each, reason in zip(_NAMED, reasons, strict=True)]
        ar, en = (each.sub(empty, reason) for each, empty, reason in zip(_NAMED, _EMPTY, reasons, strict=True))
        key = score, ar, en
        if key not in self._grounds:
            self._connection.execute("INSERT INTO ground (score, ar, en) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", key)
            found = self._connection.execute("SELECT n FROM ground WHERE score = ? AND ar = ? AND en = ?", key)
            self._grounds[key] = found.fetchone()[0]
        return self._grounds[key], _said(names, own)


def _said(names: Sequence[list[str]], own: Callable[[], str]) -> str | None:
    """Names of reasons as a column: one list where both languages have the same, null for the entity's own name."""
    ar, en = names
    if not ar and not en:
        return None
    known = own()
    if ar == en == [known]:
        return None
    short = [[None if name == known else name for name in each] for each in names]
    return shown(json.dumps(short[0] if ar == en else short, ensure_ascii=False, separators=(",", ":")))


def _named_by(empty: Sequence[str], said: str | None, own: Callable[[], str]) -> list[list[str]]:
    """The names of a reason in both languages, as ``_said`` kept them."""
    if said is None:
        return [[own()] if marks in reason else [] for reason, marks in zip(empty, _EMPTY, strict=True)]
    told = json.loads(said)
    short: list[list[str | None]] = told if isinstance(told[0], list) else [told, told]
    return [[own() if name is None else name for name in each] for each in short]


def _filled(empty: str, names: Sequence[str], marks: str) -> str:
    """A reason with its names in their places."""
    first, *rest = empty.split(marks)
    return first + "".join(f"{marks[0]}{name}{marks[1]}{part}" for name, part in zip(names, rest, strict=True))
