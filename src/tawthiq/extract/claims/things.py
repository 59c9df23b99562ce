"""The things that a text has just told of, for pronouns to take up: nouns that no mention names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.hidden import of_people
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference import Noun

_BACK = 1  # sentences: a thing farther back is seldom taken up


def things_before(scene: Scene, offset: int) -> tuple[Noun, ...]:
    """The things of the sentence at an offset and of the one before, in order."""
    index = scene.layers.frame.sentence_at(offset)
    sentences = scene.tokens.sentences[max(0, index - _BACK) : index + 1]
    return tuple(noun for tokens in sentences for noun in _things(scene, tokens, offset))


def _things(scene: Scene, tokens: Sequence[Token], offset: int) -> Iterator[Noun]:
    at = 0
    while at < len(tokens) and tokens[at].word.start < offset:
        phrase = noun_phrase(tokens, at) if starts_phrase(tokens[at]) else None
        if phrase is not None and _names_a_thing(tokens, phrase):
            yield _noun(scene, tokens, phrase)
        at = phrase.end if phrase is not None and phrase.end > at else at + 1


def _names_a_thing(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """الهدنة، خطة جديدة; no day, no amount, nobody whom a mention names."""
    head = tokens[phrase.head]
    return phrase.entity is None and head.pos is Pos.NOUN and not phrase.quantified and head.key not in room_words("times", "description")


def _noun(scene: Scene, tokens: Sequence[Token], phrase: NounPhrase) -> Noun:
    head, place = tokens[phrase.head], scene.span(tokens, phrase.start, phrase.end)
    group = head.key in word_class("groups", "actors")
    people = group or of_people(head) or (phrase.number == "p" and not head.key.endswith("ات"))
    number = "p" if group else phrase.number
    made = partial(scene.entity_for, tokens, phrase, sure=True)
    return Noun(place.start, place.end, phrase.gender, number, _role(tokens, phrase), phrase.definite, people, made)


def _role(tokens: Sequence[Token], phrase: NounPhrase) -> str:
    """What a noun is by the word before it: behind a preposition, a verb, أن, nothing, or something else."""
    before = tokens[phrase.start - 1] if phrase.start else None
    if phrase.preposition or (before is not None and before.pos is Pos.PREPOSITION):
        return "complement"
    if before is None or before.pos in {Pos.COMPLEMENTISER, Pos.CONJUNCTION, Pos.SUBORDINATOR}:
        return "opening"
    return "behind a verb" if before.pos is Pos.VERB else "behind a mark" if before.pos is Pos.MARK else "other"
