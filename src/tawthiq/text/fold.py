"""Folding: one key for the ways in which one word is written. For finding, never for showing.

Hamza seats, alef forms, final ya, ta marbuta, Persian and Kurdish letter forms, vowel marks, tatweel, invisible
direction marks and digits fold; nothing else does. The article and clitics are ``words.py``'s matter.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_WORD = 24  # code points: what is kept once folded; Arabic words with all their clitics are shorter
_KEPT = 1 << 14  # keys: the frequent words of a newspaper; about 4 MB

_MARKS = (
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE),  # vowel and recitation marks
    0x0640,  # tatweel
    0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF,  # invisible
)
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ئ": "ي",
    "ؤ": "و", "ۆ": "و", "ۇ": "و", "ۋ": "و",
    "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ڵ": "ل", "ڕ": "ر",
}


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(_MARKS, "")
    table |= {ord(source): target for source, target in _LETTERS.items()}
    return table


@cache
def _fold_char(char: str) -> str:
    """What one code point becomes: none, one or several code points."""
    known = _table().get(ord(char))
    if known is not None:
        return known
    if char.isdecimal():
        return str(unicodedata.digit(char))
    if char.isascii():
        return char.lower()
    plain = unicodedata.normalize("NFKC", char)
    if plain != char:
        return "".join(_fold_char(part) for part in plain)
    return "".join(part for part in unicodedata.normalize("NFD", char.lower()) if not unicodedata.combining(part)) or char.lower()


def fold(text: str) -> str:
    """The key of a text. Folding a key again changes nothing."""
    return _fold_word(text) if len(text) <= _WORD else "".join(map(_fold_char, text))


@lru_cache(maxsize=_KEPT)
def _fold_word(text: str) -> str:
    """The key of a short text; every reader asks for that of the same words."""
    return "".join(map(_fold_char, text))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the way back: ``starts[i]`` is the offset of the source code point of ``text[i]``.

    ``starts`` has one entry more than ``text``: the length of the source.
    """

    text: str
    starts: tuple[int, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets (code points, end-exclusive) of ``text[start:end]``, with the marks that follow its last letter.

        Where one character of the source became several (¼), a range that ends among them takes in the whole character.
        """
        while start < end < len(self.text) and self.starts[end] == self.starts[end - 1]:
            end += 1
        return self.starts[start], self.starts[end]


def fold_with_map(text: str) -> Folded:
    """The folded text and the map back to the offsets of the source."""
    pieces: list[str] = []
    starts: list[int] = []
    for offset, char in enumerate(text):
        folded = _fold_char(char)
        pieces.append(folded)
        starts.extend([offset] * len(folded))
    return Folded("".join(pieces), (*starts, len(text)))
