"""Asides between commas: the main clause resumes behind them, and their dates and words are their own."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import starts_phrase
from tawthiq.extract.claims.participles import participles
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.fold import fold

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
    """Where the main clause goes on behind an aside opened at ``comma``: with a noun phrase, or behind a relative with a preposition."""
    close = aside_end(tokens, comma)
    if close is None:
        return None
    following = tokens[close + 1]
    governed = following.pos is Pos.PREPOSITION and not following.word.pronoun
    plain = starts_phrase(following) and not following.word.preposition
    return close + 1 if (plain or governed) and not following.word.conjunction else None


def circumstance_end(tokens: Sequence[Token], comma: int) -> int | None:
    """Where the main clause goes on behind a circumstance between commas: يواجه البلد، منذ إغلاق المصافي، نقصا …؛ حصل، بعد فوزه، على …."""
    if comma + 2 >= len(tokens) or not _circumstance(tokens[comma + 1]):
        return None
    for i in range(comma + 2, min(comma + _SHORT, len(tokens) - 1)):
        token = tokens[i]
        if token.word.text in _COMMAS:
            return i + 1 if _resumes(tokens[i + 1]) else None
        if token.pos in _CLAUSES or token.word.text in _STOPS:
            return None
    return None


_SHORT = 12  # tokens of a circumstance; what is longer is rather a list, or a clause of its own
_CLAUSES = frozenset({Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.PRONOUN})


def _circumstance(token: Token) -> bool:
    """Whether a preposition with a noun opens here, by itself or as a clitic: منذ …، في …، بحضور …، لليوم الثالث."""
    if token.word.conjunction or token.word.pronoun:
        return False
    return token.pos is Pos.PREPOSITION or (token.pos in {Pos.NOUN, Pos.DATE} and token.word.preposition in {"ب", "ل"})


def _resumes(token: Token) -> bool:
    """Whether the main clause can go on here: a noun phrase, or the preposition that its verb asks for."""
    if token.word.conjunction:
        return False
    return starts_phrase(token) or (token.pos is Pos.PREPOSITION and not token.word.pronoun)


_CITING = frozenset({"بحسب", "حسب", "وفق", "وفقا", "طبقا", "نقلا", "استنادا", "حسبما", "وفقما"})


def behind_source(tokens: Sequence[Token], comma: int) -> int | None:
    """غادر فلان، بحسب علان، إلى كذا: where the clause goes on behind a source between commas."""
    if comma + 2 >= len(tokens) or fold(tokens[comma + 1].word.text) not in _CITING:
        return None
    for i in range(comma + 2, min(comma + _LONGEST, len(tokens) - 1)):
        if tokens[i].word.text in _STOPS:
            return None
        if tokens[i].word.text in _COMMAS:
            following = tokens[i + 1]
            goes_on = following.pos in {Pos.PREPOSITION, Pos.DATE} or starts_phrase(following)
            return i + 1 if goes_on and not following.word.conjunction else None
    return None


def _opens(token: Token) -> bool:
    if token.pos is Pos.RELATIVE or (token.pos is Pos.PRONOUN and token.word.conjunction == "و"):
        return True
    return token.word.article and token.mention is None and bool(participles(token.key))
