"""Ranks of armies and police forces: the one word that tells one (العميد الركن), not the office of the same name (عميد الكلية)."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.text.fold import fold
from tawthiq.text.names import without_article
from tawthiq.text.titles import content_words, national, words_key

_CACHED = 16_384  # offices


@cache
def _listed(name: str) -> frozenset[tuple[str, ...]]:
    data = tomllib.loads(files("tawthiq.reconcile.comparison").joinpath("ranks.toml").read_text("utf-8"))
    return frozenset(tuple(without_article(fold(word)) for word in words.split()) for words in data[name])


@lru_cache(maxsize=_CACHED)
def rank(text: str) -> tuple[str, ...] | None:
    """The words of a rank with which a text begins, if nothing follows but a branch, a service or a country; the most words that fit."""
    words = tuple(map(without_article, words_key(text)))
    found = max((listed for listed in _listed("ranks") if words[: len(listed)] == listed), key=len, default=None)
    if found is None:
        return None
    telling = frozenset(map(without_article, content_words(text)))
    rest = (word for word in words[len(found) :] if word in telling)
    return found if all((word,) in _listed("beside") or national(("", word))[1] is not None for word in rest) else None


def ranks_differ(a: str, b: str) -> bool:
    """Two ranks of which the one is not the other cut short (الملازم، الملازم الأول)."""
    first, second = rank(a), rank(b)
    return first is not None and second is not None and first[0] != second[0]
