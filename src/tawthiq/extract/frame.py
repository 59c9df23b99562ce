"""The frame of a text: its document, sentences and words, made once and read by every extractor."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from tawthiq.encoder import Arc, Proposal
from tawthiq.model import DateMention, Document, Entity, Mention, Span
from tawthiq.text.parting import part
from tawthiq.text.sentences import Sentence, split_sentences
from tawthiq.text.words import Word, tokenize


@dataclass(frozen=True)
class Frame:
    """``words[i]`` are the tokens of ``sentences[i]``; ``published`` is the EDTF time that relative dates start from."""

    document: Document
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[Word, ...], ...]
    published: str | None = None
    published_why: str = ""

    @property
    def text(self) -> str:
        """The stored text."""
        return self.document.text

    def span(self, start: int, end: int) -> Span:
        """The words at these offsets (code points, end-exclusive)."""
        return Span.of(self.document.text, start, end)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds an offset, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def build_frame(document: Document, published: str | None = None, published_why: str = "") -> Frame:
    """The frame of a document."""
    sentences = split_sentences(document.text)
    words = [tokenize(document.text, sentence.start, sentence.end) for sentence in sentences]
    return Frame(document, sentences, part(words), published, published_why)


@dataclass(frozen=True)
class MentionLayer:
    """Entities of one document and their mentions in order of the text (an outer mention before those inside it)."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie wholly in ``[start, end)``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(mention for mention in self.mentions[low:high] if mention.span.end <= end)

    def at(self, offset: int) -> Mention | None:
        """The longest mention that holds an offset."""
        low, high = bisect_left(self._starts, offset - self._longest), bisect_right(self._starts, offset)
        over = [mention for mention in self.mentions[low:high] if offset < mention.span.end]
        return max(over, key=lambda mention: len(mention.span), default=None)

    def entity(self, entity_id: str) -> Entity:
        """The entity of an id; KeyError if there is none."""
        return self._by_id[entity_id]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _longest(self) -> int:
        return max((len(mention.span) for mention in self.mentions), default=0)

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}


@dataclass(frozen=True, slots=True)
class Layers:
    """What is known of a text before its claims are read, ``arcs`` and ``proposals`` sentence by sentence.

    ``arcs`` are the trees, where a parser has read them; ``proposals`` what the learned heads see, where there are such.
    """

    frame: Frame
    mentions: MentionLayer
    dates: tuple[DateMention, ...]
    arcs: tuple[tuple[Arc, ...], ...] = ()
    proposals: tuple[tuple[Proposal, ...], ...] = ()
