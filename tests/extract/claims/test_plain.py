"""Ordinary sentences whose verb, verbal noun or predicate no special rule reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.extract.claims.confidence import BAR, told
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("clauses.tsv")


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    lines = _TABLE.read_text("utf-8").splitlines()
    return [line.split("\t")[1:] for line in lines if line and not line.startswith("#")]


def _subject(reading: Reading, claim: Claim) -> str:
    name = next((e.name for e in reading.entities if e.id == claim.subject.entity), "")
    return f"{name} {claim.subject.text or ''}"


def _words(claim: Claim) -> str:
    return f"{claim.object.text} {claim.object.value}" if claim.object is not None else ""


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_plain_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    claims = [c for c in reading.claims if c.predicate in {predicate, "open"} and subject in _subject(reading, c) and item in _words(c)]
    assert claims, [(c.predicate, _subject(reading, c), _words(c)) for c in reading.claims]
    assert {claim.standing.value for claim in claims} == {standing}


@pytest.mark.parametrize(
    "sentence",
    [
        "ذهبت الجائزة إلى الكاتبة هالة الدقاق.",
        "أسقط النائب وسيم الجندي الاقتراح في اللجنة.",
        "نفت الحكومة أي دور لها في الإضراب.",
        "استبعدت الوزارة تأجيل الامتحان النهائي.",
        "الأمر يتعلق بإصلاح الطرق الريفية.",
    ],
)
def test_plain_leaves_open_what_is_about_another_or_means_too_much(sentence: str) -> None:
    assert not [claim for claim in _read(sentence).claims if claim.predicate in {"has_trait", "engaged_in"}]


def test_plain_relative_clause_has_the_subject_that_takes_up_its_noun() -> None:
    reading = _read("زار الوفد شركة الياسمين التي يقع مقرها في صيدا.")
    assert not [claim for claim in reading.claims if "الياسمين" in _subject(reading, claim) and "صيدا" in _words(claim)]


def test_plain_only_ordinary_words_are_held_to_the_bar() -> None:
    low = BAR / 2
    assert not told("description.plain", "has_trait", low)
    assert told("description.plain", "has_trait", BAR)
    assert told("judged", "has_trait", low)
    assert told("verbal.arrested", "arrested", low)
