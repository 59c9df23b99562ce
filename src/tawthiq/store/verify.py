"""Re-reading everything that an archive holds: nothing is trusted because it was right when it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tawthiq.model import Span
from tawthiq.store import blocks, compared, ids, index, narrow, reading
from tawthiq.store.blobs import Blobs
from tawthiq.store.filters import Mismatch
from tawthiq.store.originals import Originals
from tawthiq.store.packing import UNREADABLE, shown, text_hash


def verify(connection: sqlite3.Connection, blobs: Blobs, *, readonly: bool) -> Iterator[Mismatch]:
    """Every mismatch, in the order database, documents, findings, originals that belong to nothing."""
    yield from _told(_database(connection, readonly=readonly), "store.db")
    yield from _told(_documents(connection, Originals(connection, blobs)), "store.db")
    yield from _told(_findings(connection), "finding")
    yield from _told(_orphans(connection, blobs), "store.db")


def _told(found: Iterator[Mismatch], where: str) -> Iterator[Mismatch]:
    """A file so damaged that it cannot be looked through is a mismatch too, and no reason to stop."""
    try:
        yield from found
    except UNREADABLE as error:
        yield Mismatch("T437", where, str(error))


def _documents(connection: sqlite3.Connection, originals: Originals) -> Iterator[Mismatch]:
    for number in reading.numbers(connection):
        yield from _told(_document(connection, originals, number), f"document {number}")


def _database(connection: sqlite3.Connection, *, readonly: bool) -> Iterator[Mismatch]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Mismatch("T437", "store.db", line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Mismatch("T435", str(table), f"{row} -> {parent}")
    for (missing,) in connection.execute("SELECT claim FROM finding_claim WHERE claim NOT IN (SELECT id FROM claim)"):
        yield Mismatch("T435", "finding_claim", ids.told(ids.CLAIM, missing))
    indexed = connection.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
    rows = connection.execute("SELECT count(*) FROM search_row").fetchone()[0]
    if indexed != rows:
        yield Mismatch("T434", "search", f"{indexed} != {rows}")
    for block in blocks.differing(connection):
        yield Mismatch("T434", f"search_block {block}")
    if not readonly:
        yield from _full_text(connection)


def _full_text(connection: sqlite3.Connection) -> Iterator[Mismatch]:
    """FTS5 checks its own structure; the command has the form of an insertion, so it needs a writable archive."""
    for name in ("search", "called"):
        try:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield Mismatch("T434", name, str(error))


def _document(connection: sqlite3.Connection, originals: Originals, number: int) -> Iterator[Mismatch]:
    identifier = connection.execute("SELECT id FROM document WHERE n = ?", (number,)).fetchone()[0]
    yield from _original(originals, identifier)
    try:
        yield from _words(connection, number, identifier)
        yield from _search(connection, number, identifier)
    except UNREADABLE as error:
        yield Mismatch("T437", identifier, str(error))


def _original(originals: Originals, identifier: str) -> Iterator[Mismatch]:
    holds = originals.holds(identifier)
    if holds is None:
        yield Mismatch("T432", identifier)
    elif not holds:
        yield Mismatch("T433", identifier)


def _words(connection: sqlite3.Connection, number: int, identifier: str) -> Iterator[Mismatch]:
    document = reading.document(connection, number)
    yield from _stored_hash(connection, number, identifier, document.text)
    found = reading.reading(connection, number)
    for span in found.spans():
        yield from _span(span, document.text, identifier)
    yield from _copied(connection, number, document.text, identifier)
    known = {entity.id for entity in found.entities}
    named = {mention.entity for mention in found.mentions}
    for missing in sorted(named - known):
        yield Mismatch("T435", identifier, f"mention -> {missing}")
    for table in narrow.differing(connection, number, found):
        yield Mismatch("T435", identifier, table)


def _stored_hash(connection: sqlite3.Connection, number: int, identifier: str, text: str) -> Iterator[Mismatch]:
    digest = connection.execute("SELECT sha256 FROM document_text WHERE document = ?", (number,)).fetchone()[0]
    if digest != text_hash(text):
        yield Mismatch("T433", identifier, "text")


def _copied(connection: sqlite3.Connection, number: int, text: str, identifier: str) -> Iterator[Mismatch]:
    """Passages that others have too: their words are those of the text, so only their place can be wrong."""
    for start, end in connection.execute("SELECT start, end FROM copy_member WHERE document = ? AND start IS NOT NULL", (number,)):
        if not 0 <= start < end <= len(text):
            yield Mismatch("T431", identifier, f"[{start}:{end}]")


def _span(span: Span, text: str, identifier: str) -> Iterator[Mismatch]:
    if shown(text[span.start : span.end]) != shown(span.exact):
        yield Mismatch("T431", identifier, f"[{span.start}:{span.end}] {span.exact}")


def _search(connection: sqlite3.Connection, number: int, identifier: str) -> Iterator[Mismatch]:
    row = connection.execute("SELECT row, checksum FROM search_row WHERE document = ?", (number,)).fetchone()
    if row is None:
        yield Mismatch("T434", identifier, "not indexed")
        return
    document, text = index.stored(connection, number)
    day = connection.execute("SELECT day FROM document WHERE n = ?", (number,)).fetchone()[0]
    if row[0] != index.row_number(day, number):
        yield Mismatch("T434", identifier, "day")
    if row[1] != index.tokens(document, text).checksum:
        yield Mismatch("T434", identifier, "words")


def _findings(connection: sqlite3.Connection) -> Iterator[Mismatch]:
    for number, identifier in connection.execute("SELECT n, id FROM finding"):
        try:
            next(compared.read(connection, " WHERE n = ?", (number,)))
        except UNREADABLE as error:
            yield Mismatch("T437", identifier, str(error))


def _orphans(connection: sqlite3.Connection, blobs: Blobs) -> Iterator[Mismatch]:
    for digest in blobs.all():
        if connection.execute("SELECT 1 FROM document WHERE id = ?", (digest,)).fetchone() is None:
            yield Mismatch("T436", digest)
