"""The originals, wherever they stand: small ones in the database, in the transaction of their document, large ones as files.

A folder of articles of 3 KB each takes a block of 4 KB and a share of a folder of the file system for every one of them, and
a wait for the disk; in a row it takes what it has after compression.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from tawthiq.store.blobs import Blobs

SMALL = 65_536  # bytes; up to about 100 KB SQLite reads a row faster than a file (sqlite.org/intern-v-extern-blob.html)
_LEVEL = 6  # zlib
_MOST = 1 << 24  # bytes that a row may unpack to: an archive can come from a stranger, and a megabyte can say that it is a gigabyte

TABLE = "CREATE TABLE original (document INTEGER PRIMARY KEY REFERENCES document (n), body BLOB NOT NULL)"


def packed(content: bytes) -> bytes | None:
    """Small bytes as they stand in a row; None for large ones, which become files."""
    return None if len(content) > SMALL else zlib.compress(content, _LEVEL)


class Originals:
    """The bytes of every file as it was given, by the document's id, which is their sha-256."""

    def __init__(self, connection: sqlite3.Connection, blobs: Blobs) -> None:
        self._connection, self.blobs = connection, blobs

    def put(self, document: str, content: bytes, small: bytes | None) -> None:
        """Keeps the bytes of a document that has its row already; files survive a power cut after ``Blobs.sync`` only.

        ``small``: what ``packed`` makes of the bytes.
        """
        if small is None:
            self.blobs.put(document, content)
            return
        self._connection.execute("INSERT INTO original SELECT n, ? FROM document WHERE id = ?", (small, document))

    def get(self, document: str) -> bytes:
        """The bytes; NotFoundError if the archive does not have them, zlib.error if their row is damaged."""
        body = self._body(document)
        return self.blobs.get(document) if body is None else _unpacked(body)

    def holds(self, document: str) -> bool | None:
        """Whether the bytes still have the hash that is their name; None where there are none."""
        body = self._body(document)
        return self.blobs.holds(document) if body is None else _has_hash(body, document)

    def _body(self, document: str) -> bytes | None:
        statement = "SELECT o.body FROM original o JOIN document d ON d.n = o.document WHERE d.id = ?"
        row = self._connection.execute(statement, (document,)).fetchone()
        return None if row is None else bytes(row[0])


def _unpacked(body: bytes) -> bytes:
    """The bytes of a row; zlib.error if it is damaged, or longer than any that was kept."""
    reader = zlib.decompressobj()
    found = reader.decompress(body, _MOST)
    if not reader.eof:
        raise zlib.error("cut off, or too long")
    return found


def _has_hash(body: bytes, document: str) -> bool:
    try:
        return hashlib.sha256(_unpacked(body)).hexdigest() == document
    except zlib.error:
        return False


def damaged(connection: sqlite3.Connection) -> str | None:
    """The first document whose original in the database is not what was added."""
    rows = connection.execute("SELECT d.id, o.body FROM original o JOIN document d ON d.n = o.document ORDER BY d.n")
    return next((document for document, body in rows if not _has_hash(body, document)), None)


def stored(connection: sqlite3.Connection) -> int:
    """How many originals stand in the database."""
    found: int = connection.execute("SELECT count(*) FROM original").fetchone()[0]
    return found


def outside(connection: sqlite3.Connection) -> list[str]:
    """The ids of the documents whose originals are files, in the order they were added."""
    rows = connection.execute("SELECT id FROM document WHERE n NOT IN (SELECT document FROM original) ORDER BY n")
    return [row[0] for row in rows]
