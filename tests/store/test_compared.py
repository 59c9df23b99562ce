"""Findings keep in their packed rest what neither columns nor the rows of their claims have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tawthiq.model import Argument, Finding, Independence, Verdict, content_id
from tawthiq.store import Store, compared
from tawthiq.store.packing import unpack_plain

CLAIMS = tuple(sorted(content_id("c", number) for number in range(3)))
FINDING = Finding(
    "f-رحلة", Argument("e-نوى", value="نوى الراسي"), "travelled_to", Argument("e-صور"), CLAIMS, Verdict.AGREE, Independence(1, 2), reason_ar="وثيقتان",
)


@pytest.mark.parametrize(
    "found",
    [
        FINDING, replace(FINDING, object=None), replace(FINDING, object=Argument(value="الشمال")), replace(FINDING, claims=CLAIMS[::-1]),
        replace(FINDING, subject=Argument("e-\ud800")), replace(FINDING, claims=("c-ب", *CLAIMS)), replace(FINDING, claims=("c-أ", "c-أ")),
    ],
)
def test_compared_findings_are_read_as_they_were_written(tmp_path: Path, found: Finding) -> None:
    with Store.open(tmp_path / "a") as store:
        compared.write(store._connection, found)
        assert list(compared.read(store._connection, " WHERE id = ?", (found.id,))) == [found]


def test_compared_rest_says_nothing_twice() -> None:
    assert unpack_plain(compared.body(FINDING)).keys() == {
        "subject", "object", "verdict", "independent", "differences", "common_link", "reason_ar", "reason_en",
    }
    assert "entity" not in unpack_plain(compared.body(FINDING))["subject"]


def test_compared_rows_differ_where_anything_does() -> None:
    others = (
        replace(FINDING, subject=Argument("e-هدى", value="نوى الراسي")), replace(FINDING, object=Argument("e-صيدا")),
        replace(FINDING, predicate="visited"), replace(FINDING, independent=Independence(2, 2)),
    )
    assert len({compared.columns(found) for found in (FINDING, *others)}) == 5
