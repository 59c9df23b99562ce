"""Collocations: what a verb says with its noun, in sentences of invented people through the whole reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.extract.claims.fixed import collocations
from tawthiq.model import Claim, Document, Origin, Reading
from tawthiq.model.predicates import predicates

_TABLE = Path(__file__).with_name("collocations.tsv")
_SLOTS = {"s", "o", "n", "w", "v", "m", "p", "own", "role", "-"}


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _name(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _item(reading: Reading, claim: Claim) -> str:
    return f"{_name(reading, claim.object.entity)} {claim.object.text or ''}" if claim.object else ""


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_collocations_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    told = [(_name(reading, c.subject.entity), c.predicate, _item(reading, c), c.standing.value) for c in reading.claims]
    found = [words for words in told if subject in words[0] and words[1] == predicate and (item == "-" or item in words[2])]
    assert found, told
    assert {words[3] for words in found} == {standing}, told


def test_collocations_rows_use_known_predicates_and_slots() -> None:
    for row in collocations():
        assert row.predicate in predicates()
        codes = {row.subject, *row.objects}
        assert all(code in _SLOTS or code.startswith("@") for code in codes), row


@pytest.mark.parametrize(
    "sentence",
    [
        "لم يُفرج عن الصحفية هالة الدقاق.",
        "ألقى الوزير وسيم الجندي كلمة.",
        "أطلق وسيم الجندي حملة في دمشق.",
        "شارك وسيم الجندي في الندوة.",
        "رحل وسيم الجندي إلى باريس.",
    ],
)
def test_collocations_leave_other_uses_of_their_verbs(sentence: str) -> None:
    assert not [c for c in _read(sentence).claims if c.predicate in {"arrested", "died", "complicit_in", "attacked_in"}]


def test_collocations_the_clitic_of_a_verbal_noun_is_not_guessed() -> None:
    reading = _read("هنأ وسيم الجندي مازن العطار بفوزه بمنصب النقيب.")
    holders = {_name(reading, c.subject.entity) for c in reading.claims if c.predicate == "holds_position"}
    assert holders == {"مازن العطار"}


def test_collocations_what_is_rumoured_is_not_stated() -> None:
    reading = _read("تداولت الصحف خبر إلقاء القبض على وسيم الجندي.")
    assert all(c.standing.value != "stated" for c in reading.claims if c.predicate == "arrested")
