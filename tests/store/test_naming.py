"""Names are found by their words, and the index of names tells no more than the rows of the entities."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tawthiq.model import Entity, EntityType, Name, Reconciliation
from tawthiq.store import Store, naming
from tawthiq.store.names import sound_keys
from tests.store.near.small import add, invented
from tests.store.samples import words_of_names

NAMES = {
    "e-قمر": ("قمر البيطار", "Qamar al-Bitar"), "e-نخلة": ("البيطار قمر",), "e-ريم": ("قمر",), "e-دار": ("دار قمر للنشر",),
    "e-قمران": ("قمر", "نشرة قمر الليل"), "e-نشر": ("هيئة النشر",), "e-شكل": ("",),
}


def entity(identifier: str, names: tuple[str, ...]) -> Entity:
    return Entity(identifier, EntityType.PERSON, tuple(Name(name, preferred=not place) for place, name in enumerate(names)))


def save(store: Store, names: dict[str, tuple[str, ...]]) -> None:
    store.save_reconciliation(Reconciliation(tuple(entity(*item) for item in sorted(names.items())), (), (), ()))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store.open(tmp_path / "a")
    save(found, NAMES)
    return found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("قمر البيطار", {"e-قمر"}), ("وقمر البيطار", {"e-قمر"}), ("البيطار قمر", {"e-نخلة"}), ("قمر", {"e-ريم", "e-قمران"}),
        ("للنشر", set()), ("الليل", set()), ("", set()), ('"', set()), ("قمر OR دار", set()),
    ],
)
def test_naming_whole_names_have_these_words_in_this_order_and_no_others(store: Store, asked: str, found: set[str]) -> None:
    assert {row.id for row in store.entities_named_so(asked)} == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("البيطار", {"e-قمر", "e-نخلة"}), ("Kamar Bitar", {"e-قمر"}), ("دار النشر", {"e-دار"}), ("نشر", {"e-دار", "e-نشر"}), ("قمر هيئة", set()),
    ],
)
def test_naming_is_found_by_words_and_by_sound(store: Store, asked: str, found: set[str]) -> None:
    assert {row.id for row in store.find_entities(asked)} == found


def test_naming_forgets_what_nobody_is_called_any_more(store: Store, tmp_path: Path) -> None:
    later = {name: names for name, names in NAMES.items() if name != "e-قمر"} | {"e-ريم": ("ريم",), "e-جديد": ("قمر البيطار",)}
    save(store, later)
    with Store.open(tmp_path / "b") as other:
        save(other, later)
        assert words_of_names(store) == words_of_names(other)
    assert {row.id for row in store.entities_named_so("قمر")} == {"e-قمران"}
    assert list(store.verify()) == []


def test_naming_goes_on_where_it_was_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, connection = words_of_names(store), store._connection
    connection.execute("DROP TABLE temp.vocabulary")
    add(store, invented(Random(3), 14))  # noqa: S311 - documents, no secret
    documents = store.counts().documents
    connection.execute("DROP TABLE called")
    with store.batch():
        naming.prepare(connection)
    monkeypatch.setattr(naming, "_SLICE", 3)
    heard: list[tuple[int, int]] = []

    def stopping(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) == 1:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        naming.finish(connection, sound_keys, stopping)
    assert naming.under_way(connection)
    naming.finish(connection, sound_keys, stopping)
    assert not naming.under_way(connection)
    assert heard == [(documents * 3 // 7, documents), (documents * 6 // 7, documents), (documents, documents)]
    assert words_of_names(store) == before
