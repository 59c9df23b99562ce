"""Mentions and entities: what a text names, and what we (or a person) decided it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tawthiq.model.span import Span


class EntityType(StrEnum):
    """Kinds of things a dossier can be about, or a claim can speak of."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    PLACE = "Place"
    POSITION = "Position"
    EVENT = "Event"
    GROUP = "Group"
    WORK = "Work"
    THING = "Thing"


class SourceKind(StrEnum):
    """How much of a speaker's identity the text gives. Anonymous and collective ones are never merged."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"


class MentionForm(StrEnum):
    """A name (proper noun), or a nominal (title, description). Pronouns are not mentions."""

    NAME = "name"
    NOMINAL = "nominal"


IMPLIED = "ar-x-implied"
"""The language of a name that no text writes (BCP 47, private use): نجل فلان for نجله. Good to find by, never shown as a spelling."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an entity's name; ``lang`` is an ISO 639-1 code, or ``IMPLIED``."""

    text: str
    lang: str = "ar"
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that documents speak of. ``names`` has each spelling once, the preferred one first.

    In a Reading the id is local to the document; identity across documents is decided in ``reconcile``.
    """

    id: str
    type: EntityType
    names: tuple[Name, ...]
    kind: SourceKind = SourceKind.NAMED

    @property
    def name(self) -> str:
        """The preferred name, or the first, or nothing."""
        preferred = [name.text for name in self.names if name.preferred]
        return preferred[0] if preferred else self.names[0].text if self.names else ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe an entity. Separable و ف ب ل ك are left out, لل is kept whole.

    ``made_by`` names the rule or the model and its version.
    """

    entity: str
    type: EntityType
    span: Span
    form: MentionForm
    made_by: str = "rule"
