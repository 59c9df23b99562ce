"""What somebody or something has: سيكون للقرار أثر، القرار كان له أثر، لدى فلان ثلاثة أولاد، ولها فروع في ….

A possessor under ل or لدى and an indefinite noun behind it, with كان or without a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawthiq.extract.claims.arguments import core_end
from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import room_words, word_class
from tawthiq.extract.claims.quantity import amount_in
from tawthiq.extract.claims.reading import Reading, drafted
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.subjects import is_counted
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, EntityType, MentionForm
from tawthiq.text.verbs import Tense, VerbForm

RULE = "possession"
_HAS = VerbForm(("كان",), Tense.PRESENT, 3, "m", "s")
_STOPS = frozenset({Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.CONJUNCTION, Pos.PRONOUN, Pos.MARK})
_LONGEST = 16  # tokens of what is had


@dataclass(frozen=True, slots=True)
class _Having:
    """Who has something, from which token on that is said, and the noun phrase of what is had."""

    owner: Argument
    start: int
    had: NounPhrase


def possession_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The drafts of one sentence."""
    for clause in clauses:
        found = _under_copula(scene, tokens, clause)
        if found is not None:
            yield from _told(scene, tokens, found, clause)
    for at in _openings(tokens):
        found = _without_verb(scene, tokens, at)
        if found is not None:
            clause = Clause(at, _HAS, None, found.start, found.had.end, how="before", rest=found.had.start)
            yield from _told(scene, tokens, found, clause)


def _under_copula(scene: Scene, tokens: Sequence[Token], clause: Clause) -> _Having | None:
    """سيكون للقرار أثر; القرار كان له أثر: between the verb and its indefinite subject stands whose it is."""
    noun = clause.subject
    if "copula" not in flags_of(clause) or noun is None or clause.how != "after":
        return None
    if noun.start < clause.verb + 2 or not _indefinite(tokens, noun):
        return None
    taken_up = bool(tokens[clause.verb + 1].word.pronoun) and clause.verb + 2 == noun.start
    fronted = _fronted(scene, tokens, clause.verb) if taken_up else None
    if fronted is not None:
        return _Having(*fronted, noun)
    owner = _owner(scene, tokens, clause.verb + 1, noun.start)
    return None if owner is None else _Having(owner, clause.verb, noun)


def _fronted(scene: Scene, tokens: Sequence[Token], verb: int) -> tuple[Argument, int] | None:
    """The noun right before the verb, which a clitic behind it takes up."""
    for start in range(max(0, verb - _FRONT), verb):
        opens = start == 0 or tokens[start - 1].pos in {Pos.COMPLEMENTISER, Pos.MARK} or tokens[start].word.conjunction
        phrase = noun_phrase(tokens, start) if opens and starts_phrase(tokens[start]) else None
        if phrase is not None and phrase.end == verb and not phrase.preposition:
            entity = scene.entity_for(tokens, phrase, acting=True)
            return None if entity is None else (Argument(entity=entity, span=scene.span(tokens, start, verb)), start)
    return None


_FRONT = 8  # tokens of a noun before its verb


def _openings(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a possessor can open a sentence without a verb: at its head, behind أن, or under و behind a comma."""
    for i, token in enumerate(tokens[:-2]):
        before = tokens[i - 1] if i else None
        opens = before is None or before.pos is Pos.COMPLEMENTISER or before.word.text in {"،", ",", ":", "؛", '"', "«", "“"}
        if (opens or token.word.conjunction == "و") and token.key in room_words("having", "possession") and token.pos is Pos.PREPOSITION:
            yield i


def _without_verb(scene: Scene, tokens: Sequence[Token], at: int) -> _Having | None:
    token = tokens[at]
    if token.key == "ل" and not token.word.pronoun:
        return None  # للقرار …: without a verb too many other things
    phrase = noun_phrase(tokens, at + 1) if not token.word.pronoun else None
    begin = at + 1 if phrase is None else phrase.end
    had = noun_phrase(tokens, begin) if begin < len(tokens) and not tokens[begin].word.conjunction else None
    if had is None or had.preposition or not _indefinite(tokens, had):
        return None
    if tokens[had.head].pos is not Pos.NOUN or tokens[had.start].pos is Pos.DATE:
        return None
    owner = _owner(scene, tokens, at, had.start)
    return None if owner is None else _Having(owner, at, had)


def _indefinite(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether neither article, clitic nor name makes a phrase definite."""
    words = tokens[phrase.start : phrase.end]
    named = any(token.inside is not None and token.inside.form is MentionForm.NAME for token in words)
    return not named and not any(token.word.article or token.word.pronoun for token in words)


def _owner(scene: Scene, tokens: Sequence[Token], at: int, end: int) -> Argument | None:
    """Who stands under the preposition at ``at``, if that is all up to ``end``."""
    token = tokens[at]
    if token.pos is Pos.PREPOSITION and token.key in room_words("having", "possession") and token.word.pronoun:
        found = scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end) if at + 1 == end else None
        return Argument(entity=found.entity) if found is not None else None
    clitic = token.word.preposition == "ل" and token.pos is Pos.NOUN
    if not clitic and not (token.pos is Pos.PREPOSITION and token.key in room_words("having", "possession")):
        return None
    phrase = noun_phrase(tokens, at if clitic else at + 1)
    if phrase is None or phrase.end != end:
        return None
    entity = scene.entity_for(tokens, phrase)
    return None if entity is None else Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end))


def _told(scene: Scene, tokens: Sequence[Token], found: _Having, clause: Clause) -> Iterator[Draft]:
    end = found.had.end
    while end < len(tokens) and end - found.had.start < _LONGEST and tokens[end].pos not in _STOPS:
        end += 1
    clause.start, clause.end = min(clause.start, found.start), end
    reading = Reading(scene, tokens, clause, found.owner, "المالك")
    person = scene.type_of(found.owner.entity) is EntityType.PERSON
    amount = amount_in(scene, tokens, found.had.start, found.had.end) if is_counted(tokens[found.had.start]) else None
    relatives = word_class("words", "kin") | room_words("relatives", "possession")
    kin = any(token.key in relatives for token in tokens[found.had.start : found.had.end])
    if person and kin:
        yield replace(drafted(reading, "family_of", found.owner, scene.phrase(tokens, found.had)), rule="predicate.family_of")
    elif amount is not None:
        yield replace(drafted(reading, "has_quantity", found.owner, amount), rule="verbal.has_quantity")
    else:
        words = scene.words(tokens, found.had.start, core_end(tokens, found.had.start, end))
        if words is not None and len((words.text or "").split()) > 1:
            yield replace(drafted(reading, "has_trait", found.owner, words), rule=RULE)
