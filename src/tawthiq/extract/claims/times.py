"""Time of a claim: the dates of its clause, with the relation that the words before them give."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.asides import aside_end
from tawthiq.extract.claims.tokens import Pos, Token
from tawthiq.model import DateMention, Time, TimeRelation

_RELATIONS = {
    "بعد": TimeRelation.AFTER,
    "عقب": TimeRelation.AFTER,
    "اثر": TimeRelation.AFTER,
    "قبل": TimeRelation.BEFORE,
    "قبيل": TimeRelation.BEFORE,
    "منذ": TimeRelation.START,
    "حتي": TimeRelation.END,
    "خلال": TimeRelation.DURING,
    "اثناء": TimeRelation.DURING,
}
_REACH = 9  # tokens between بعد and the date of its masdar: بعد توليه رئاسة الوزراء في أيار 2020


def clause_times(tokens: Sequence[Token], start: int, end: int) -> tuple[Time, ...]:
    """The times of tokens ``[start, end)``; a date that directly follows belongs to them too."""
    found: list[Time] = []
    seen: set[int] = set()
    limit = end + 1 if end < len(tokens) and tokens[end].pos is Pos.DATE else end
    closed = -1  # the comma that closes an aside: its dates are not the clause's
    for i in range(_lead(tokens, start), min(limit, len(tokens))):
        date = tokens[i].date
        if i >= start and i > closed and tokens[i].word.text in {"،", ","}:
            closed = aside_end(tokens, i) or closed
        if date is None or i < closed or date.span.start in seen or (i > 0 and tokens[i - 1].word.text == "("):
            continue
        seen.add(date.span.start)
        found.append(Time(_relation(tokens, i, start, date), date.value, date.span))
    return tuple(found)


def _lead(tokens: Sequence[Token], start: int) -> int:
    """Dates that open the sentence before the clause: في أيلول 2016 عينتها …."""
    i = start
    while (
        i > 0
        and (tokens[i - 1].pos in {Pos.DATE, Pos.MARK} or (tokens[i - 1].pos is Pos.PREPOSITION and tokens[i].pos is Pos.DATE))
        and tokens[i - 1].word.text not in {".", "؟", ":", "؛", "!"}
    ):
        i -= 1
    return i


def _relation(tokens: Sequence[Token], at: int, start: int, date: DateMention) -> TimeRelation:
    for i in range(at - 1, max(start - 6, at - _REACH, -1), -1):
        token = tokens[i]
        if token.pos in {Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE} or token.word.text in {"،", "."}:
            break
        if token.key == "خلال" and i and tokens[i - 1].key == "من":
            continue  # من خلال is "by means of"
        if token.pos is Pos.PREPOSITION and token.key in _RELATIONS:
            return _RELATIONS[token.key]
    return TimeRelation.DURATION if date.value.startswith("P") and not date.value.endswith("REF") else TimeRelation.AT
