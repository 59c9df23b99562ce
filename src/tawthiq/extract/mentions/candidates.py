"""Candidates: stretches of a sentence's tokens that may be mentions, before references are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawthiq.extract.mentions.tokens import Token, raw
from tawthiq.extract.mentions.vocabulary import word_set
from tawthiq.model import EntityType, MentionForm, SourceKind

VERSION = "mentions@2"
"""What ``made_by`` says of the rules."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``last`` (end-exclusive) of a sentence. ``start`` and ``end`` are offsets of the text.

    ``key`` are the folded words without article that names are compared by; ``head`` is the lemma of a nominal's head
    noun, ``gender`` its gender; ``definite`` tells whether it can refer back; ``code`` is a place's country. ``rule`` is empty
    for what the model alone found; ``model`` (name@version) and its ``probability`` are there if it found these words too.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    type: EntityType
    form: MentionForm
    rule: str
    key: tuple[str, ...]
    head: str = ""
    gender: str = ""
    definite: bool = True
    kind: SourceKind = SourceKind.NAMED
    code: str = ""
    model: str = ""
    probability: float = 0.0

    @property
    def made_by(self) -> str:
        """The rule, the model with its probability, or both."""
        rule = f"rule:{self.rule}/{VERSION}" if self.rule else ""
        model = f"{self.model} {self.probability:.2f}" if self.model else ""
        return " + ".join(filter(None, (rule, model)))


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence with the names that were found in it (by index of their first token).

    ``bodies``: where an organisation can begin by its form, once that is known.
    """

    index: int
    tokens: tuple[Token, ...]
    names: dict[int, Candidate] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    bodies: tuple[int, ...] | None = None

    def add(self, candidate: Candidate) -> None:
        """Note a name, so that later grammars see it as one unit."""
        if candidate.form is not MentionForm.NAME:
            return
        for index in range(candidate.first, candidate.last):
            inner = self.names.get(index)
            if inner is not None and inner.last <= candidate.last and swallows(candidate, inner):
                del self.names[index]
        self.names[candidate.first] = candidate
        self.inside.update(range(candidate.first, candidate.last))

    def remove(self, candidate: Candidate) -> None:
        """Take a name back."""
        if self.names.get(candidate.first) is candidate:
            del self.names[candidate.first]
            self.inside.difference_update(range(candidate.first, candidate.last))


def swallows(outer: Candidate, inner: Candidate) -> bool:
    """Whether a name inside another is no mention of its own: دمشق in جامعة دمشق; but كوردستان in حكومة كوردستان is."""
    if outer.type is EntityType.PERSON and inner.head == "city":
        return True  # a surname that is a town's name as well
    if outer.type is EntityType.ORGANIZATION:
        return inner.type is not EntityType.ORGANIZATION and outer.head not in word_set("of_places")
    return outer.type is inner.type


def _key(token: Token, type_: EntityType) -> str:
    """The folded word; names of persons end in letters that look like pronouns (برزاني)."""
    return raw(token.word) if token.word.pronoun and token.plain and type_ is EntityType.PERSON else token.key


def make(  # noqa: PLR0913
    sentence: Sentence,
    first: int,
    last: int,
    type_: EntityType,
    form: MentionForm,
    rule: str,
    *,
    start: int | None = None,
    head: str = "",
    gender: str = "",
    definite: bool = True,
    kind: SourceKind = SourceKind.NAMED,
    code: str = "",
) -> Candidate:
    """A candidate over tokens, from the core of the first word to the core of the last."""
    tokens = sentence.tokens
    key = tuple(_key(token, type_) for token in tokens[first:last] if not token.mark)
    begin = tokens[first].word.core_start if start is None else start
    return Candidate(
        sentence.index, first, last, begin, tokens[last - 1].word.end, type_, form, rule, key, head, gender, definite, kind, code
    )
