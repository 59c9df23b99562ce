"""Who a noun without a name is, by what follows: ضابطا يدعى فلان، فصيلا يسمي نفسه «كذا»، ابن عمه فلان."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import nationality, room_words, word_class
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType, Mention, MentionForm

_LONGEST = 5  # words and marks between a noun and the name that it is given: تطلق على نفسها اسم «
_BEARERS = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def named_by(tokens: Sequence[Token], head: int, end: int) -> Mention | None:
    """The name that a verb or noun of naming right behind a phrase without article gives it."""
    if tokens[head].word.article or tokens[head].word.pronoun or end >= len(tokens) or tokens[end].word.conjunction:
        return None
    if tokens[end].key not in room_words("verbs", "naming") | room_words("nouns", "naming"):
        return None
    for token in tokens[end + 1 : end + 1 + _LONGEST]:
        inside = token.inside
        marked = tokens[token.index - 1].word.text in {'"', "«", "“"}
        if inside is not None and inside.type in _BEARERS and (inside.form is MentionForm.NAME or marked):
            return inside
        if token.pos is not Pos.MARK and token.key not in room_words("between", "naming"):
            return None
    return None


def of_own_kin(tokens: Sequence[Token], head: int) -> bool:
    """ابن عمه، زوج ابنتها: behind a noun of kinship another with a clitic, so that a name behind them is the relative's own."""
    following = tokens[head + 1] if head + 1 < len(tokens) else None
    return following is not None and bool(following.word.pronoun) and following.key in word_class("words", "kin")


def attends(tokens: Sequence[Token], at: int) -> bool:
    """سائق النائب، محامي رجل الأعمال، طبيب الفلسطينية: who attends on somebody with a title, so that a name behind them is that one's."""
    first, second = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if first.key not in room_words("attendants", "naming") or first.word.article or first.word.pronoun or second is None:
        return False
    if second.pos is not Pos.NOUN or second.word.preposition or second.word.conjunction:
        return False
    titled = any(second.key in word_class(name, "titles") for name in ("office", "occupation", "rank"))
    person = titled or second.key in word_class("people", "actors") or nationality(second.key) is not None
    return person and (second.word.article or (at + 2 < len(tokens) and tokens[at + 2].word.article))
