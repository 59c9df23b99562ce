"""Aims, wishes, needs, denials in nouns and counts through the whole reader, on sentences of invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("aims.tsv")

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _name(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _words(reading: Reading, claim: Claim) -> str:
    return f"{_name(reading, claim.object.entity)} {claim.object.text} {claim.object.value}" if claim.object else ""


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_aims_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    whose = [c for c in reading.claims if subject in f"{_name(reading, c.subject.entity)} {c.subject.text}"]
    found = [c for c in whose if c.predicate == predicate and (item == "*" or item.removeprefix("ال") in _words(reading, c))]
    assert found, [(_name(reading, c.subject.entity), c.predicate, _words(reading, c)) for c in reading.claims]
    assert {c.standing.value for c in found} == {standing}


@pytest.mark.parametrize(
    "sentence",
    [
        "إذا لم تخفض الحكومة الأسعار فسيضرب العمال.",
        "لو لم يتدخل الجيش لسقطت المدينة.",
        "ما لم توقع الشركة العقد، ستخسر المشروع.",
    ],
)
def test_aims_what_is_only_supposed_not_to_be_so_is_not_told(sentence: str) -> None:
    assert not [c for c in _read(sentence).claims if c.standing.value in {"negated", "stated"}]


def test_aims_whoever_kills_is_not_killed() -> None:
    reading = _read("قام سليم الحداد باغتيال أخيه غير الشقيق.")
    assert not [c for c in reading.claims if c.predicate == "killed_in" and _name(reading, c.subject.entity) == "سليم الحداد"]


def test_aims_the_plan_of_another_is_not_the_speakers() -> None:
    reading = _read("أشار الوزير مازن العطار إلى عزم الشركة تصنيع السفن.")
    assert not [c for c in reading.claims if c.predicate == "hopes_or_demands" and _name(reading, c.subject.entity) == "مازن العطار"]


def test_aims_reason_is_no_purpose() -> None:
    reading = _read("أغلقت البلدية المطعم لمخالفته شروط النظافة.")
    assert not [c for c in reading.claims if c.predicate == "has_purpose"]


def test_aims_estimate_names_who_estimates() -> None:
    reading = _read("قدّر منظمو المسيرة عدد المشاركين بنحو 20 ألفاً.")
    assert [c.chain[-1].name for c in reading.claims if c.predicate == "has_quantity"] == ["منظمو المسيرة"]
