"""The search index: one row a document, written in the transaction that writes the document.

A row's number is ``day << 24 | n``: the index is in order of time by itself, so newest-first and a range of dates
cost nothing. Undated documents have day 0 and come last.
"""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass

from tawthiq.model import Document, content_id
from tawthiq.store import analyser
from tawthiq.store.analyser import token, words
from tawthiq.store.packing import DAMAGED, unpack_text
from tawthiq.store.rows import TOLD, head_of
from tawthiq.text.fold import fold

DAY_BITS = 24
"""Bits of an index row below its day, for the document's number: 16.7 million documents in one archive."""
DOCUMENT_BITS = (1 << DAY_BITS) - 1
"""The bits of an index row that are the document's number."""
_TAG = 10  # hex digits of a publisher's tag: two of a thousand publishers collide with probability under 10^-6


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the index is told of a document: three columns of tokens parted by spaces."""

    word: str
    other: str
    tag: str

    @property
    def checksum(self) -> int:
        """Of the columns as they were told; the same tokens must be told again to forget the row."""
        return zlib.crc32(f"{self.word}\n{self.other}\n{self.tag}".encode("utf-8", "surrogatepass"))


def row_number(day: int, number: int) -> int:
    """The index row of a document of a day (days since 0001-01-01 = 1, or 0) and a number."""
    return day << DAY_BITS | number


def publisher_tag(publisher: str) -> str:
    """The token by which the index knows a publisher, however its name is spelled."""
    return "p" + content_id("", fold(publisher).strip())[1 : _TAG + 1]


def language_tag(language: str) -> str:
    """The token by which the index knows a language."""
    return "l" + "".join(char for char in language.casefold() if char.isalnum())[:_TAG]


def tokens(document: Document, text: str) -> Tokens:
    """The title's and the text's words as tokens, and what the document can be filtered by."""
    places = [found for part in (document.title or "", text) for match in words(part) if (found := token(match[0])).main]
    tags = [publisher_tag(document.publisher)] if document.publisher else []
    tags += [language_tag(document.language)] if document.language else []
    return Tokens(
        _storable([token.main for token in places]), _storable([token.other for token in places if token.other]), " ".join(tags),
    )


def _storable(words: list[str]) -> str:
    return " ".join(words).encode("utf-8", "replace").decode("utf-8")


def insert(connection: sqlite3.Connection, number: int, day: int, found: Tokens) -> None:
    """Makes a document findable."""
    row = row_number(day, number)
    values = (row, found.word, found.other, found.tag)
    connection.execute("INSERT INTO search (rowid, word, other, tag) VALUES (?, ?, ?, ?)", values)
    connection.execute("INSERT INTO search_row VALUES (?, ?, ?)", (number, row, found.checksum))


def remove(connection: sqlite3.Connection, number: int, found: Tokens) -> bool:
    """Makes a document unfindable; False (and nothing done) if these are not the tokens that it was indexed with."""
    row = connection.execute("SELECT row, checksum FROM search_row WHERE document = ?", (number,)).fetchone()
    if row is None:
        return True
    if row[1] != found.checksum:
        return False
    connection.execute(
        "INSERT INTO search (search, rowid, word, other, tag) VALUES ('delete', ?, ?, ?, ?)",
        (row[0], found.word, found.other, found.tag),
    )
    connection.execute("DELETE FROM search_row WHERE document = ?", (number,))
    return True


def version(connection: sqlite3.Connection) -> str | None:
    """The version of the analyser that the index was built with, or None for an empty archive."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'analyser'").fetchone()
    return row[0] if row else None


def rebuild(connection: sqlite3.Connection) -> int:
    """Forgets the whole index and builds it from the stored texts; how many documents. Run inside a transaction.

    A document whose rows are damaged is left out, for ``verify`` to tell: it hinders nobody from opening the archive.
    """
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_row")
    count = 0
    numbers = connection.execute("SELECT n, day FROM document ORDER BY day, n").fetchall()
    for number, day in numbers:
        try:
            document, text = stored(connection, number)
        except DAMAGED:
            continue
        insert(connection, number, day, tokens(document, text))
        count += 1
    mark(connection)
    return count


def mark(connection: sqlite3.Connection) -> None:
    """Records that the index is of this program's analyser."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('analyser', ?)", (analyser.version(),))


def stored(connection: sqlite3.Connection, number: int) -> tuple[Document, str]:
    """A document without its text, and its text, as the archive has them."""
    body, text, *told = connection.execute(
        f"SELECT d.body, t.body, {TOLD.format('d')} FROM document d JOIN document_text t ON t.document = d.n WHERE d.n = ?", (number,)
    ).fetchone()
    return head_of(body, told), unpack_text(text)
