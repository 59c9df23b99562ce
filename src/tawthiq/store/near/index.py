"""Which documents have which sampled shingle: those of the last comparing of everything packed in blocks, later ones as rows.

A packed shingle takes 5 bytes, a row 17: when many have come they are packed too.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import merge
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tawthiq.reconcile.shingles import Mark, sampled
from tawthiq.store.near.tables import one

_BLOCK = 2_048  # marks packed together, about 10 KB; all of one shingle stay together
_HELD = 64  # blocks held unpacked, about 1 MB
_LOOSE = 100_000  # rows: up to here packing everything anew (a second for two million) is not worth it
_PART = 4  # nor while the rows are less than one of four packed marks

Numbers = NDArray[np.uint32]


def keep(connection: sqlite3.Connection, number: int, hashes: Iterable[int]) -> list[int]:
    """Keeps the sampled shingles of a new document."""
    found = sampled(list(hashes))
    connection.executemany("INSERT INTO near_shingle VALUES (?, ?, ?)", [(shingle, number, place) for shingle, place in found.items()])
    return list(found)


def fill(connection: sqlite3.Connection, marks: Iterable[Mark]) -> None:
    """Packs the marks of all documents, which come in order of their shingles."""
    statement = "INSERT INTO near_shingle_block VALUES (?, ?, ?)"
    connection.executemany(statement, ((found[0][0], len(found), _packed(found)) for found in _blocks(marks)))


def tidy(connection: sqlite3.Connection) -> None:
    """Packs the rows too, when they are many."""
    loose = int(one(connection, "SELECT count(*) FROM near_shingle"))
    if loose <= max(_LOOSE, int(one(connection, "SELECT coalesce(sum(marks), 0) FROM near_shingle_block")) // _PART):
        return
    rows: Iterator[Mark] = iter(connection.execute("SELECT shingle, document, place FROM near_shingle ORDER BY shingle"))
    connection.execute("CREATE TEMP TABLE near_before AS SELECT first, body FROM near_shingle_block ORDER BY first")
    connection.execute("DELETE FROM near_shingle_block")
    before = connection.execute("SELECT body FROM temp.near_before ORDER BY first")
    packed = (mark for (body,) in before for mark in _marks(body))
    fill(connection, merge(packed, rows, key=lambda mark: mark[0]))
    connection.execute("DROP TABLE temp.near_before")
    connection.execute("DELETE FROM near_shingle")


class Holders:
    """Who has a shingle. Rows may come while this is in use, blocks may not."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._block = lru_cache(maxsize=_HELD)(self._unpacked)

    def of(self, shingle: int) -> list[tuple[int, int]]:
        """The numbers of the documents that have a shingle, each with its first place there."""
        loose = self._connection.execute("SELECT document, place FROM near_shingle WHERE shingle = ?", (shingle,)).fetchall()
        first = one(self._connection, "SELECT max(first) FROM near_shingle_block WHERE first <= ?", (shingle,))
        if first is None:
            return loose
        shingles, documents, places = self._block(first)
        low, high = (int(np.searchsorted(shingles, shingle, side)) for side in ("left", "right"))
        return [*zip(documents[low:high].tolist(), places[low:high].tolist(), strict=True), *loose]

    def _unpacked(self, first: int) -> tuple[Numbers, Numbers, Numbers]:
        return _columns(one(self._connection, "SELECT body FROM near_shingle_block WHERE first = ?", (first,)))


def _blocks(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    found: list[Mark] = []
    for _, group in groupby(marks, key=lambda mark: mark[0]):
        found += group
        if len(found) >= _BLOCK:
            yield found
            found = []
    if found:
        yield found


def _packed(marks: list[Mark]) -> bytes:
    """Steps from shingle to shingle, documents, places: each by the weight of its bytes, so that like stands beside like."""
    shingles, documents, places = np.array(marks, dtype="<u4").T
    columns = (np.diff(shingles, prepend=np.zeros(1, dtype="<u4")), documents, places)
    return zlib.compress(b"".join(column.astype("<u4").view("u1").reshape(-1, 4).T.tobytes() for column in columns))


def _columns(body: bytes) -> tuple[Numbers, Numbers, Numbers]:
    weights: NDArray[Any] = np.frombuffer(zlib.decompress(body), dtype="u1").reshape(3, 4, -1)
    steps, documents, places = (np.ascontiguousarray(column.T).view("<u4").ravel() for column in weights)
    return np.cumsum(steps, dtype="<u4"), documents, places


def _marks(body: bytes) -> Iterator[Mark]:
    return zip(*(column.tolist() for column in _columns(body)), strict=True)
