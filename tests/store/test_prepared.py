"""What workers make of a document beforehand is what the one who writes would make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.errors import StoreError
from tawthiq.model import Reading
from tawthiq.store import Store, prepare
from tests.store.samples import NOW, OTHER, document


def rows(path: Path, *, beforehand: bool) -> list[object]:
    """The rows of an archive with one document that depend on what is prepared."""
    found, content = document(title="تعيين")
    with Store.open(path) as store:
        store.add(found, content, Reading(found.id, "none"), NOW, "p1", prepare(found, content) if beforehand else None)
        assert store.search("بالهاني").total == 1
        assert list(store.verify()) == []
        connection = store._connection
        return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("document_text", "original", "search_row")]


def test_prepared_rows_are_those_of_the_store_itself(tmp_path: Path) -> None:
    assert rows(tmp_path / "a", beforehand=True) == rows(tmp_path / "b", beforehand=False)


def test_prepared_of_another_document_are_not_kept(tmp_path: Path) -> None:
    found, content = document()
    with Store.open(tmp_path / "a") as store:
        with pytest.raises(StoreError, match="T412"):
            store.add(found, content, Reading(found.id, "none"), NOW, "p1", prepare(*document(OTHER)))
        assert store.counts().documents == 0
