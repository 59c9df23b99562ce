"""Taking a document out of the archive: text, bytes, reading and all that was found with it. What stays is that it was removed.

An outlet withdraws an article, a court forbids one, a folder was the wrong one. Adding the same bytes again does not bring them back
(a loss tells so) until somebody allows it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from tawthiq.errors import NotFoundError, StoreError
from tawthiq.store import index

_SHORTEST = 8  # hex digits of an id: another of 100,000 documents has the same eight in one case of 43,000, and is then told
_SHOWN = 8  # ids that an error lists
_EXACT = "id = :name OR path = :name"
_PARTLY = "substr(path, -length(:name) - 1) = '/' || :name OR (length(:name) >= :least AND substr(id, 1, length(:name)) = :name)"
_PLACED = "(SELECT d.id AS id, s.path AS path FROM document d JOIN sighting s ON s.document = d.n)"
# What points at a document, children first. Findings and outlines are made anew by comparing, which must follow.
_ROWS = (
    "outline_line", "outline_bond", "near_page", "copy_member", "claim", "quotation_named", "quotation", "entity", "packed", "reading",
    "loss", "sighting", "document_words", "document_text", "original",
)


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out: its id, where it stood, by whom, why and when (ISO 8601)."""

    id: str
    path: str
    author: str
    note: str
    removed_at: str


def document_named(connection: sqlite3.Connection, name: str) -> str:
    """The id of a document by its id or path, or else by the beginning of its id or the end of its path.

    NotFoundError (T417) for none, StoreError (T418) where several are meant.
    """
    return _one(connection, _PLACED, name)


def _one(connection: sqlite3.Connection, table: str, name: str) -> str:
    given = {"name": name, "least": _SHORTEST}
    found: list[str] = []
    for wanted in (_EXACT, _PARTLY):
        asked = connection.execute(f"SELECT id FROM {table} WHERE {wanted} GROUP BY id LIMIT {_SHOWN}", given)
        found = found or [row[0] for row in asked]
    if not found:
        raise NotFoundError("T417", name)
    if len(found) > 1:
        raise StoreError("T418", name, ids=", ".join(found))
    return found[0]


def remove(connection: sqlite3.Connection, entry: Removed) -> None:
    """Deletes every row of a document and notes that it was removed. Run inside a transaction; all must be compared after it."""
    number = connection.execute("SELECT n FROM document WHERE id = ?", (entry.id,)).fetchone()[0]
    document, text = index.stored(connection, number)
    sound = index.remove(connection, number, index.tokens(document, text))
    told = "SELECT finding FROM finding_claim WHERE claim IN (SELECT id FROM claim WHERE document = ?)"
    findings = [row[0] for row in connection.execute(told, (number,)).fetchall()]
    connection.executemany("DELETE FROM outline_line WHERE finding = (SELECT id FROM finding WHERE n = ?)", [(each,) for each in findings])
    for table, column in (("finding_claim", "finding"), ("finding", "n")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(finding,) for finding in findings])
    for table in _ROWS:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
    connection.execute("UPDATE document SET replaced_by = NULL WHERE replaced_by = ?", (entry.id,))
    connection.execute("DELETE FROM search_row WHERE document = ?", (number,))
    connection.execute("DELETE FROM document WHERE n = ?", (number,))
    if not sound:
        index.rebuild(connection)
    connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?)",
                       (entry.id, entry.path, entry.author, entry.note, entry.removed_at))  # fmt: skip
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('unwiped', '1')")


def is_unwiped(connection: sqlite3.Connection) -> bool:
    """Whether words of a removed document may still stand in the files: a program was stopped before it had overwritten them."""
    return connection.execute("SELECT 1 FROM meta WHERE key = 'unwiped'").fetchone() is not None


def wiped(connection: sqlite3.Connection) -> None:
    """Notes that they do not."""
    connection.execute("DELETE FROM meta WHERE key = 'unwiped'")


def removed(connection: sqlite3.Connection) -> tuple[Removed, ...]:
    """What was taken out, latest first."""
    found = connection.execute("SELECT id, path, author, note, removed_at FROM removed ORDER BY removed_at DESC, id")
    return tuple(Removed(*row) for row in found)


def is_removed(connection: sqlite3.Connection, document: str) -> bool:
    """Whether these bytes were taken out, and nobody has allowed them again."""
    return connection.execute("SELECT 1 FROM removed WHERE id = ?", (document,)).fetchone() is not None


def allow(connection: sqlite3.Connection, name: str) -> str:
    """Lets a removed document be added again; its id. NotFoundError if it is not among those removed."""
    identifier = _one(connection, "removed", name)
    connection.execute("DELETE FROM removed WHERE id = ?", (identifier,))
    return identifier
