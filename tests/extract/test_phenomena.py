"""Texts of invented people, phenomenon by phenomenon, through the whole reader: what is told, by whom, with which standing, when.

Rows with «?» are not read yet: of them, and of all others, nothing is told as a fact that the text does not tell as one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from evaluation.score.normalise import SYMMETRIC, overlap
from tawthiq.extract import read
from tawthiq.model import Argument, Claim, Document, Origin, Reading
from tawthiq.text.fold import fold

_SHARED = 0.5  # share of words from which on two phrases are taken for one, as the scorer does
_TOLD = {"stated", "attributed"}


def _rows() -> list[list[str]]:
    rows: list[list[str]] = []
    for line in Path(__file__).with_name("phenomena.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            rows.append([row[0], rows[-1][1] if row[1] == "^" else row[1], *row[2:]])
    return rows


@cache
def _read(text: str) -> Reading:
    return read(Document("0" * 64, text.replace("\\n", "\n"), Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))


def _words(reading: Reading, argument: Argument | None) -> list[str]:
    if argument is None:
        return []
    name = next((entity.name for entity in reading.entities if entity.id == argument.entity), "")
    return [word for word in (name, argument.text, str(argument.value or "")) if word]


def _says(words: list[str], wanted: str) -> bool:
    return wanted == "*" or any(fold(want) in fold(word) or overlap(want, word) >= _SHARED for want in wanted.split("|") for word in words)


def _same(reading: Reading, claim: Claim, subject: str, predicate: str, item: str) -> bool:
    if predicate != "*" and claim.predicate not in predicate.split("|"):
        return False
    ends = [(claim.subject, claim.object)]
    if claim.predicate in SYMMETRIC and claim.object is not None:
        ends.append((claim.object, claim.subject))
    return any(_says(_words(reading, one), subject) and _says(_words(reading, other), item) for one, other in ends)


def _by(reading: Reading, claim: Claim, wanted: str) -> bool:
    inner = claim.chain[-1]
    if len(claim.chain) == 1 or inner.name is None:
        return {"-", "*"} & set(wanted.split("|")) != set() if len(claim.chain) == 1 else bool({"?", "*"} & set(wanted.split("|")))
    name = next((entity.name for entity in reading.entities if entity.id == inner.entity), "")
    return _says([word for word in (inner.name, name) if word], wanted)


def _fits(reading: Reading, claim: Claim, standing: str, speaker: str, time: str) -> bool:
    dated = time == "-" or any(time in one.value for one in claim.time)
    return (standing == "*" or claim.standing.value in standing.split("|")) and _by(reading, claim, speaker) and dated


@pytest.mark.parametrize("row", [row for row in _rows() if not row[0].startswith("?")], ids=lambda row: f"{row[0]}-{row[1][:30]}")
def test_phenomena_are_read(row: list[str]) -> None:
    _, text, subject, predicate, item, *rest = row
    reading = _read(text)
    same = [claim for claim in reading.claims if _same(reading, claim, subject, predicate, item)]
    assert any(_fits(reading, claim, *rest) for claim in same), [(c.predicate, c.standing.value, c.chain[-1].name) for c in reading.claims]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row[0]}-{row[1][:30]}")
def test_phenomena_are_told_no_worse(row: list[str]) -> None:
    _, text, subject, predicate, item, standing, *_ = row
    reading = _read(text)
    if standing != "*" and not _TOLD & set(standing.split("|")):
        told = [claim for claim in reading.claims if _same(reading, claim, subject, predicate, item)]
        assert all(claim.standing.value != "stated" for claim in told)
