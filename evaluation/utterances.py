"""Pairs of quotations that are, or are not, one utterance: ``utterances.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("utterances.tsv")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations with their speakers, whether they are one utterance, and what the pair tests."""

    kind: str
    same: bool
    first_speaker: str
    first: str
    second_speaker: str
    second: str


def read_pairs(path: Path = _FILE) -> list[Pair]:
    """The pairs in the order of the file."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Pair(kind, label == "same", *words) for kind, label, *words in rows]
