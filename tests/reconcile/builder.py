"""Small readings by hand: a document's text is the sentences given, and every name is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    Document,
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Origin,
    Reading,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
)

TWO_WAYS = frozenset({Verdict.DIFFER, Verdict.PERHAPS})
"""What is told in two ways: surely, or perhaps."""


@dataclass
class Page:
    """One document under construction."""

    key: str
    text: str
    publisher: str | None = "صحيفة الندى"
    published: str | None = "2022-03-01"
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def entity(self, name: str, kind: EntityType = EntityType.PERSON, *, source: SourceKind = SourceKind.NAMED, form: MentionForm = MentionForm.NAME) -> str:
        """An entity under its name, mentioned where the text has it."""
        self.entities[name] = Entity(name, kind, (Name(name, preferred=True),), source)
        start = self.text.find(name)
        if start >= 0:
            self.mentions.append(Mention(name, kind, Span.of(self.text, start, start + len(name)), form))
        return name

    def claim(self, subject: str, predicate: str, value: str | None = None, **more: Any) -> str:
        """A claim with the whole text as evidence; ``object`` names an entity, ``chain`` adds hops, ``times`` are (relation, value)."""
        key = f"{self.key}-{len(self.claims)}"
        target = more.get("object")
        argument = Argument(entity=target, value=value or target) if target or value else None
        chain = (Hop(HopRole.PUBLISHER, self.publisher), *more.get("chain", ()))
        axes = more.get("axes") or Axes(Voice.ATTRIBUTED if len(chain) > 1 else Voice.OUTLET)
        times = tuple(Time(TimeRelation(relation), edtf) for relation, edtf in more.get("times", ()))
        place = Argument(value=more["place"]) if "place" in more else None
        self.claims.append(Claim(
            key, self.key, Argument(entity=subject), predicate, argument, (Span.of(self.text, 0, len(self.text)),), chain, axes,
            more.get("qualifiers", {}), times, place, confidence=1.0,
        ))
        return key

    @property
    def document(self) -> Document:
        return Document(self.key, self.text, Origin(f"{self.key}.txt"), publisher=self.publisher, published=self.published)

    @property
    def reading(self) -> Reading:
        return Reading(self.key, "test", self.published, "", tuple(self.entities.values()), tuple(self.mentions), claims=tuple(self.claims))


def speaker(name: str, kind: SourceKind = SourceKind.NAMED) -> Hop:
    """A speaker by name alone."""
    return Hop(HopRole.SPEAKER, name, None, kind)


def agency(name: str) -> Hop:
    """A news agency by name alone."""
    return Hop(HopRole.AGENCY, name)
