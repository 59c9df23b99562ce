"""Days, outlets and standings of documents by thousands: a large archive is known from some hundred rows that lie together.

A block is written when the last of its documents is, in the same transaction, and triggers drop it when one of them is taken out,
found under another day, or read anew. What no block tells, the tables tell: blocks only save time.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from tawthiq.model import Standing

BLOCK: Final = 2_048
"""Documents of a block: of 300,000 documents there are 150 blocks of 8 KB, and the tables tell of the last 2,000 in some 10 ms."""
_BITS: Final = BLOCK.bit_length() - 1
NONE: Final = -1
"""The row or outlet of a document that has none."""
STANDINGS: Final = {item.value: 1 << number for number, item in enumerate(Standing)}
"""One bit each."""
_LEVEL: Final = 6  # zlib

TABLE: Final = "CREATE TABLE search_block (block INTEGER PRIMARY KEY, body BLOB NOT NULL)"
# ``search_changed`` in ``meta`` counts what is not merely a further document: whoever keeps rows in memory takes only these from
# the tables while the count is the same.
_DROP = f"DELETE FROM search_block WHERE block = {{}} >> {_BITS};"
_COUNT = "INSERT INTO meta VALUES ('search_changed', '1') ON CONFLICT DO UPDATE SET value = CAST(value + 1 AS TEXT);"
TRIGGERS: Final = (
    f"CREATE TRIGGER search_row_added AFTER INSERT ON search_row BEGIN {_DROP.format('NEW.document')} END",
    f"CREATE TRIGGER search_row_removed AFTER DELETE ON search_row BEGIN {_DROP.format('OLD.document')} {_COUNT} END",
    f"CREATE TRIGGER reading_removed AFTER DELETE ON reading BEGIN {_DROP.format('OLD.document')} {_COUNT} END",
    f"CREATE TRIGGER document_renamed AFTER UPDATE OF publisher ON document BEGIN {_DROP.format('NEW.n')} {_COUNT} END",
)

Rows = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Standings = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Outlets:
    """An outlet for each document of a range of numbers: ``codes`` point into ``names``, ``NONE`` where a document has none."""

    names: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Block:
    """What is kept of ``BLOCK`` documents, in order of their numbers: index rows, outlets, standings of their claims (bits)."""

    rows: Rows
    outlets: Outlets
    standings: Standings

    @classmethod
    def of(cls, connection: sqlite3.Connection, number: int) -> Self:
        """As the tables tell."""
        begin, end = number << _BITS, (number + 1) << _BITS
        return cls(rows_of(connection, begin, end), outlets_of(connection, begin, end), standings_of(connection, begin, end))

    def packed(self) -> bytes:
        """As a row has it."""
        names = json.dumps(self.outlets.names, ensure_ascii=False).encode("utf-8", "surrogatepass")
        columns = (self.rows.astype("<i8"), self.outlets.codes.astype("<i4"), self.standings.astype("<u2"))
        return zlib.compress(b"".join(column.tobytes() for column in columns) + names, _LEVEL)

    @classmethod
    def unpacked(cls, body: bytes) -> Self:
        """What ``packed`` packed."""
        found = zlib.decompress(body)
        rows = np.frombuffer(found, "<i8", BLOCK).astype(np.int64)
        codes = np.frombuffer(found, "<i4", BLOCK, 8 * BLOCK).astype(np.int32)
        standings = np.frombuffer(found, "<u2", BLOCK, 12 * BLOCK).astype(np.uint16)
        names = json.loads(found[14 * BLOCK :].decode("utf-8", "surrogatepass"))
        return cls(rows, Outlets(tuple(names), codes), standings)


def rows_of(connection: sqlite3.Connection, begin: int, end: int) -> Rows:
    """The index row of each document number from ``begin`` up to ``end``."""
    found = np.full(end - begin, NONE, np.int64)
    for number, row in connection.execute("SELECT document, row FROM search_row WHERE document BETWEEN ? AND ?", (begin, end - 1)):
        found[number - begin] = row
    return found


def outlets_of(connection: sqlite3.Connection, begin: int, end: int) -> Outlets:
    """The outlet of each."""
    codes, known = np.full(end - begin, NONE, np.int32), dict[str, int]()
    told = "SELECT n, publisher FROM document WHERE n BETWEEN ? AND ? AND publisher IS NOT NULL"
    for number, name in connection.execute(told, (begin, end - 1)):
        codes[number - begin] = known.setdefault(name, len(known))
    return Outlets(tuple(known), codes)


def standings_of(connection: sqlite3.Connection, begin: int, end: int) -> Standings:
    """The standings that the claims of each have."""
    found = np.zeros(end - begin, np.uint16)
    told = "SELECT DISTINCT c.document, t.word FROM claim c CROSS JOIN term t ON t.n = c.standing WHERE c.document BETWEEN ? AND ?"
    for number, standing in connection.execute(told, (begin, end - 1)):
        found[number - begin] |= STANDINGS[standing]
    return found


def last_number(connection: sqlite3.Connection) -> int:
    """The highest number of a document that can be found, -1 if there is none."""
    found: int | None = connection.execute("SELECT max(document) FROM search_row").fetchone()[0]
    return NONE if found is None else found


def changes(connection: sqlite3.Connection) -> int:
    """How often something but a further document has changed what blocks tell."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'search_changed'").fetchone()
    return int(found[0]) if found else 0


def kept(connection: sqlite3.Connection, end: int) -> dict[int, Block]:
    """The blocks of document numbers below ``end``."""
    listed = connection.execute("SELECT block, body FROM search_block WHERE block < ? ORDER BY block", (end >> _BITS,))
    return {number: Block.unpacked(body) for number, body in listed}


def complete(connection: sqlite3.Connection, number: int) -> None:
    """Writes the block that ends before a document's number, if one does. Run in the transaction that writes the document."""
    if number % BLOCK == 0:
        _write(connection, number // BLOCK - 1)


def fill(connection: sqlite3.Connection) -> None:
    """Writes the blocks that were dropped, or never written by an older program. Run inside a transaction."""
    for number in missing(connection):
        _write(connection, number)


def missing(connection: sqlite3.Connection) -> list[int]:
    """Whole blocks that are not there."""
    there = {number for (number,) in connection.execute("SELECT block FROM search_block")}
    return [number for number in range((last_number(connection) + 1) >> _BITS) if number not in there]


def differing(connection: sqlite3.Connection) -> list[int]:
    """Blocks that tell otherwise than the tables."""
    listed = connection.execute("SELECT block, body FROM search_block ORDER BY block").fetchall()
    return [number for number, body in listed if Block.of(connection, number).packed() != body]


def _write(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("INSERT OR REPLACE INTO search_block VALUES (?, ?)", (number, Block.of(connection, number).packed()))
