"""Sentences without a verb whose subject is a noun: عمليات البحث مستمرة، إن الوضع تحت السيطرة، للمدينة تاريخ طويل."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.copulas import predicated
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.marked import judged_in_marks
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.reading import Reading
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType
from tawthiq.text.verbs import Tense, VerbForm

_COPULA = VerbForm(("كان",), Tense.PRESENT, 3, "m", "s")
_INSIDE = 2  # prepositional phrases between a subject and its predicate
_STOPS = frozenset({Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.CONJUNCTION, Pos.PRONOUN})
_ADJECTIVE = ("ي", "يه")


def predication_drafts(scene: Scene, tokens: Sequence[Token]) -> Iterator[Draft]:
    """What is said of the nouns that open a sentence without a verb, or stand under إنّ."""
    for at in _openings(tokens):
        subject = noun_phrase(tokens, at)
        if subject is None or subject.preposition or not (subject.definite or subject.entity is not None):
            continue
        found = _predicate(tokens, subject)
        if found is not None:
            yield from _said(scene, tokens, subject, found)


def _openings(tokens: Sequence[Token]) -> Iterator[int]:
    """Where the subject of a nominal sentence may stand: at the head, under إنّ and its like, or under و behind a comma."""
    if tokens:
        first = next((token.index for token in tokens if token.pos is not Pos.MARK and token.key not in {"لكن", "كما", "ثم"}), 0)
        yield first
    for token in tokens[:-1]:
        if token.pos is Pos.COMPLEMENTISER and not token.word.pronoun:
            yield token.index + 1
        elif token.index > 1 and token.word.conjunction == "و" and token.word.article and tokens[token.index - 1].word.text in {"،", ","}:
            yield token.index


def _predicate(tokens: Sequence[Token], subject: NounPhrase) -> int | None:
    """Where the predicate begins, or None where the noun goes on, or a verb tells of it."""
    at = subject.end
    if judged_in_marks(tokens, subject.start, at):
        return at + 1
    for _ in range(_INSIDE + 1):
        if at >= len(tokens):
            return None
        if _relative_at(tokens, at, subject):
            return at
        if _adjective_at(tokens, at, subject):
            return at
        token = tokens[at]
        if token.pos is not Pos.PREPOSITION or token.word.pronoun:
            return None
        inner = noun_phrase(tokens, at + 1)
        if inner is None or inner.preposition:
            return None
        if (
            token.key in room_words("places", "predication")
            and _ends(tokens, inner.end)
            and tokens[subject.start - 1].pos is Pos.COMPLEMENTISER
            and subject.start
        ):
            return at
        if token.key == "من" and tokens[inner.start].pos is Pos.QUANTIFIER and not tokens[inner.start].word.article:
            return at  # مصر من أكبر المستوردين
        at = inner.end
    return None


def _adjective_at(tokens: Sequence[Token], at: int, subject: NounPhrase) -> bool:
    """Whether an indefinite adjective or participle that agrees with the subject stands here; also غير with one."""
    token = tokens[at]
    if token.key == "غير" and at + 1 < len(tokens):
        behind = tokens[at + 1].word
        return tokens[at + 1].pos is Pos.NOUN and not (behind.article or behind.pronoun or behind.preposition or behind.conjunction)
    word = token.word
    if token.pos is not Pos.NOUN or word.article or word.pronoun or word.preposition or word.conjunction or token.inside is not None:
        return False
    if subject.number == "p" and tokens[subject.head].key.endswith("ون"):
        stem = token.key.removesuffix("ون")
        return stem != token.key and (bool(participles(stem)) or _shaped(stem))
    feminine = word.text.endswith("ة")
    bare = token.key.removesuffix("ه")
    shaped = bare in word_class("adjectives") or token.key.endswith(_ADJECTIVE)
    shaped = shaped or bool(participles(token.key)) or bool(participles(bare)) or _shaped(bare)
    wants = subject.gender == "f" or subject.number == "p"
    return shaped and feminine == wants and not word.text.endswith(("ا", "ً"))


def _relative_at(tokens: Sequence[Token], at: int, subject: NounPhrase) -> bool:
    """فلان صهر الوزير: behind a person a noun of kinship with whose relative he is, to the end of what is said."""
    token = tokens[at]
    free = token.pos is Pos.NOUN and not token.word.article and not token.word.preposition and not token.word.conjunction
    if at != subject.end or not free or token.key not in word_class("words", "kin") or subject.type is not EntityType.PERSON:
        return False
    whose = noun_phrase(tokens, at) if not token.word.pronoun or at + 1 >= len(tokens) else None
    end = whose.end if whose is not None else at + 1
    closed = end >= len(tokens) or tokens[end].pos is Pos.MARK
    return closed and (bool(token.word.pronoun) or (whose is not None and end > at + 1 and whose.definite))


def _shaped(bare: str) -> bool:
    """فاعل, فعيل and the participles with م."""
    return (len(bare) == 4 and (bare[1] == "ا" or bare[2] in "يو")) or (bare.startswith("م") and len(bare) >= 4)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether no verb follows in the same stretch: a predicate, and no adverbial of a verb behind it."""
    for token in tokens[at:]:
        if token.pos is Pos.MARK:
            return True
        if token.pos in _STOPS:
            return bool(token.word.conjunction)
    return True


def _said(scene: Scene, tokens: Sequence[Token], subject: NounPhrase, at: int) -> Iterator[Draft]:
    entity = scene.entity_for(tokens, subject)
    if entity is None:
        return
    end = at
    while end < len(tokens) and tokens[end].pos not in _STOPS | {Pos.MARK}:
        end += 1
    argument = Argument(entity=entity, span=scene.span(tokens, subject.start, subject.end))
    clause = Clause(at, _COPULA, None, subject.start, end, how="before", subject=subject, rest=at)
    reading = Reading(scene, tokens, clause, argument, "مبتدأ")
    marked = judged_in_marks(tokens, subject.start, subject.end)
    for draft in predicated(reading, at, end):
        yield replace(draft, rule="predication") if draft.rule.startswith("description.") and not marked else draft
