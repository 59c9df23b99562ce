"""What is worked out of an entity's documents is what its rows tell."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tawthiq.pipeline import compare
from tawthiq.store import EntityFilter, Store, outlining
from tawthiq.store.outline import NAMES, LineFilter
from tawthiq.store.sections import KEPT_SECTIONS, KEPT_VERDICTS
from tests.store.near.small import add, invented

FILTERS = (
    LineFilter(), LineFilter(limit=2, offset=1), LineFilter(timed=True), LineFilter(forward=True), LineFilter(differing=True), LineFilter(differing=False),
    *map(LineFilter, KEPT_SECTIONS), *(LineFilter(verdict=verdict) for verdict in KEPT_VERDICTS[1:]),
)


def shown(store: Store) -> dict[str, list[Any]]:
    """All that the outline tells of every entity."""
    found = {}
    for row in store.entities(EntityFilter(limit=None)):
        asked = store.outline
        others, total = asked.neighbours(row.id, 5)
        found[row.id] = [
            asked.extract(row.id), asked.counts(row.id), asked.timed(row.id), [asked.lines(row.id, wanted) for wanted in FILTERS],
            asked.documents(row.id, 3, 1), others, total, asked.neighbours(row.id, 2, "Place"),
            sorted((bond.other, bond.predicate, bond.inverse, bond.documents, sorted(bond.standings), bond.claim) for bond in asked.bonds(row.id, others)),
        ]
    return found


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An archive whose entities all have rows."""
    found = Store.open(tmp_path / "a")
    monkeypatch.setattr(outlining, "MANY", 0)
    add(found, invented(Random(8), 24))  # noqa: S311 - documents, no secret
    compare(found)
    return found


def test_tracing_tells_what_rows_tell(store: Store) -> None:
    rows = shown(store)
    for table in NAMES:
        store._connection.execute(f"DELETE FROM {table}")
    assert shown(store) == rows
    assert any(told[2] for told in rows.values())
    assert any(told[5] for told in rows.values())


def test_tracing_of_nobody_is_empty(store: Store) -> None:
    asked = store.outline
    assert (asked.counts("e-none"), asked.lines("e-none", LineFilter()), asked.neighbours("e-none", 3)) == ({}, [], ([], 0))


def test_tracing_rows_are_of_those_in_many_documents(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlining, "MANY", 5)
    with store.batch():
        outlining.build(store._connection)
    kept = {row[0] for row in store._connection.execute("SELECT a.id FROM outline_entity o JOIN archive_entity a ON a.n = o.entity")}
    assert kept == {row.id for row in store.entities(EntityFilter(limit=None)) if row.documents > 5}
    assert kept
