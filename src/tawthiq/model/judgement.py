"""Judgements: what a person decided. They survive every re-run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What can be decided of a pair of entities, an entity, a pair of documents or a claim."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"
    APART = "apart"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    RENAME = "rename"
    IDENTIFY = "identify"


OF_ENTITIES = frozenset({Decision.SAME, Decision.NOT_SAME, Decision.UNSURE})
OF_ENTITY = frozenset({Decision.RENAME, Decision.IDENTIFY})
OF_CLAIMS = frozenset({Decision.ACCEPT, Decision.REJECT, Decision.CORRECT})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. ``undone`` is the time (ISO 8601) at which it was taken back; it is never deleted.

    ``target`` and ``other`` are ids as they were when it was decided. ``anchors`` and ``other_anchors`` say by the words of the
    documents what was meant, so that it is found again when newer readers give other ids: ``document@name`` for an entity,
    ``document:hash`` of its words for a claim. ``values`` are what a person puts in: the fields of a corrected claim
    (``reconcile.corrections``), the ``name`` of an entity, or who or what it is (``country``, ``wikidata``).
    """

    id: str
    target: str
    other: str | None
    decision: Decision
    author: str
    decided: str
    note: str = ""
    undone: str | None = None
    anchors: tuple[str, ...] = ()
    other_anchors: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
