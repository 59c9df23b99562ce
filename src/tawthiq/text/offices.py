"""Words of offices and of places' ranks: data in ``data/role_words.toml`` and ``data/place_words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import regex

from tawthiq.text.fold import fold
from tawthiq.text.names import without_article
from tawthiq.text.titles import content_words, country

_CACHED = 65_536  # offices


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tawthiq.text").joinpath(f"data/{name}_words.toml").read_text("utf-8"))


@cache
def _keys(name: str, kind: str) -> frozenset[str]:
    return frozenset(without_article(fold(word)) for word in _data(name)[kind])


@cache
def _heads() -> dict[str, str]:
    return {without_article(fold(word)): without_article(fold(row[0])) for row in _data("role")["heads"] for word in row}


@lru_cache(maxsize=_CACHED)
def office(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """An office as (head words, deputy words, the other words: which body); words that change nothing are left out."""
    words = frozenset(map(_plain, content_words(text))) - _keys("role", "neutral")
    deputies = words & _keys("role", "deputies")
    heads = frozenset(_heads()[word] for word in words if word in _heads())
    return heads, frozenset(deputies), frozenset(word for word in words - deputies if word not in _heads())


def _plain(word: str) -> str:
    """A word of offices without the alif of the accusative (رئيسا جديدا); other words as they are."""
    bare = word.removesuffix("ا")
    return bare if bare in _heads() or bare in _keys("role", "neutral") or bare in _keys("role", "deputies") else word


def is_former(text: str) -> bool:
    """Whether the words say that the office is over."""
    return bool(content_words(text) & _keys("role", "former"))


def place_rank(text: str) -> int:
    """0 for a place as such, 1 for a part of a country (محافظة، قضاء), 2 for a country."""
    if country(text):
        return 2
    return 1 if content_words(text) & _keys("place", "larger") else 0


def place_words(text: str) -> frozenset[str]:
    """The words that say which place: without nearness and kind."""
    return content_words(text) - _keys("place", "near") - _keys("place", "larger")


def deputy_before(text: str, sentence: str) -> str:
    """An office with the word for the deputy that stands right before it in the sentence; the office alone if there is none."""
    start = sentence.find(text)
    if not text or start < 0 or office(text)[1]:
        return text
    before = regex.sub(r"\S{1,2}$", "", sentence[:start]).split()[-2:]  # «نائب رئيس…», «النائب الأول لرئيس…»
    for word in reversed(before):
        if not word[-1:].isalpha():
            break
        if office(word)[1]:
            return f"{word} {text}"
    return text
