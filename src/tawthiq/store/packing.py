"""Texts, nouns and rows as bytes: letters or JSON, compressed by zlib."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from tawthiq.model.codec import from_plain, to_plain
from tawthiq.store import lettering

T = TypeVar("T")
_LEVEL = 6  # zlib: level 9 is 1 % smaller
_BEFORE = b"\x78"  # how zlib begins: texts were UTF-8, compressed alone
_RAW = -15  # zlib without header and checksum: six bytes that a short row does not need, SQLite has pages of its own
_DICTIONARY = 1  # the dictionary that is packed with


DAMAGED = (zlib.error, ValueError, KeyError, TypeError, IndexError)
"""What damaged rows raise when they are unpacked."""
UNREADABLE = (sqlite3.DatabaseError, *DAMAGED)
"""What they raise when they are read and unpacked."""
_LEAN = 1  # the words that rows are packed with
_SEAL = 4  # bytes of the checksum of rows and text
_GROUPS = "\n\n"  # between groups: a line of JSON has no line break in it, and is never empty
_WINDOW = 24_576  # bytes of the text that rows are packed against: with the words within the 32 KB that zlib looks back


def pack_text(text: str) -> bytes:
    """A text, compressed (``lettering``). Half surrogates, which broken files bring, survive."""
    return lettering.packed(text)


def unpack_text(data: bytes) -> str:
    """The text that ``pack_text`` packed, today or before format 13."""
    if data[:1] == _BEFORE:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    return lettering.unpacked(data)


def unpack_words(data: bytes) -> bytes:
    """The same as UTF-8."""
    return unpack_text(data).encode("utf-8", "surrogatepass")


def pack(noun: object) -> bytes:
    """A noun as compressed JSON."""
    return pack_plain(to_plain(noun))


def pack_plain(data: Any) -> bytes:
    """JSON values, compressed against a dictionary of how nouns look: half the size for something as short as a claim."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=_dictionary(_DICTIONARY))
    return bytes([_DICTIONARY]) + packer.compress(text) + packer.flush()


def unpack(cls: type[T], data: bytes) -> T:
    """The noun that ``pack`` packed."""
    return from_plain(cls, unpack_plain(data))


def unpack_plain(data: bytes) -> Any:
    """The JSON values that ``pack_plain`` packed."""
    if not data:
        raise ValueError("packed data end too soon")
    unpacker = zlib.decompressobj(_RAW, zdict=_dictionary(data[0]))
    text = unpacker.decompress(data[1:])
    if not unpacker.eof:
        raise ValueError("packed data end too soon")
    return json.loads(text.decode("utf-8", "surrogatepass"))


def pack_rows(layout: int, groups: Iterable[Iterable[str]], text: str) -> bytes:
    """Groups of lines of ``lean`` against the words of their text: what they say in its words costs a few bytes.

    One byte for the layout, one for the words they were packed with, a checksum of lines and text, then the lines.
    """
    data = _GROUPS.join("\n".join(lines) for lines in groups).encode("utf-8", "surrogatepass")
    words = text.encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, 9, zdict=words[:_WINDOW] + _lean_words(_LEAN))
    return bytes([layout, _LEAN]) + _seal(data, words) + packer.compress(data) + packer.flush()


def unpack_rows(data: bytes, words: bytes) -> tuple[int, list[list[str]]]:
    """Layout and groups of lines that ``pack_rows`` packed; ``words`` is the text in UTF-8. zlib.error if either is not what it was."""
    if len(data) < 2 + _SEAL:
        raise zlib.error("packed rows end too soon")
    unpacker = zlib.decompressobj(_RAW, zdict=words[:_WINDOW] + _lean_words(data[1]))
    found = unpacker.decompress(data[2 + _SEAL :])
    if not unpacker.eof or _seal(found, words) != data[2 : 2 + _SEAL]:
        raise zlib.error("packed rows do not fit their text")
    return data[0], [group.split("\n") if group else [] for group in found.decode("utf-8", "surrogatepass").split(_GROUPS)]


def _seal(data: bytes, words: bytes) -> bytes:
    return zlib.crc32(words, zlib.crc32(data)).to_bytes(_SEAL, "big")


@cache
def _lean_words(number: int) -> bytes:
    file = files("tawthiq.store").joinpath(f"data/lean-words-{number}.txt")
    if not file.is_file():
        raise ValueError(f"packed with the unknown words {number}")
    return file.read_bytes()


@cache
def _dictionary(number: int) -> bytes:
    """What is packed can be unpacked with the very same dictionary only: a better one gets a new number beside the old."""
    file = files("tawthiq.store").joinpath(f"data/plain-{number}.txt")
    if not file.is_file():
        raise ValueError(f"packed with the unknown dictionary {number}")
    return file.read_bytes()


def text_hash(text: str) -> bytes:
    """The sha-256 of a text: spans could still fit a text that was changed between them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def column(text: str | None) -> str | None:
    """A text as a database column takes it: half surrogates (names of broken files) shown as a question mark."""
    return None if text is None else shown(text)


def shown(text: str) -> str:
    """As ``column``, for a text that is there."""
    return text.encode("utf-8", "replace").decode("utf-8")
