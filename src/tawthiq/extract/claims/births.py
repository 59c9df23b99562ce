"""Births: وُلد فلان في بلدة سنة …، المولود في …، مسقط رأسه بلدة …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference.model import PRONOUNS
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


def birthplace_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """عاد إلى مسقط رأسه في بلدة كذا، مسقط رأس فلان مدينة كذا: the place beside the words for where somebody was born."""
    for token in tokens[:-1]:
        head = tokens[token.index + 1]
        if token.key != "مسقط" or head.key != "راس" or head.word.preposition:
            continue
        whose = None if head.word.pronoun else noun_phrase(tokens, head.index + 1)
        end = whose.end if whose is not None else head.index + 1
        person = scene.phrase(tokens, whose) if whose is not None else _bearer(scene, tokens, head, clauses)
        place = _beside(tokens, token.index, end)
        if person is None or place is None or scene.type_of(person.entity) is not EntityType.PERSON:
            continue
        evidence = scene.range(tokens, min(token.index, place.start), max(end, place.end))
        trigger = (token.word.core_start, head.word.end)
        yield Draft("life.birthplace", "born_in", person, scene.phrase(tokens, place), evidence, trigger)


def _bearer(scene: Scene, tokens: Sequence[Token], head: Token, clauses: Sequence[Clause]) -> Argument | None:
    """Whom the clitic means: who does what the sentence's verb tells, where he agrees; else somebody before."""
    gender, number = PRONOUNS.get(head.word.pronoun, ("", ""))
    clause = next((clause for clause in reversed(clauses) if clause.verb < head.index), None)
    doer = scene.subjects.get(tokens[clause.verb].word.core_start) if clause is not None else None
    if doer is not None and doer.entity is not None and scene.discourse.agrees(doer.entity, gender, number):
        return Argument(entity=doer.entity)
    referent = scene.discourse.pronoun(head.word.pronoun, head.word.start, head.word.end)
    return Argument(entity=referent.entity) if referent is not None else None


def _beside(tokens: Sequence[Token], start: int, end: int) -> NounPhrase | None:
    """The place right behind, over a comma, في or a copula; else right before a comma."""
    at = end
    while at < len(tokens) and (tokens[at].word.text in _COMMAS or tokens[at].key in {"في", "هو", "هي"}):
        at += 1
    behind = noun_phrase(tokens, at) if at < len(tokens) and at - end < _BETWEEN else None
    if behind is not None and any(t.inside is not None and t.inside.type is EntityType.PLACE for t in tokens[behind.start : behind.end]):
        return behind
    last = start - 2 if start > 1 and tokens[start - 1].word.text in _COMMAS else -1
    name = tokens[last].inside if last >= 0 else None
    if name is None or name.type is not EntityType.PLACE:
        return None
    first = next(token.index for token in tokens if token.inside is name)
    return noun_phrase(tokens, first, last + 1)


_COMMAS = frozenset({"،", ","})
_BETWEEN = 3  # tokens from مسقط رأسه to its name
