"""Claims are found by whom they are about, on either side, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Argument, Identity, Standing
from tawthiq.store import ClaimFilter, Store
from tests.store.samples import NOW, OTHER, document, empty, full, reconciliation

FIRST, CONTENT = document()
SECOND, BYTES = document(OTHER, path="b.txt")
READING = full(FIRST)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A person, called twice in one claim, who holds an office; another claim is of the person alone."""
    office, promise = READING.claims
    both = replace(promise, id="c-both", object=Argument("e3"))
    found = reconciliation(READING, SECOND)
    same = tuple(replace(item, entity="E-e1") if item.local == "e3" else item for item in found.identities)
    with Store.open(tmp_path / "a") as store:
        store.add(FIRST, CONTENT, replace(READING, claims=(office, promise, both)), NOW)
        store.add(SECOND, BYTES, empty(SECOND), NOW)
        store.save_reconciliation(replace(found, identities=same))
        yield store


@pytest.mark.parametrize(
    ("wanted", "count"),
    [(ClaimFilter(about="E-e1"), 3), (ClaimFilter(subject="E-e1"), 3), (ClaimFilter(object="E-e1"), 1), (ClaimFilter(about="E-e2"), 1),
     (ClaimFilter(subject="E-e1", object="E-e2"), 1), (ClaimFilter(subject="E-e2", object="E-e1"), 0), (ClaimFilter(about="E-none"), 0),
     (ClaimFilter(about="E-e1", predicate="holds_office"), 1), (ClaimFilter(about="E-e1", standing=Standing.ATTRIBUTED, limit=1), 1)],
)
def test_claims_are_found_by_their_sides(store: Store, wanted: ClaimFilter, count: int) -> None:
    found = [item.claim.id for item in store.claims(wanted)]
    assert len(found) == len(set(found)) == count


def test_claims_tell_who_their_sides_are(store: Store) -> None:
    (found,) = store.claims(ClaimFilter(ids=("c-both",)))
    assert (found.subject, found.object) == ("E-e1", "E-e1")
    assert Identity(FIRST.id, "e3", "E-e1", 0.9, "الاسم نفسه", "same name") in list(store.identities(entity="E-e1"))


def test_claims_of_an_entity_are_counted_once_each(store: Store) -> None:
    assert {row.id: row.claims for row in store.entities()} == {"E-e1": 3, "E-e2": 1, "E-e3": 0}
