"""Texts as few bytes: a byte a letter instead of the two that UTF-8 has for Arabic, then compressed against frequent words.

An article of 1,500 letters takes 0.7 KB so, where UTF-8 compressed by itself takes 1.0. Characters that the list of letters does not have
stand before the others, in UTF-8; in their places is one mark. Half surrogates, which broken files bring, survive.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

NEWEST: Final = 1
"""The letters and words that texts are packed with."""
_LEVEL: Final = 6  # zlib: level 9 makes the text of an article 0.5 % smaller and takes twice the time
_RAW: Final = -15  # zlib without header and checksum
_MEMORY: Final = 9  # zlib: the most, 1 % smaller
_SEAL: Final = 4  # bytes of the checksum
_MARK: Final = "\x1a"  # «substitute», in the place of a character that has no byte of its own
_ASCII: Final = 128
_FAR: Final = 32_000  # bytes that zlib looks back, less what it needs itself


@dataclass(frozen=True, slots=True)
class _Letters:
    """What bytes stand for, the same the other way round, what has no byte, and frequent words, the most frequent last."""

    told: str
    kept: Any
    others: re.Pattern[str]
    words: bytes


def packed(text: str) -> bytes:
    """A text as bytes: one for the letters and words it is packed with, a checksum, then what is compressed."""
    letters = _letters(NEWEST)
    others = "".join(letters.others.findall(text)).encode("utf-8", "surrogatepass")
    coded, _ = codecs.charmap_encode(letters.others.sub(_MARK, text) if others else text, "strict", letters.kept)
    data = b"%d\n%b%b" % (len(others), others, coded)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zdict=letters.words)
    return bytes([NEWEST]) + zlib.crc32(data).to_bytes(_SEAL, "big") + packer.compress(data) + packer.flush()


def unpacked(data: bytes) -> str:
    """The text that ``packed`` packed; zlib.error for what is damaged."""
    letters = _letters(data[0])
    unpacker = zlib.decompressobj(_RAW, zdict=letters.words)
    found = unpacker.decompress(data[1 + _SEAL :])
    if not unpacker.eof or zlib.crc32(found).to_bytes(_SEAL, "big") != data[1 : 1 + _SEAL]:
        raise zlib.error("a packed text is not what was packed")
    size, rest = found.split(b"\n", 1)
    others = iter(rest[: int(size)].decode("utf-8", "surrogatepass"))
    text, _ = codecs.charmap_decode(rest[int(size) :], "strict", letters.told)
    return re.sub(_MARK, lambda _: next(others), text) if int(size) else text


def short(text: str) -> bytes:
    """A few words as bytes, in the same letters and not compressed; as UTF-8 behind a mark where a character has no byte."""
    letters = _letters(NEWEST)
    if letters.others.search(text):
        return _MARK.encode() + text.encode("utf-8", "surrogatepass")
    return codecs.charmap_encode(text, "strict", letters.kept)[0]


def told(data: bytes) -> str:
    """The words that ``short`` gave. Rows do not say by which letters: who keeps such rows makes them anew with others."""
    if data[:1] == _MARK.encode():
        return data[1:].decode("utf-8", "surrogatepass")
    return codecs.charmap_decode(data, "strict", _letters(NEWEST).told)[0]


@cache
def _letters(number: int) -> _Letters:
    """Texts are read by the very letters and words they were packed with: better ones get a new number beside the old."""
    data = files("tawthiq.store").joinpath("data")
    file = data.joinpath(f"letters-{number}.toml")
    if not file.is_file():
        raise ValueError(f"packed with the unknown letters {number}")
    told = "".join(map(chr, range(_ASCII))) + tomllib.loads(file.read_text("utf-8"))["letters"]
    kept = codecs.charmap_build(told)
    words, _ = codecs.charmap_encode(data.joinpath(f"text-words-{number}.txt").read_text("utf-8"), "strict", kept)
    return _Letters(told, kept, re.compile(f"[^{re.escape(told.replace(_MARK, ''))}]"), words[-_FAR:])
