"""Where a document was found, and what was said of it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Document, Loss, Origin, Reading
from tawthiq.store import DocumentFilter, Store
from tests.store.samples import NOW, document

LATER = "2022-01-01T00:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "archive.tawthiq") as found:
        yield found


def see(store: Store, found: Document, content: bytes, place: str, now: str = LATER) -> None:
    store.add(found, content, Reading(found.id, "none"), now, place)


def elsewhere(found: Document, publisher: str | None, path: str = "b/a.txt", **facts: str) -> Document:
    return replace(found, publisher=publisher, origin=Origin(path, url=facts.get("url")), title=facts.get("title"), author=None)


def test_sightings_begin_with_the_first_place(store: Store) -> None:
    found, content = document(title="تعيين")
    see(store, found, content, "p1", NOW)
    (seen,) = store.sightings(found.id)
    assert (seen.path, seen.publisher, seen.published, seen.title, seen.author, seen.url, seen.seen_at, seen.current) == (
        "a.txt", "جريدة السواحل", "2021-11-08", "تعيين", "مراسل", None, NOW, True,
    )


def test_sightings_keep_what_is_said_of_the_same_bytes_elsewhere(store: Store) -> None:
    found, content = document()
    see(store, found, content, "p1")
    see(store, elsewhere(found, "موقع النخلة", url="https://nakhla.example/1", title="عنوان آخر"), content, "p2")
    assert [(seen.path, seen.publisher, seen.url, seen.title) for seen in store.sightings(found.id)] == [
        ("a.txt", "جريدة السواحل", None, None), ("b/a.txt", "موقع النخلة", "https://nakhla.example/1", "عنوان آخر"),
    ]
    assert store.head(found.id).publisher == "جريدة السواحل"


def test_sightings_of_the_same_place_are_one_however_it_was_given(store: Store) -> None:
    found, content = document()
    see(store, found, content, "p1")
    see(store, replace(found, origin=Origin("in/a.txt")), content, "p1")
    assert [seen.path for seen in store.sightings(found.id)] == ["a.txt"]


def test_sightings_keep_what_was_said_before_it_was_corrected(store: Store) -> None:
    found, content = document(publisher=None)
    see(store, found, content, "p1")
    see(store, elsewhere(found, "موقع النخلة", "a.txt"), content, "p1")
    see(store, found, content, "p2")
    assert [(seen.publisher, seen.current) for seen in store.sightings(found.id)] == [(None, False), ("موقع النخلة", True), (None, True)]
    assert store.counts().replaced == 0


def test_sightings_stay_when_other_bytes_come_to_the_place(store: Store) -> None:
    found, content = document()
    other, bytes_ = document("نص آخر تماماً")
    see(store, found, content, "p1")
    see(store, other, bytes_, "p1")
    assert [seen.current for seen in store.sightings(found.id)] == [False]
    assert [seen.current for seen in store.sightings(other.id)] == [True]
    see(store, found, content, "p1")
    assert [seen.current for seen in store.sightings(found.id)] == [True]
    assert list(store.verify()) == []


def test_sightings_are_found_by_publisher(store: Store) -> None:
    found, content = document()
    see(store, found, content, "p1")
    see(store, elsewhere(found, "موقع النخلة"), content, "p2")
    for publisher in ("جريدة السواحل", "موقع النخلة"):
        assert [row.document.id for row in store.documents(DocumentFilter(publisher=publisher))] == [found.id]
    assert list(store.documents(DocumentFilter(publisher="غيرهما"))) == []


def test_sightings_bring_the_losses_of_their_place(store: Store) -> None:
    found, content = document()
    see(store, found, content, "p1")
    broken = replace(elsewhere(found, None), losses=(Loss("T105", "b/a.meta.json", "no JSON"),))
    see(store, broken, content, "p2")
    see(store, broken, content, "p2")
    assert [(row.path, row.code) for row in store.losses(found.id)] == [("b/a.txt", "T105")]


def test_sightings_of_bytes_at_many_places_are_found_without_a_walk(store: Store) -> None:
    found, content = document()
    for number in range(3):
        see(store, found, content, f"p{number}")
    asked = "SELECT n, current FROM sighting WHERE place = ? AND document = ?"
    (plan,) = store._connection.execute(f"EXPLAIN QUERY PLAN {asked}", ("p1", 1)).fetchall()
    assert "document=? AND place=?" in plan[3]


def test_sightings_leave_out_what_the_document_says(store: Store) -> None:
    found, content = document(title="تعيين")
    see(store, found, content, "p1")
    see(store, elsewhere(found, "موقع النخلة", title="عنوان آخر"), content, "p2")
    kept = store._connection.execute("SELECT title, published, own FROM sighting ORDER BY n").fetchall()
    assert kept == [(None, None, 3), ("عنوان آخر", None, 1)]
    assert [(seen.title, seen.published) for seen in store.sightings(found.id)] == [("تعيين", "2021-11-08"), ("عنوان آخر", "2021-11-08")]


def test_sightings_say_what_they_said_when_the_document_says_something_else(store: Store) -> None:
    found, content = document(title="صورة لم تقرأ")
    see(store, replace(found, text=""), content, "p1")
    see(store, replace(found, title="صورة قرئت", origin=Origin("b.txt")), content, "p2")
    assert store.head(found.id).title == "صورة قرئت"
    assert [(seen.path, seen.title) for seen in store.sightings(found.id)] == [("a.txt", "صورة لم تقرأ"), ("b.txt", "صورة قرئت")]
