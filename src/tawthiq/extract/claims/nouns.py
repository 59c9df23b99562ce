"""Kinds of nouns: verbal nouns by lexicon or shape, words of charging."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawthiq.extract.claims.lexicon import masdar_forms, room_words, word_class
from tawthiq.extract.claims.roles import stems
from tawthiq.extract.claims.token import Pos, Token

_MASDAR = re.compile(r"^(?:ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|ت..يه|م.ا..ه|ت.ا..)$")  # shapes of the derived verbal nouns


def is_masdar(token: Token) -> bool:
    """Whether a noun looks like a verbal noun: by the lexicon, or by its shape."""
    if token.pos is not Pos.NOUN or token.inside is not None:
        return False
    core = token.word.text[token.word.core_start - token.word.start :].removeprefix("ال").removeprefix("ل")
    shaped = _MASDAR.match(token.key) is not None or (core.startswith("إ") and len(token.key) >= 5)
    return shaped or any(stem in masdar_forms() for stem in stems(token.key))


def is_charge_noun(token: Token) -> bool:
    """تهمة، اتهامات، تهما: a noun of charging, also in the accusative."""
    return not room_words("charges", "nouns").isdisjoint(stems(token.key))


def is_deed(token: Token) -> bool:
    """Whether a noun is a verbal noun, those of the short verbs included (وقف، رفع), which no shape tells."""
    if is_masdar(token):
        return True
    return token.pos is Pos.NOUN and token.inside is None and not word_class("deeds").isdisjoint(stems(token.key))


def is_accused(token: Token) -> bool:
    """متهم in any ending."""
    return not room_words("accused", "nouns").isdisjoint(stems(token.key))


def is_charge(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a phrase speaks of charges, or calls somebody charged: what it says is told as alleged."""
    return any(is_charge_noun(token) or is_accused(token) for token in tokens[start:end][:3])
