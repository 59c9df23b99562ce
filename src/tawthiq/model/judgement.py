"""Judgements: what a person decided. They survive every re-run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What can be decided of a pair of entities, a pair of documents or a claim."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. ``undone`` is the time (ISO 8601) at which it was taken back; it is never deleted."""

    id: str
    target: str
    other: str | None
    decision: Decision
    author: str
    decided: str
    note: str = ""
    undone: str | None = None
