"""A document that is taken out leaves nothing but the note that it was, and does not come back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq import pipeline
from tawthiq.errors import NotFoundError, StoreError
from tawthiq.model import Reading
from tawthiq.store import Outcome, Removed, Store, removing
from tests.store.samples import NOW, OTHER, document

LATER = "2022-02-02T00:00:00+00:00"
FIRST = "عُيّن فاضل الشريدي مديراً لميناء دير البحر عام 2019. وقال الشريدي إن العمل يبدأ غداً."
SECOND = "نفى فاضل الشريدي أنه استقال من إدارة ميناء دير البحر في 2021."


def removed(store: Store, name: str) -> Removed:
    return store.remove(name, author="هند", note="سحبتها الجريدة", removed_at=LATER)


def test_removing_leaves_the_archive_that_never_had_the_document(tmp_path: Path) -> None:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    with Store.open(tmp_path / "both") as both, Store.open(tmp_path / "one") as one:
        pipeline.add(both, [tmp_path / "a.txt", tmp_path / "b.txt"], now=NOW, workers=0)
        removed(both, "b.txt")
        pipeline.compare(both)
        pipeline.add(one, [tmp_path / "a.txt"], now=NOW, workers=0)
        assert both.counts() == one.counts()
        assert [item.claim.id for item in both.claims()] == [item.claim.id for item in one.claims()]
        assert list(both.findings()) == list(one.findings())
        assert (both.search("استقال").total, list(both.verify())) == (0, [])


def test_removing_is_noted_with_author_and_reason(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        found, content = document()
        store.add(found, content, Reading(found.id, "none"), NOW)
        entry = removed(store, "a.txt")
        assert store.removed() == (entry,) == (Removed(found.id, "a.txt", "هند", "سحبتها الجريدة", LATER),)


def test_removing_keeps_the_same_bytes_out_until_they_are_allowed(tmp_path: Path) -> None:
    found, content = document()
    with Store.open(tmp_path / "a") as store:
        store.add(found, content, Reading(found.id, "none"), NOW)
        removed(store, found.id)
        assert store.add(found, content, Reading(found.id, "none"), LATER).outcome is Outcome.BARRED
        assert [row.code for row in store.losses()] == ["T419"]
        assert store.allow("a.txt") == found.id
        assert store.add(found, content, Reading(found.id, "none"), LATER).outcome is Outcome.NEW
        assert list(store.losses()) == []


@pytest.mark.usefixtures("as_files")
def test_removing_deletes_an_original_that_is_a_file(tmp_path: Path) -> None:
    found, content = document()
    with Store.open(tmp_path / "a") as store:
        store.add(found, content, Reading(found.id, "none"), NOW)
        assert list(store.blobs.all()) == [found.id]
        removed(store, found.id[:12])
        assert list(store.blobs.all()) == []


def test_removing_an_unknown_document_is_an_error(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store, pytest.raises(NotFoundError, match="T417"):
        removed(store, "nowhere.txt")


def test_removing_by_a_path_of_two_documents_is_an_error(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        for text in (FIRST, OTHER):
            found, content = document(text)
            store.add(found, content, Reading(found.id, "none"), NOW, place=text)
        with pytest.raises(StoreError, match="T418"):
            removed(store, "a.txt")


def test_removing_compacted_leaves_no_word_in_the_files(tmp_path: Path) -> None:
    found, content = document(publisher="صحيفة التلال")

    def stands() -> bool:
        return any("صحيفة التلال".encode() in file.read_bytes() for file in (tmp_path / "a").rglob("*") if file.is_file())

    with Store.open(tmp_path / "a") as store:
        store.add(found, content, Reading(found.id, "none"), NOW)
    assert stands()
    with Store.open(tmp_path / "a") as store:
        removed(store, "a.txt")
        store.compact()
    assert not stands()


@pytest.mark.usefixtures("as_files")
def test_removing_that_was_stopped_is_ended_by_the_next_writer(tmp_path: Path) -> None:
    found, content = document()
    with Store.open(tmp_path / "a") as store:
        store.add(found, content, Reading(found.id, "none"), NOW)
        removed(store, "a.txt")
        store.blobs.put(found.id, content)  # as if the program had been killed before it deleted the file
    with Store.open(tmp_path / "a") as store:
        assert list(store.blobs.all()) == []
        assert list(store.verify()) == []
        assert not removing.is_unwiped(store._connection)


def test_removing_by_a_whole_path_does_not_mean_the_end_of_another(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a") as store:
        for text, path in ((FIRST, "a.txt"), (OTHER, "in/a.txt")):
            found, content = document(text, path=path)
            store.add(found, content, Reading(found.id, "none"), NOW)
        assert removed(store, "a.txt").path == "a.txt"
        assert store.document_named("a.txt") == found.id
