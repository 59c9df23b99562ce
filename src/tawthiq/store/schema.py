"""The tables of an archive, and the steps that lead there from every older format.

``MIGRATIONS`` is a list of steps, each applied once, in order, in one transaction, and recorded in ``migration``.
A step is never edited after a release: a change of the tables is a new step at the end of the list.

Documents are numbered (``n``) because a number is shorter than a hash in every row that speaks of one. Spans stand in
columns where they are asked for by place, and inside compressed JSON (``body``) otherwise. What was read of a document stands
in one row of ``packed`` (``packs``), and in narrow rows of numbers where it is asked across documents (``narrow``). ``day``
columns count days of the Gregorian calendar with 0001-01-01 as day 1 (``date.toordinal``); 0 is a document without a date.

A ``sighting`` is a place where a document was found, with what was said of it there. The document that stands at a place
now is ``current``; earlier ones, and what was said of them earlier, are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from tawthiq.model import Quotation
from tawthiq.store import blocks, ids, names, naming, originals, outline, renewing, repacking, shortening
from tawthiq.store.narrow import cue_of
from tawthiq.store.near import tables
from tawthiq.store.packing import unpack
from tawthiq.store.repacking import Progress
from tawthiq.store.slices import whole

_TRUTH = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day INTEGER NOT NULL, publisher TEXT,
  published TEXT, title TEXT, language TEXT, format TEXT NOT NULL, status TEXT NOT NULL, replaces TEXT, replaced_by TEXT,
  added_at TEXT NOT NULL, size INTEGER NOT NULL, chars INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX document_day ON document (day);
CREATE INDEX document_publisher ON document (publisher, day);
CREATE TABLE sighting (
  n INTEGER PRIMARY KEY, place TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document (n), current INTEGER NOT NULL,
  path TEXT NOT NULL, container TEXT, publisher TEXT, published TEXT, title TEXT, author TEXT, url TEXT, seen_at TEXT NOT NULL);
CREATE UNIQUE INDEX sighting_place ON sighting (place) WHERE current;
CREATE INDEX sighting_document ON sighting (document);
CREATE INDEX sighting_publisher ON sighting (publisher);
CREATE TABLE document_text (document INTEGER PRIMARY KEY REFERENCES document (n), sha256 BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE loss (
  id INTEGER PRIMARY KEY, document INTEGER REFERENCES document (n), path TEXT NOT NULL, code TEXT NOT NULL,
  place TEXT NOT NULL, detail TEXT NOT NULL, noted_at TEXT NOT NULL);
CREATE INDEX loss_document ON loss (document);
CREATE INDEX loss_path ON loss (path);
CREATE TABLE reading (
  document INTEGER PRIMARY KEY REFERENCES document (n), reader TEXT NOT NULL, published TEXT, published_why TEXT NOT NULL);
CREATE TABLE entity (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT NOT NULL, names TEXT NOT NULL, PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE INDEX entity_local ON entity (document, id);
CREATE TABLE mention (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, entity TEXT NOT NULL, type TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, exact TEXT NOT NULL, form TEXT NOT NULL, made_by TEXT NOT NULL,
  PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE TABLE date (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  exact TEXT NOT NULL, value TEXT NOT NULL, precision TEXT, first_day TEXT, last_day TEXT,
  PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE TABLE quotation (
  document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id TEXT NOT NULL, form TEXT NOT NULL,
  speaker TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (document, seq)) WITHOUT ROWID;
CREATE INDEX quotation_id ON quotation (id);
CREATE INDEX quotation_speaker ON quotation (document, speaker);
CREATE TABLE claim (
  n INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES reading (document), seq INTEGER NOT NULL, id TEXT NOT NULL,
  subject TEXT, predicate TEXT NOT NULL, object TEXT, standing TEXT NOT NULL, day_from INTEGER, day_to INTEGER,
  start INTEGER NOT NULL, end INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (document, seq));
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_subject ON claim (document, subject);
CREATE INDEX claim_object ON claim (document, object);
CREATE INDEX claim_predicate ON claim (predicate, day_from);
"""

_ACROSS = """
CREATE TABLE archive_entity (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, names TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0, claims INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX archive_entity_rank ON archive_entity (documents DESC, id);
CREATE TABLE identity (
  document INTEGER NOT NULL REFERENCES document (n), local TEXT NOT NULL, entity TEXT NOT NULL REFERENCES archive_entity (id),
  score REAL NOT NULL, reasons BLOB NOT NULL, PRIMARY KEY (document, local)) WITHOUT ROWID;
CREATE INDEX identity_entity ON identity (entity, document);
CREATE TABLE alias (
  key TEXT NOT NULL, entity TEXT NOT NULL REFERENCES archive_entity (id), PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE alias_word (
  word TEXT NOT NULL, entity TEXT NOT NULL REFERENCES archive_entity (id), PRIMARY KEY (word, entity)) WITHOUT ROWID;
CREATE TABLE copy_group (id TEXT PRIMARY KEY, first TEXT) WITHOUT ROWID;
CREATE TABLE copy_member (
  "group" TEXT NOT NULL REFERENCES copy_group (id), seq INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document (n),
  start INTEGER, end INTEGER, exact TEXT, share REAL NOT NULL, PRIMARY KEY ("group", seq)) WITHOUT ROWID;
CREATE INDEX copy_member_document ON copy_member (document);
CREATE TABLE finding (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, subject TEXT, predicate TEXT NOT NULL, object TEXT, verdict TEXT NOT NULL,
  body BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX finding_subject ON finding (subject, seq);
CREATE INDEX finding_object ON finding (object);
CREATE TABLE finding_claim (
  finding TEXT NOT NULL REFERENCES finding (id), claim TEXT NOT NULL, PRIMARY KEY (finding, claim)) WITHOUT ROWID;
CREATE INDEX finding_claim_claim ON finding_claim (claim);
CREATE TABLE judgement (
  id TEXT PRIMARY KEY, target TEXT NOT NULL, other TEXT, decision TEXT NOT NULL, author TEXT NOT NULL, decided TEXT NOT NULL,
  note TEXT NOT NULL, undone TEXT) WITHOUT ROWID;
CREATE INDEX judgement_target ON judgement (target);
CREATE INDEX judgement_other ON judgement (other);
"""

# The ascii tokenizer splits at ASCII marks only: our tokens have none, so what we hand over is what is indexed. ``tag`` holds
# what is filtered by. ``search_row`` keeps a checksum of the tokens that were handed over: FTS5 of SQLite 3.40 can only
# forget a contentless row when it is told the very same tokens again, and silently corrupts itself when told others.
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(word, other, tag, content='', tokenize='ascii');
CREATE TABLE search_row (
  document INTEGER PRIMARY KEY REFERENCES document (n), row INTEGER NOT NULL UNIQUE, checksum INTEGER NOT NULL);
"""


_REMOVED = (
    "CREATE TABLE removed (id TEXT PRIMARY KEY, path TEXT NOT NULL, author TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT NOT NULL)"
    " WITHOUT ROWID"
)


def _m001_truth(connection: sqlite3.Connection) -> None:
    _run(connection, _TRUTH)


def _m002_across_documents(connection: sqlite3.Connection) -> None:
    _run(connection, _ACROSS)


def _m003_search(connection: sqlite3.Connection) -> None:
    _run(connection, SEARCH)


def _m004_judgements_by_words(connection: sqlite3.Connection) -> None:
    """What a judgement meant in the words of the documents, and what a correction puts in: JSON."""
    connection.execute("ALTER TABLE judgement ADD COLUMN words TEXT NOT NULL DEFAULT '{}'")


def _m005_words_and_work(connection: sqlite3.Connection) -> None:
    """The boxes of recognised words, and what is being added: gone when adding is done, for paths tell of their owner."""
    connection.execute("CREATE TABLE document_words (document INTEGER PRIMARY KEY REFERENCES document (n), body BLOB NOT NULL)")
    connection.execute("CREATE TABLE work (n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)")


def _m006_outline(connection: sqlite3.Connection) -> None:
    """Short rows of what a dossier shows, which the next writer fills; and beside each quotation the word that brings it."""
    _run(connection, outline.TABLES)
    connection.execute("ALTER TABLE quotation ADD COLUMN cue TEXT")
    for (document,) in connection.execute("SELECT DISTINCT document FROM quotation").fetchall():
        found = connection.execute("SELECT seq, body FROM quotation WHERE document = ?", (document,)).fetchall()
        cues = [(cue_of(unpack(Quotation, body)), document, seq) for seq, body in found]
        connection.executemany("UPDATE quotation SET cue = ? WHERE document = ? AND seq = ?", cues)


def _m007_small_originals(connection: sqlite3.Connection) -> None:
    """Small originals in the database; those of before stay the files that they are."""
    connection.execute(originals.TABLE)


def _m008_near(connection: sqlite3.Connection) -> None:
    """What one comparing leaves for the next, which the next comparing fills; findings in order of their ids."""
    _run(connection, tables.TABLES)
    connection.execute("DROP INDEX finding_subject")
    connection.execute("ALTER TABLE finding DROP COLUMN seq")
    connection.execute("CREATE INDEX finding_subject ON finding (subject)")


def _m009_places_and_removals(connection: sqlite3.Connection) -> None:
    """Thousands of files can hold the same bytes (empty forms, notices): whether this place is known is one look, not a walk.

    Names of entities need no guard of their own, which walked through all of them for each entity that nobody is any more.
    And a note of each document that was taken out.
    """
    connection.execute("DROP INDEX sighting_document")
    connection.execute("CREATE INDEX sighting_document ON sighting (document, place)")
    connection.execute("CREATE INDEX claim_standing ON claim (standing, document)")  # searching by standing read every claim
    for table, column in (("alias", "key"), ("alias_word", "word")):
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
        connection.execute(
            f"CREATE TABLE {table} ({column} TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY ({column}, entity)) WITHOUT ROWID"
        )
        connection.execute(f"INSERT INTO {table} SELECT {column}, entity FROM {table}_before")
        connection.execute(f"DROP TABLE {table}_before")
    connection.execute(_REMOVED)


def _m010_blocks(connection: sqlite3.Connection) -> None:
    """By what searches narrow and count, thousands of documents in a row; the next writer fills it."""
    for statement in (blocks.TABLE, *blocks.TRIGGERS):
        connection.execute(statement)


def _m011_packs(connection: sqlite3.Connection) -> None:
    """Of each reading one packed row, and narrow rows of numbers for what is asked across documents; ``migrate`` packs what is there."""
    repacking.prepare(connection)


def _m012_numbers(connection: sqlite3.Connection) -> None:
    """What comparing leaves is packed, and made by the next comparing; outlines, which the next writer fills, and names by numbers."""
    _compared_anew(connection)
    for table in outline.NAMES:
        connection.execute(f"DROP TABLE {table}")
    _run(connection, outline.TABLES)
    connection.execute("DELETE FROM meta WHERE key = 'outline'")
    # Names were hashes in two tables then, which format 14 has no use for: they are not made on the way.


def _compared_anew(connection: sqlite3.Connection) -> None:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'near_*'"
    for (table,) in connection.execute(named).fetchall():
        connection.execute(f"DROP TABLE {table}")
    _run(connection, tables.TABLES)
    connection.execute("DELETE FROM meta WHERE key = 'near'")


def _m013_renewed(connection: sqlite3.Connection) -> None:
    """Entities, copies and findings by numbers; what comparing leaves is made by the next comparing."""
    renewing.renew(connection)
    _compared_anew(connection)


def _m014_once(connection: sqlite3.Connection) -> None:
    """Names by the words that they have, in an index like that of texts, and nothing that a document or a finding says twice.

    ``migrate`` does both by slices.
    """
    for table in ("alias", "alias_word"):
        connection.execute(f"DROP TABLE {table}")
    for table in ("claim", "quotation"):
        connection.execute(f"DROP INDEX {table}_id")
        connection.execute(f"CREATE INDEX {table}_id ON {table} ({ids.FIRST.format('id')})")
    naming.prepare(connection)
    shortening.begin(connection)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _m001_truth, _m002_across_documents, _m003_search, _m004_judgements_by_words, _m005_words_and_work,
    _m006_outline, _m007_small_originals, _m008_near, _m009_places_and_removals, _m010_blocks,
    _m011_packs, _m012_numbers, _m013_renewed, _m014_once,
)
FORMAT = len(MIGRATIONS)
"""The format of the archives that this program writes: the number of its migrations."""


def version(connection: sqlite3.Connection) -> int:
    """How many migrations an archive has had; 0 for an empty file."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def is_half_way(connection: sqlite3.Connection) -> bool:
    """Whether a step that takes its time was begun and is not done: only a writer can go on."""
    return repacking.under_way(connection) or naming.under_way(connection) or shortening.under_way(connection)


def migrate(connection: sqlite3.Connection, told: Progress | None = None) -> tuple[str, ...]:
    """Applies what is missing, each step whole or not at all; the names of the steps taken.

    What a step leaves to be done by slices is done before the next step, so that a program that was stopped goes on where it was.
    Foreign keys are not guarded meanwhile: what a table points to may be replaced under its name.
    """
    (guarded,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        return tuple(_steps(connection, told))
    finally:
        connection.execute(f"PRAGMA foreign_keys = {guarded}")


def _steps(connection: sqlite3.Connection, told: Progress | None) -> Iterator[str]:
    _finish(connection, told)
    for number, step in enumerate(MIGRATIONS[version(connection) :], version(connection) + 1):
        with whole(connection):
            taken = version(connection) < number  # another program may have done it while we waited
            if taken:
                step(connection)
                _record(connection, number, step.__name__)
        _finish(connection, told)
        if taken:
            yield step.__name__


def _finish(connection: sqlite3.Connection, told: Progress | None) -> None:
    """What steps leave to be done by slices."""
    repacking.finish(connection, told)
    naming.finish(connection, names.sound_keys, told)
    shortening.finish(connection, told)


def _record(connection: sqlite3.Connection, number: int, name: str) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    connection.execute("INSERT INTO migration VALUES (?, ?)", (number, name))
    connection.execute(f"PRAGMA user_version = {number}")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Statement by statement: ``executescript`` would end the transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)
