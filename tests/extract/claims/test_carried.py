"""Light verbs, participles of state, needs and charges: sentences of invented people through the whole reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("carried.tsv")

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _name(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _shown(reading: Reading, claim: Claim) -> str:
    return f"{_name(reading, claim.object.entity)} {claim.object.text} {claim.object.value}" if claim.object else ""


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_carried_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    told = [(_name(reading, c.subject.entity) or c.subject.text, c.predicate, _shown(reading, c), c.standing.value) for c in reading.claims]
    found = [words for words in told if subject in str(words[0]) and words[1] == predicate and item in words[2]]
    assert found, told
    assert {words[3] for words in found} == {standing}, told


def test_carried_charge_is_never_stated() -> None:
    reading = _read("اعتقلت الشرطة الصحفي مازن العطار بتهمة التحريض. ويواجه شقيقه سليم العطار اتهامات بالتزوير.")
    charges = [claim for claim in reading.claims if claim.predicate == "complicit_in"]
    assert {claim.standing.value for claim in charges} == {"alleged"}


def test_carried_charge_by_nobody_has_an_anonymous_source() -> None:
    (claim,) = [c for c in _read("يمثل الصحفي مازن العطار أمام المحكمة بتهمة التحريض.").claims if c.predicate == "complicit_in"]
    assert [(hop.kind.value, hop.name) for hop in claim.chain[1:]] == [("anonymous", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "قال النائب سليم الحداد إن على الشركات أن تغلق مصانعها.",
        "أكد النائب سليم الحداد ضرورة أن تغلق الشركات مصانعها.",
        "قال النائب سليم الحداد إنه لا بد أن تغلق الشركات مصانعها.",
    ],
)
def test_carried_what_is_needed_has_not_happened(sentence: str) -> None:
    assert not [claim for claim in _read(sentence).claims if claim.predicate == "engaged_in"]


@pytest.mark.parametrize("sentence", ["تكمن أهمية المدينة في مرفئها القديم.", "تبرز ضرورة حماية المياه في الصيف."])
def test_carried_need_of_nobody_is_no_demand(sentence: str) -> None:
    assert not [claim for claim in _read(sentence).claims if claim.predicate == "hopes_or_demands"]




def test_carried_clitic_of_a_verbal_noun_with_an_object_is_no_victim() -> None:
    reading = _read("أعلنت قوات الدرع استهدافها مراكز عسكرية في المدينة.")
    assert not [c for c in reading.claims if c.predicate == "attacked_in" and "الدرع" in _name(reading, c.subject.entity)]


def test_carried_title_behind_a_comma_before_another_name_is_the_others() -> None:
    reading = _read("شبه النائب سليم الحداد، المرشد الإيراني جواد العطار، بالطغاة.")
    his = [c for c in reading.claims if c.predicate == "holds_position" and "الحداد" in _name(reading, c.subject.entity)]
    assert not [c for c in his if c.object and "المرشد" in (c.object.text or "")]


def test_carried_feminine_participle_is_not_said_of_a_man() -> None:
    reading = _read("فازت قائمة الفجر التي يرأسها النائب سليم الحداد والمدعومة من حزب النهضة.")
    assert not [c for c in reading.claims if c.predicate == "supports" and c.object and "الحداد" in _name(reading, c.object.entity)]


def test_carried_relative_of_somebody_is_not_he() -> None:
    reading = _read("وصلت ابنة رجل الأعمال سليم الحداد إلى حلب.")
    assert not [c for c in reading.claims if c.predicate == "visited" and _name(reading, c.subject.entity) == "سليم الحداد"]
