"""What is not to be read out of a sentence: sentences of invented people through the whole reader."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Claim, Document, Origin, Reading


def _read(text: str) -> Reading:
    return read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))


def _claims(text: str, predicate: str) -> list[Claim]:
    return [claim for claim in _read(text).claims if claim.predicate == predicate]


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("عمل مازن العطار على كشف الفساد في البلدية.", "employed_by"),
        ("عمل المهندس وسيم الجندي من أجل إصلاح المرفأ.", "employed_by"),
        ("يعمل مازن العطار ضد تجار السلاح.", "employed_by"),
        ("يعمل مازن العطار في الصحافة منذ عام 1999.", "employed_by"),
        ("عملت هالة الدقاق في مدينة حلب.", "employed_by"),
        ("كتبت الناشطة في قضية الشعب السوري هالة الدقاق مقالا.", "nationality"),
        ("كان مازن العطار صحافيا في الصحافة المصرية.", "nationality"),
        ("فاز لاعب المنتخب المصري مازن العطار بالجائزة.", "nationality"),
        ("كان مازن العطار لاعبا ماكرا في السياسة.", "occupation"),
        ("وصل مازن العطار بعد الحادث بساعة.", "engaged_in"),
        ("قلدت اللاعبة حركة إرسال هالة الدقاق.", "occupation"),
        ("أسفر العلاج عن تدمير الورم الخبيث.", "attacked_in"),
        ("درس البرلمان مشروع قانون الصيد.", "educated"),
        ("دخل القانون حيز التنفيذ.", "visited"),
        ("تعرض مازن العطار لانتقادات واسعة.", "attacked_in"),
        ("أثار وصول مازن العطار إلى السلطة جدلا.", "visited"),
        ("تأتي الخطوة وسط توتر متزايد.", "has_trait"),
        ("المباراة الثالثة انتهت بفوز بطلة 2012.", "has_quantity"),
        ("استقبل مازن العطار رئيس البلدية.", "holds_position"),
        ("قال مازن العطار إن المسؤول عن الحريق هرب.", "holds_position"),
    ],
)
def test_precision_reads_no_such_claim(sentence: str, predicate: str) -> None:
    assert not _claims(sentence, predicate)


@pytest.mark.parametrize(
    ("sentence", "predicate", "times"),
    [
        ("تسلم مازن العطار، المولود في حمص عام 1961، رئاسة بلدية حمص.", "holds_position", []),
        ("تولى وسيم الجندي، الذي درس الهندسة عام 1980، إدارة مرفأ صيدا عام 2005.", "holds_position", [("start", "2005")]),
        ("دعم مازن العطار الفقراء من خلال مكتبته عام 1985.", "supports", [("at", "1985")]),
        ("دعم مازن العطار الفقراء خلال عام 1985.", "supports", [("during", "1985")]),
    ],
)
def test_precision_dates_belong_to_their_own_clause(sentence: str, predicate: str, times: list[tuple[str, str]]) -> None:
    found = _claims(sentence, predicate)
    assert [[(time.relation.value, time.value) for time in claim.time] for claim in found] == [times]


def test_precision_rank_is_no_part_of_the_office() -> None:
    found = _claims("قال مدير شرطة حمص اللواء مازن العطار إن الطريق آمن.", "holds_position")
    assert [claim.object.text for claim in found if claim.object] == ["مدير شرطة حمص"]


@pytest.mark.parametrize(
    "sentence",
    [
        "قالت المديرة إننا نتفق على الخطة في البلدية.",
        "انتهى الترقب مبكرا في الملعب الكبير.",
        "كان مازن العطار هناك.",
    ],
)
def test_precision_weak_readings_are_open(sentence: str) -> None:
    assert {claim.predicate for claim in _read(sentence).claims} <= {"open"}


def test_precision_object_in_marks_with_a_partner_before_it() -> None:
    found = _claims('عاد مازن العطار إلى حمص ليؤسس مع الكاتب سليم الحداد "دار الحكمة".', "founded")
    assert {claim.object.text for claim in found if claim.object} == {"دار الحكمة"}
    assert [claim.qualifiers["with"] for claim in found if "with" in claim.qualifiers] == ["سليم الحداد"]


def test_precision_objects_have_no_half_pair_of_marks() -> None:
    found = _claims('أسس مازن العطار مكتبة "الياسمين" عام 1985.', "founded")
    assert [claim.object.text for claim in found if claim.object] == ['مكتبة "الياسمين"']


def test_precision_what_did_not_happen_is_negated() -> None:
    found = _claims("لم يحدث أن تعرض مازن العطار لاعتداء.", "attacked_in")
    assert [claim.standing.value for claim in found] == ["negated"]


def test_precision_who_is_supported_does_not_support() -> None:
    found = _claims("تقدمت حركة الفجر، المدعومة من حزب النهضة، بطلب إلى البلدية.", "supports")
    assert not [claim for claim in found if (claim.object.text if claim.object else "") == "حزب النهضة"]


@pytest.mark.parametrize(
    ("sentence", "sentenced"),
    [
        ("اشتهر الطبيب سليم الراوي بأبحاثه، وحكم عليه بالسجن.", ["سليم الراوي"]),
        ("زار الصحافي سليم الراوي المدينة، وقُبض عليه في المطار.", ["سليم الراوي"]),
        ("انتقد القاضي ماجد الطائي المحامي سليم الراوي، وحكم عليه بالسجن شهرا.", []),
    ],
)
def test_precision_a_sentence_falls_on_the_one_person_of_its_own_sentence_or_on_nobody(sentence: str, sentenced: list[str]) -> None:
    reading = _read(f"قال رئيس مؤسسة الضياء إن المؤسسة لن تشارك في الحفل.\n\n{sentence}")
    names = {entity.id: entity.names[0].text for entity in reading.entities}
    assert [names[claim.subject.entity or ""] for claim in reading.claims if claim.predicate == "arrested"] == sentenced


def test_precision_object_ends_where_a_circumstance_begins() -> None:
    found = _claims("أصدرت البلدية تقريرا مفصلا في ظل أزمة مالية خانقة.", "engaged_in")
    assert [claim.object.text for claim in found if claim.object] == ["تقريرا مفصلا"]


def test_precision_whose_data_they_are_begins_no_object() -> None:
    found = _claims("أظهرت بيانات من وزارة الزراعة تراجع إنتاج القمح.", "engaged_in")
    assert [claim.object.text for claim in found if claim.object] == ["تراجع إنتاج القمح"]


def test_precision_coordination_inside_what_a_preposition_brings() -> None:
    found = _claims("تكبدت الشركة خسائر كبيرة في الأموال والمعدات.", "has_trait")
    assert "المعدات" not in [claim.object.text for claim in found if claim.object]


def test_precision_noun_that_the_tree_takes_for_an_object_does_nothing() -> None:
    reading = _read("شوهدت فرق من الحرس البلدي تنفذ دوريات في السوق القديمة.")
    assert "دوريات" not in [claim.subject.text for claim in reading.claims]
