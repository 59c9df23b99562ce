"""Events that are told in passing, by a noun of time with a clitic: حتى مقتله في الحرب، منذ وفاته، يوم اعتقاله."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.verbs import Tense


def in_passing(tokens: Sequence[Token], noun: Token, clauses: Sequence[Clause]) -> bool:
    """Whether a word of time brings a noun as something known to have happened; what is to last until then need not."""
    before = tokens[noun.index - 1] if noun.index else None
    if before is None or noun.word.conjunction or noun.word.preposition:
        return False
    if before.key in room_words("since", "passing"):
        return True
    if before.key not in room_words("until", "passing") | room_words("occasions", "passing"):
        return False
    governing = next((clause for clause in reversed(clauses) if clause.verb < noun.index), None)
    told = governing is None or (governing.form.tense is Tense.PAST and not governing.negated)
    return told or before.key in room_words("occasions", "passing")


def passing_at(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where behind ``start`` an event in passing begins: إدارة المصرف | حتى وفاته; ``end`` if none does."""
    words = room_words("since", "passing") | room_words("until", "passing")
    for i in range(start + 1, min(end, len(tokens) - 1)):
        following = tokens[i + 1]
        if tokens[i].pos is Pos.PREPOSITION and tokens[i].key in words and following.pos is Pos.NOUN and following.word.pronoun:
            return i
    return end


def past_dates(tokens: Sequence[Token], at: int) -> int:
    """The place behind the dates that stand here: لقائه | أمس الأحد | الوزير."""
    while at < len(tokens) - 1 and tokens[at].pos is Pos.DATE:
        at += 1
    return at
