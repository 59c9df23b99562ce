"""The originals, wherever they stand: small ones in the database, in the transaction of their document, large ones as files.

A folder of articles of 3 KB each takes a block of 4 KB and a share of a folder of the file system for every one of them, and
a wait for the disk; in a row it takes what it has after compression, against the text that was read out of it: of a file that is
nothing but its text some 40 bytes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from tawthiq.store.blobs import Blobs
from tawthiq.store.packing import UNREADABLE, unpack_words

SMALL = 65_536  # bytes; up to about 100 KB SQLite reads a row faster than a file (sqlite.org/intern-v-extern-blob.html)
_LEVEL = 6  # zlib
_ALONE, _WITH_TEXT = b"\x78", b"\x01"  # how a row begins: as zlib does, or for bytes that are packed against the text of the document
_RAW = -15  # zlib without header; the document's id is the checksum
_WINDOW = 32_000  # bytes of the text, of the 32 KB that zlib looks back
_MOST = 1 << 24  # bytes that a row may unpack to: an archive can come from a stranger, and a megabyte can say that it is a gigabyte

TABLE = "CREATE TABLE original (document INTEGER PRIMARY KEY REFERENCES document (n), body BLOB NOT NULL)"


def packed(content: bytes, text: str) -> bytes | None:
    """Small bytes as they stand in a row, beside their text; None for large ones, which become files."""
    if len(content) > SMALL:
        return None
    if not text:  # it may be read later: nothing hangs on that there is none
        return zlib.compress(content, _LEVEL)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=_dictionary(text.encode("utf-8", "surrogatepass")))
    return _WITH_TEXT + packer.compress(content) + packer.flush()


def _dictionary(words: bytes) -> bytes:
    return words[:_WINDOW]


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
        row = self._row(document)
        return self.blobs.get(document) if row is None else unpacked(*row)

    def holds(self, document: str) -> bool | None:
        """Whether the bytes still have the hash that is their name; None where there are none."""
        row = self._row(document)
        return self.blobs.holds(document) if row is None else _has_hash(*row, document)

    def _row(self, document: str) -> tuple[bytes, bytes] | None:
        """The row and the packed text of the document."""
        found: tuple[bytes, bytes] | None = self._connection.execute(f"{_ROW} WHERE d.id = ?", (document,)).fetchone()
        return found


_ROW = """SELECT o.body, t.body FROM original o JOIN document d ON d.n = o.document
 LEFT JOIN document_text t ON t.document = o.document"""


def unpacked(body: bytes, text: bytes | None) -> bytes:
    """The bytes of a row; zlib.error if it is damaged, or longer than any that was kept."""
    reader, rest = (zlib.decompressobj(), body) if body[:1] == _ALONE else (_beside(text or b""), body[1:])
    found = reader.decompress(rest, _MOST)
    if not reader.eof:
        raise zlib.error("cut off, or too long")
    return found


def _beside(text: bytes) -> zlib._Decompress:
    """What unpacks bytes that were packed against a text."""
    try:
        return zlib.decompressobj(_RAW, zdict=_dictionary(unpack_words(text)))
    except UNREADABLE as error:
        raise zlib.error(f"the text beside the original: {error}") from error


def _has_hash(body: bytes, text: bytes | None, document: str) -> bool:
    try:
        return hashlib.sha256(unpacked(body, text)).hexdigest() == document
    except zlib.error:
        return False


def damaged(connection: sqlite3.Connection) -> str | None:
    """The first document whose original in the database is not what was added."""
    rows = connection.execute(_ROW.replace("SELECT", "SELECT d.id,", 1) + " ORDER BY d.n")
    return next((document for document, body, text in rows if not _has_hash(body, text, document)), None)


def stored(connection: sqlite3.Connection) -> int:
    """How many originals stand in the database."""
    found: int = connection.execute("SELECT count(*) FROM original").fetchone()[0]
    return found


def outside(connection: sqlite3.Connection) -> list[str]:
    """The ids of the documents whose originals are files, in the order they were added."""
    rows = connection.execute("SELECT id FROM document WHERE n NOT IN (SELECT document FROM original) ORDER BY n")
    return [row[0] for row in rows]
