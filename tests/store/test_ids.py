"""Ids that are hashes are kept as their bytes; every other one stays as it is."""

from __future__ import annotations

import sqlite3

import pytest

from tawthiq.model import content_id
from tawthiq.store import ids

HASHED = content_id("c", "رصيف", 3)


@pytest.mark.parametrize("name", [HASHED, "c1", "c-", "", HASHED.upper(), HASHED + "0", "e" + HASHED[1:], "c-" + "ط" * 20])
def test_ids_come_back_as_they_were(name: str) -> None:
    assert ids.told("c", ids.kept("c", name)) == name


def test_ids_that_are_hashes_take_ten_bytes() -> None:
    value = ids.kept("c", HASHED)
    assert isinstance(value, bytes)
    assert len(value) == 10


@pytest.mark.parametrize("name", [HASHED, "c1"])
def test_ids_are_the_same_in_sql(name: str) -> None:
    connection = sqlite3.connect(":memory:")
    (found,) = connection.execute(f"SELECT {ids.sql('c', 'x')} FROM (SELECT ? AS x)", (ids.kept("c", name),)).fetchone()
    connection.close()
    assert found == name


@pytest.mark.parametrize(("start", "found"), [(HASHED[:5], [HASHED]), (HASHED, [HASHED]), ("c", [HASHED, "c1"]), ("c1", ["c1"]), ("x", [])])
def test_ids_are_found_by_their_beginning(start: str, found: list[str]) -> None:
    ranges = ids.beginning("c", start)
    held = [
        name for name in (HASHED, "c1") for first, last in ranges
        if type(kept := ids.kept("c", name)) is type(first) and first <= kept <= last  # type: ignore[operator]
    ]
    assert held == found
