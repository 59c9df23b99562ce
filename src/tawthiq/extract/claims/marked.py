"""Words in marks that are no name: what is said of a noun (المصنع «قنبلة موقوتة»), and what somebody calls something (ما سماه «كذا»)."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import MentionForm

_OPENING = frozenset({'"', "«", "“"})
_CLOSING = frozenset({'"', "»", "”"})
_LONGEST = 6  # tokens of a judgement in marks
_WHOSE = 8  # tokens between a verb of naming and the name: who names, with his titles


def closing(tokens: Sequence[Token], at: int) -> int | None:
    """The index of the mark that closes the words which a mark at ``at`` opens."""
    if at >= len(tokens) or tokens[at].word.text not in _OPENING:
        return None
    return next((i for i in range(at + 1, len(tokens)) if tokens[i].word.text in _CLOSING), None)


def judged_in_marks(tokens: Sequence[Token], start: int, at: int) -> bool:
    """أن المصنع «قنبلة موقوتة»، فلان: الموازنة «كارثية»: whether the marks hold what is said of the noun before, and no name that it bears.

    The noun has the article and opens a sentence without a verb; what is said is indefinite, and the clause ends with it.
    """
    close = closing(tokens, at)
    if close is None or not 1 < close - at <= _LONGEST + 1 or not _opens(tokens, start) or not tokens[at - 1].word.article:
        return False
    if tokens[at - 1].key in room_words("bear_names", "marked"):
        return False
    first, behind = tokens[at + 1], tokens[close + 1] if close + 1 < len(tokens) else None
    bare = first.key == "غير" or (first.pos is Pos.NOUN and not (first.word.article or first.word.pronoun or first.word.preposition))
    named = first.inside is not None and first.inside.form is MentionForm.NAME and first.inside.span.start >= first.word.start
    ended = behind is None or behind.pos is Pos.MARK or bool(behind.word.conjunction)
    return bare and not named and ended and all(t.pos is not Pos.VERB for t in tokens[at:close])


def _opens(tokens: Sequence[Token], start: int) -> bool:
    before = tokens[start - 1] if start else None
    return before is None or before.pos is Pos.COMPLEMENTISER or before.word.text == ":"


def label_behind(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ما سماه «كذا», ما وصفته الشرطة بـ«كذا», ما اعتبره تقصيرا: the words for the thing, from the index of ما; or None."""
    verb = at + 1
    if verb + 1 >= len(tokens) or tokens[at].key not in {"ما", "بما", "مما", "عما"}:
        return None
    if tokens[verb].key not in room_words("naming", "marked"):
        return None
    first = tokens[verb + 1]
    if first.pos is Pos.NOUN and first.inside is None and first.word.text.endswith(("ا", "ً")) and not first.word.article:
        end = _phrase_end(tokens, verb + 1)  # ما اعتبره تقصيرا, جدلا «عقيما»
        close = closing(tokens, end)
        return verb + 1, close if close is not None else end
    for i in range(verb + 1, min(len(tokens), verb + _WHOSE)):
        close = closing(tokens, i)
        if close is not None:
            return (i + 1, close) if close > i + 1 else None
        if tokens[i].pos is Pos.MARK or tokens[i].pos is Pos.VERB:
            return None
        if tokens[i].word.preposition == "ب" and tokens[i].pos is not Pos.PREPOSITION:
            return i, _phrase_end(tokens, i + 1)
    return None


def _phrase_end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].pos is Pos.NOUN and not tokens[at].word.conjunction and not tokens[at].word.preposition:
        at += 1
    return at
