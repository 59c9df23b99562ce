"""A file found, before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tawthiq.intake.metadata import NOTHING, Facts
from tawthiq.model import Loss


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    ``path`` is absolute; ``display`` relative to the folder given, with forward slashes; ``facts`` are what sidecar
    and manifest say; a ``barred`` source is never opened, its losses tell why.
    """

    path: Path
    display: str
    facts: Facts = field(default_factory=lambda: NOTHING)
    losses: tuple[Loss, ...] = ()
    barred: bool = False
