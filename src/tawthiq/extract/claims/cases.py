"""What the endings of sound plurals say of who acts and who suffers: قتل المتظاهرين جنود، قتل الجنود المتظاهرين."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import word_class
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType

_SOUND = 5  # letters: in shorter words ين may be of the root
_SHORT = 2  # tokens behind the head of who acts: رجال الأمن


def in_accusative(token: Token) -> bool:
    """المتظاهرين: a sound plural of people with an article, which right behind a verb can only be an object."""
    if not token.word.article or token.word.preposition or not token.key.endswith("ين") or len(token.key) <= _SOUND:
        return False
    stem = token.key.removesuffix("ين")
    group = token.inside is not None and token.inside.type is EntityType.GROUP
    return group or (token.inside is None and (stem in word_class("people", "actors") or bool(participles(stem))))


def of_sufferers(tokens: Sequence[Token], start: int, last: Token, token: Token) -> bool:
    """قتل الجنود |المتظاهرين: behind a verb of harm a plural in ين is no adjective of the nominative before it."""
    verb = tokens[start - 1] if start else None
    if verb is None or verb.pos is not Pos.VERB or verb.trigger is None or "reversed" not in verb.trigger.flags:
        return False
    if verb.word.pronoun or (verb.word.conjunction and verb.index) or last.index - start > _SHORT or tokens[start].word.preposition:
        return False
    return not any(other.key.endswith("ين") for other in tokens[start : last.index + 1]) and in_accusative(token)
