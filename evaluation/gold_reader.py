"""A reader that reads what the gold says: ``--reader gold`` measures the comparison of documents as if reading were perfect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, TypeVar

from evaluation.program import Reader
from evaluation.score.oracle import hop_kind, hop_role
from evaluation.sets import GoldSet
from tawthiq.model import (
    Argument,
    Axes,
    Chain,
    Claim,
    DateMention,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Modality,
    Name,
    Polarity,
    Quotation,
    QuotationForm,
    Reading,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Voice,
    content_id,
)

Row = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)

READER = "gold@1"


def gold_reader(sets: Iterable[GoldSet]) -> Reader:
    """The reader of the documents of these sets; other documents are read as empty."""
    rows: dict[str, Row] = {}
    for gold_set in sets:
        documents = json.loads(gold_set.gold.read_text(encoding="utf-8"))["documents"]
        rows |= {row["file"]: row for row in documents}

    def read(document: Document) -> Reading:
        row = rows.get(PurePosixPath(document.origin.path).name)
        return reading(document, row) if row else Reading(document.id, READER)

    return read


def reading(document: Document, row: Row) -> Reading:
    """The gold of one document as a reading of it."""
    types = {entity["id"]: _choice(EntityType, entity["type"], EntityType.THING) for entity in row["entities"]}
    return Reading(
        document.id,
        READER,
        published=document.published,
        entities=tuple(_entity(entity, types) for entity in row["entities"]),
        mentions=tuple(_mention(document, e["id"], m, types) for e in row["entities"] for m in e["mentions"]),
        dates=tuple(DateMention(_span(document, date), str(date["value"])) for date in row["dates"]),
        quotations=tuple(_quotation(document, number, q) for number, q in enumerate(row["quotations"])),
        claims=tuple(_claim(document, claim) for claim in row["claims"]),
    )


def _choice(kind: type[Choice], value: Any, otherwise: Choice) -> Choice:
    """The member of this value; the gold has more words for some things than the program."""
    return kind(value) if value in list(kind) else otherwise


def _span(document: Document, row: Mapping[str, Any]) -> Span:
    return document.span(row["start"], row["end"])


def _span_or_none(document: Document, row: Mapping[str, Any] | None) -> Span | None:
    return _span(document, row) if row and row.get("start") is not None else None


def _entity(row: Row, types: Mapping[str, EntityType]) -> Entity:
    words = [mention["text"] for mention in row["mentions"] if mention["kind"] == "name"]
    names = dict.fromkeys([*([row["name_ar"]] if row.get("name_ar") else []), *words])
    kind = _choice(SourceKind, hop_kind(row.get("kind")), SourceKind.NAMED)
    return Entity(row["id"], types[row["id"]], tuple(Name(name, preferred=i == 0) for i, name in enumerate(names)), kind)


def _mention(document: Document, entity: str, row: Row, types: Mapping[str, EntityType]) -> Mention:
    return Mention(entity, types[entity], _span(document, row), MentionForm(row["kind"]), READER)


def _quotation(document: Document, number: int, row: Row) -> Quotation:
    return Quotation(
        f"q{number}",
        QuotationForm(row["kind"]),
        _span(document, row["content"]),
        _span_or_none(document, row.get("cue")),
        _span_or_none(document, row.get("source_span")),
        row.get("speaker"),
        _chain(document, row["chain"]),
    )


def _claim(document: Document, row: Row) -> Claim:
    chain = _chain(document, row["chain"])
    subject = _argument(row["subject"])
    return Claim(
        content_id("g", document.id, row["id"]),
        document.id,
        subject if subject is not None else Argument(value="?"),
        row["predicate"],
        _argument(row["object"]),
        tuple(_span(document, span) for span in row["evidence"]),
        chain,
        gold_axes(row, sourced=len(chain) > 1),
        time=tuple(gold_time(document, time) for time in row.get("time") or []),
        place=_argument(row.get("place")),
        confidence=1.0,
        made_by=(READER,),
    )


def gold_axes(row: Row, *, sourced: bool) -> Axes:
    """The axes of a gold claim; ``sourced``: someone inside the publisher is named."""
    voice = _choice(Voice, row.get("voice"), Voice.OUTLET) if sourced else Voice.OUTLET
    polarity, modality = Polarity(row["polarity"]), _choice(Modality, row.get("modality"), Modality.ACTUAL)
    return Axes(voice, polarity, modality, rejected=row["standing"] == "denied")


def _argument(row: Any) -> Argument | None:
    if row is None or isinstance(row, str):
        return None if row is None else Argument(value=row)
    value, entity = row.get("value"), row.get("entity")
    if isinstance(value, list):
        return Argument(entity, value=tuple(part for part in map(_argument, value) if part is not None))
    words = value if value is not None else row.get("text")
    return None if entity is None and words is None else Argument(entity, value=None if words is None else str(words))


def gold_time(document: Document, row: Row) -> Time:
    """A time of a gold claim."""
    return Time(_choice(TimeRelation, row["rel"], TimeRelation.AT), str(row["value"]), _span_or_none(document, row.get("span")))


def _chain(document: Document, rows: list[Row]) -> Chain:
    return tuple(hop_of(document, number, row) for number, row in enumerate(rows))


def hop_of(document: Document, number: int, row: Row) -> Hop:
    """A hop of a gold chain; the first one is the publisher."""
    role = HopRole(hop_role(row["role"])) if number else HopRole.PUBLISHER
    name = document.publisher if number == 0 else row.get("name")
    return Hop(role, name, row.get("entity"), SourceKind(hop_kind(row.get("kind"))))
