"""What a new format leaves to be done: in transactions that are kept whole or not at all."""

from __future__ import annotations

import sqlite3

import pytest

from tawthiq.store import slices


def _archive() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT); CREATE TABLE document (n INTEGER, seen INTEGER)")
    connection.executemany("INSERT INTO document VALUES (?, 0)", [(number,) for number in range(5)])
    return connection


def _two(connection: sqlite3.Connection, behind: int) -> int | None:
    connection.execute("UPDATE document SET seen = seen + 1 WHERE n > ? AND n <= ?", (behind, behind + 2))
    return behind + 2 if behind + 2 < 5 else None


def _stopped(connection: sqlite3.Connection, behind: int) -> int | None:
    if behind >= 1:
        connection.execute("UPDATE document SET seen = 9")
        raise KeyboardInterrupt
    return _two(connection, behind)


def _emptied_and_stopped(connection: sqlite3.Connection) -> None:
    with slices.whole(connection):
        connection.execute("DELETE FROM document")
        raise KeyboardInterrupt


def test_slices_keep_a_transaction_whole_or_not_at_all() -> None:
    connection = _archive()
    with pytest.raises(KeyboardInterrupt):
        _emptied_and_stopped(connection)
    assert connection.execute("SELECT count(*) FROM document").fetchone() == (5,)


def test_slices_stopped_go_on_where_they_were() -> None:
    connection = _archive()
    slices.begin(connection, "work")
    with pytest.raises(KeyboardInterrupt):
        slices.finish(connection, slices.Work("work", "document", "n", _stopped))
    assert slices.under_way(connection, "work")
    slices.finish(connection, slices.Work("work", "document", "n", _two))
    assert {seen for (seen,) in connection.execute("SELECT seen FROM document")} == {1}
    assert not slices.under_way(connection, "work")
