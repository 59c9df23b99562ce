"""A reader that reads what the challenge passages expect: ``--challenge --reader gold`` measures their comparison alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from evaluation.gold_reader import READER, gold_axes, gold_time, hop_of
from tawthiq.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Reading,
    content_id,
)
from tawthiq.model.predicates import predicates
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import names
from tawthiq.text.numbers import find_numbers

Row = dict[str, Any]

_MAX_NAME = 3  # words of a personal name in the passages
_TYPES = {item.value: item for item in EntityType} | {"Org": EntityType.ORGANIZATION}


def challenge_reader(items: Iterable[Row]) -> Callable[[Document], Reading]:
    """The reader of the passages of these items; their files are named ``ITEM-pNUMBER.txt``."""
    known = {item["id"]: item for item in items}

    def read(document: Document) -> Reading:
        name, _, number = PurePosixPath(document.origin.path).stem.rpartition("-p")
        item = known.get(name)
        return _Passage(document, item["expected"], int(number)).reading() if item else Reading(document.id, READER)

    return read


def _is_person(text: str) -> bool:
    """Two or three words of which the first is a given name."""
    words = fold(text).split()
    known = names().get(words[0]) if words else None
    return 1 < len(words) <= _MAX_NAME and known is not None and known.given > 0


class _Passage:
    """One passage under construction: an entity for every name that stands in its text, wholly or by its last word."""

    def __init__(self, document: Document, expected: Sequence[Row], number: int) -> None:
        self.document = document
        self.rows = [row for row in expected if row["passage"] == number]
        self.surnames = {row["subject"].split()[-1] for row in expected if row["subject"] and _is_person(row["subject"])}
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []

    def reading(self) -> Reading:
        """All expected claims of the passage, as claims that were read."""
        claims = tuple(self._claim(place, row) for place, row in enumerate(self.rows))
        found = tuple(self.entities.values())
        published = self.document.published
        return Reading(self.document.id, READER, published, entities=found, mentions=tuple(self.mentions), claims=claims)

    def _claim(self, place: int, row: Row) -> Claim:
        signature = predicates()[row["predicate"]].signature if row["predicate"] in predicates() else ""
        subject, _, object_ = signature.partition("->")
        chain = tuple(self._hop(number, hop) for number, hop in enumerate(row["chain"]))
        return Claim(
            content_id("g", self.document.id, place),
            self.document.id,
            self._argument(row["subject"], subject) or Argument(value="?"),
            row["predicate"],
            self._argument(row["object"], object_),
            tuple(self.document.span(span["start"], span["end"]) for span in row["evidence_spans"]),
            chain,
            gold_axes(row, sourced=len(chain) > 1),
            time=tuple(gold_time(self.document, time) for time in row["time"]),
            place=self._argument(row["place"], "Place"),
            confidence=1.0,
            made_by=(READER,),
        )

    def _argument(self, text: str | None, kinds: str) -> Argument | None:
        if not text:
            return None
        kind = EntityType.PERSON if _is_person(text) or text in self.surnames else _TYPES.get(kinds.split("/", maxsplit=1)[0])
        counted = next(iter(find_numbers(text)), None)
        return Argument(self._entity(text, kind) if kind and counted is None else None, value=text)

    def _entity(self, text: str, kind: EntityType) -> str | None:
        key = f"{kind.value}:{text}"
        words = next((found for found in (text, text.rsplit(maxsplit=1)[-1]) if found in self.document.text), None)
        if key not in self.entities and words:
            start = self.document.text.index(words)
            self.entities[key] = Entity(key, kind, (Name(text, preferred=True),))
            described = kind is EntityType.PERSON and text.startswith("ال") and not _is_person(text) and text not in self.surnames
            form = MentionForm.NOMINAL if described else MentionForm.NAME
            self.mentions.append(Mention(key, kind, self.document.span(start, start + len(words)), form, READER))
        return key if key in self.entities else None

    def _hop(self, number: int, row: Mapping[str, Any]) -> Any:
        person = next((key for key in self.entities if key == f"Person:{row.get('name')}"), None)
        role = HopRole(row["role"]) if row["role"] in set(HopRole) else None
        return hop_of(self.document, number, dict(row) | {"entity": person if role is HopRole.SPEAKER else None})
