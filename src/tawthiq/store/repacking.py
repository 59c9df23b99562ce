"""From format 10 to 11: readings of older archives into packs and narrow rows, some hundred documents in one transaction.

The tables of before stand beside the new ones as ``…_before``, without what is packed already, until all is: a program that was stopped
goes on where it was, and no reader opens an archive that is half way.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

from tawthiq.model import (
    Claim,
    DateMention,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Name,
    Quotation,
    Reading,
    SourceKind,
    Span,
)
from tawthiq.model.codec import from_plain
from tawthiq.store import ids, narrow, whois
from tawthiq.store.packing import UNREADABLE, shown, unpack_plain, unpack_text
from tawthiq.store.packs import packed
from tawthiq.store.slices import whole

Progress = Callable[[int, int], None]
"""Told how many documents are done, and how many there are."""
_SLICE: Final = 200  # documents of a transaction: two seconds of work that a stop can undo, some 10 MB of rows
_MOVED: Final = ("claim", "quotation", "date", "mention", "entity")
_OLD: Final = (*_MOVED, "identity", "archive_entity", "finding_claim")

TABLES = f"""
CREATE TABLE term (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE archive_entity (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, names TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0, claims INTEGER NOT NULL DEFAULT 0);
CREATE INDEX archive_entity_rank ON archive_entity (documents DESC, id);
{whois.TABLE};
CREATE TABLE packed (
  document INTEGER PRIMARY KEY REFERENCES reading (document), named BLOB NOT NULL, quoted BLOB NOT NULL, claimed BLOB NOT NULL);
CREATE TABLE entity (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id BLOB NOT NULL, called INTEGER NOT NULL,
  archive INTEGER REFERENCES archive_entity (n), ground INTEGER REFERENCES ground (n), said TEXT,
  PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE INDEX entity_archive ON entity (archive, document) WHERE archive IS NOT NULL;
{whois.VIEW};
CREATE TABLE quotation (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id BLOB NOT NULL,
  form INTEGER NOT NULL REFERENCES term (n), speaker INTEGER, cue INTEGER REFERENCES term (n), PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE INDEX quotation_id ON quotation (id);
CREATE TABLE quotation_named (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, entity INTEGER NOT NULL,
  PRIMARY KEY (document, seq, entity)) WITHOUT ROWID;
CREATE TABLE claim (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id BLOB NOT NULL, subject INTEGER,
  predicate INTEGER NOT NULL REFERENCES term (n), object INTEGER, standing INTEGER NOT NULL REFERENCES term (n), day_from INTEGER,
  day_to INTEGER, PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_predicate ON claim (predicate, day_from);
CREATE INDEX claim_standing ON claim (standing, document);
CREATE TABLE finding_claim (
  finding TEXT NOT NULL REFERENCES finding (id), claim BLOB NOT NULL, PRIMARY KEY (finding, claim)) WITHOUT ROWID;
CREATE INDEX finding_claim_claim ON finding_claim (claim);
"""
# Indexes keep their names when a table is renamed, so they go before; nothing asks the old tables but by document.
_INDEXES: Final = (
    "entity_local", "quotation_id", "quotation_speaker", "claim_id", "claim_subject", "claim_object", "claim_predicate", "claim_standing",
    "archive_entity_rank", "identity_entity", "finding_claim_claim",
)
_NEXT: Final = "SELECT document FROM reading WHERE document > (SELECT coalesce(max(document), -1) FROM packed) ORDER BY document LIMIT ?"
_NOTED: Final = """INSERT INTO loss (document, path, code, place, detail, noted_at)
 SELECT n, id, 'T437', 'store.db', ?, added_at FROM document WHERE n = ?"""
_DATE: Final = "start, end, exact, value, precision, first_day, last_day"
_ENTITIES = """INSERT INTO archive_entity (id, type, kind, name, names, documents, claims)
 SELECT id, type, kind, name, CASE names WHEN '[[' || json_quote(name) || ', "ar", 1]]' THEN '' ELSE names END, documents, claims
 FROM archive_entity_before ORDER BY id"""


def prepare(connection: sqlite3.Connection) -> None:
    """The new tables, with what is not of one document; the old ones beside them. Run inside a transaction."""
    for index in _INDEXES:
        connection.execute(f"DROP INDEX {index}")
    for table in _OLD:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
    connection.execute("ALTER TABLE reading ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0")
    for statement in TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(_ENTITIES)
    rows = connection.execute("SELECT finding, claim FROM finding_claim_before")
    connection.executemany("INSERT INTO finding_claim VALUES (?, ?)", ((name, ids.kept(ids.CLAIM, claim)) for name, claim in rows))


def under_way(connection: sqlite3.Connection) -> bool:
    """Whether an archive is half way."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'archive_entity_before'").fetchone() is not None


def finish(connection: sqlite3.Connection, told: Progress | None = None) -> None:
    """Packs what is not packed yet, slice by slice, and drops the old tables at the end."""
    if not under_way(connection):
        return
    total = connection.execute("SELECT count(*) FROM reading").fetchone()[0]
    while True:
        with whole(connection):
            left = _slice(connection)
            if not left:
                _drop(connection)
        if told is not None:
            told(connection.execute("SELECT count(*) FROM packed").fetchone()[0], total)
        if not left:
            return


def _slice(connection: sqlite3.Connection) -> int:
    """Packs the readings of some documents; how many."""
    if not under_way(connection):  # another program has done it while we waited
        return 0
    numbers = [row[0] for row in connection.execute(_NEXT, (_SLICE,))]
    term, known = narrow.terms(connection), _Whois(connection)
    for number in numbers:
        _pack(connection, number, term, known)
        for table in (*_MOVED, "identity"):
            connection.execute(f"DELETE FROM {table}_before WHERE document = ?", (number,))
    return len(numbers)


class _Whois(whois.Whois):
    """Who is who in an archive of format 11, which has ids as texts."""

    def number(self, entity: str) -> int:
        found: int = self._connection.execute("SELECT n FROM archive_entity WHERE id = ?", (entity,)).fetchone()[0]
        return found


def _pack(connection: sqlite3.Connection, number: int, term: narrow.Terms, known: whois.Whois) -> None:
    try:
        reading, text = _reading(connection, number)
        columns = packed(reading, text)
    except UNREADABLE as error:
        reading, columns = _lost(connection, number, error)
    connection.execute("INSERT INTO packed VALUES (?, ?, ?, ?)", (number, *columns))
    connection.execute("UPDATE reading SET mentions = ? WHERE document = ?", (len(reading.mentions), number))
    narrow.write(connection, number, reading, term)
    identities = "SELECT local, entity, score, reasons FROM identity_before WHERE document = ?"
    for local, entity, score, reasons in connection.execute(identities, (number,)).fetchall():
        ar, en = unpack_plain(reasons)
        known.put((number, local), (entity, score, (ar, en)))


def _lost(connection: sqlite3.Connection, number: int, error: Exception) -> tuple[Reading, tuple[bytes, bytes, bytes]]:
    """Nothing, in the place of a damaged reading: told as a loss, and by a reader that nobody is, so that the document is read anew."""
    connection.execute(_NOTED, (shown(str(error)), number))
    connection.execute("UPDATE reading SET reader = '' WHERE document = ?", (number,))
    name, body = connection.execute(
        "SELECT d.id, t.body FROM document d JOIN document_text t ON t.document = d.n WHERE d.n = ?", (number,)
    ).fetchone()
    text, nothing = "", Reading(name, "")
    with suppress(*UNREADABLE):
        text = unpack_text(body)
    return nothing, packed(nothing, text)


def _drop(connection: sqlite3.Connection) -> None:
    for table in (*_MOVED, "identity", "archive_entity", "finding_claim"):
        connection.execute(f"DROP TABLE IF EXISTS {table}_before")


def _reading(connection: sqlite3.Connection, number: int) -> tuple[Reading, str]:
    """A reading out of the tables of format 10, with the text of its document."""
    head = """SELECT d.id, r.reader, r.published, r.published_why, t.body FROM reading r JOIN document d ON d.n = r.document
     JOIN document_text t ON t.document = r.document WHERE d.n = ?"""
    document, reader, published, why, body = connection.execute(head, (number,)).fetchone()
    text = unpack_text(body)

    def every(columns: str, table: str) -> Iterable[Any]:
        return connection.execute(f"SELECT {columns} FROM {table}_before WHERE document = ? ORDER BY seq", (number,))

    return Reading(
        document, reader, published, why,
        tuple(_entity(*row) for row in every("id, type, kind, names", "entity")),
        tuple(_mention(text, *row) for row in every("entity, type, form, made_by, start, end, exact", "mention")),
        tuple(DateMention(_span(text, *row[:3]), *row[3:]) for row in every(_DATE, "date")),
        tuple(from_plain(Quotation, unpack_plain(body)) for (body,) in every("body", "quotation")),
        tuple(from_plain(Claim, unpack_plain(body) | {"id": name, "document": document}) for name, body in every("id, body", "claim")),
    ), text


def _entity(name: str, kind: str, source: str, names: str) -> Entity:
    told = tuple(Name(text, lang, bool(preferred)) for text, lang, preferred in json.loads(names))
    return Entity(name, EntityType(kind), told, SourceKind(source))


def _mention(text: str, entity: str, kind: str, form: str, made_by: str, *place: Any) -> Mention:
    return Mention(entity, EntityType(kind), _span(text, *place), MentionForm(form), made_by)


def _span(text: str, start: int, end: int, exact: str) -> Span:
    """The span of a row. Columns have half surrogates as question marks, the text has them as they are."""
    found = Span.of(text, start, end)
    if shown(found.exact) != exact:
        raise ValueError(f"[{start}:{end}] {exact} does not stand in the text")
    return found
