"""Where the fixed noun of a collocation stands in a clause."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.fixed import Collocation
from tawthiq.extract.claims.gravity import is_claimed, is_crime, is_event, is_grave
from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.roles import is_office, stems
from tawthiq.extract.claims.token import Pos, Token

_REACH = 14  # tokens between a verb and its fixed noun: a subject with its title stands between
_ENDS = frozenset({Pos.VERB, Pos.COMPLEMENTISER, Pos.RELATIVE, Pos.SUBORDINATOR})


def directed(clause: Clause) -> bool:
    """Whether a verb says from where or to where: رحل إلى المدينة is no death."""
    return any(item.preposition in {"الي", "من", "عن"} for item in clause.prepositional)


def filled(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a verb has an object or a length of time: قضى عطلته في …، قضى ثلاثة أيام في …."""
    return bool(clause.objects or clause.clitic) or any(token.pos is Pos.DATE for token in tokens[clause.verb + 1 : clause.end])


def site_of(tokens: Sequence[Token], clause: Clause, row: Collocation) -> int | None:
    """Where the fixed noun stands behind the verb; the verb itself where the row has none."""
    head = clause.verb
    if not row.nouns:
        return head
    for i in range(head + 1, min(clause.end, head + _REACH, len(tokens))):
        token = tokens[i]
        if token.pos in _ENDS:
            break
        if token.pos is not Pos.MARK and _names_it(tokens, i, row) and _stands(tokens, i, row.place):
            return None if _nested(clause, row, i) else i
    heads = [phrase.head for phrase in (*clause.objects, *(item.phrase for item in clause.prepositional if item.phrase is not None))]
    return next((i for i in heads if _names_it(tokens, i, row) and _stands(tokens, i, row.place)), None)


_WRONGS = {"+grave": is_grave, "+claimed": is_claimed}


def _names_it(tokens: Sequence[Token], at: int, row: Collocation) -> bool:
    """Whether a token is the fixed noun of a row; what is wrong by itself is read with its neighbours."""
    wrong = next((_WRONGS[noun] for noun in row.nouns if noun in _WRONGS), None)
    return wrong(tokens, at) if wrong is not None else is_one_of(tokens[at], row.nouns)


def _nested(clause: Clause, row: Collocation, at: int) -> bool:
    """شارك في التحقيق في جرائم …: what a noun behind the same preposition is about is not the verb's own."""
    if row.predicate != "complicit_in" or not row.place.startswith("@"):
        return False
    own = next((item for item in clause.prepositional if item.preposition == row.place[1:] and item.phrase is not None), None)
    return own is not None and own.phrase is not None and own.phrase.end <= at


def is_one_of(token: Token, nouns: frozenset[str]) -> bool:
    """Whether a token is one of the nouns: also in the accusative, and with ت for ة before a clitic (استقالته)."""
    if "+crime" in nouns:
        return is_crime(token)
    if "+event" in nouns:
        return is_event(token)
    if "+office" in nouns:
        return any(map(is_office, stems(token.key))) and token.inside is None and not token.word.article
    owned = token.key[:-1] + "ه" if token.word.pronoun and token.key.endswith("ت") else token.key
    misspelt = token.key[:-2] + "ه" if token.word.text.endswith("تة") else owned  # استقالتة
    return owned in nouns or misspelt in nouns or not nouns.isdisjoint(stems(token.key))


def _stands(tokens: Sequence[Token], at: int, place: str) -> bool:
    """Whether a noun stands where its row wants it: bare (O), or behind the preposition (@x)."""
    if not place:
        return True
    before = tokens[at - 1]
    free = before.pos is Pos.PREPOSITION and not before.word.pronoun
    if place.startswith("@"):
        wanted = place[1:]
        return tokens[at].word.preposition == wanted or (free and before.key == wanted)
    ground = before.key in room_words("grounds", "collocations") and not before.word.article  # على خلفية دعم آخرين للمتمردين
    return not tokens[at].word.preposition and not free and not ground
