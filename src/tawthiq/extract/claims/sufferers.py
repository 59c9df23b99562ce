"""Whom a clitic on a verbal noun means (سجنه، اختفى بعد زيارته …): whose relative clause it is, and nobody where two could be meant."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.reading import resolve
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.reference.model import PRONOUNS
from tawthiq.model import Argument, EntityType, MentionForm


def sufferer(scene: Scene, tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> Argument | None:
    """Who underwent what a noun with a clitic tells; None where the sentence names two people before it who agree."""
    told = told_of(scene, tokens, noun, clauses)
    if told is not None:
        return told
    referent = scene.discourse.pronoun(noun.word.pronoun, noun.word.start, noun.word.end)
    if referent is None or len(_agreeing(scene, tokens, noun)) > 1:
        return None
    return Argument(entity=referent.entity)


def told_of(scene: Scene, tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> Argument | None:
    """فلان الذي اختفى بعد زيارته …: inside a relative clause the one that it tells of, where he agrees."""
    clause = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    if clause is None or clause.opener != "relative" or clause.how != "antecedent" or clause.subject is None:
        return None
    between = tokens[clause.verb + 1 : noun.index]
    apart = any(token.pos is Pos.MARK or token.word.conjunction for token in between)
    if apart or PRONOUNS.get(noun.word.pronoun) != (clause.form.gender, "s"):
        return None
    if any(token.inside is not None and token.inside.type is EntityType.PERSON for token in between):
        return None
    found = resolve(scene, tokens, clause)
    return found.subject if found is not None and found.type is EntityType.PERSON else None


def _agreeing(scene: Scene, tokens: Sequence[Token], noun: Token) -> set[str]:
    """The people whom the sentence names before a noun and its clitic could mean."""
    gender, number = PRONOUNS.get(noun.word.pronoun, ("", ""))
    if number != "s":
        return set()
    named = (token.mention for token in tokens[: noun.index] if token.mention is not None)
    people = (m for m in named if m.type is EntityType.PERSON and m.form is MentionForm.NAME)
    return {m.entity for m in people if scene.discourse.agrees(m.entity, gender, number)}
