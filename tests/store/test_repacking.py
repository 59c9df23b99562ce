"""Readings of archives of format 10 are packed slice by slice: a stop loses nothing, damage stops nothing."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from tawthiq.errors import StoreError
from tawthiq.model import Claim, Identity, Reading
from tawthiq.store import Store, repacking
from tests.store.samples import execute

OLD = Path(__file__).parent / "archives" / "format-10.zip"
Held = tuple[list[Reading], list[Identity], list[Claim]]


class PowerCutError(Exception):
    """The program ends here."""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two documents, packed one in a slice."""
    monkeypatch.setattr(repacking, "_SLICE", 1)
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(tmp_path / "old.tawthiq")
    return tmp_path / "old.tawthiq"


def held(path: Path) -> Held:
    with Store.open(path) as store:
        assert list(store.verify()) == []
        return list(store.all_readings()), list(store.identities()), [found.claim for found in store.claims()]


def cut(done: int, _total: int) -> None:
    if done == 1:
        raise PowerCutError


def test_repacking_tells_how_far_it_is(old: Path) -> None:
    told: list[tuple[int, int]] = []
    Store.open(old, told=lambda done, total: told.append((done, total))).close()
    assert told == [(1, 2), *[(2, 2)] * 5]  # repacking in two slices and its end; names, documents and findings of format 14


def test_repacking_goes_on_where_it_was_stopped(old: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tawthiq"
    with zipfile.ZipFile(OLD) as packed:
        packed.extractall(other)
    with pytest.raises(PowerCutError):
        Store.open(old, told=cut)
    first: list[int] = []
    Store.open(old, told=lambda done, _: first.append(done)).close()
    assert first == [2] * 5
    assert held(old) == held(other)


def test_repacking_half_way_is_not_opened_by_readers(old: Path) -> None:
    with pytest.raises(PowerCutError):
        Store.open(old, told=cut)
    with pytest.raises(StoreError, match="T403"):
        Store.open(old, readonly=True)
    Store.open(old).close()
    with Store.open(old, readonly=True) as store:
        assert store.counts().documents == 2


def test_repacking_leaves_no_old_table(old: Path) -> None:
    Store.open(old).close()
    connection = sqlite3.connect(old / "store.db")
    assert connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%before'").fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    "damage",
    ["UPDATE claim SET body = x'00' WHERE document = 1", "UPDATE mention SET start = start + 1, end = end + 1 WHERE document = 1",
     "UPDATE quotation SET body = x'00' WHERE document = 1"],
)
def test_repacking_puts_a_loss_in_the_place_of_a_damaged_reading(old: Path, damage: str) -> None:
    execute(old, damage)
    with Store.open(old) as store:
        first, second = store._connection.execute("SELECT id FROM document ORDER BY n").fetchall()
        assert [loss.code for loss in store.losses(first[0])] == ["T437"]
        assert list(store.outdated(store.reading(second[0]).reader)) == [first[0]]
        assert [bool(reading.claims) for reading in store.all_readings()] == [False, True]


def test_repacking_of_a_damaged_text_stops_nothing(old: Path) -> None:
    execute(old, "UPDATE document_text SET body = x'00' WHERE document = 1")
    with Store.open(old) as store:
        assert list(store.claims())
        assert [loss.code for loss in store.losses()] == ["T437"]
