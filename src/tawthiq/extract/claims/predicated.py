"""A verb joined to a sentence without one: أن الرسام هاو ولا ينتسب إلى نقابة. Whose quality it is is who does it, and not who says so."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.chunk import NounPhrase, noun_phrase, starts_phrase
from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.text.verbs import Tense

_OPENING = frozenset({'"', "«", "“"})
_LONGEST = 16  # tokens from the noun to the joined verb
_BREAKS = frozenset({Pos.VERB, Pos.RELATIVE, Pos.SUBORDINATOR, Pos.COMPLEMENTISER})


def described_before(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> NounPhrase | None:
    """The subject of the verbless sentence that a verb is joined to, where one stands between it and the verb before."""
    if clause.opener != "coordinate" or clause.form.person != _THIRD or clause.subject_pronoun or clause.auxiliary is not None:
        return None
    if clause.form.tense is Tense.PAST or "say" in flags_of(clause):
        return None  # قال إن الوضع جيد وأضاف: a past verb goes on with who spoke
    start = _opening(tokens, clause, clauses)
    if start is None or not starts_phrase(tokens[start]) or tokens[start].pos is Pos.DATE or tokens[start].word.preposition:
        return None
    mark = next((i for i in range(start + 1, clause.start) if tokens[i].word.text in _OPENING), None)
    noun = noun_phrase(tokens, start, mark)  # الرسام فلان «هاو» ولا ينتسب إلى نقابة
    fits = noun is not None and noun.definite and noun.number == clause.form.number and noun.gender == clause.form.gender
    return noun if noun is not None and fits and _told_of(tokens, noun.end, clause.start) else None


_THIRD = 3


def _opening(tokens: Sequence[Token], clause: Clause, clauses: Sequence[Clause]) -> int | None:
    """Where the verbless sentence begins: behind أن or إن, or at the head of a sentence that has had no verb."""
    for at in range(clause.start - 1, max(-1, clause.start - _LONGEST), -1):
        if tokens[at].pos is Pos.COMPLEMENTISER:
            return at + 1 if not tokens[at].word.pronoun else None
        if tokens[at].pos in _BREAKS:
            return None
    return 0 if clause.start < _LONGEST and not clauses else None


def _told_of(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words without article stand here as what is said of the noun before: هاو، «هاو»، متقاعد منذ سنة."""
    while start < end and tokens[start].word.text in _OPENING:
        start += 1
    if start >= end or tokens[start].pos is not Pos.NOUN:
        return False
    first = tokens[start].word
    return not (first.article or first.pronoun or first.conjunction or first.preposition) and tokens[start].inside is None
