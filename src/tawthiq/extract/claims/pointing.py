"""When something was, told right behind it: اعتُقل فلان في بيروت، وكان ذلك عام 1976."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.scene import Draft
from tawthiq.extract.claims.times import clause_times
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.fold import fold

_STATES = frozenset({"occupation", "nationality", "has_trait", "open", "hopes_or_demands", "has_quantity"})
_OTHERS = ("nominal.", "family.", "epithet.", "description.")  # titles, and what a verb only tells in its own words
_DATE = 4  # tokens from ذلك to its date


def dated_behind(tokens: Sequence[Token], drafts: list[Draft]) -> list[Draft]:
    """The drafts, the last event before وكان ذلك with the date behind it."""
    for token in tokens:
        at = _date_of(tokens, token)
        if at is None:
            continue
        before = [d for d in drafts if d.trigger[0] < token.word.start and d.predicate not in _STATES and not d.rule.startswith(_OTHERS)]
        last = max((d.trigger for d in before), default=None)
        times = clause_times(tokens, token.index, at + 1)
        end = max((time.span.end for time in times if time.span is not None), default=0)
        drafts = [
            replace(d, time=times, evidence=(d.evidence[0], max(d.evidence[1], end))) if d.trigger == last and not d.time else d
            for d in drafts
        ]
    return drafts


def _date_of(tokens: Sequence[Token], token: Token) -> int | None:
    """Where the date behind وكان ذلك begins; None where no such words stand here."""
    lemmas = set(map(fold, token.verb.lemmas)) if token.verb is not None else set()
    at = token.index + 1
    if token.pos is not Pos.VERB or not lemmas & room_words("being_then", "times") or at >= len(tokens):
        return None
    if tokens[at].key not in room_words("pointing_back", "times") or not (token.word.conjunction or token.index == 0):
        return None
    return next((i for i in range(at + 1, min(len(tokens), at + _DATE)) if tokens[i].date is not None), None)
