"""Consonant skeletons of Arabic and Latin name parts, and the vowels of Latin ones: what survives of a name between scripts."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import regex

_CACHED = 65_536  # name parts; about 20 MB
_MAX_SKELETONS = 16  # readings of one part; each ambiguous letter doubles them
_MAX_PART = 40  # letters; longer strings are no name parts
_LONG_VOWEL = regex.compile(r"(?<![اوي])[اوي](?![اوي]|$)")  # two together are no long vowel: one of them is a consonant (بلال، بلاول)
_SOUNDS = str.maketrans({"ق": "ك", "غ": "ك", "ظ": "ض", "ذ": "د"})

# Latin letters and pairs -> consonant classes that they stand for; "-" is none (v can stand for و, which is a vowel letter too).
_LATIN = {
    "kh": "x", "gh": "qk", "dh": "zd", "th": "ts", "sh": "s", "ch": "sj", "dj": "j", "dg": "j", "ph": "f", "ck": "k",
    "b": "b", "p": "b", "t": "t", "d": "d", "j": "j", "g": "jkq", "h": "h", "x": "x", "z": "z", "r": "r", "s": "s",
    "f": "f", "v": "f-", "q": "k", "k": "k", "c": "ks", "l": "l", "m": "m", "n": "n",
}
_ARABIC = {
    "ب": "b", "ت": "t", "ث": "ts", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "zd", "ر": "r", "ز": "z", "س": "s", "ش": "s",
    "ص": "s", "ض": "dz", "ط": "t", "ظ": "zd", "غ": "qk", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}
_UNITS = regex.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|" + "|".join(_ARABIC))
_VOWELS = regex.compile(r"[aeiouyw]+")


def same_sounds(a: str, b: str) -> bool:
    """Whether two folded Arabic parts differ only in sounds that dialects and keyboards confuse (ق غ ك، ظ ض، ذ د)."""
    return a.translate(_SOUNDS) == b.translate(_SOUNDS)


def without_long_vowels(key: str) -> str:
    """A folded Arabic part without its long vowels, but for the last letter, and with confused sounds as one."""
    return _LONG_VOWEL.sub("", key).translate(_SOUNDS)


@lru_cache(maxsize=_CACHED)
def skeletons(part: str) -> frozenset[str]:
    """The consonant skeletons that a folded part (either script) can stand for; doubled consonants count once."""
    word = part[:-1] if len(part) > 3 and part[-1] in "hه" else part
    classes = [_LATIN.get(unit) or _ARABIC[unit] for unit in _UNITS.findall(word[:_MAX_PART])]
    readings = 1
    for index, letters in enumerate(classes):
        readings *= len(letters)
        if readings > _MAX_SKELETONS:
            readings //= len(letters)
            classes[index] = letters[0]
    return frozenset(_merged(letters) for letters in product(*classes))


def _merged(letters: tuple[str, ...]) -> str:
    kept = [letter for letter in letters if letter != "-"]
    return "".join(letter for index, letter in enumerate(kept) if index == 0 or kept[index - 1] != letter)


@lru_cache(maxsize=_CACHED)
def vowels(latin: str) -> tuple[str, ...]:
    """The vowel groups of a Latin part as classes: A, I, U, Y (ai, ei), E (any); a silent final e is none."""
    word = latin[:-1] if len(latin) > 4 and latin.endswith("e") else latin
    return tuple(_vowel_class(group) for group in _VOWELS.findall(word.rstrip("h")))


def _vowel_class(group: str) -> str:
    if group in {"e", "ea"}:
        return "E"
    if group in {"ai", "ay", "ei", "ey", "aye", "ayi", "ayy", "aya"}:
        return "Y"
    if any(letter in group for letter in "uow"):
        return "U"
    return "I" if any(letter in group for letter in "iy") else "A"


def vowels_agree(first: str, second: str) -> bool:
    """Whether two Latin spellings have the same vowels, as loosely as Arabic ones are written: e is any of them."""
    left, right = vowels(first), vowels(second)
    return len(left) == len(right) and all(_sounds_alike(a, b) for a, b in zip(left, right, strict=True))


def _sounds_alike(a: str, b: str) -> bool:
    return a == b or "E" in {a, b} or {a, b} == {"I", "Y"}
