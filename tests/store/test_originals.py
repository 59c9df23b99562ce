"""Originals come back byte for byte, whether they stand in a row or in a file."""

from __future__ import annotations

import os
import sqlite3
import zlib
from pathlib import Path

import pytest

from tawthiq.errors import NotFoundError, StoreError
from tawthiq.model import Document, Loss, Origin, Reading, document_id
from tawthiq.store import Store, restore
from tawthiq.store.originals import SMALL

NOW = "2024-05-06T07:08:09+00:00"


def added(store: Store, content: bytes) -> str:
    """The id of a document of these bytes, of which no text could be read."""
    made = Document(document_id(content), "", Origin("a.bin"), format="text", losses=(Loss("T200"),))
    store.add(made, content, Reading(made.id, "none-1"), NOW)
    return made.id


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "a")


def files(store: Store) -> list[str]:
    return list(store.blobs.all())


@pytest.mark.parametrize("content", [b"", b"\x00\xff", "نصّ قصير".encode() * 50, os.urandom(SMALL)], ids=len)
def test_originals_small_ones_stand_in_the_database(store: Store, content: bytes) -> None:
    assert store.original(added(store, content)) == content
    assert files(store) == []


def test_originals_large_ones_are_files(store: Store) -> None:
    content = b"x" * (SMALL + 1)
    document = added(store, content)
    assert (store.original(document), files(store)) == (content, [document])
    assert list(store.verify()) == []


def test_originals_say_what_they_do_not_have(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.original("0" * 64)


def test_originals_the_same_bytes_again_are_kept_once(store: Store) -> None:
    assert added(store, b"a") == added(store, b"a")
    assert list(store.verify()) == []


@pytest.mark.parametrize("content", [b"short", b"x" * (SMALL + 1)], ids=["row", "file"])
def test_originals_come_back_out_of_a_backup(store: Store, tmp_path: Path, content: bytes) -> None:
    document = added(store, content)
    assert store.backup(tmp_path / "b.tar") == restore(tmp_path / "b.tar", tmp_path / "c") == 1
    with Store.open(tmp_path / "c") as other:
        assert other.original(document) == content


def with_text(store: Store, content: bytes, text: str) -> str:
    """The id of a document of these bytes with a text that was read out of them."""
    made = Document(document_id(content), text, Origin("b.txt"), format="text")
    store.add(made, content, Reading(made.id, "none-1"), NOW)
    return made.id


TEXT = "كلام طويل لا يتكرر كثيرا، فيه أسماء وأرقام مثل 1734 و2891، ثم سطر آخر عن النهر والجسر والطاحونة القديمة."


@pytest.mark.parametrize("content", [TEXT.encode(), TEXT.encode("cp1256"), b"<p>" + TEXT.encode() + b"</p>", b"\x00"], ids=len)
def test_originals_with_a_text_come_back(store: Store, content: bytes) -> None:
    assert store.original(with_text(store, content, TEXT)) == content


def test_originals_that_are_their_text_take_next_to_nothing(store: Store) -> None:
    document = with_text(store, TEXT.encode(), TEXT)
    (size,) = store._connection.execute("SELECT length(body) FROM original").fetchone()
    assert (size < 20, store.original(document)) == (True, TEXT.encode())


def test_originals_beside_a_damaged_text_are_told(store: Store) -> None:
    document = with_text(store, TEXT.encode(), TEXT)
    store._connection.execute("UPDATE document_text SET body = x'00'")
    assert store.originals.holds(document) is False
    with pytest.raises(zlib.error, match="text beside"):
        store.originals.get(document)


def test_originals_row_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        document = added(store, b"short")
    with sqlite3.connect(tmp_path / "a" / "store.db") as connection:
        connection.execute("UPDATE original SET body = ?", (zlib.compress(bytes(1 << 25)),))
    with pytest.raises(StoreError, match="T404"), Store.open(tmp_path / "a") as store:
        store.original(document)
    with Store.open(tmp_path / "a") as store:
        assert store.originals.holds(document) is False
