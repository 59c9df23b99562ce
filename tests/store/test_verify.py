"""Every kind of damage is found, and named."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tawthiq.errors import codes, message
from tawthiq.store import Store
from tests.store.samples import NOW, OTHER, document, empty, execute, full, reconciliation

FIRST = document()[0].id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.tawthiq"
    first, content = document()
    second, other = document(OTHER, path="b.txt")
    with Store.open(path) as store:
        store.add(first, content, full(first), NOW)
        store.add(second, other, empty(second), NOW)
        store.save_reconciliation(reconciliation(full(first), second))
    return path


def found(path: Path) -> list[tuple[str, str]]:
    with Store.open(path, readonly=True) as store:
        return [(mismatch.code, mismatch.where) for mismatch in store.verify()]


def test_verify_finds_nothing_in_a_sound_archive(path: Path) -> None:
    assert found(path) == []
    with Store.open(path) as store:
        assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE copy_member SET end = end + 10000 WHERE start IS NOT NULL", "T431"),
        ("UPDATE packed SET named = x'00' WHERE document = 1", "T437"),
        ("UPDATE packed SET claimed = x'0101' || zeroblob(9) WHERE document = 1", "T437"),
        ("UPDATE packed SET claimed = (SELECT claimed FROM packed WHERE document = 2) WHERE document = 1", "T437"),
        ("DELETE FROM claim WHERE document = 1 AND seq = 1", "T437"),
        ("UPDATE claim SET subject = 2 WHERE document = 1", "T435"),
        ("UPDATE entity SET called = 1 - called WHERE document = 1", "T435"),
        ("INSERT INTO quotation_named VALUES (1, 0, 2)", "T435"),
        ("UPDATE document_text SET body = x'00' WHERE document = 1", "T437"),
        ("UPDATE document SET body = x'00' WHERE n = 1", "T437"),
        ("UPDATE search_row SET checksum = 5 WHERE document = 1", "T434"),
        ("DELETE FROM search_row WHERE document = 1", "T434"),
        ("UPDATE document SET day = 5 WHERE n = 1", "T434"),
        ("UPDATE original SET body = x'00' WHERE document = 1", "T433"),
        ("UPDATE original SET body = (SELECT body FROM original WHERE document = 2) WHERE document = 1", "T433"),
        ("DELETE FROM original WHERE document = 1", "T432"),
    ],
)
def test_verify_finds_damaged_rows(path: Path, statement: str, code: str) -> None:
    execute(path, statement)
    assert (code, FIRST) in found(path)


def test_verify_finds_a_changed_text(path: Path) -> None:
    text = document()[0].text.replace(". وقال", "! وقال")  # between the spans
    connection = sqlite3.connect(path / "store.db")
    with connection:
        connection.execute("UPDATE document_text SET body = ? WHERE document = 1", (zlib.compress(text.encode()),))
    connection.close()
    assert ("T433", FIRST) in found(path)


def test_verify_finds_rows_that_point_to_nothing(path: Path) -> None:
    execute(path, "DELETE FROM archive_entity WHERE id = 'E-e2'", "UPDATE finding_claim SET claim = 'c-none' WHERE finding = (SELECT n FROM finding WHERE id = 'f2')")
    assert sorted(found(path)) == [("T435", "entity"), ("T435", "finding_claim")]


@pytest.mark.usefixtures("as_files")
@pytest.mark.parametrize(
    ("harm", "code"),
    [(Path.unlink, "T432"), (lambda file: file.write_bytes(b"changed"), "T433"), (lambda file: file.with_name("f" * 64).write_bytes(b""), "T436")],
)
def test_verify_finds_damaged_originals(path: Path, harm: Callable[[Path], object], code: str) -> None:
    harm(path / "blobs" / FIRST[:2] / FIRST[2:4] / FIRST)
    assert [found_code for found_code, _ in found(path)] == [code]


def test_verify_finds_damaged_findings(path: Path) -> None:
    execute(path, "UPDATE finding SET body = x'00' WHERE id = 'f2'")
    assert found(path) == [("T437", "f2")]


def test_verify_goes_on_after_the_first_mismatch(path: Path) -> None:
    execute(path, "UPDATE packed SET quoted = x'00'", "UPDATE search_row SET checksum = 5")
    assert len({where for _, where in found(path)}) == 2


def test_verify_codes_have_texts_in_both_languages() -> None:
    for code in (code for code in codes() if code.startswith("T4")):
        for lang in ("ar", "en"):
            assert message(code, lang).what
