"""Archives as older programs wrote them: opened, brought up to date, and nothing in them lost. ``scripts/old_archives`` makes them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tawthiq.errors import StoreError
from tawthiq.store import Store, schema

FOLDER = Path(__file__).parent / "archives"
OLD = {int(file.stem.removeprefix("format-")): file for file in sorted(FOLDER.glob("format-*.zip"))}
FIRST = 3  # the first format that a program outside the tests wrote


@pytest.fixture(params=sorted(OLD))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive of a past format, unpacked."""
    with zipfile.ZipFile(OLD[request.param]) as packed:
        packed.extractall(tmp_path / "old.tawthiq")
    return tmp_path / "old.tawthiq"


def test_archives_of_every_past_format_are_kept() -> None:
    assert set(OLD) == set(range(FIRST, schema.FORMAT))


def test_archives_of_the_past_are_brought_up_to_date(old: Path) -> None:
    before = json.loads((old / "format.json").read_text("utf-8"))["format"]
    with Store.open(old) as store:
        texts = {file.read_text("utf-8") for file in (FOLDER / "texts").glob("*.txt")}
        assert {document.text for document in store.all_documents()} == texts
        assert {store.original(document.id).decode() for document in store.all_documents()} == texts
        assert {stored.document.publisher for stored in store.documents()} == {"جريدة الخزامى", "وكالة أنباء الخزامى"}
        assert [(each.note, each.undone) for each in store.judgements()] == [("ملاحظة قديمة", None)]
        assert list(store.claims())
        assert store.search("للصباح").total == 2
        assert store.find_entities("لطيف الصباح")
        assert list(store.verify()) == []
    assert (before, json.loads((old / "format.json").read_text("utf-8"))["format"]) < (schema.FORMAT, schema.FORMAT + 1)


def test_archives_of_the_past_are_told_where_they_are_only_read(old: Path) -> None:
    with pytest.raises(StoreError, match="T403"):
        Store.open(old, create=False, readonly=True)


def test_archives_brought_up_to_date_are_read_by_readers(old: Path) -> None:
    Store.open(old).close()
    with Store.open(old, create=False, readonly=True) as store:
        assert store.counts().documents == 2
