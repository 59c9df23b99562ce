"""Adverbs that stand between a verb and its object: انتقد مرات عدة …، كرر أكثر من مرة …."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.extract.claims.lexicon import room_words
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import Tokens
from tawthiq.text.fold import fold
from tawthiq.text.numbers import find_numbers

_Words = tuple[str, ...]


@cache
def _phrases() -> Mapping[str, tuple[_Words, ...]]:
    """Folded first word -> the words of each adverb that begins with it, the longest first."""
    text = files("tawthiq.extract.claims").joinpath("data/adverbs.tsv").read_text("utf-8")
    found: dict[str, tuple[_Words, ...]] = {}
    rows = [tuple(fold(line).split()) for line in text.splitlines() if line and not line.startswith("#")]
    for row in sorted(rows, key=len, reverse=True):
        found[row[0]] = (*found.get(row[0], ()), row)
    return MappingProxyType(found)


def settle_adverbs(tokens: Tokens) -> Tokens:
    """The same tokens, with the words of such adverbs as particles, so that no noun phrase begins with them."""
    for sentence in tokens.sentences:
        for token in sentence:
            for words in _phrases().get(fold(token.word.text), ()):
                here = sentence[token.index : token.index + len(words)]
                if _are(here, words):
                    _settle(here)
                    break
            _settle(_strokes(sentence, token))
    return tokens


def _settle(tokens: Sequence[Token]) -> None:
    for token in tokens:
        token.pos, token.verb, token.trigger = Pos.PARTICLE, None, None


def _strokes(sentence: Sequence[Token], token: Token) -> Sequence[Token]:
    """The number and noun of طُعن فلان خمس طعنات: how often a verb of striking was done, and none whom it befell."""
    if token.key not in room_words("strokes", "adverbs") or token.word.preposition or token.inside is not None or not token.index:
        return ()
    before = sentence[token.index - 1]
    counted = before.inside is None and not before.word.preposition and bool(find_numbers(before.word.text))
    verb = next((other for other in reversed(sentence[: token.index]) if other.pos is Pos.VERB), None)
    lemmas = {fold(lemma) for lemma in verb.verb.lemmas} if verb is not None and verb.verb is not None else set()
    return (before, token) if counted and lemmas & room_words("striking", "adverbs") else ()


def _are(tokens: Sequence[Token], words: _Words) -> bool:
    return len(tokens) == len(words) and all(
        fold(token.word.text) == word and token.inside is None for token, word in zip(tokens, words, strict=True)
    )
