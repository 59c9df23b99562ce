"""Relations told by nouns and adjectives: tables of sentences about invented people, and what must not be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading

_TABLE = Path(__file__).with_name("relational.tsv")
_WORDS = [
    "بزعامة",
    "برئاسة",
    "التي",
    "الذي",
    "يضم",
    "يقوده",
    "الموالية",
    "المدعوم",
    "من",
    "لـ",
    "ل",
    "في",
    "المركز",
    "الأول",
    "ثانيا",
    "جاء",
    "حل",
    "47",
    "مقعدا",
    "(",
    ")",
    "،",
    ".",
    "أي",
    "حليف",
    "خصما",
    "أحد",
    "أعضاء",
    "رجالات",
    '"',
    "تحالف",
    "قائمة",
    "حزب",
    "نادر",
    "السعدي",
    "فؤاد",
    "السيد",
    "إيران",
    "لتركيا",
    "وإيران",
    "بحصوله",
    "على",
    "منذ",
    "سبعة",
    "أشهر",
    "اللقاء",
    "بين",
    "لقائه",
    "مع",
    "قيمة",
    "الرواتب",
    "نحو",
    "صاحبة",
]


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _names(reading: Reading, entity: str | None) -> str:
    return next((e.name for e in reading.entities if e.id == entity), "")


def _relational(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if any(":relational." in maker for maker in claim.made_by)]


def _facts(reading: Reading) -> set[tuple[str, str, str]]:
    return {
        (_names(reading, c.subject.entity), c.predicate, (_names(reading, c.object.entity) or c.object.text or "") if c.object else "")
        for c in _relational(reading)
    }


@pytest.mark.parametrize(("sentence", "subject", "predicate", "item", "standing"), _rows())
def test_relational_table(sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    reading = _read(sentence)
    found = [
        c for c in reading.claims if c.predicate == predicate and subject in (_names(reading, c.subject.entity) or c.subject.text or "")
    ]
    shown = [c for c in found if c.object and item in f"{_names(reading, c.object.entity)} {c.object.text} {c.object.value}"]
    assert shown, [(_names(reading, c.subject.entity), c.predicate, c.object and c.object.text, c.made_by) for c in reading.claims]
    assert {c.standing.value for c in shown} == {standing}


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال سمير الطائي إن المركز الأول للأبحاث أغلق.",  # a centre, no place in a contest
        "أولا، يجب أن نعمل معا.",  # an enumeration
        "واجتمع حزب الأمل في المركز الثقافي.",
        "وتحدث سمير الطائي بقيادة حكيمة.",  # no body before it, no person behind
        "ونزح سكان بلدة قريبة من تركيا.",  # near, not close to
        "وصرح مصدر مقرب من الرئيس بذلك.",  # a source is nobody's ally
        "وفاز رجل تركيا القوي نادر السعدي.",
        "وقال رجل الأعمال سامي الخوري إنه بريء.",
    ],
)
def test_relational_leaves_what_only_looks_alike(sentence: str) -> None:
    assert not _relational(_read(sentence))


def test_relational_keeps_the_speaker_of_a_relation_in_quoted_words() -> None:
    reading = _read('وقال هاني الزعبي: "هزمنا القوات المدعومة من روسيا".')
    found = [c for c in _relational(reading) if c.predicate == "supports"]
    assert found
    assert {c.standing.value for c in found} == {"attributed"}


def test_relational_gives_the_words_before_a_reporting_verb_to_nobody() -> None:
    reading = _read("بعد نشر الجدول الذي حملت فيه قائمة الأمل بزعامة نادر السعدي الصدارة، أكد هاني الزعبي أنه راض.")
    speakers = {_names(reading, hop.entity) for c in _relational(reading) for hop in c.chain}
    assert "هاني الزعبي" not in speakers


def test_relational_resolves_the_last_named_as_leader() -> None:
    reading = _read('والتقى نادر السعدي فؤاد السيد، وفاز تحالف "الأفق" الذي يرأسه الأخير.')
    assert ('تحالف "الأفق"', "led_by", "فؤاد السيد") in _facts(reading)


def test_relational_explains_who_is_meant() -> None:
    reading = _read("وتغيب عن الحكومة الجماعات المرتبطة عضويا بتركيا، أي نادر السعدي وهاني الزعبي.")
    facts = _facts(reading)
    assert ("نادر السعدي", "has_ties_with", "تركيا") in facts
    assert ("هاني الزعبي", "has_ties_with", "تركيا") in facts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_relational_reads_any_order_of_its_words_exactly(words: list[str]) -> None:
    text = " ".join(words) + "."
    document = Document("0" * 64, text, Origin("t.txt"))
    assert not read(document).mismatches(document)
