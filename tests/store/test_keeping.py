"""Backups, restoring and compacting: the archive is the same before and after."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.errors import StoreError
from tawthiq.model import Loss, Reading, Word
from tawthiq.store import Outcome, Store, restore
from tawthiq.store.connection import PAGE
from tawthiq.store.packing import unpack_text
from tests.store.samples import NOW, OTHER, document, empty, full


def filled(path: Path) -> Store:
    store = Store.open(path)
    for text in (OTHER, document()[0].text):
        found, content = document(text, path=f"{len(text)}.txt")
        store.add(found, content, full(found) if text != OTHER else empty(found), NOW)
    return store


def everything(store: Store) -> list[object]:
    return [*store.all_documents(), *store.all_readings(), *(store.original(document.id) for document in store.all_documents())]


def test_keeping_restored_archive_is_the_one_that_was_copied(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        before = everything(store)
        assert store.backup(tmp_path / "b.tar") == 2
        third, content = document("وثيقة أضيفت بعد النسخ", path="c.txt")
        store.add(third, content, empty(third), NOW)
    assert restore(tmp_path / "b.tar", tmp_path / "again") == 2
    with Store.open(tmp_path / "again") as store:
        assert everything(store) == before
        assert list(store.verify()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "again", "b.tar"]


def test_keeping_backup_while_another_writes_is_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as writer, Store.open(tmp_path / "a", readonly=True) as reader, writer.batch():
        third, content = document("وثيقة لم تكتمل إضافتها", path="c.txt")
        writer.add(third, content, empty(third), NOW)
        assert reader.backup(tmp_path / "b.tar") == 2
    restore(tmp_path / "b.tar", tmp_path / "again")
    with Store.open(tmp_path / "again") as store:
        assert list(store.verify()) == []
        assert store.counts().documents == 2


def test_keeping_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")
    with filled(tmp_path / "a") as store, pytest.raises(StoreError, match="T413"):
        store.backup(tmp_path / "b.tar")
    with pytest.raises(StoreError, match="T413"):
        restore(tmp_path / "b.tar", tmp_path / "a")
    assert (tmp_path / "b.tar").read_text() == "mine"


def test_keeping_damaged_row_of_an_original_is_not_copied(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        connection = sqlite3.connect(tmp_path / "a" / "store.db")
        with connection:
            connection.execute("UPDATE original SET body = x'00' WHERE document = 1")
        connection.close()
        with pytest.raises(StoreError, match="T415"):
            store.backup(tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()


@pytest.mark.usefixtures("as_files")
def test_keeping_damaged_file_of_an_original_is_not_copied(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        store.blobs.path(next(iter(store.all_documents())).id).write_bytes(b"changed")
        with pytest.raises(StoreError, match="T415"):
            store.backup(tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()


@pytest.mark.parametrize("name", ["../up", "blobs/../../up", "/etc/up", "store.db.evil"])
def test_keeping_backup_with_other_names_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("x")
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        archive.add(tmp_path / "x", name)
    with pytest.raises(StoreError, match="T416"):
        restore(tmp_path / "b.tar", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar", "x"]


@pytest.mark.parametrize("content", [b"", b"no tar at all" * 100])
def test_keeping_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(StoreError, match="T416"):
        restore(tmp_path / "b.tar", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_keeping_compact_changes_nothing_that_is_seen(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        before = everything(store)
        sizes = store.compact()
        assert sizes[1] <= sizes[0]
        assert everything(store) == before
        assert list(store.verify()) == []


def test_keeping_words_of_recognised_pages(tmp_path: Path) -> None:
    found, content = document()
    words = (Word(0, 3, 9_000, 100, 9_500, 300, 91), Word(4, 9, 8_000, 100, 8_900, 300, 40))
    with Store.open(tmp_path / "a") as store:
        store.add(replace(found, words=words), content, full(found), NOW)
        assert store.words(found.id) == words
        assert store.document(found.id).words == ()


def test_keeping_document_without_text_gets_the_text_that_is_read_later(tmp_path: Path) -> None:
    found, content = document()
    blank = replace(found, text="", parts=(), losses=(Loss("T120", "a.png", "PNG"),))
    with Store.open(tmp_path / "a") as store:
        store.add(blank, content, Reading(blank.id, "none-1"), NOW)
        assert store.silent(found.id)
        assert store.add(found, content, full(found), NOW).outcome is Outcome.ALREADY
        assert store.document(found.id) == found
        assert store.reading(found.id) == full(found)
        assert not store.silent(found.id)
        assert [loss.code for loss in store.losses()] == []
        assert list(store.verify()) == []
    with sqlite3.connect(tmp_path / "a" / "store.db") as connection:
        assert connection.execute("SELECT count(*) FROM search_row").fetchone() == (1,)


def test_keeping_what_a_stopped_backup_left_is_gone_after_the_next(tmp_path: Path) -> None:
    (tmp_path / ".b.tar.part").mkdir()
    (tmp_path / ".b.tar.part" / "store.db").write_bytes(b"half")
    with filled(tmp_path / "a") as store:
        assert store.backup(tmp_path / "b.tar") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.tar"]


def older(path: Path) -> None:
    """Makes an archive's texts, originals and pages what they were until format 12."""
    with sqlite3.connect(path / "store.db", isolation_level=None) as connection:
        for number, body, original in connection.execute(
            "SELECT t.document, t.body, d.id FROM document_text t JOIN document d ON d.n = t.document"
        ).fetchall():
            text = unpack_text(body).encode("utf-8", "surrogatepass")
            assert hashlib.sha256(text).hexdigest() == original  # what the samples are made of
            connection.execute("UPDATE document_text SET body = ? WHERE document = ?", (zlib.compress(text), number))
            connection.execute("UPDATE original SET body = ? WHERE document = ?", (zlib.compress(text), number))
        for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM"):
            connection.execute(statement)
    connection.close()


def test_keeping_compact_packs_older_texts_anew(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        before = everything(store)
    older(tmp_path / "a")
    with Store.open(tmp_path / "a") as store:
        assert everything(store) == before
        store.compact()
        assert everything(store) == before
        kept = store._connection.execute("SELECT body FROM document_text UNION ALL SELECT body FROM original").fetchall()
        assert {body[:1] for (body,) in kept} == {b"\x01"}
        assert store._connection.execute("PRAGMA page_size").fetchone() == (PAGE,)
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert list(store.verify()) == []


def test_keeping_compact_leaves_the_size_of_pages_while_others_read(tmp_path: Path) -> None:
    filled(tmp_path / "a").close()
    older(tmp_path / "a")
    with Store.open(tmp_path / "a") as store, Store.open(tmp_path / "a", readonly=True) as other:
        assert other.counts().documents == 2
        store.compact()
        assert store._connection.execute("PRAGMA page_size").fetchone() == (4_096,)
        assert other.counts().documents == 2


def test_keeping_compact_leaves_what_is_damaged(tmp_path: Path) -> None:
    filled(tmp_path / "a").close()
    older(tmp_path / "a")
    with sqlite3.connect(tmp_path / "a" / "store.db") as connection:
        connection.execute("UPDATE document_text SET body = x'7800' WHERE document = 1")
    connection.close()
    with Store.open(tmp_path / "a") as store:
        store.compact()
        assert store._connection.execute("SELECT body FROM document_text WHERE document = 1").fetchone() == (b"\x78\x00",)
        assert unpack_text(store._connection.execute("SELECT body FROM document_text WHERE document = 2").fetchone()[0])


def test_keeping_index_is_built_without_what_is_damaged(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as store:
        store._connection.execute("UPDATE document_text SET body = x'00' WHERE document = 1")
        assert store.rebuild_index() == 1
    with Store.open(tmp_path / "a") as store:
        assert [mismatch.code for mismatch in store.verify()]
        assert store._connection.execute("SELECT document FROM search_row").fetchall() == [(2,)]
