"""What the rest of the program knows of the encoder: words of sentences in, labelled spans out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tawthiq.text.words import Word


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words that carry a label.

    ``layer`` and its ``label``s:

    - names: Person, Organization, Place, Group, Work, Event, Thing, where they are named;
    - nominals: the same, where they are described («السلطات», «عشرات المتظاهرين»);
    - roles: Role, with its complement («وزير النقل», «المتحدث باسم الشركة»); dates: Date;
    - cues: Cue («قال», «بحسب», «اتهامه»); sources: Source; contents: Content, the outermost.

    Labels of different layers may nest, those of one layer never overlap. A content that goes on over several sentences is a span in
    each of them. ``first``/``last`` count the words of the sentence (end-exclusive); ``start``/``end`` are code points of the stored text
    (end-exclusive), without the clitics before the first word. ``probability`` is that of the least sure word, 0 to 1, not calibrated.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    label: str
    layer: str
    probability: float


ROOT = -1
"""The head of the word that a sentence hangs on."""


@dataclass(frozen=True, slots=True)
class Arc:
    """The place of a word in the tree of its sentence.

    ``head`` is the index of a word of the sentence (``ROOT``: none), ``relation`` a universal one («nsubj», «obj», «obl», …), ``tag`` a
    universal part of speech («VERB», «NOUN», …). Both probabilities are 0 to 1; ``probability`` is that of head and relation together.
    """

    head: int
    relation: str
    tag: str
    probability: float
    tag_probability: float


NOWHERE = -1
"""Where a pointer points that finds nothing in the sentence."""

Pointer = tuple[tuple[int, float], ...]
"""Words of a sentence (``NOWHERE``: none of them) with their probabilities, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that the learned heads see at a trigger: the index of its word, its predicate, and how likely the word tells it (0 to 1).

    ``subject`` points to the first word of what the subject is called in the sentence, ``first`` and ``last`` to the first and the last
    word of the object, ``begin`` and ``end`` to those of the evidence.
    """

    word: int
    predicate: str
    probability: float
    subject: Pointer
    first: Pointer
    last: Pointer
    begin: Pointer
    end: Pointer


@dataclass(frozen=True, slots=True)
class Read:
    """One pass over a document: labelled spans in order, and for each sentence an arc a word and what claims its words may carry.

    Nothing of the latter two where there is no parser, or no heads for claims.
    """

    tagged: tuple[Tagged, ...] = ()
    arcs: tuple[tuple[Arc, ...], ...] = ()
    proposals: tuple[tuple[Proposal, ...], ...] = ()


class Tagger(Protocol):
    """A model that labels words. One instance serves one process."""

    @property
    def version(self) -> str:
        """Name and version, for ``Mention.made_by``."""

    def read(self, sentences: Sequence[Sequence[Word]]) -> Read:
        """Labelled spans and trees of one document, in one pass."""

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        """The labelled spans of one document, in order of sentence and word; neighbouring sentences are read together."""
