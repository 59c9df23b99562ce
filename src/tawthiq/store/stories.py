"""Documents that print one text, as short rows: what pages fold under one line, and which texts were copied most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.model import CopyGroup
from tawthiq.store.across import copy_group
from tawthiq.store.asking import first_day, last_day

_FEW = 500  # values in one statement: SQLite's lowest limit is 999
_SAME = """SELECT own.id, other.id, other.publisher, other.published FROM document own
 JOIN copy_member m ON m.document = own.n AND m.start IS NULL
 JOIN copy_member o ON o."group" = m."group" AND o.start IS NULL AND o.document <> m.document
 JOIN document other ON other.n = o.document
 WHERE own.id IN ({}) ORDER BY other.day = 0, other.day, other.n"""
_GROUPS = """SELECT "group" FROM copy_member GROUP BY "group" HAVING (max(start) IS NULL) = ?
 ORDER BY count(*) DESC, "group" LIMIT ? OFFSET ?"""
_NAMED = """SELECT m.exact, i.entity FROM document d JOIN mention m ON m.document = d.n
 LEFT JOIN identity i ON i.document = m.document AND i.local = m.entity
 WHERE d.id = ? AND m.form = 'name' AND m.start >= ? AND m.end <= ? ORDER BY m.seq"""


@dataclass(frozen=True, slots=True)
class SameText:
    """Another document that prints the text of one."""

    document: str
    publisher: str | None
    published: str | None


class Stories:
    """What an open archive knows of copies."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def same_text(self, documents: Sequence[str]) -> dict[str, tuple[SameText, ...]]:
        """The documents whose whole text is that of one of these, by its id, the earliest first; none has no key."""
        found: dict[str, dict[str, SameText]] = {}
        for start in range(0, len(documents), _FEW):
            some = documents[start : start + _FEW]
            for own, other, publisher, published in self._connection.execute(_SAME.format(", ".join("?" * len(some))), tuple(some)):
                found.setdefault(own, {})[other] = SameText(other, publisher, published)
        return {own: tuple(others.values()) for own, others in found.items()}

    def groups(self, limit: int, offset: int = 0, *, whole: bool) -> Iterator[CopyGroup]:
        """Groups of whole texts or of passages, those with most documents first."""
        for (group,) in self._connection.execute(_GROUPS, (whole, limit, offset)).fetchall():
            yield copy_group(self._connection, group)

    def in_language(self, language: str, since: str, until: str, limit: int) -> list[str]:
        """Documents in a language that were published between two days, inclusive, the earliest first."""
        statement = "SELECT id FROM document WHERE language = ? AND day BETWEEN ? AND ? AND replaced_by IS NULL ORDER BY day, n LIMIT ?"
        return [row[0] for row in self._connection.execute(statement, (language, first_day(since), last_day(until), limit))]

    def named_within(self, document: str, start: int, end: int) -> list[tuple[str, str | None]]:
        """The names between two offsets of a document, each as it is written and with the archive's entity that it means."""
        return self._connection.execute(_NAMED, (document, start, end)).fetchall()
