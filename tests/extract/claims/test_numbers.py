"""Numbers: of several words, with what bounds them, in the dual, with the article, and whose number it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin, Reading

_TABLE = Path(__file__).with_name("numbers.tsv")


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "subject", "number", "standing", "source"), _rows())
def test_numbers_are_told_whole_of_whom_they_count(sentence: str, subject: str, number: str, standing: str, source: str) -> None:
    reading = _read(sentence)
    names = {entity.id: entity.name for entity in reading.entities}
    told = [
        (names.get(c.subject.entity or "", c.subject.text), c.object.value or c.object.text, c.standing.value, c.chain[-1].name if c.chain[1:] else "-")
        for c in reading.claims
        if c.predicate == "has_quantity" and c.object is not None
    ]
    assert any(s and subject in s and words == number and how == standing and who == source for s, words, how, who in told), told


def test_numbers_of_another_kind_are_not_given_to_those_counted_before() -> None:
    reading = _read("بلغ عدد المعتصمين 400، فيما تحدث المستشفى عن ثلاثة جرحى.")
    assert [c.object.text for c in reading.claims if c.predicate == "has_quantity" and c.object is not None] == ["400"]


def test_numbers_joined_end_where_the_next_thing_begins() -> None:
    reading = _read("قتل خمسة وأصيب عشرون عاملاً في انهيار المنجم.")
    hurt = [c for c in reading.claims if c.predicate == "attacked_in"]
    assert [c.subject.text for c in hurt] == ["عشرون عاملاً"]
