"""The same documents in any order, at once or one after the other, give the same bytes."""

import json
from pathlib import Path
from random import Random

import pytest

from tawthiq.archive import Archive
from tawthiq.model import Document, Reading, Reconciliation
from tawthiq.model.codec import to_plain
from tawthiq.reconcile import reconcile
from tawthiq.store import Store
from tests.conftest import EXAMPLES

Read = tuple[list[Document], list[Reading]]


@pytest.fixture(scope="module")
def examples(example_archive: Path) -> Read:
    """The examples and what was read of them."""
    with Store.open(example_archive, readonly=True) as store:
        return list(store.all_documents()), list(store.all_readings())


def as_bytes(found: Reconciliation) -> bytes:
    parts = (found.entities, found.identities, found.copies, found.findings)
    return json.dumps([[to_plain(item) for item in part] for part in parts], ensure_ascii=False).encode()


@pytest.mark.parametrize("seed", range(20))
def test_order_of_documents_and_readings_changes_no_byte(examples: Read, seed: int) -> None:
    documents, readings = list(examples[0]), list(examples[1])
    Random(seed).shuffle(documents)  # noqa: S311  # repeatable, not secret
    Random(seed + 100).shuffle(readings)  # noqa: S311
    assert as_bytes(reconcile(documents, readings)) == as_bytes(reconcile(*examples))


def test_order_one_after_the_other_is_as_all_at_once(example_archive: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.tawthiq") as archive:
        for file in sorted((file for file in EXAMPLES.iterdir() if file.suffix == ".txt"), reverse=True):
            archive.add(file, workers=0)
        archive.add(EXAMPLES, workers=0)
        found = archive.store.reconciliation()
    with Store.open(example_archive, readonly=True) as store:
        wanted = store.reconciliation()
    for mine, theirs in ((found.entities, wanted.entities), (found.copies, wanted.copies), (found.findings, wanted.findings)):
        assert sorted(map(repr, mine)) == sorted(map(repr, theirs))
    assert {(item.document, item.local): item.entity for item in found.identities} == {
        (item.document, item.local): item.entity for item in wanted.identities
    }
