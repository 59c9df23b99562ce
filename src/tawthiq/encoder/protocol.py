"""What the rest of the program knows of the encoder: words of sentences in, labelled spans out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tawthiq.text.words import Word


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words that carry a label.

    ``label`` is Person, Organization, Place, Group, Work, Thing, Role, Event or Date; labels of different ``layer``s may nest,
    those of one layer never overlap. ``first``/``last`` count the words of the sentence (end-exclusive); ``start``/``end``
    are code points of the stored text (end-exclusive), without the clitics before the first word. ``probability`` is that
    of the least sure word, 0 to 1, not yet calibrated.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    label: str
    layer: str
    probability: float


class Tagger(Protocol):
    """A model that labels words. One instance serves one process."""

    @property
    def version(self) -> str:
        """Name and version, for ``Mention.made_by``."""

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        """The labelled spans of one document, in order of sentence and word; neighbouring sentences are read together."""
