"""Rows of before format 14 say no less when they are written shorter."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tawthiq.pipeline import compare
from tawthiq.store import Store, rows, shortening, sighted, slices
from tawthiq.store.packing import pack
from tests.store.near.small import add, invented


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive whose rows are as format 13 had them."""
    found = Store.open(tmp_path / "a")
    add(found, invented(Random(5), 9))  # noqa: S311 - documents, no secret
    compare(found)
    connection = found._connection
    for finding in list(found.findings()):
        connection.execute("UPDATE finding SET body = ? WHERE id = ?", (pack(finding), finding.id))
    for document in list(found.all_documents()):
        connection.execute("UPDATE document SET body = ? WHERE id = ?", (rows.document_body(document, whole=True), document.id))
    for (number,) in connection.execute("SELECT n FROM document").fetchall():
        sighted.complete(connection, number)
    return found


def told(store: Store) -> list[object]:
    documents = list(store.all_documents())
    return [documents, list(store.findings()), [store.sightings(each.id) for each in documents], list(store.documents())]


def size(store: Store) -> int:
    statement = "SELECT (SELECT sum(length(body)) FROM document) + (SELECT sum(length(body)) FROM finding)"
    found: int = store._connection.execute(statement).fetchone()[0]
    return found


def test_shortening_leaves_what_is_told_and_goes_on_where_it_was_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, long = told(store), size(store)
    assert before[1]
    monkeypatch.setattr(shortening, "_SLICE", 4)
    with store.batch():
        for work in shortening._WORKS:
            slices.begin(store._connection, work.key)
    heard: list[int] = []

    def stopping(done: int, _total: int) -> None:
        heard.append(done)
        if len(heard) == 1:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        shortening.finish(store._connection, stopping)
    assert shortening.under_way(store._connection)
    assert told(store) == before
    shortening.finish(store._connection, stopping)
    assert not shortening.under_way(store._connection)
    assert told(store) == before
    assert size(store) < long * 0.8
    assert store._connection.execute("SELECT count(*) FROM sighting WHERE own = 0").fetchone() == (0,)
    assert list(store.verify()) == []
