"""Writing documents and readings. Every function here runs inside a transaction that its caller holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from tawthiq.model import Document, Loss, Reading
from tawthiq.store import blocks, index, narrow, removing, rows, sighted, whois
from tawthiq.store.days import UNDATED, day_of
from tawthiq.store.filters import Added, Outcome
from tawthiq.store.near import changes
from tawthiq.store.packing import column, pack_text, shown, text_hash
from tawthiq.store.packs import packed
from tawthiq.store.prepared import Prepared

# Children first, so that no row ever points at one that is gone.
_OF_READING = ("claim", "quotation_named", "quotation", "entity", "packed", "reading")


def number_of(connection: sqlite3.Connection, document: str) -> int | None:
    """The number of a document in this archive, or None."""
    row = connection.execute("SELECT n FROM document WHERE id = ?", (document,)).fetchone()
    return row[0] if row else None


def add(
    connection: sqlite3.Connection, document: Document, size: int, reading: Reading, added_at: str, place: str,
    prepared: Callable[[], Prepared],
) -> Added:
    """Writes a document with its reading and its words for search; what is there already stays as it is, and nothing is prepared."""
    known = number_of(connection, document.id)
    before = _at(connection, place)
    connection.execute("DELETE FROM loss WHERE document IS NULL AND path = ?", (shown(document.origin.path),))
    if known is None and removing.is_removed(connection, document.id):
        add_loss(connection, None, document.origin.path, Loss("T419", shown(document.origin.path)), added_at)
        return Added(document.id, Outcome.BARRED)
    if known is not None:
        if document.text and _silent(connection, known):
            _fill(connection, known, document, reading, added_at)
        _stand(connection, place, known, before, document, added_at)
        _add_new_losses(connection, known, document, added_at)
        return Added(document.id, Outcome.ALREADY)
    replaced = before[1] if before else None
    number, ready = _document(connection, document, reading, (size, added_at, replaced)), prepared()
    connection.execute("INSERT INTO document_text VALUES (?, ?, ?)", (number, text_hash(document.text), ready.text))
    _words(connection, number, document)
    for loss in document.losses:
        add_loss(connection, number, document.origin.path, loss, added_at)
    _reading(connection, number, reading, document.text)
    index.insert(connection, number, _day(document, reading), ready.tokens)
    blocks.complete(connection, number)
    _stand(connection, place, number, before, document, added_at)
    unsettle(connection)
    return Added(document.id, Outcome.REPLACES if replaced else Outcome.NEW, replaced)


def _words(connection: sqlite3.Connection, number: int, document: Document) -> None:
    if document.words:
        connection.execute("INSERT OR REPLACE INTO document_words VALUES (?, ?)", (number, rows.words_body(document)))


def _silent(connection: sqlite3.Connection, number: int) -> bool:
    """Whether a document was added without text: a program was missing, or an older one of ours did not know its format."""
    found: int = connection.execute("SELECT chars FROM document WHERE n = ?", (number,)).fetchone()[0]
    return not found


def silent(connection: sqlite3.Connection, document: str) -> bool:
    """As above, by the document's id."""
    return connection.execute("SELECT 1 FROM document WHERE id = ? AND chars = 0", (document,)).fetchone() is not None


def _fill(connection: sqlite3.Connection, number: int, document: Document, reading: Reading, noted_at: str) -> None:
    """Gives a document that had no text the text that can be read of it now. Nothing pointed into it, so nothing breaks."""
    old, text = index.stored(connection, number)
    index.remove(connection, number, index.tokens(old, text))
    connection.execute("DELETE FROM loss WHERE document = ?", (number,))
    for loss in document.losses:
        add_loss(connection, number, document.origin.path, loss, noted_at)
    sighted.complete(connection, number)
    connection.execute(
        "UPDATE document SET day = ?, publisher = ?, published = ?, title = ?, language = ?, format = ?, status = ?, chars = ?, body = ?"
        " WHERE n = ?",
        (_day(document, reading), column(document.publisher), column(document.published), column(document.title),
         column(document.language), document.format, document.status.value, len(document.text), rows.document_body(document), number),
    )
    connection.execute(
        "UPDATE document_text SET sha256 = ?, body = ? WHERE document = ?", (text_hash(document.text), pack_text(document.text), number)
    )
    _words(connection, number, document)
    for table in ("near_page", *_OF_READING):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
    _reading(connection, number, reading, document.text)
    index.insert(connection, number, _day(document, reading), index.tokens(document, document.text))
    unsettle(connection)


def _at(connection: sqlite3.Connection, place: str) -> tuple[int, str] | None:
    """Number and id of the document that stands at this place now."""
    found: tuple[int, str] | None = connection.execute(
        "SELECT d.n, d.id FROM sighting s JOIN document d ON d.n = s.document WHERE s.place = ? AND s.current", (shown(place),)
    ).fetchone()
    return found


def _stand(
    connection: sqlite3.Connection, place: str, number: int, before: tuple[int, str] | None, document: Document, seen_at: str
) -> None:
    """Lets a document stand at a place. One that stood there before is replaced, unless it stands elsewhere too."""
    if not _see(connection, (shown(place), number), document, seen_at) or (before is not None and before[0] == number):
        return
    connection.execute("UPDATE document SET replaced_by = NULL WHERE n = ? AND replaced_by IS NOT NULL", (number,))
    if before is not None:
        connection.execute(
            "UPDATE document SET replaced_by = (SELECT id FROM document WHERE n = ?) WHERE n = ?"
            " AND NOT EXISTS (SELECT 1 FROM sighting WHERE sighting.document = document.n AND current)", (number, before[0]),
        )


_SAID = ("publisher", "published", "title", "author", "url")  # what may be said of the same bytes in different ways


def _see(connection: sqlite3.Connection, at: tuple[str, int], document: Document, seen_at: str) -> bool:
    """Notes where a document is and what is said of it there; False (and nothing done) if that is how it was last."""
    said = tuple(column(value) for value in (
        document.publisher, document.published, document.title, document.author, document.origin.url
    ))
    same = " AND ".join(f"{sighted.told(name)} IS ?" for name in _SAID)
    known = connection.execute(
        f"SELECT s.n, s.current FROM sighting s JOIN document d ON d.n = s.document WHERE s.place = ? AND s.document = ? AND {same}",
        (*at, *said),
    ).fetchone()
    if known and known[1]:
        return False
    connection.execute("UPDATE sighting SET current = 0 WHERE place = ? AND current", at[:1])
    if known:
        connection.execute("UPDATE sighting SET current = 1 WHERE n = ?", known[:1])
        return True
    new = connection.execute(
        f"INSERT INTO sighting (place, document, current, path, container, {', '.join(_SAID)}, seen_at)"
        " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*at, shown(document.origin.path), column(document.origin.container), *said, seen_at),
    ).lastrowid
    sighted.shorten(connection, new or 0)
    return True


def _add_new_losses(connection: sqlite3.Connection, number: int, document: Document, noted_at: str) -> None:
    """What could not be read at another place of a document that is there already: a broken sidecar, for one."""
    for loss in document.losses:
        known = connection.execute(
            "SELECT 1 FROM loss WHERE document = ? AND code = ? AND place = ? AND detail = ?",
            (number, loss.code, shown(loss.where), shown(loss.detail)),
        ).fetchone()
        if known is None:
            add_loss(connection, number, document.origin.path, loss, noted_at)


def _day(document: Document, reading: Reading) -> int:
    """The day under which a document is found: what it was read with, else what its metadata say."""
    return day_of(reading.published) or day_of(document.published) or UNDATED


def _document(
    connection: sqlite3.Connection, document: Document, reading: Reading, kept: tuple[int, str, str | None]
) -> int:
    size, added_at, replaced = kept
    cursor = connection.execute(
        "INSERT INTO document (id, day, publisher, published, title, language, format, status, replaces, added_at, size,"
        " chars, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id, _day(document, reading), column(document.publisher), column(document.published),
            column(document.title), column(document.language), document.format, document.status.value,
            replaced or document.replaces, added_at, size, len(document.text), rows.document_body(document),
        ),
    )
    return int(cursor.lastrowid or 0)


def add_loss(connection: sqlite3.Connection, number: int | None, path: str, loss: Loss, noted_at: str) -> None:
    """Records what could not be read, of a document or of a file that never became one."""
    connection.execute(
        "INSERT INTO loss (document, path, code, place, detail, noted_at) VALUES (?, ?, ?, ?, ?, ?)",
        (number, shown(path), loss.code, shown(loss.where), shown(loss.detail), noted_at),
    )


def _reading(connection: sqlite3.Connection, number: int, reading: Reading, text: str) -> None:
    connection.execute(
        "INSERT INTO reading VALUES (?, ?, ?, ?, ?)",
        (number, reading.reader, column(reading.published), shown(reading.published_why), len(reading.mentions)),
    )
    connection.execute("INSERT INTO packed VALUES (?, ?, ?, ?)", (number, *packed(reading, text)))
    narrow.write(connection, number, reading, narrow.terms(connection))


def replace_reading(connection: sqlite3.Connection, number: int, reading: Reading) -> None:
    """Puts a newer reading in the place of the old one; the document and its text stay. Its day may change.

    Who is who stays for the entities that both have, until documents are compared.
    """
    document, text = index.stored(connection, number)
    known = whois.Whois(connection).of_document(number)
    for table in _OF_READING:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
    _reading(connection, number, reading, text)
    whois.Whois(connection).put_all(number, known)
    unsettle(connection)
    changes.begin(connection)  # names and claims of the older reading stand in the tables
    old = connection.execute("SELECT day FROM document WHERE n = ?", (number,)).fetchone()[0]
    day = _day(document, reading)
    if day == old:
        return
    connection.execute("UPDATE document SET day = ? WHERE n = ?", (day, number))
    found = index.tokens(document, text)
    if index.remove(connection, number, found):
        index.insert(connection, number, day, found)
    else:
        index.rebuild(connection)


def unsettle(connection: sqlite3.Connection) -> None:
    """Notes that the last comparing of documents does not know everything that is in the archive."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('unsettled', '1')")


def settle(connection: sqlite3.Connection) -> None:
    """Notes that it does."""
    connection.execute("DELETE FROM meta WHERE key = 'unsettled'")


def is_settled(connection: sqlite3.Connection) -> bool:
    """Whether the last comparing knew everything that is in the archive, people's decisions too."""
    return connection.execute("SELECT 1 FROM meta WHERE key = 'unsettled'").fetchone() is None
