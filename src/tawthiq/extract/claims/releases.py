"""Releases: told as done by a verb before their noun; and who goes out of a prison and was never held there."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.token import Pos, Token


def told_free(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a verb that tells a release as done stands before its bare noun, with at most a subject between."""
    before = tokens[max(0, noun.index - _TOLD) : noun.index]
    verbs = [token for token in before if token.pos is Pos.VERB]
    return bool(verbs) and verbs[-1].key in room_words("releasing", "collocations") and not noun.word.preposition


_TOLD = 6  # tokens from such a verb to its noun: a subject of five words stands between


def works_there(words: Sequence[Token]) -> bool:
    """خرج المحامي من السجن بعد لقاء موكله، غادر السجن بعد نوبته: whoever works or visits there was not held."""
    return any(stem in room_words("going_in", "collocations") for token in words for stem in stems(token.key))
