"""Documents that print one text, as short rows: what pages fold under one line, and which texts were copied most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tawthiq.model import MentionForm
from tawthiq.store import across
from tawthiq.store.asking import first_day, last_day
from tawthiq.store.packs import Pack

_FEW = 500  # values in one statement: SQLite's lowest limit is 999
_SAME = """SELECT own.id, other.id, other.publisher, other.published FROM document own
 JOIN copy_member m ON m.document = own.n AND m.start IS NULL
 JOIN copy_member o ON o."group" = m."group" AND o.start IS NULL AND o.document <> m.document
 JOIN document other ON other.n = o.document
 WHERE own.id IN ({}) ORDER BY other.day = 0, other.day, other.n"""
_GROUPS = """SELECT g.n, g.id, g.first, m.total FROM (SELECT "group", count(*) AS total FROM copy_member
 GROUP BY "group" HAVING (max(start) IS NULL) = ?) m
 JOIN copy_group g ON g.n = m."group" ORDER BY m.total DESC, g.id LIMIT ? OFFSET ?"""
_MEMBERS = """SELECT d.id, s.path, d.publisher, d.published, d.title, m.share, m.start, m.end, t.body
 FROM copy_member m JOIN document d ON d.n = m.document
 LEFT JOIN document_text t ON t.document = m.document AND m.start IS NOT NULL
 JOIN sighting s ON s.n = (SELECT min(n) FROM sighting WHERE document = d.n)
 WHERE m."group" = ? ORDER BY coalesce(d.published, '9999'), s.path, d.id LIMIT ?"""


@dataclass(frozen=True, slots=True)
class SameText:
    """Another document that prints the text of one."""

    document: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a group, or the passage of it that others have too: ``start``, ``end`` and ``words``, None for a whole text."""

    document: str
    path: str
    publisher: str | None
    published: str | None
    title: str | None
    share: float
    start: int | None
    end: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Documents or passages that are one text: the first of them in order of publication, how many there are, and who came first."""

    group: str
    first: str | None
    total: int
    members: tuple[Member, ...]


def _member(row: tuple[Any, ...]) -> Member:
    *_, start, end, text = row
    member = Member(*row)
    return member if start is None else replace(member, words=across.passage(text, start, end))


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

    def groups(self, limit: int, offset: int = 0, *, whole: bool, members: int = -1) -> Iterator[Group]:
        """Groups of whole texts or of passages, those with most documents first; ``members`` of each are told, all if negative."""
        for number, group, first, total in self._connection.execute(_GROUPS, (whole, limit, offset)).fetchall():
            told = self._connection.execute(_MEMBERS, (number, members))
            yield Group(group, first, total, tuple(map(_member, told)))

    def in_language(self, language: str, since: str, until: str, limit: int) -> list[str]:
        """Documents in a language that were published between two days, inclusive, the earliest first."""
        statement = "SELECT id FROM document WHERE language = ? AND day BETWEEN ? AND ? AND replaced_by IS NULL ORDER BY day, n LIMIT ?"
        return [row[0] for row in self._connection.execute(statement, (language, first_day(since), last_day(until), limit))]

    def named_within(self, document: str, start: int, end: int) -> list[tuple[str, str | None]]:
        """The names between two offsets of a document, each as it is written and with the archive's entity that it means."""
        (number,) = self._connection.execute("SELECT n FROM document WHERE id = ?", (document,)).fetchone() or (None,)
        if number is None:
            return []
        known = dict(self._connection.execute("SELECT local, entity FROM identity WHERE document = ?", (number,)))
        return [
            (item.span.exact, known.get(item.entity)) for item in Pack(self._connection, number).mentions
            if item.form is MentionForm.NAME and start <= item.span.start and item.span.end <= end
        ]
