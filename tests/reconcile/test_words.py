import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.reconcile.comparison.description import counts
from tawthiq.reconcile.comparison.gazetteer import surely_in
from tawthiq.reconcile.comparison.number import Quantity
from tawthiq.reconcile.comparison.object import same_party
from tawthiq.reconcile.comparison.words import head, keys, senses

SAME_WORDS = (("الأحزاب السياسية", "حزب سياسي"), ("رواتب الموظفين", "راتب الموظف"), ("النواب", "نائب"))
ONE_SENSE = (("مرتبات المعلمين", "رواتب المدرسين"), ("شح النفط", "نقص البترول"), ("فرار من الحبس", "هروب من السجن"), ("قدوم المعونات إلى البنك", "وصول المساعدات إلى المصرف"))
OTHER_SENSES = (("قتل القاضي", "اغتيال القاضي"), ("مسلح", "إرهابي"), ("فصيل", "ميليشيا"), ("لاجئ", "نازح"), ("عقارات المدينة", "أدوية المدينة"), ("رحيل الشاعر", "مغادرة الشاعر"), ("إقرار القانون", "الاعتراف بالقانون"))
HEADS = (("ثلاثة نواب", "نائب"), ("النواب الثلاثة", "نواب"), ("نحو 40 عاملا في المصنع", "العمال"), ("عدد (12) شاحنة محملة", "شاحنة"))
PARTIES = (("بلدية صفاقس", "صفاقس"), ("الحكومة في وهران", "وهران"))
OTHERS = (("جامعة حلب", "حلب"), ("بلدية صفاقس", "محافظة صفاقس"), ("وزارة العدل", "وزارة المالية"))


@pytest.mark.parametrize(("a", "b"), SAME_WORDS)
def test_words_plural_meets_singular(a: str, b: str) -> None:
    assert keys(a) == keys(b)


@pytest.mark.parametrize(("a", "b"), ONE_SENSE)
def test_words_of_one_sense_have_one_key(a: str, b: str) -> None:
    assert keys(a) != keys(b)
    assert senses(keys(a)) == senses(keys(b))


@pytest.mark.parametrize(("a", "b"), OTHER_SENSES)
def test_words_of_which_one_says_worse_stay_apart(a: str, b: str) -> None:
    assert senses(keys(a)) != senses(keys(b))


@pytest.mark.parametrize(("phrase", "noun"), HEADS)
def test_words_head_is_the_first_noun_that_is_no_number(phrase: str, noun: str) -> None:
    assert keys(noun) == {head(phrase)}


@pytest.mark.parametrize("text", ["", "12", "في", "ثلاثة"])
def test_words_no_head_without_noun(text: str) -> None:
    assert head(text) == ""


@given(st.text(max_size=40))
def test_words_any_text_is_read_without_error(text: str) -> None:
    assert head(text) == "" or keys(text)


@pytest.mark.parametrize(("a", "b"), PARTIES)
def test_object_party_is_one_with_its_kind(a: str, b: str) -> None:
    assert same_party(a, b)
    assert same_party(b, a)


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_object_other_bodies_are_no_party(a: str, b: str) -> None:
    assert not same_party(a, b)


@pytest.mark.parametrize(("town", "land"), [("سان خوسيه", None), ("سانتا روزا", None), ("وهران", "DZ")])
def test_gazetteer_a_town_named_after_a_saint_says_not_where(town: str, land: str | None) -> None:
    assert surely_in(town) == land


COUNTS = (
    ("توزيع 40 مدفأة على الخيام", (("مدفأة", 40.0),)),
    ("ترميم ثلاث مدارس و9 عيادات", (("مدارس", 3.0), ("عيادات", 9.0))),
    ("العمل في الصيد منذ 2004", ()),
    ("بناء مئات البيوت", ()),
)


@pytest.mark.parametrize(("phrase", "told"), COUNTS)
def test_description_counts_stand_behind_what_they_count(phrase: str, told: tuple[tuple[str, float], ...]) -> None:
    assert counts(phrase) == tuple((min(keys(noun)), Quantity(number, number)) for noun, number in told)
