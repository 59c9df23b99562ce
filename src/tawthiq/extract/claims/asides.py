"""Asides between commas: the main clause resumes behind them, and their dates and words are their own."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import starts_phrase
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.tokens import Pos, Token

_LONGEST = 20  # tokens of an aside; a relative clause that is longer rarely returns to the main one
_COMMAS = frozenset({"،", ","})
_STOPS = frozenset({".", "؛", ":", "؟", "!"})


def aside_end(tokens: Sequence[Token], comma: int) -> int | None:
    """The comma that closes an aside opened at ``comma``: المولود في بلدة، الذي درس هناك، وهو مهندس."""
    if comma + 2 >= len(tokens) or not _opens(tokens[comma + 1]):
        return None
    for i in range(comma + 2, min(comma + _LONGEST, len(tokens) - 1)):
        if tokens[i].word.text in _STOPS:
            return None
        if tokens[i].word.text in _COMMAS:
            return i
    return None


def resumed_at(tokens: Sequence[Token], comma: int) -> int | None:
    """Where the main clause goes on with a noun phrase behind an aside opened at ``comma``."""
    close = aside_end(tokens, comma)
    if close is None:
        return None
    following = tokens[close + 1]
    plain = starts_phrase(following) and not following.word.conjunction and not following.word.preposition
    return close + 1 if plain else None


def _opens(token: Token) -> bool:
    if token.pos is Pos.RELATIVE or (token.pos is Pos.PRONOUN and token.word.conjunction == "و"):
        return True
    return token.word.article and token.mention is None and bool(participles(token.key))
