"""What holds across documents: identities, copies and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.model.entity import Entity
from tawthiq.model.finding import Finding
from tawthiq.model.span import Span


@dataclass(frozen=True, slots=True)
class Identity:
    """That an entity of one document is this entity of the archive, and why (a sentence in both languages)."""

    document: str
    local: str
    entity: str
    score: float = 1.0
    reason_ar: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class CopyMember:
    """A document (or a passage of it) in a group of copies; ``share`` is the part of it that the others have too, 0 to 1."""

    document: str
    span: Span | None
    share: float


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents or passages that are one text. ``first`` is the earliest by publication, if that is known."""

    id: str
    members: tuple[CopyMember, ...]
    first: str | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The result of comparing readings: archive-wide entities, who is who, copies and findings.

    Sequences, not tuples: those of a large archive are made item by item when they are gone through.
    """

    entities: Sequence[Entity] = ()
    identities: Sequence[Identity] = ()
    copies: Sequence[CopyGroup] = ()
    findings: Sequence[Finding] = ()
