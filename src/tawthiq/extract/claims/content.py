"""How far the words of what is wanted, needed or aimed at go."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token

_LONGEST = 24  # tokens of what is wanted
_ENDS = frozenset({"،", ",", ".", "؛", ":", "؟", "!", '"', "»", "”", "("})


def content_end(tokens: Sequence[Token], start: int, *, nominal: bool = False) -> int:
    """Where it ends: at a mark, a subordinate clause, a reason, another clause under ف, or the next need.

    ``nominal``: what is wanted is a verbal noun, so that a finite verb behind a definite noun is the sentence's own.
    """
    end = start + 1
    while end < len(tokens) and end - start < _LONGEST and tokens[end].word.text not in _ENDS:
        if _breaks(tokens[end]) or (nominal and _main_verb(tokens, end)):
            break
        end += 1
    return end


def _main_verb(tokens: Sequence[Token], at: int) -> bool:
    """جهود فلان لإقناع العمال فشلت: a verb right behind a definite noun, or under و."""
    if tokens[at].pos is Pos.PRONOUN and not tokens[at].word.conjunction:
        return True
    if tokens[at].pos is not Pos.VERB:
        return False
    before = tokens[at - 1]
    definite = before.pos is Pos.NOUN and (before.word.article or bool(before.word.pronoun) or before.inside is not None)
    return definite or tokens[at].word.conjunction == "و"


def _breaks(token: Token) -> bool:
    if token.pos in {Pos.SUBORDINATOR, Pos.CONJUNCTION} or (token.key in room_words("needs", "content") and token.word.conjunction):
        return True
    if token.pos is Pos.COMPLEMENTISER and token.word.text.startswith(("لأن", "ولأن")):
        return True
    if token.pos is Pos.COMPLEMENTISER and token.word.conjunction == "و" and not token.word.pronoun:
        return True  # وأن …: the next thing
    return token.word.conjunction == "ف" and (token.pos is Pos.VERB or token.key in room_words("so", "content"))
