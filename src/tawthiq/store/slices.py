"""What a new format leaves to be done row by row, some thousands in one transaction: who was stopped goes on where they were.

How far it is stands in ``meta`` until all is done. Writers finish it when they open an archive; nobody reads one that is half way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Told how many documents are done, and how many there are: of other rows the same part."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work over the rows of a table. ``key``: its name in ``meta``; ``number``: the column by which rows follow each other.

    ``some`` does it for some rows behind a number and gives the number of the last of them, None where there are no more.
    """

    key: str
    table: str
    number: str
    some: Callable[[sqlite3.Connection, int], int | None]


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is kept whole or not at all; it waits for whoever writes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def begin(connection: sqlite3.Connection, key: str) -> None:
    """Notes that work is to be done. Run inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '-1')", (key,))


def under_way(connection: sqlite3.Connection, key: str) -> bool:
    """Whether work was begun and is not done."""
    return _done(connection, key) is not None


def finish(connection: sqlite3.Connection, work: Work, told: Progress | None = None) -> None:
    """Does what is left."""
    if not under_way(connection, work.key):
        return
    documents, total = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("document", work.table))
    more = True
    while more:
        with whole(connection):
            more = _slice(connection, work)
        if told is not None:
            told(documents * _counted(connection, work) // total if more else documents, documents)


def _slice(connection: sqlite3.Connection, work: Work) -> bool:
    """One slice; whether there may be more."""
    done = _done(connection, work.key)
    last = None if done is None else work.some(connection, done)  # None: another program has done it while we waited
    if last is None:
        connection.execute("DELETE FROM meta WHERE key = ?", (work.key,))
    else:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (work.key, str(last)))
    return last is not None


def _done(connection: sqlite3.Connection, key: str) -> int | None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return None
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return int(found[0]) if found else None


def _counted(connection: sqlite3.Connection, work: Work) -> int:
    done = f"SELECT count(*) FROM {work.table} WHERE {work.number} <= ?"
    found: int = connection.execute(done, (_done(connection, work.key),)).fetchone()[0]
    return found
