"""Verbs of the lexicon's families in sentences of invented people: the claim that comes of each, and none that says worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Argument, Document, Origin, Reading

_TABLE = Path(__file__).with_name("deeds.tsv")


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))


def _words(reading: Reading, argument: Argument | None) -> str:
    if argument is None:
        return ""
    name = next((e.name for e in reading.entities if e.id == argument.entity), "")
    return f"{name} {argument.text or ''} {argument.value or ''}"


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "never"), _rows())
def test_deeds_table(sentence: str, subject: str, predicate: str, item: str, never: str) -> None:
    reading = _read(sentence)
    told = [(_words(reading, c.subject), c.predicate, _words(reading, c.object)) for c in reading.claims]
    assert [t for t in told if subject in t[0] and t[1] == predicate and (item == "-" or item in t[2])], told
    assert not {t[1] for t in told} & set(never.split(",")), told


@pytest.mark.parametrize(
    "sentence",
    [
        "طالب فادي الطحان بدعم أيسلندا لحزب الوئام.",
        "دعا فادي الطحان إلى وقف دعم أيسلندا لحزب الوئام.",
        "عدم دعم أيسلندا لحزب الوئام أغضب البرتغال.",
        "شدد فادي الطحان على ضرورة وقف القتال ودعم أيسلندا لحزب الوئام.",
    ],
)
def test_masdars_stand_that_is_only_wanted_or_missing_is_not_told(sentence: str) -> None:
    assert not [c for c in _read(sentence).claims if c.made_by[0].startswith("rule:masdar.supports")]


def test_light_what_befalls_somebody_is_no_deed_of_who_announces_it() -> None:
    told = _read("أعلنت بلدية جبيل عن وفاة عامل في الورشة.").claims
    assert not [c for c in told if c.made_by[0].startswith("rule:description") and c.predicate == "engaged_in"]


def test_description_state_of_a_person_is_a_trait() -> None:
    told = [c.predicate for c in _read("يعتز فادي الطحان بتراث قريته.").claims]
    assert told == ["has_trait"]
