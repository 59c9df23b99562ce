"""Archives of every format are brought up to date step by step, whole steps only."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tawthiq.errors import StoreError
from tawthiq.store import Store, schema
from tawthiq.store.connection import connect


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()


@pytest.mark.parametrize("old", range(len(schema.MIGRATIONS)))
def test_schema_of_an_older_archive_becomes_todays(tmp_path: Path, old: int, monkeypatch: pytest.MonkeyPatch) -> None:
    today = connect(tmp_path / "new.db", readonly=False)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:old])
        connect(tmp_path / "old.db", readonly=False).close()
    updated = connect(tmp_path / "old.db", readonly=False)
    assert schema.version(updated) == schema.FORMAT
    assert tables(updated) == tables(today)
    assert updated.execute("SELECT number FROM migration").fetchall() == [(n + 1,) for n in range(schema.FORMAT)]
    today.close()
    updated.close()


def test_schema_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        raise RuntimeError("power cut")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    with pytest.raises(RuntimeError):
        connect(tmp_path / "x.db", readonly=False)
    monkeypatch.undo()
    again = connect(tmp_path / "x.db", readonly=False)
    assert schema.version(again) == schema.FORMAT
    assert ("half",) not in again.execute("SELECT name FROM sqlite_master").fetchall()
    again.close()


def test_schema_newer_than_the_program_is_refused_in_both_languages(tmp_path: Path) -> None:
    Store.open(tmp_path / "x").close()
    with sqlite3.connect(tmp_path / "x" / "store.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "x")
    assert caught.value.code == "T402"
    assert "999" in caught.value.text("ar")
    assert "999" in caught.value.text("en")


def test_schema_older_than_the_program_is_not_opened_for_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path / "x").close()
    monkeypatch.setattr(schema, "FORMAT", schema.FORMAT + 1)
    with pytest.raises(StoreError, match="T403"):
        Store.open(tmp_path / "x", readonly=True)


def test_schema_migration_is_taken_once(tmp_path: Path) -> None:
    connect(tmp_path / "x.db", readonly=False).close()
    again = connect(tmp_path / "x.db", readonly=False)
    assert schema.migrate(again) == ()
    again.close()
