"""What searches narrow and count by, a value for each document number: read from blocks once, then only what came in since."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import TypeVar

import numpy as np

from tawthiq.store import blocks
from tawthiq.store.blocks import BLOCK, NONE, Block, Codes, Outlets, Rows, Standings

Part = TypeVar("Part")
Read = Callable[[sqlite3.Connection, int, int], Part]
"""What the tables tell of document numbers from the first up to the second."""


class Columns:
    """Index rows, outlets and standings of the documents of an archive at one time; outlets and standings are read when asked for.

    ``known``: documents of numbers below were taken over, with all that was known of them.
    ``before``: columns of the same archive earlier; if only further documents came in since, these alone are read. Threads may share it.
    """

    def __init__(self, connection: sqlite3.Connection, before: Columns | None = None) -> None:
        self.changes = blocks.changes(connection)
        self.end = blocks.last_number(connection) + 1
        self.known = 0
        self._lock = Lock()
        self._outlets: Outlets | None = None
        self._standings: Standings | None = None
        if before is not None and before.changes == self.changes and before.end <= self.end:
            self._grow(connection, before)
        else:
            self._blocks = blocks.kept(connection, self.end)
            parts = self._parts(connection, lambda block: block.rows, blocks.rows_of)
            self.rows: Rows = np.concatenate([*parts, np.zeros(0, np.int64)])

    def same_documents(self, other: Columns) -> bool:
        """Whether the words of the archive are those of when the other columns were read."""
        return (self.changes, self.end) == (other.changes, other.end)

    def outlets(self, connection: sqlite3.Connection) -> Outlets:
        """The outlet of each document."""
        with self._lock:
            if self._outlets is None:
                self._outlets = _joined(list(self._parts(connection, lambda block: block.outlets, blocks.outlets_of)))
            return self._outlets

    def standings(self, connection: sqlite3.Connection) -> Standings:
        """The standings that the claims of each document have, a bit for each."""
        with self._lock:
            if self._standings is None:
                parts = self._parts(connection, lambda block: block.standings, blocks.standings_of)
                self._standings = np.concatenate([*parts, np.zeros(0, np.uint16)])
            return self._standings

    def _grow(self, connection: sqlite3.Connection, before: Columns) -> None:
        """Takes over what was read; what was asked for once is read of the further documents at once."""
        self.known = begin = before.end
        end = self.end
        self._blocks = before._blocks
        self.rows = np.concatenate([before.rows, blocks.rows_of(connection, begin, end)])
        if before._outlets is not None:
            self._outlets = _joined([before._outlets, blocks.outlets_of(connection, begin, end)])
        if before._standings is not None:
            self._standings = np.concatenate([before._standings, blocks.standings_of(connection, begin, end)])

    def _parts(self, connection: sqlite3.Connection, kept: Callable[[Block], Part], read: Read[Part]) -> Iterator[Part]:
        for begin in range(0, self.end, BLOCK):
            block = self._blocks.get(begin // BLOCK)
            yield read(connection, begin, min(begin + BLOCK, self.end)) if block is None else kept(block)


def _joined(parts: Sequence[Outlets]) -> Outlets:
    known: dict[str, int] = {}
    codes: list[Codes] = []
    for part in parts:
        meant = [known.setdefault(name, len(known)) for name in part.names]
        codes.append(np.array([*meant, NONE], np.int32)[part.codes])  # the last for those without one
    return Outlets(tuple(known), np.concatenate([*codes, np.zeros(0, np.int32)]))
