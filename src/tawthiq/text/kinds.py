"""Words that say of what kind something is: data in ``data/kind_words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.text.fold import fold
from tawthiq.text.names import without_article
from tawthiq.text.titles import content_words, national, words_key

_CACHED = 16_384  # names of parties


@cache
def _data() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("tawthiq.text").joinpath("data/kind_words.toml").read_text("utf-8"))
    return MappingProxyType({kind: tuple(words) for kind, words in data.items()})


@cache
def kind_words(kind: str) -> frozenset[str]:
    """The folded words of one kind, without articles."""
    return frozenset(without_article(fold(word)) for word in _data()[kind])


@cache
def unit_names() -> Mapping[str, str]:
    """A folded word for what is counted -> the first of the words that count the same."""
    rows = (tuple(without_article(fold(word)) for word in row.split()) for row in _data()["units"])
    return MappingProxyType({word: row[0] for row in rows for word in row})


@cache
def body_names() -> Mapping[str, str]:
    """A folded word for a body that one heads -> the first of the words for the same one (حكومة، وزراء)."""
    rows = (tuple(without_article(fold(word)) for word in row.split()) for row in _data()["bodies"])
    return MappingProxyType({word: row[0] for row in rows for word in row})


@lru_cache(maxsize=_CACHED)
def party(text: str) -> tuple[str, ...]:
    """The words of a party's name that say which one: without its kind and its country; all of them if none would remain."""
    known = content_words(text)
    words = [word for word in words_key(text) if word in known]
    kept = tuple(word for word in words if not _says_kind(word))
    named = tuple(word for word in kept if national(("", word))[1] is None)
    return named or kept or tuple(words)


def _says_kind(word: str) -> bool:
    return word in kind_words("peoples") or word in kind_words("authorities")
