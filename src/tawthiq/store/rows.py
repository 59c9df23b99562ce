"""Nouns as rows and rows as nouns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from tawthiq.model import (
    Claim,
    DateMention,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Name,
    Part,
    Quotation,
    Reading,
    SourceKind,
    Span,
    Word,
)
from tawthiq.model.codec import from_plain, to_plain
from tawthiq.store.days import days_of
from tawthiq.store.packing import column, pack, pack_plain, shown, unpack, unpack_plain
from tawthiq.text.fold import fold

Row = Sequence[Any]


def document_body(document: Document) -> bytes:
    """Everything of a document but its text, its words and what it replaces, which have places of their own."""
    plain = to_plain(document)
    del plain["text"], plain["replaces"], plain["words"]
    return pack_plain(plain)


def head_of(body: bytes) -> Document:
    """The document without text and without parts (they point into the text)."""
    return from_plain(Document, unpack_plain(body) | {"text": "", "parts": []})


def document_of(body: bytes, text: str, replaces: str | None) -> Document:
    """The document as it was added."""
    return from_plain(Document, unpack_plain(body) | {"text": text, "replaces": replaces})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list of results shows of a document; ``parts`` as JSON has them: a third of the time that the whole noun takes."""

    title: str | None
    publisher: str | None
    published: str | None
    path: str
    parts: Sequence[dict[str, Any]]

    @classmethod
    def of(cls, body: bytes) -> Self:
        """From what ``document_body`` packed."""
        plain = unpack_plain(body)
        return cls(plain.get("title"), plain.get("publisher"), plain.get("published"), plain["origin"]["path"], plain["parts"])

    def part_at(self, offset: int) -> str | None:
        """The label of the innermost part that holds an offset, as ``Document.part_at`` finds it."""
        inside = [part for part in self.parts if part["start"] <= offset < part["end"]]
        return min(inside, key=lambda part: part["end"] - part["start"])["label"] if inside else None


def replaced(document: Document, replaces: str | None) -> Document:
    """The document with the name of the one it replaces."""
    return replace(document, replaces=replaces)


def parts_of(body: bytes) -> tuple[Part, ...]:
    """The parts of a document."""
    return tuple(from_plain(Part, part) for part in unpack_plain(body)["parts"])


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


def names_json(names: Iterable[Name]) -> str:
    """Names as JSON in a column: short, and readable for who opens the file by hand."""
    return shown(json.dumps([[name.text, name.lang, int(name.preferred)] for name in names], ensure_ascii=False))


def names_of(data: str) -> tuple[Name, ...]:
    """Names out of a column."""
    return tuple(Name(text, lang, bool(preferred)) for text, lang, preferred in json.loads(data))


def entity_rows(number: int, reading: Reading) -> list[Row]:
    """Rows of table ``entity``."""
    return [
        (number, seq, shown(entity.id), entity.type.value, entity.kind.value, shown(entity.name), names_json(entity.names))
        for seq, entity in enumerate(reading.entities)
    ]


def entity_of(row: Row) -> Entity:
    """From id, type, kind, names."""
    return Entity(row[0], EntityType(row[1]), names_of(row[3]), SourceKind(row[2]))


def mention_rows(number: int, reading: Reading) -> list[Row]:
    """Rows of table ``mention``."""
    return [
        (number, seq, shown(item.entity), item.type.value, item.span.start, item.span.end, shown(item.span.exact),
         item.form.value, shown(item.made_by))
        for seq, item in enumerate(reading.mentions)
    ]


def mention_of(row: Row) -> Mention:
    """From entity, type, start, end, exact, form, made_by."""
    entity, kind, start, end, exact, form, made_by = row
    return Mention(entity, EntityType(kind), Span(start, end, exact), MentionForm(form), made_by)


def date_rows(number: int, reading: Reading) -> list[Row]:
    """Rows of table ``date``."""
    return [
        (number, seq, item.span.start, item.span.end, shown(item.span.exact), shown(item.value), item.precision,
         item.first_day, item.last_day)
        for seq, item in enumerate(reading.dates)
    ]


def date_of(row: Row) -> DateMention:
    """From start, end, exact, value, precision, first_day, last_day."""
    return DateMention(Span(row[0], row[1], row[2]), *row[3:])


def quotation_rows(number: int, reading: Reading) -> list[Row]:
    """Rows of table ``quotation``."""
    return [
        (number, seq, shown(item.id), item.form.value, column(item.speaker), item.content.start, item.content.end, pack(item),
         cue_of(item))
        for seq, item in enumerate(reading.quotations)
    ]


def cue_of(quotation: Quotation) -> str | None:
    """The word that brings a quotation, folded: by it what someone denies or is accused of is told from what they said."""
    return column(fold(quotation.cue.exact)) if quotation.cue else None


def quotation_of(body: bytes) -> Quotation:
    """The quotation of a row."""
    return unpack(Quotation, body)


def claim_rows(number: int, reading: Reading) -> list[Row]:
    """Rows of table ``claim`` without its own number."""
    return [_claim_row(number, seq, claim) for seq, claim in enumerate(reading.claims)]


def _claim_row(number: int, seq: int, claim: Claim) -> Row:
    day_from, day_to = claim_days(claim)
    object_ = claim.object.entity if claim.object else None
    first = claim.evidence[0]
    return (
        number, seq, shown(claim.id), column(claim.subject.entity), shown(claim.predicate), column(object_),
        claim.standing.value, day_from, day_to, first.start, first.end, claim_body(claim),
    )


def claim_days(claim: Claim) -> tuple[int | None, int | None]:
    """The earliest and the latest day that the claim's times name."""
    known = [found for found in (days_of(time.value) for time in claim.time) if found is not None]
    if not known:
        return None, None
    return min(first for first, _ in known), max(last for _, last in known)


def claim_body(claim: Claim) -> bytes:
    """Everything of a claim but its id and its document's: hashes do not compress, and have columns of their own."""
    plain = to_plain(claim)
    del plain["id"], plain["document"]
    return pack_plain(plain)


def claim_of(identifier: str, document: str, body: bytes) -> Claim:
    """The claim of a row."""
    return claim_from(identifier, document, unpack_plain(body))


def claim_from(identifier: str, document: str, plain: dict[str, Any]) -> Claim:
    """The claim of a row that is unpacked."""
    return from_plain(Claim, plain | {"id": identifier, "document": document})
