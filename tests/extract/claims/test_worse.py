"""Never worse than the source: accusers, releases, sayings, ties gone bad, offices that are none; sentences of invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading
from tawthiq.model.entity import IMPLIED
from tawthiq.views.roles import role_of, standing_of

pytestmark = pytest.mark.usefixtures("no_bar")  # what the rules read, however sure they are

_HERE = Path(__file__).parent
_BEFORE = "نادر الحاتمي مهندس ووزير سابق. ولد الحاتمي في طبرق سنة 1961.\n\n"  # of whom the sentences with واتهمته speak


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _read(sentence: str) -> Reading:
    text = _BEFORE + sentence if sentence.startswith("واتهم") else sentence
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="قناة طيف", published="2021-03-01"))


def _name(reading: Reading, claim: Claim) -> str:
    return next((e.name for e in reading.entities if e.id == claim.subject.entity), claim.subject.text or "")


def _words(reading: Reading, claim: Claim) -> str:
    item = claim.object
    name = next((e.name for e in reading.entities if item is not None and e.id == item.entity), "")
    return f"{name} {item.text or ''}" if item is not None else ""


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows("worse.tsv"))
def test_worse_tells_what_the_text_says(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    told = [(_name(reading, c), c.predicate, _words(reading, c), c.standing.value) for c in reading.claims]
    assert [t for t in told if subject in t[0] and t[1] == predicate and item in t[2] and t[3] == standing], told


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item"), _rows("not_worse.tsv"))
def test_worse_tells_nothing_that_the_text_does_not_say(sentence: str, subject: str, predicate: str, item: str) -> None:
    reading = _read(sentence)
    told = [(_name(reading, c), c.predicate, _words(reading, c), c.standing.value) for c in reading.claims]
    assert not [t for t in told if subject in t[0] and t[1] == predicate and item in t[2]], told


def test_worse_denial_of_a_charge_has_the_denier_as_its_source() -> None:
    reading = _read("واتهمه النائب عزيز بدر بتهريب القمح، الأمر الذي أنكره مكتب الحاتمي.")
    denied = [c.chain[-1].name for c in reading.claims if c.predicate == "complicit_in" and c.standing.value == "denied"]
    assert denied == ["مكتب الحاتمي"]


@pytest.mark.parametrize("text", ["صباح الخير يا أهل المدينة.", "وصرح ناطق باسم بغداد بأن القافلة تأخرت.", "لو طلب مني الحاتمي ذلك لرفضت."])
def test_worse_greetings_and_phrases_are_no_names(text: str) -> None:
    names = {name.text for entity in _read(text).entities for name in entity.names}
    assert not names & {"صباح الخير", "باسم بغداد", "مني الحاتمي"}


def test_worse_names_that_no_text_writes_are_marked_as_implied() -> None:
    text = "قال مدير شركة الوادي الأخضر باسل عمران إن الشركة بخير. وزار باسل عمران درنة مع نجله."
    reading = _read(text)
    written = {name.text for entity in reading.entities for name in entity.names if name.lang != IMPLIED}
    assert all(name in text for name in written)


def test_worse_one_invited_says_nothing() -> None:
    reading = _read("تنوي حكومة الساحل دعوة نادر الحاتمي إلى درنة في آب المقبل.")
    assert not [quotation for quotation in reading.quotations if "درنة" in quotation.content.exact]


@pytest.mark.parametrize(("text", "standing"), [
    ("أُفرج عن الصحافي باسل عمران بكفالة.", "stated"),
    ("أُخلي سبيل باسل عمران.", "stated"),
    ("قال النائب عزيز بدر إن باسل عمران خرج من السجن.", "attributed"),
])  # fmt: skip
def test_worse_release_is_shown_as_one(text: str, standing: str) -> None:
    (claim,) = (claim for claim in _read(text).claims if claim.predicate == "arrested")
    assert (role_of(claim), standing_of(claim)) == ("release", standing)


def test_worse_incitement_is_no_part_in_the_deed() -> None:
    reading = _read("حرّض نادر الحاتمي على قتل الحارس باسل عمران.")
    charged = [claim.object.value for claim in reading.claims if claim.predicate == "complicit_in" and claim.object is not None]
    assert charged == ["تحريض على قتل الحارس باسل عمران"]
