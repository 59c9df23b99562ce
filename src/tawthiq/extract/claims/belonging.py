"""Whose action a verbal noun is: its clitic's, or what stands in إضافة behind it."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.ground import judged_for
from tawthiq.extract.claims.offices import meant
from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.sufferers import sufferer, told_of
from tawthiq.extract.claims.token import Token
from tawthiq.model import Argument


def owner_of(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause], *, told: bool) -> tuple[Argument, int] | None:
    """Whose action it is, or who suffers it: the clitic, or what stands in إضافة.

    ``told``: he does it himself, so that a clitic before the sentence's verb means that verb's subject (بعد لقائه …، قال فلان).
    """
    if token.word.pronoun:
        judged = judged_for(scene, tokens, token, clauses)
        if judged is not None:
            return judged, token.index + 1
        found = _clitic(scene, tokens, token, clauses, told=told)
        return (found, token.index + 1) if found is not None else None
    if token.word.article:
        return None
    phrase = noun_phrase(tokens, token.index + 1)
    if phrase is None or phrase.preposition or tokens[phrase.start].word.conjunction:
        return None
    entity = scene.entity_for(tokens, phrase, acting=bool(tokens[phrase.head].word.pronoun))  # مقتل زميله
    if entity is None:
        return None
    return Argument(entity=entity, span=scene.span(tokens, phrase.start, phrase.end)), phrase.end


def _clitic(scene: Scene, tokens: Sequence[Token], token: Token, clauses: Sequence[Clause], *, told: bool) -> Argument | None:
    """Whom the clitic of a verbal noun means; whom harm befell only where nobody else of the sentence could be meant."""
    inside = told_of(scene, tokens, token, clauses)
    if inside is not None:
        return inside
    if told or scene.discourse.pronoun(token.word.pronoun, token.word.start, token.word.end) is None:
        return meant(scene, tokens, token, clauses)
    return sufferer(scene, tokens, token, clauses)
