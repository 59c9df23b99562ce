"""A coarse key of how a name sounds, the same for its Arabic and its Latin spellings. It finds candidates; names are compared elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from tawthiq.text.fold import fold

_SERVANT = ("عبدال", "abdel", "abdul", "abdal", "abd")  # عبد and what it serves are written as one word or as two
_GOD = ("الله", "allah", "ullah")
_SKIPPED = frozenset({"عبد", *_SERVANT, *_GOD, "al", "el", "ul", "bin", "ben", "ibn", "bint", "بن", "ابن", "بنت", "de", "von", "van"})
_ARTICLES = ("al-", "el-", "ad-", "ar-", "as-", "ash-", "at-", "az-", "an-")
_CACHED = 16_384  # words of names; about 3 MB when full
_LONGEST = 2  # letters of the longest spelling in the table


@cache
def _classes() -> Mapping[str, str]:
    lines = files("tawthiq.text").joinpath("data/sound_classes.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({spelling: name for name, spellings in rows for spelling in spellings.split()})


def sound_key(name: str) -> str:
    """The classes of a name's consonants, word by word: مصطفى الكاظمي and Mustafa al-Kadhimi both give "MSDF KDM"."""
    words = [_word(word) for word in fold(name).replace("’", "").replace("'", "").split()]
    return " ".join(word for word in words if word)


@lru_cache(maxsize=_CACHED)
def _word(word: str) -> str:
    word = next((word.removeprefix(article) for article in _ARTICLES if word.startswith(article)), word)
    if word in _SKIPPED:
        return ""
    word = next((word.removeprefix(servant) for servant in _SERVANT if word.startswith(servant) and len(word) > len(servant) + 2), word)
    word = next((word.removesuffix(god) for god in _GOD if word.endswith(god)), word)
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    found: list[str] = []
    place = 0
    while place < len(word):
        name, taken = _at(word, place)
        if name and (not found or found[-1] != name):
            found.append(name)
        elif not name and found and found[-1] != "":
            found.append("")  # a vowel between two consonants of one class keeps both
        place += taken
    return "".join(found)


def _at(word: str, place: int) -> tuple[str, int]:
    for length in range(_LONGEST, 0, -1):
        name = _classes().get(word[place : place + length])
        if name is not None and place + length <= len(word):
            return name, length
    return "", 1
