"""Which dates a claim gets: its own clause's, and lengths counted from the date that they follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin

_TABLE = Path(__file__).with_name("times.tsv")


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "subject", "predicate", "times"), _rows())
def test_times_table(sentence: str, subject: str, predicate: str, times: str) -> None:
    reading = read(Document("0" * 64, sentence, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    names = {e.id: e.name for e in reading.entities}
    told = [c for c in reading.claims if c.predicate == predicate and names.get(c.subject.entity or "") == subject]
    assert told, [(names.get(c.subject.entity or ""), c.predicate) for c in reading.claims]
    assert [",".join(f"{t.relation.value} {t.value}" for t in c.time) or "-" for c in told] == [times] * len(told)
