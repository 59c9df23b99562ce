"""Words of harm where no harm is meant (شارك في عملية إنقاذ، قتل الوقت), and the same words where it is; of invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_HERE = Path(__file__).parent
_HARM = {"complicit_in", "persecutes", "attacked_in", "arrested", "killed_in", "died", "conflict", "left_position", "fled"}


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def _read(sentence: str) -> Reading:
    return read(Document("0" * 64, sentence, Origin("t.txt"), publisher="قناة طيف", published="2021-03-01"))


def _told(reading: Reading, claim: Claim) -> tuple[str, str, str, str]:
    names = {entity.id: entity.name for entity in reading.entities}
    item = claim.object
    words = f"{names.get(item.entity or '', '')} {item.text or ''}" if item is not None else ""
    return names.get(claim.subject.entity or "", claim.subject.text or ""), claim.predicate, words, claim.standing.value


@pytest.mark.parametrize("row", _rows("not_figures.tsv"), ids=lambda row: row[0])
def test_lifeless_tells_no_harm(row: list[str]) -> None:
    assert not [claim for claim in _read(row[0]).claims if claim.predicate in _HARM]


@pytest.mark.parametrize("row", _rows("figures.tsv"), ids=lambda row: row[0])
def test_lifeless_tells_harm_that_is_meant(row: list[str]) -> None:
    reading = _read(row[0])
    subject, predicate, words, standing = row[1:]
    told = [_told(reading, claim) for claim in reading.claims]
    assert [t for t in told if subject in t[0] and t[1] == predicate and words in t[2] and t[3] == standing], told
