"""Rows of a document packed against its own text: what they say in its words costs a few bytes."""

from __future__ import annotations

import sqlite3
import zlib
from functools import cache
from importlib.resources import files

from tawthiq.store.near.tables import one
from tawthiq.store.packing import unpack_words

_LEVEL = 6  # zlib: level 9 is 1 % smaller
_RAW = -15  # zlib without header and checksum: six bytes that a short row does not need
_MEMORY = 9  # zlib: the most, 1 % smaller
_WINDOW = 24_576  # bytes of the text: with how rows look before it and the rows behind it within the 32 KB that zlib looks back


def text_of(connection: sqlite3.Connection, number: int) -> bytes:
    """The text of a document as it is stored."""
    return one(connection, "SELECT body FROM document_text WHERE document = ?", (number,)) or b""


def pack(data: bytes, text: bytes) -> bytes:
    """Bytes packed against a stored text, which never changes."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zdict=_words(text))
    return packer.compress(data) + packer.flush()


def unpack(body: bytes, text: bytes) -> bytes:
    """The bytes that were packed against the same text."""
    unpacker = zlib.decompressobj(_RAW, zdict=_words(text))
    data = unpacker.decompress(body)
    if not unpacker.eof:
        raise zlib.error("packed data end too soon")
    return data


def _words(text: bytes) -> bytes:
    return _looks() + unpack_words(text)[:_WINDOW] if text else _looks()


@cache
def _looks() -> bytes:
    """How prepared claims and forms look as JSON; the words are invented. With another file ``changes._MEANING`` is another."""
    return files("tawthiq.store").joinpath("data/near-looks-1.txt").read_bytes()
