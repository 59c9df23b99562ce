"""Which documents have which shingle: packed, loose, and both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from random import Random
from unittest.mock import patch

import pytest

from tawthiq.reconcile.shingles import Mark, sampled
from tawthiq.store.near import index, tables

RANDOM = Random(8)  # noqa: S311 - repeatable, not secret
TEXTS = {number: [8 * RANDOM.randrange(60) for _ in range(20)] + [0xFFFF_FFF8] for number in range(1, 80)}
MARKS = sorted((shingle, number, place) for number, text in TEXTS.items() for shingle, place in sampled(text).items())


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:", isolation_level=None)
    for statement in tables.TABLES.split(";\n"):
        found.execute(statement.replace("REFERENCES document (n)", ""))
    with patch("tawthiq.store.near.index._BLOCK", 64):
        yield found
    found.close()


def holders(connection: sqlite3.Connection) -> list[Mark]:
    found = index.Holders(connection)
    return sorted((shingle, *holder) for shingle in {mark[0] for mark in MARKS} for holder in found.of(shingle))


def test_near_index_packed_shingles_are_found(connection: sqlite3.Connection) -> None:
    index.fill(connection, MARKS)
    assert holders(connection) == MARKS
    assert index.Holders(connection).of(3) == index.Holders(connection).of(0xFFFF_FFFF) == []
    assert connection.execute("SELECT count(*) > 5, sum(marks) FROM near_shingle_block").fetchone() == (1, len(MARKS))


def test_near_index_later_documents_are_found_too(connection: sqlite3.Connection) -> None:
    index.fill(connection, [mark for mark in MARKS if mark[1] < 50])
    for number, text in TEXTS.items():
        if number >= 50:
            assert index.keep(connection, number, text) == list(sampled(text))
    assert holders(connection) == MARKS


def test_near_index_many_rows_are_packed(connection: sqlite3.Connection) -> None:
    index.fill(connection, [mark for mark in MARKS if mark[1] < 50])
    for number, text in TEXTS.items():
        if number >= 50:
            index.keep(connection, number, text)
    index.tidy(connection)
    assert connection.execute("SELECT count(*) > 0 FROM near_shingle").fetchone() == (1,)
    with patch("tawthiq.store.near.index._LOOSE", 10):
        index.tidy(connection)
    assert connection.execute("SELECT count(*) FROM near_shingle").fetchone() == (0,)
    assert holders(connection) == MARKS


def test_near_index_of_nothing_is_empty(connection: sqlite3.Connection) -> None:
    index.fill(connection, [])
    index.tidy(connection)
    assert index.Holders(connection).of(8) == []
