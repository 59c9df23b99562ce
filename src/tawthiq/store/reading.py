"""Documents and readings out of the archive, one at a time, so that an archive of any size fits in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from tawthiq.errors import NotFoundError
from tawthiq.model import Document, Reading
from tawthiq.store import rows, sighted
from tawthiq.store.asking import Conditions, first_day, last_day, lazily, page
from tawthiq.store.filters import DocumentFilter, LossRow, Sighting, Stored
from tawthiq.store.packing import unpack_text
from tawthiq.store.packs import Pack

_DOCUMENT = f"SELECT d.body, t.body, d.replaces, {rows.TOLD.format('d')} FROM document d JOIN document_text t ON t.document = d.n"

_STORED = 6  # columns of a ``Stored`` beside its document


def number(connection: sqlite3.Connection, document: str) -> int:
    """The number of a document; NotFoundError if the archive does not have it."""
    row = connection.execute("SELECT n FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise NotFoundError("T411", document)
    found: int = row[0]
    return found


def document(connection: sqlite3.Connection, n: int) -> Document:
    """The document with its text and parts."""
    body, text, replaces, *told = connection.execute(f"{_DOCUMENT} WHERE d.n = ?", (n,)).fetchone()
    return rows.document_of(body, told, unpack_text(text), replaces)


def head(connection: sqlite3.Connection, n: int) -> Document:
    """The document without its text and parts."""
    statement = f"SELECT d.body, d.replaces, {rows.TOLD.format('d')} FROM document d WHERE d.n = ?"
    body, replaces, *told = connection.execute(statement, (n,)).fetchone()
    return rows.replaced(rows.head_of(body, told), replaces)


def text(connection: sqlite3.Connection, n: int) -> str:
    """The text alone."""
    found: bytes = connection.execute("SELECT body FROM document_text WHERE document = ?", (n,)).fetchone()[0]
    return unpack_text(found)


def listed(connection: sqlite3.Connection, wanted: DocumentFilter) -> Iterator[Stored]:
    """Documents without their texts and parts, newest first, undated ones last."""
    ask = Conditions()
    ask.equal(format=wanted.format, status=wanted.status)
    ask.one_of("id", wanted.ids)
    if wanted.publisher is not None:
        ask.add("n IN (SELECT document FROM sighting WHERE publisher = ?)", wanted.publisher)
    if wanted.current:
        ask.add("replaced_by IS NULL")
    if wanted.lossy:
        ask.add("n IN (SELECT document FROM loss WHERE document IS NOT NULL)")
    between(ask, "day", wanted.since, wanted.until)
    statement = (
        f"SELECT body, replaces, status, added_at, size, chars, day, replaced_by, {rows.TOLD.format('document')} FROM document{ask.where}"
        f" ORDER BY day DESC, n DESC{page(wanted.limit, wanted.offset)}"
    )
    for body, replaces, *rest in lazily(connection, statement, ask.values):
        head = rows.head_of(body, rest[_STORED:])
        yield Stored(rows.replaced(head, replaces), *rest[:_STORED])


def between(ask: Conditions, column: str, since: str | None, until: str | None) -> None:
    """Bounds on a column of days; undated rows (0) are in no range."""
    if (first := first_day(since)) is not None:
        ask.add(f"{column} >= ?", first)
    if (last := last_day(until)) is not None:
        ask.add(f"{column} BETWEEN 1 AND ?", last)


def sightings(connection: sqlite3.Connection, n: int) -> tuple[Sighting, ...]:
    """Where a document was found, in the order in which it was found there."""
    statement = f"SELECT {sighted.TOLD}, s.current FROM sighting s JOIN document d ON d.n = s.document WHERE s.document = ? ORDER BY s.n"
    found = connection.execute(statement, (n,))
    return tuple(Sighting(**dict(zip(sighted.COLUMNS, row[:-1], strict=True)), current=bool(row[-1])) for row in found)


def losses(connection: sqlite3.Connection, document: str | None) -> Iterator[LossRow]:
    """What could not be read, in the order in which it was noted."""
    ask = Conditions()
    ask.equal(d__id=document)
    statement = (
        "SELECT d.id, l.path, l.code, l.place, l.detail, l.noted_at FROM loss l LEFT JOIN document d ON d.n = l.document"
        f"{ask.where} ORDER BY l.id"
    )
    for row in lazily(connection, statement, ask.values):
        yield LossRow(*row)


def numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all documents in the order in which they were added: 8 bytes each, so a list will do."""
    return [row[0] for row in connection.execute("SELECT n FROM document ORDER BY n")]


_HEAD = "SELECT d.id, r.reader, r.published, r.published_why FROM reading r JOIN document d ON d.n = r.document WHERE d.n = ?"


def reading(connection: sqlite3.Connection, n: int, *, light: bool = False, comparing: bool = False) -> Reading:
    """What was understood of a document. ``light`` leaves out mentions and dates, ``comparing`` what comparing does not look at."""
    identifier, reader, published, why = connection.execute(_HEAD, (n,)).fetchone()
    pack = Pack(connection, n)
    return Reading(
        identifier, reader, published, why, entities=pack.entities, mentions=() if light else pack.mentions,
        dates=() if light or comparing else pack.dates, quotations=() if comparing else tuple(pack.quotations()),
        claims=tuple(pack.claims()),
    )


class Documents(Sequence[Document]):
    """Documents, all or those of some numbers, as a sequence that reads each from disk when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, wanted: Iterable[int] | None = None) -> None:
        self._connection = connection
        self._numbers = numbers(connection) if wanted is None else sorted(wanted)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Document]: ...
    def __getitem__(self, place: int | slice) -> Document | Sequence[Document]:
        if isinstance(place, slice):
            return [document(self._connection, n) for n in self._numbers[place]]
        return document(self._connection, self._numbers[place])


class Readings(Sequence[Reading]):
    """All readings, in the order of ``Documents``, read from disk when they are asked for."""

    def __init__(self, connection: sqlite3.Connection, *, light: bool, comparing: bool = False) -> None:
        self._connection = connection
        self._numbers = numbers(connection)
        self._light, self._comparing = light, comparing

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Reading: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Reading]: ...
    def __getitem__(self, place: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(place, slice):
            return [self._read(n) for n in self._numbers[place]]
        return self._read(self._numbers[place])

    def _read(self, n: int) -> Reading:
        return reading(self._connection, n, light=self._light, comparing=self._comparing)
