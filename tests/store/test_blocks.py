"""Blocks tell what the tables tell, whatever is added, taken out or read anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tawthiq.model import Standing
from tawthiq.store import SearchFilter, Store, blocks
from tawthiq.store.blocks import BLOCK, Block
from tawthiq.store.catalogue import Catalogue
from tests.store.samples import NOW, document, empty, full

FURTHER = 5  # documents behind the first block
YEARS, OUTLETS = 7, ("صحيفة الميناء", "مجلة الجبل", None)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one block and a few documents more."""
    path = tmp_path_factory.mktemp("large") / "archive.tawthiq"
    with Store.open(path) as store, store.batch():
        for number in range(1, BLOCK + FURTHER):
            add(store, number)
    return path


@pytest.fixture
def store(large: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(large, tmp_path / "archive.tawthiq")
    with Store.open(tmp_path / "archive.tawthiq") as found:
        yield found


def add(store: Store, number: int) -> str:
    published = f"{2010 + number % YEARS}-05-02" if number % 3 else None
    item, content = document(f"معبر رقم {number}.", path=str(number), published=published, publisher=OUTLETS[number % 3])
    return store.add(item, content, empty(item), NOW).document


def kept(store: Store) -> list[int]:
    return [number for (number,) in store._connection.execute("SELECT block FROM search_block ORDER BY block")]


def assert_as_tables_tell(store: Store, found: Catalogue) -> None:
    """A catalogue is that of an archive of which nothing was known before, and which has no blocks."""
    connection = store._connection
    connection.execute("DELETE FROM search_block")
    fresh = Catalogue(connection)
    places = np.arange(len(fresh.rows), dtype=np.int32)
    assert found.rows.tolist() == fresh.rows.tolist()
    assert found.publishers(connection).counts(places) == fresh.publishers(connection).counts(places)
    assert found.counts_by_standing(connection, places) == fresh.counts_by_standing(connection, places)


def test_blocks_are_written_with_their_last_document(store: Store) -> None:
    assert kept(store) == [0]
    assert Block.of(store._connection, 0).packed() == store._connection.execute("SELECT body FROM search_block").fetchone()[0]


def test_blocks_and_tables_together_tell_of_all_documents(store: Store) -> None:
    found = Catalogue(store._connection)
    assert len(found.rows) == BLOCK + FURTHER - 1
    assert_as_tables_tell(store, found)


def test_blocks_are_dropped_with_a_document_and_written_by_the_next_writer(store: Store) -> None:
    store.remove("17", author="نور", note="", removed_at=NOW)
    assert kept(store) == []
    with Store.open(store.path) as again:
        assert kept(again) == [0]
        assert list(again.verify()) == []
        assert_as_tables_tell(again, Catalogue(again._connection))


def test_blocks_are_dropped_where_a_document_is_read_anew(store: Store) -> None:
    item, content = document(path="آخر")
    store.add(item, content, empty(item), NOW)
    wanted = SearchFilter(standing=Standing.ATTRIBUTED)
    assert store.search("وزير", wanted).total == 0
    store.replace_reading(full(item))
    assert store.search("وزير", wanted).total == 1
    first = store.document_named("3")
    store.replace_reading(empty(store.document(first)))
    assert kept(store) == []


def test_blocks_that_tell_otherwise_than_the_tables_are_found_by_verifying(store: Store) -> None:
    other = Block.of(store._connection, 0)
    other.rows[5] += 1
    store._connection.execute("UPDATE search_block SET body = ?", (other.packed(),))
    assert [(fault.code, fault.where) for fault in store.verify()] == [("T434", "search_block 0")]


def test_blocks_survive_packing(store: Store) -> None:
    found = Block.of(store._connection, 0)
    again = Block.unpacked(found.packed())
    assert (again.rows.tolist(), again.outlets.names) == (found.rows.tolist(), found.outlets.names)
    assert (again.outlets.codes.tolist(), again.standings.tolist()) == (found.outlets.codes.tolist(), found.standings.tolist())


def test_blocks_missing_are_those_that_are_whole(store: Store) -> None:
    assert blocks.missing(store._connection) == []
    store._connection.execute("DELETE FROM search_block")
    assert blocks.missing(store._connection) == [0]


@pytest.mark.parametrize("asked", [True, False], ids=["columns read before", "columns not read before"])
def test_columns_grow_by_what_came_in(store: Store, *, asked: bool) -> None:
    before = Catalogue(store._connection)
    if asked:
        before.publishers(store._connection)
        before.standings(store._connection)
    item, content = document(path="آخر", publisher="نشرة الوادي")
    store.add(item, content, full(item), NOW)
    assert_as_tables_tell(store, Catalogue(store._connection, before))


def test_columns_are_read_anew_where_more_has_changed(store: Store) -> None:
    before = Catalogue(store._connection)
    store.remove("17", author="نور", note="", removed_at=NOW)
    add(store, BLOCK + FURTHER)
    assert_as_tables_tell(store, Catalogue(store._connection, before))
