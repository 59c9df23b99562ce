"""An office in the words that the press uses for one another, so that two wordings of one post meet (الكوري الشمالي، كوريا الشمالية)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.text.fold import fold
from tawthiq.text.names import without_article

_CACHED = 16_384  # offices
_PREFIXED = "بل"  # prepositions that are written to the word behind them
_MIN_WORD = 3  # letters that must remain without one


@dataclass(frozen=True, slots=True)
class _Row:
    """Words of an office as keys, the words read for them, and a key that must stand in the same office (or nothing)."""

    words: tuple[str, ...]
    told: str
    beside: str


@cache
def _rows() -> tuple[_Row, ...]:
    """The rows of the list, longest first."""
    lines = files("tawthiq.reconcile.comparison").joinpath("office_words.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    rows = [_Row(tuple(map(_key, words.split())), told, _key(beside)) for words, told, beside in cells]
    return tuple(sorted(rows, key=lambda row: -len(row.words)))


def _key(word: str) -> str:
    return without_article(fold(word.strip('،,."«»()')))


def _keys(word: str) -> frozenset[str]:
    """A word as it stands, and without a preposition (للمخابرات، بالأمم)."""
    bare = word[1:] if word[:1] in _PREFIXED and len(word) > _MIN_WORD else word
    bare = f"ا{bare}" if word.startswith("لل") else bare
    return frozenset({_key(word), _key(bare)})


@lru_cache(maxsize=_CACHED)
def plain_office(text: str) -> str:
    """The office with one wording for each that the press uses for another; what is not in the list stays as it is."""
    words = text.split()
    keys = [_keys(word) for word in words]
    known = frozenset(key for pair in keys for key in pair)
    told, place = [], 0
    while place < len(words):
        row = next((row for row in _rows() if _stands(row, keys, place) and (not row.beside or row.beside in known)), None)
        told.append(words[place] if row is None else row.told)
        place += 1 if row is None else len(row.words)
    return " ".join(word for word in told if word) or text


def _stands(row: _Row, keys: Sequence[frozenset[str]], place: int) -> bool:
    here = keys[place : place + len(row.words)]
    return len(here) == len(row.words) and all(word in options for word, options in zip(row.words, here, strict=True))
