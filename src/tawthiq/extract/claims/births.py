"""Births: وُلد فلان في بلدة سنة …، المولود في …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import Argument, DateMention, EntityType, Time, TimeRelation

_LONGEST = 14  # tokens behind the verb that can name place and date


def clause_births(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """Place and date of the births that one sentence's finite verbs tell of; either may be missing."""
    for clause in clauses:
        if clause.trigger is None or clause.trigger.lemma != "ولد" or clause.negated:
            continue
        found = resolve(scene, tokens, clause)
        if found is None or found.type not in {EntityType.PERSON, None} or found.subject.entity is None:
            continue
        start = clause.subject.start if clause.subject is not None and clause.how == "before" else clause.verb
        end = min(len(tokens), max(clause.end, clause.verb + _LONGEST))
        yield from birth_drafts(scene, tokens, found.subject, start, clause.verb, end)


def birth_drafts(
    scene: Scene,
    tokens: Sequence[Token],
    subject: Argument,
    start: int,
    verb: int,
    end: int,
) -> Iterator[Draft]:
    """Place and date of a birth behind its verb or participle."""
    trigger = (tokens[verb].word.core_start, tokens[verb].word.end)
    place: NounPhrase | None = None
    date: DateMention | None = None
    stop = verb + 1
    for i in range(verb + 1, end):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER} or token.word.text in {".", "،"}:
            break
        stop = i + 1
        if token.date is not None and date is None:
            date = token.date
        following = noun_phrase(tokens, i + 1) if token.pos is Pos.PREPOSITION and token.key == "في" else None
        if place is None and following is not None and tokens[i + 1].pos is not Pos.DATE:
            place = following
        if place is None and token.word.preposition == "ب" and token.pos is Pos.NOUN:
            place = noun_phrase(tokens, i)
    evidence = scene.range(tokens, start, stop)
    if place is not None:
        yield Draft("life.born_in", "born_in", subject, scene.phrase(tokens, place), evidence, trigger)
    if date is not None:
        item = Argument(span=date.span, value=date.value)
        yield Draft("life.born_on", "born_on", subject, item, evidence, trigger, {}, (Time(TimeRelation.AT, date.value, date.span),))
