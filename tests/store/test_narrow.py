"""What is asked across documents stands in rows of numbers, and tells where it differs from the reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Mention, MentionForm
from tawthiq.store import Store, narrow
from tests.store.samples import NOW, document, full, span

FIRST, CONTENT = document()
WITHIN = Mention("e3", full(FIRST).entities[2].type, span(FIRST.text, "دير البحر"), MentionForm.NOMINAL)
READING = replace(full(FIRST), mentions=(*full(FIRST).mentions, WITHIN, replace(WITHIN, entity="e1"), replace(WITHIN, entity="e9")))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with Store.open(tmp_path / "a") as store:
        store.add(FIRST, CONTENT, READING, NOW)
        yield store._connection


def test_narrow_claims_point_to_entities_by_their_place(connection: sqlite3.Connection) -> None:
    told = "SELECT c.subject, p.word, c.object, s.word FROM claim c JOIN term p ON p.n = c.predicate JOIN term s ON s.n = c.standing"
    assert connection.execute(f"{told} ORDER BY c.seq").fetchall() == [(0, "holds_office", 1, "stated"), (0, "builds", None, "attributed")]


def test_narrow_entities_tell_who_is_called_by_name(connection: sqlite3.Connection) -> None:
    assert connection.execute("SELECT id, called FROM entity ORDER BY seq").fetchall() == [("e1", 1), ("e2", 0), ("e3", 0)]


def test_narrow_quotations_tell_whom_their_words_name_but_for_their_speaker(connection: sqlite3.Connection) -> None:
    assert connection.execute("SELECT seq, entity FROM quotation_named").fetchall() == [(0, 2)]


def test_narrow_word_has_one_number(connection: sqlite3.Connection) -> None:
    term = narrow.terms(connection)
    assert term("stated") == term("stated") == narrow.terms(connection)("stated")
    assert term("stated") != term("denied")


@pytest.mark.parametrize(
    ("statement", "table"),
    [("UPDATE claim SET day_from = 1", "claim"), ("UPDATE quotation SET speaker = 1", "quotation"), ("UPDATE entity SET called = 1", "entity"),
     ("DELETE FROM quotation_named", "quotation_named")],
)
def test_narrow_rows_that_differ_from_the_reading_are_told(connection: sqlite3.Connection, statement: str, table: str) -> None:
    assert list(narrow.differing(connection, 1, READING)) == []
    connection.execute(statement)
    assert list(narrow.differing(connection, 1, READING)) == [table]
