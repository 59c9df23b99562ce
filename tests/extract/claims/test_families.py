"""Families of claims, a table of all: in sentences of invented people through the whole reader, one behaviour a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq.extract import read
from tawthiq.model import Argument, Document, Origin, Reading

_TABLE = Path(__file__).with_name("families.tsv")


def _rows() -> list[list[str]]:
    return [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))


def _words(reading: Reading, argument: Argument | None) -> str:
    if argument is None:
        return ""
    name = next((e.name for e in reading.entities if e.id == argument.entity), "")
    return f"{name} {argument.text or ''} {argument.value or ''}"


def _told(text: str) -> list[tuple[str, str, str, str]]:
    reading = _read(text)
    return [(_words(reading, c.subject), c.predicate, _words(reading, c.object), c.standing.value) for c in reading.claims]


@pytest.mark.parametrize(("module", "sentence", "subject", "predicate", "item", "standing"), _rows())
def test_families_table(module: str, sentence: str, subject: str, predicate: str, item: str, standing: str) -> None:
    told = _told(sentence)
    found = [t for t in told if subject in t[0] and t[1] == predicate and (item == "-" or item in t[2])]
    assert {t[3] for t in found} == {standing}, (module, told)


def test_verdicts_court_is_not_the_one_charged() -> None:
    told = _told("أدانت المحكمة بالتزوير تاجرا من الجنوب.")
    assert not [t for t in told if t[1] == "complicit_in" and "المحكمة" in t[0]]


def test_verdicts_condemning_an_attack_is_no_verdict() -> None:
    told = _told("أدانت هالة الدقاق الهجوم بأشد العبارات.")
    assert not [t for t in told if t[1] == "complicit_in"]
    assert [t for t in told if t[1] == "opposes"]


def test_accusations_police_who_arrest_the_accused_are_not_accused() -> None:
    told = _told("اعتقلت الشرطة المتهم بقتل الحارس.")
    assert not [t for t in told if t[1] == "complicit_in" and "الشرطة" in t[0]]


def test_participial_name_behind_a_title_is_the_victim_and_not_the_accused() -> None:
    told = _told("اعتقلت الشرطة المتهم بقتل الطبيبة هالة الدقاق.")
    assert not [t for t in told if t[1] == "complicit_in" and "هالة" in t[0]]


def test_between_a_war_that_is_feared_is_none() -> None:
    assert not [t for t in _told("تعمل الأمم المتحدة على تجنب حرب بين فنلندا والنرويج.") if t[1] == "conflict"]


def test_endings_police_that_hold_up_a_body_do_not_end_it() -> None:
    assert not [t for t in _told("أوقفت الشرطة الوفد عند الحدود.") if t[1] == "ended"]


def test_offices_name_of_somebody_else_ahead_is_not_meant() -> None:
    told = _told("وصل مازن العطار إلى بيروت. بعد اعتقاله، قال المحامي وسيم الجندي إن التحقيق بدأ.")
    assert not [t for t in told if t[1] == "arrested" and "وسيم" in t[0]]


def test_verdicts_object_behind_an_aside_is_the_one_accused() -> None:
    told = _told("اتهم وزير النقل، وسيم الجندي، نقابة السائقين بنشر الشائعات.")
    assert not [t for t in told if t[1] == "complicit_in" and ("وسيم" in t[0] or "وزير" in t[0])]


def test_verdicts_of_an_accusation_the_one_under_li_is_accused() -> None:
    told = _told("اتهام وسيم الجندي لنقابة السائقين بنشر الشائعات أثار جدلا.")
    assert not [t for t in told if t[1] == "complicit_in" and "وسيم" in t[0]]


def test_roles_origin_is_no_nationality() -> None:
    assert not [t for t in _told("فازت الكاتبة النرويجية الأصل هالة الدقاق بالجائزة.") if t[1] == "nationality"]


def test_scene_words_end_with_the_sentence() -> None:
    assert _told("أعرب وسيم الجندي عن أمله أن") == []  # what follows is cut off


def test_charges_share_that_is_denied_is_never_stated() -> None:
    told = _told("نفت شركة الضفاف أي دور لها في تهريب الدواء.")
    assert {t[3] for t in told if t[1] == "complicit_in"} <= {"denied", "negated"}


def test_membership_grandson_of_a_founder_has_founded_nothing() -> None:
    assert not [t for t in _told("وسيم الجندي، حفيد مؤسس حركة الضفاف، زار بيروت.") if t[1] == "founded"]


def test_gazetteers_where_somebody_was_born_is_no_capital() -> None:
    assert not [t for t in _told("عاد مازن العطار إلى مسقط رأسه.") if t[2].split()[0] == "مسقط" and t[1] == "returned_to"]


def test_ground_who_congratulates_has_not_won_the_confidence() -> None:
    told = _told("كان وسيم الجندي أول المهنئين لمازن العطار بعد نيله ثقة المجلس.")
    assert not [t for t in told if "وسيم" in t[0] and t[1] in {"confirmed_by", "engaged_in"}]


def test_participial_title_before_a_name_keeps_nothing() -> None:
    told = _told("هنأ الوزير وسيم الجندي المحافظ مازن العطار على انتخابه رئيسا للمجلس.")
    assert not [t for t in told if "انتخابه" in t[2] and t[1] == "engaged_in"]


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("شهدت بلدة صيدا مظاهرات احتجاجا على الغلاء.", "opposes"),
        ("لم يضرب العمال احتجاجا على القرار.", "opposes"),
        ("تلقت هالة الدقاق دعما لوجستيا من فنلندا.", "supports"),
        ("أفشل وسيم الجندي وساطة قطر.", "mediates_between"),
    ],
)
def test_reasons_and_mediations_that_are_not_the_subjects(sentence: str, predicate: str) -> None:
    told = [(claim.predicate, claim.made_by[0]) for claim in _read(sentence).claims if claim.standing.value == "stated"]
    assert not [made for made in told if made[0] == predicate and ("reason" in made[1] or "between" in made[1])]


def test_frames_a_place_without_a_name_goes_after_nobody() -> None:
    assert not [t for t in _told("أمضى مازن العطار سنة في الجزيرة التي أبعدته عن أهله.") if t[1] == "persecutes"]
@pytest.mark.parametrize("sentence", ["لاحقت اللعنات مازن العطار.", "أبعد المنصب مازن العطار عن الأضواء.", "طاردت الكوابيس هالة الدقاق."])
def test_senses_figures_of_speech_persecute_nobody(sentence: str) -> None:
    assert not [told for told in _told(sentence) if told[1] == "persecutes"]


@pytest.mark.parametrize(
    ("sentence", "subject", "predicate"),
    [
        ("اتهم المدعي العام مازن العطار بالتزوير.", "مازن", "holds_position"),
        ("رحلت السلطات مازن العطار إلى تونس.", "السلطات", "visited"),
        ("طعن مازن العطار خمس طعنات في حي الميدان.", "مازن", "opposes"),
        ("لاحقت الشائعات مازن العطار طويلا.", "مازن", "engaged_in"),
        ("مسلحون تدعمهم أوغندا سيطروا على المدينة.", "أوغندا", "engaged_in"),
    ],
)
def test_families_nothing_is_told_of_the_wrong_one(sentence: str, subject: str, predicate: str) -> None:
    assert not [told for told in _told(sentence) if subject in told[0] and told[1] == predicate]


def test_prepositions_what_somebody_is_held_for_tells_nothing() -> None:
    assert {t[3] for t in _told("جرى توقيف مازن العطار على ذمة التحقيق.") if t[1] == "arrested"} == {"stated"}
