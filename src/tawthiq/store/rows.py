"""Nouns as rows and rows as nouns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from tawthiq.model import Document, Entity, EntityType, Name, SourceKind, Word
from tawthiq.model.codec import from_plain, to_plain
from tawthiq.store.packing import column, pack_plain, shown, unpack_plain

Row = Sequence[Any]


_TOLD = ("id", "publisher", "published", "title", "language", "format")
TOLD = ", ".join(f"{{0}}.{name}" for name in _TOLD)
"""The columns that a body is read with, in a statement: ``TOLD.format("d")``."""
Told = Sequence[str | None]
"""The values of these columns; none for a body that has everything itself."""


def document_body(document: Document, *, whole: bool = False) -> bytes:
    """Everything of a document but its text, its words and what it replaces, which have places of their own, and what columns have.

    ``whole``: with what columns have.
    """
    plain = to_plain(document)
    del plain["text"], plain["replaces"], plain["words"]
    return shortened(plain, () if whole else [column(plain[name]) for name in _TOLD])


def shortened(plain: dict[str, Any], told: Told) -> bytes:
    """A body without what columns say as well; half surrogates stand in it, which columns cannot have."""
    known = dict(zip(_TOLD, told, strict=bool(told)))
    return pack_plain({name: value for name, value in plain.items() if name not in known or value != known[name]})


def _plain(body: bytes, told: Told) -> dict[str, Any]:
    known: dict[str, Any] = dict(zip(_TOLD, told, strict=bool(told)))
    known |= unpack_plain(body)
    return known


def head_of(body: bytes, told: Told) -> Document:
    """The document without text and without parts (they point into the text)."""
    return from_plain(Document, _plain(body, told) | {"text": "", "parts": []})


def document_of(body: bytes, told: Told, text: str, replaces: str | None) -> Document:
    """The document as it was added."""
    return from_plain(Document, _plain(body, told) | {"text": text, "replaces": replaces})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list of results shows of a document; ``parts`` as JSON has them: a third of the time that the whole noun takes."""

    title: str | None
    publisher: str | None
    published: str | None
    path: str
    parts: Sequence[dict[str, Any]]

    @classmethod
    def of(cls, body: bytes, told: Told) -> Self:
        """From what ``document_body`` packed."""
        plain = _plain(body, told)
        return cls(plain.get("title"), plain.get("publisher"), plain.get("published"), plain["origin"]["path"], plain["parts"])

    def part_at(self, offset: int) -> str | None:
        """The label of the innermost part that holds an offset, as ``Document.part_at`` finds it."""
        inside = [part for part in self.parts if part["start"] <= offset < part["end"]]
        return min(inside, key=lambda part: part["end"] - part["start"])["label"] if inside else None


def replaced(document: Document, replaces: str | None) -> Document:
    """The document with the name of the one it replaces."""
    return replace(document, replaces=replaces)


def words_body(document: Document) -> bytes:
    """The recognised words of a document: seven numbers each, the first as its distance from the word before."""
    plain = []
    last = 0
    for word in document.words:
        plain.append([word.start - last, word.end - word.start, word.left, word.top, word.right, word.bottom, word.confidence])
        last = word.start
    return pack_plain(plain)


def words_of(body: bytes) -> tuple[Word, ...]:
    """The words that ``words_body`` packed."""
    found = []
    start = 0
    for step, length, *box in unpack_plain(body):
        start += step
        found.append(Word(start, start + length, *box))
    return tuple(found)


def names_json(entity: Entity) -> str:
    """The names of an entity beside a column with its ``name``: JSON, readable for who opens the file by hand.

    Nothing where that is its only name, preferred and Arabic, as it mostly is.
    """
    if entity.names == (Name(entity.name, preferred=True),):
        return ""
    return shown(json.dumps([[name.text, name.lang, int(name.preferred)] for name in entity.names], ensure_ascii=False))


def names_of(name: str, data: str) -> tuple[Name, ...]:
    """Names out of the columns ``name`` and ``names``."""
    if not data:
        return (Name(name, preferred=True),)
    return tuple(Name(text, lang, bool(preferred)) for text, lang, preferred in json.loads(data))


def entity_of(row: Row) -> Entity:
    """From id, type, kind, name, names."""
    return Entity(row[0], EntityType(row[1]), names_of(row[3], row[4]), SourceKind(row[2]))
