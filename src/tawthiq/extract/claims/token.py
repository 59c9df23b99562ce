"""A token: a word of a sentence with its part of speech, and what mentions, dates and the tree say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from tawthiq.encoder import Arc
from tawthiq.extract.claims.lexicon import Trigger
from tawthiq.model import DateMention, Mention
from tawthiq.text.verbs import VerbForm
from tawthiq.text.words import Word


class PartOfSpeech(IntEnum):
    """Parts of speech as far as the argument finder needs them."""

    NOUN = 0
    VERB = 1
    PREPOSITION = 2
    COMPLEMENTISER = 3
    SUBORDINATOR = 4
    RELATIVE = 5
    NEGATOR = 6
    PRONOUN = 7
    DEMONSTRATIVE = 8
    PARTICLE = 9
    QUANTIFIER = 10
    CONJUNCTION = 11
    NUMBER = 12
    MARK = 13
    DATE = 14


class Pos:
    """The same parts of speech as plain attributes: asked for 25,000 times an article, an enumeration takes eight times as long."""

    NOUN: Final = PartOfSpeech.NOUN
    VERB: Final = PartOfSpeech.VERB
    PREPOSITION: Final = PartOfSpeech.PREPOSITION
    COMPLEMENTISER: Final = PartOfSpeech.COMPLEMENTISER
    SUBORDINATOR: Final = PartOfSpeech.SUBORDINATOR
    RELATIVE: Final = PartOfSpeech.RELATIVE
    NEGATOR: Final = PartOfSpeech.NEGATOR
    PRONOUN: Final = PartOfSpeech.PRONOUN
    DEMONSTRATIVE: Final = PartOfSpeech.DEMONSTRATIVE
    PARTICLE: Final = PartOfSpeech.PARTICLE
    QUANTIFIER: Final = PartOfSpeech.QUANTIFIER
    CONJUNCTION: Final = PartOfSpeech.CONJUNCTION
    NUMBER: Final = PartOfSpeech.NUMBER
    MARK: Final = PartOfSpeech.MARK
    DATE: Final = PartOfSpeech.DATE


_UNREAD = object()  # a token whose noun phrase has not been looked for


@dataclass(slots=True)
class Token:
    """A word of one sentence. ``mention`` is the outermost mention that begins here, ``inside`` one that holds it.

    ``verb`` and ``trigger`` are set for finite verbs; ``arc`` is its place in the sentence's tree, if there is one; ``phrase`` keeps
    the noun phrase that begins here once it is read. ``key`` is the folded stem of its word: every room asks for it of every token.
    """

    index: int
    word: Word
    pos: PartOfSpeech
    verb: VerbForm | None = None
    trigger: Trigger | None = None
    mention: Mention | None = None
    inside: Mention | None = None
    date: DateMention | None = None
    arc: Arc | None = None
    phrase: object = _UNREAD
    key: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.key = self.word.key

    def respell(self, word: Word) -> None:
        """Puts another reading of its letters in place of the word."""
        self.word, self.key = word, word.key

    @property
    def unread(self) -> bool:
        """Whether nobody has looked for a noun phrase here."""
        return self.phrase is _UNREAD
