"""Complements behind a relative clause on the subject, where the parser sees them: أعلن المدير الذي حضر المؤتمر افتتاح …."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause, flags_of
from tawthiq.extract.claims.complements import read_complements
from tawthiq.extract.claims.roles import is_occupation, is_office
from tawthiq.extract.claims.token import Pos, Token

_SURE = 0.75  # of an arc: the parser's own share of right arcs over more than ten words on trees kept aside is near it
_REACH = 40  # tokens from a verb to a complement behind an aside
_COMPLEMENTS = frozenset({"obj", "obl", "iobj", "xcomp"})


def read_far(tokens: Sequence[Token], clause: Clause) -> None:
    """Read the complements on from where the parser sees the first, if none stands beside the verb and a relative clause lies between."""
    if clause.how == "after" and "copula" in flags_of(clause) and not clause.objects and not clause.prepositional:
        _read_predicate(tokens, clause)
        return
    if clause.how != "after" or clause.clitic or clause.content is not None or flags_of(clause) & {"copula", "aux"}:
        return
    if clause.prepositional or (clause.objects and not _behind_relative(tokens, clause.rest, clause.objects[0].start)):
        return
    start = clause.objects[0].start if clause.objects else _first(tokens, clause)
    if start is not None:
        clause.objects, clause.rest = [], start
        read_complements(tokens, clause, start)


def _read_predicate(tokens: Sequence[Token], clause: Clause) -> None:
    """كان الرجل الذي هاجر إلى كندا، صحافيا وناشطا: a predicate in the accusative behind a relative clause that commas close."""
    at = clause.rest + (clause.rest < len(tokens) and tokens[clause.rest].word.text in _COMMAS)
    if at >= len(tokens) or tokens[at].pos is not Pos.RELATIVE:
        return
    for i in range(at + 2, min(len(tokens), at + _REACH)):
        token = tokens[i]
        if token.pos is Pos.MARK and token.word.text not in _COMMAS:
            return
        if tokens[i - 1].word.text in _COMMAS and token.pos is Pos.NOUN and _accusative(token):
            clause.rest, clause.end = i, _stretch_end(tokens, i)
            return


_COMMAS = frozenset({"،", ","})
_OPENING = frozenset({Pos.VERB, Pos.RELATIVE, Pos.COMPLEMENTISER, Pos.SUBORDINATOR, Pos.MARK, Pos.PRONOUN})


def _accusative(token: Token) -> bool:
    """Whether a noun shows the tanwin of the accusative and stands free: صحافيا، مديرا."""
    word = token.word
    free = not (word.article or word.pronoun or word.preposition or word.conjunction) and token.inside is None
    role = is_occupation(token.key) or is_office(token.key)
    return free and (word.text.endswith(("اً", "ًا")) or (word.text.endswith("ا") and role))


def _stretch_end(tokens: Sequence[Token], start: int) -> int:
    return next((i for i in range(start + 1, len(tokens)) if tokens[i].pos in _OPENING), len(tokens))


def _behind_relative(tokens: Sequence[Token], low: int, high: int) -> bool:
    return any(token.pos is Pos.RELATIVE for token in tokens[low:high])


def _first(tokens: Sequence[Token], clause: Clause) -> int | None:
    """Where the first complement behind the relative clause begins."""
    relative = False
    for i in range(clause.rest, min(len(tokens), clause.verb + _REACH)):
        token = tokens[i]
        relative |= token.pos is Pos.RELATIVE
        arc = token.arc
        if not relative or arc is None or arc.head != clause.verb or arc.relation not in _COMPLEMENTS or arc.probability < _SURE:
            continue
        return i - 1 if tokens[i - 1].pos is Pos.PREPOSITION else i
    return None
