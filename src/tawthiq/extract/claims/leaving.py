"""An office that is left by a clitic: تولى رئاسة المصرف في أيار وغادرها في كانون، ترأست الجمعية ثم استقالت منها."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawthiq.extract.claims.arguments import core_end
from tawthiq.extract.claims.chunk import NounPhrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.reading import drafted, resolve
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.extract.claims.token import Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_GENDER = {"ه": "m", "ها": "f"}
_HOLDING = frozenset({"office", "leads", "gain"})  # flags of verbs whose object is an office or the body that is led
_FROM = frozenset({"من", "عن"})


def leaving_drafts(scene: Scene, tokens: Sequence[Token], clauses: Sequence[Clause]) -> Iterator[Draft]:
    """The offices of one sentence that a later verb's clitic takes up and leaves."""
    for index, clause in enumerate(clauses):
        pronoun = _left_pronoun(clause)
        office = _held_before(clauses[:index], pronoun) if pronoun else None
        if office is None:
            continue
        held, phrase = office
        holder, leaver = resolve(scene, tokens, held), resolve(scene, tokens, clause)
        if holder is None or leaver is None or leaver.type is not EntityType.PERSON or holder.subject.entity != leaver.subject.entity:
            continue
        words = scene.words(tokens, phrase.start, core_end(tokens, phrase.start, max(held.end, phrase.end)))
        if words is not None:
            yield replace(drafted(leaver, "left_position", leaver.subject, words), rule="leaving.clitic")


def _left_pronoun(clause: Clause) -> str:
    """The clitic of what is left: غادرها، استقال منها."""
    lemmas = {fold(lemma) for lemma in clause.form.lemmas} | ({fold(clause.trigger.lemma)} if clause.trigger else set())
    going = any(item.preposition == "الي" for item in clause.prepositional)  # غادرتها إلى لندن: a city
    if lemmas & room_words("leaving", "leaving") and not clause.objects and not going:
        return clause.clitic
    if lemmas & room_words("resigning", "leaving"):
        return next((item.pronoun for item in clause.prepositional if item.preposition in _FROM and item.pronoun), "")
    return ""


def _held_before(clauses: Sequence[Clause], pronoun: str) -> tuple[Clause, NounPhrase] | None:
    """The clause nearest before that gives an office to its subject, with the office's noun where the clitic agrees with it."""
    for clause in reversed(clauses):
        if flags_of(clause) & _HOLDING and clause.objects:
            phrase = clause.objects[0]
            fits = phrase.gender == _GENDER.get(pronoun) and phrase.type is not EntityType.PERSON
            return (clause, phrase) if fits else None
    return None
