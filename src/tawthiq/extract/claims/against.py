"""Whom harm befalls that stands under a preposition of direction: لم يسجل أي اعتداء بحق فلان، محاولة اغتيال ضد فلان."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.lexicon import Trigger, room_words
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.times import noun_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType

_SUFFERED = frozenset({"killed_in", "attacked_in", "arrested"})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_NEAR = 3  # tokens between the noun and its preposition: توقيف تعسفي جديد بحق


def against_drafts(scene: Scene, tokens: Sequence[Token], noun: Token, trigger: Trigger) -> Iterator[Draft]:
    """The draft of one verbal noun without a genitive whose sufferer stands under بحق or ضد."""
    phrase = _sufferer(tokens, noun.index) if trigger.predicate in _SUFFERED and trigger.subject == "O" else None
    entity = scene.entity_for(tokens, phrase) if phrase is not None and not _sentenced(tokens, noun) else None
    if phrase is None or entity is None or scene.type_of(entity) not in _PEOPLE:
        return
    tried = bool(noun.index) and tokens[noun.index - 1].key in room_words("attempts", "against")
    predicate = "attacked_in" if tried and trigger.predicate == "killed_in" else trigger.predicate
    start = noun.index - 1 if tried else noun.index
    target = Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))
    words = scene.words(tokens, start, noun.index + 1)
    evidence = (_clause_start(tokens, start), tokens[phrase.end - 1].word.end)
    times = noun_times(tokens, noun.index, min(len(tokens), phrase.end + _NEAR))
    at = (noun.word.core_start, noun.word.end)
    qualifiers = {"attempt": True} if tried else {}
    yield Draft(f"masdar.{predicate}", predicate, target, words, evidence, at, qualifiers, times, ("مصدر",))


def _sentenced(tokens: Sequence[Token], noun: Token) -> bool:
    """الإعدام بحق فلان، حكم إعدام بحق فلان: a penalty, and nobody need have undergone it."""
    before = tokens[noun.index - 1] if noun.index else None
    return bool(noun.word.article) or (before is not None and before.key in room_words("penalties", "against"))


def _sufferer(tokens: Sequence[Token], noun: int) -> NounPhrase | None:
    for i in range(noun + 1, min(len(tokens) - 1, noun + 1 + _NEAR)):
        token = tokens[i]
        if token.pos not in {Pos.NOUN, Pos.PREPOSITION} or token.word.conjunction:
            return None
        if token.key in room_words("bare", "against") and not token.word.pronoun:
            return noun_phrase(tokens, i + 1)
        right = token.key in room_words("right", "against")
        if right and (token.word.preposition == "ب" or (tokens[i - 1].key == "في" and tokens[i - 1].pos is Pos.PREPOSITION)):
            return noun_phrase(tokens, i + 1)
        if token.pos is Pos.PREPOSITION and token.key != "في":
            return None
    return None


def _clause_start(tokens: Sequence[Token], at: int) -> int:
    """Where the verb of happening begins that the noun belongs to, with its negation: لم يسجل أي …; else the noun."""
    first = at
    for i in range(at - 1, max(-1, at - 4), -1):
        if tokens[i].pos not in {Pos.QUANTIFIER, Pos.VERB, Pos.NEGATOR}:
            break
        first = i
    return tokens[first].word.core_start
