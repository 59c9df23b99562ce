"""Sentences of invented people through the whole reader: subject, predicate, object, standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("claims.tsv")


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _names(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _about(reading: Reading, subject: str, predicate: str) -> list[Claim]:
    return [
        c for c in reading.claims if c.predicate == predicate and subject in (_names(reading, c.subject.entity) or c.subject.text or "")
    ]


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_claims_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    found = _about(reading, subject, predicate)
    told = [(_names(reading, c.subject.entity), c.predicate, c.object.text if c.object else None) for c in reading.claims]
    assert found, told
    shown = [f"{_names(reading, c.object.entity)} {c.object.text} {c.object.value}" if c.object else "" for c in found]
    assert any(item in words for words in shown), shown
    assert {c.standing.value for c in found} == {standing}


def test_claims_object_clitic_before_late_subject() -> None:
    reading = _read("وصل النائب سليم الحداد إلى بيروت. اتهمته نقابة الصيادين بأنه أخفى الوثائق.")
    found = [c for c in reading.claims if c.predicate == "accuses"]
    assert [(c.subject.text, _names(reading, c.object.entity)) for c in found if c.object] == [("نقابة الصيادين", "سليم الحداد")]


def test_claims_what_somebody_is_accused_of_is_never_stated() -> None:
    reading = _read("وصل النائب سليم الحداد إلى بيروت. اتهمته نقابة الصيادين بأنه متورط في إخفاء الوثائق.")
    assert not [c for c in reading.claims if c.predicate == "complicit_in" and c.standing.value == "stated"]


def test_claims_hidden_subject_of_a_coordinated_verb() -> None:
    reading = _read("عاد مازن العطار إلى دمشق، وأسس مكتبة الياسمين.")
    assert _about(reading, "مازن العطار", "founded")


def test_claims_hoped_content_is_no_fact() -> None:
    reading = _read("كانت هالة الدقاق تطمح إلى أن تصبح طبيبة.")
    assert not [c for c in reading.claims if c.predicate == "occupation"]
    assert _about(reading, "هالة الدقاق", "hopes_or_demands")


def test_claims_same_office_twice_is_one_claim_with_two_evidences() -> None:
    reading = _read("نام وزير الزراعة وسيم الجندي الأحد. ثم غادر وزير الزراعة وسيم الجندي الاثنين.")
    offices = _about(reading, "وسيم الجندي", "holds_position")
    assert [len(c.evidence) for c in offices] == [2]


def test_claims_say_who_made_them_and_why() -> None:
    claims = _read("زار وزير النقل وسيم الجندي مدينة حلب.").claims
    assert claims
    assert all(c.made_by[0].startswith("rule:") and c.trigger is not None for c in claims)


def test_claims_verb_without_frame_is_open_or_described_with_its_words() -> None:
    reading = _read("وضعت هالة الدقاق كتابها على الطاولة.")
    assert all(c.predicate in {"engaged_in", "open"} for c in reading.claims)


def test_claims_subject_of_a_title_in_a_preposition_is_not_the_other_person() -> None:
    reading = _read("كان مازن العطار ناشطا مناهضا للرئيس السابق فؤاد السالم.")
    assert not [c for c in _about(reading, "فؤاد السالم", "occupation") if c.object and "ناشط" in (c.object.text or "")]
