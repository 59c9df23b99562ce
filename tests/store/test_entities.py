"""Entities of the archive by ids that are hashes: kept as bytes, asked for as texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawthiq.model import EntityType, SourceKind
from tawthiq.pipeline import compare
from tawthiq.store import ClaimFilter, EntityFilter, FindingFilter, SearchFilter, Store
from tawthiq.store.entities import KINDS, TYPES
from tests.store.test_merging import NOW, kept


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An archive of forty compared documents, of which some name the same people."""
    with Store.open(tmp_path / "a") as made:
        for number in range(40):
            made.add(*kept(number), NOW)
        compare(made)
        yield made


def test_entities_types_and_kinds_are_all_known() -> None:
    assert set(TYPES) == {item.value for item in EntityType}
    assert set(KINDS) == {item.value for item in SourceKind}


def test_entities_have_ids_of_ten_bytes(store: Store) -> None:
    keys = store._connection.execute("SELECT key, id FROM archive_entity").fetchall()
    assert {(type(key), len(key)) for key, _ in keys} == {(bytes, 10)}
    assert all(name == f"e-{key.hex()}" for key, name in keys)


@pytest.mark.parametrize("wanted", [EntityFilter(), EntityFilter(type="Person"), EntityFilter(kind="named", named=True)])
def test_entities_come_in_one_order_however_they_are_cut(store: Store, wanted: EntityFilter) -> None:
    every = list(store.entities(EntityFilter(wanted.type, wanted.kind, named=wanted.named, limit=None)))
    assert every == sorted(every, key=lambda row: (-row.documents, row.id))
    for start in range(0, len(every) + 2, 3):
        part = EntityFilter(wanted.type, wanted.kind, named=wanted.named, limit=3, offset=start)
        assert list(store.entities(part)) == every[start : start + 3]


def test_entities_are_found_by_their_ids(store: Store) -> None:
    for row in store.entities(EntityFilter(limit=None)):
        assert store.entity(row.id).id == row.id
        assert [found.id for found in store.entities(EntityFilter(ids=(row.id,)))] == [row.id]
        assert row.id in store.entities_beginning(row.id[:5], 10)
        about = list(store.claims(ClaimFilter(about=row.id)))
        assert len(about) == row.claims
        assert all(row.id in (found.subject, found.object) for found in about)
        assert len({item.document for item in store.identities(entity=row.id)}) == row.documents
        assert all(row.id in (item.subject.entity, item.object and item.object.entity) for item in store.findings(FindingFilter(about=row.id)))


def test_entities_narrow_searches(store: Store) -> None:
    leading = next(iter(store.entities(EntityFilter(type="Person"))))
    found = store.search("رئاسة", SearchFilter(entities=(leading.id,)))
    assert found.total == leading.documents
    facets = store.facets("رئاسة")
    assert (leading.id, leading.name, leading.documents) in facets.people
