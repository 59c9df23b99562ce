"""Which nouns name a wrong by themselves, and which only by what stands behind them: عملية اغتيال، عملية إنقاذ."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.model import EntityType
from tawthiq.text.fold import fold

_BEHIND = 3  # tokens that can tell of what kind a deed is: عملية نقل أسلحة مهربة
_BODIES = frozenset({EntityType.PERSON, EntityType.GROUP})
_AGAINST = frozenset({"علي", "ضد"})


@cache
def charge_words(name: str) -> frozenset[str]:
    """The folded words of a class of ``data/charges.toml``."""
    table = tomllib.loads(files("tawthiq.extract.claims").joinpath("data/charges.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table[name].split())


def is_crime(token: Token) -> bool:
    """Whether a noun names what people are charged with."""
    return token.pos is not Pos.VERB and not charge_words("crimes").isdisjoint(stems(token.key))


def is_event(token: Token) -> bool:
    """Whether a noun names what people die in."""
    return token.pos is not Pos.VERB and not charge_words("events").isdisjoint(stems(token.key))


def is_grave(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun names a wrong, also behind a verb that tells of good deeds as well: شارك في …، ساهم في …."""
    return is_crime(tokens[at]) and (not _listed(tokens[at], "doubtful") or _worsened(tokens, at))


def is_claimed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun names what a body owns to or stands behind: an attack always, what is doubtful only bare (تبنت العملية)."""
    token = tokens[at]
    if is_grave(tokens, at) or (is_crime(token) and _listed(token, "attacks")):
        return True
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return is_crime(token) and token.word.article and (behind is None or behind.pos is not Pos.NOUN)


def is_crime_named(tokens: Sequence[Token], start: int, *, grave: bool = False) -> bool:
    """Whether the words that begin at an offset name a crime; ``grave``: one that is wrong also behind a neutral verb."""
    at = [token.index for token in tokens if start in {token.word.core_start, token.word.start}]
    return any(is_claimed(tokens, i) if grave else is_crime(tokens[i]) for i in at)


def _listed(token: Token, name: str) -> bool:
    return not charge_words(name).isdisjoint(stems(token.key))


def _worsened(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a doubtful deed makes it a wrong: whom it kills, whom it strikes, what is traded, an adjective."""
    behind = tokens[at + 1 : at + 1 + _BEHIND]
    if behind and _against(behind[0]) and _listed(tokens[at], "attacks"):
        return len(behind) > 1 and behind[1].pos is Pos.NOUN
    direct = behind[0] if behind and behind[0].pos is Pos.NOUN and not behind[0].word.preposition else None
    if direct is None:
        return False
    if not _listed(tokens[at], "dealings") and (_listed(direct, "grave") or (is_crime(direct) and not _listed(direct, "doubtful"))):
        return True
    if _listed(tokens[at], "killings") and _names(direct, _BODIES):
        return True
    return any(_listed(token, "wrongful") for token in takewhile(lambda t: t.pos is Pos.NOUN and not t.word.preposition, behind))


def _against(token: Token) -> bool:
    return token.pos is Pos.PREPOSITION and token.key in _AGAINST


def _names(token: Token, types: frozenset[EntityType]) -> bool:
    """Whether a token stands in a mention of such a kind."""
    return token.inside is not None and token.inside.type in types
