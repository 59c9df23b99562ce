import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.reconcile.names import COULD_BE, SAME, compare_names

SAME_PERSON = (
    ("رامي الخطيب", "رامى الخطيب"),
    ("رامي الخطيب", "الدكتور رامي الخطيب"),
    ("عبد الرحمن القاسم", "عبدالرحمن القاسم"),
    ("سعد الله ونيس", "سعدالله ونيس"),
    ("نوزاد بارزنجي", "نوزاد البرزنجي"),
    ("سامر نبيل الحلبي", "سامر الحلبي"),
    ("خالد بن فهد المري", "خالد المري"),
    ("Khaled al-Mansour", "Khalid Mansour"),
    ("خالد المنصور", "Khaled al-Mansour"),
    ("عبد القادر درويش", "Abdelkader Darwish"),
    ("سيف الإسلام نوري", "Saif al-Islam Nouri"),
)
OTHERS = (
    ("رامي الخطيب", "سامي الخطيب"),
    ("حسن ناصر", "حسين ناصر"),
    ("خالد بن فهد", "فهد بن خالد"),
    ("نبيل الحلبي", "سامر نبيل الحلبي"),
    ("رامي الخطيب الصغير", "رامي الخطيب"),
    ("سليمان داود", "سلمان داود"),
    ("Hassan Nasser", "Hussein Nasser"),
    ("حسين ناصر", "Hassan Nasser"),
    ("محمد الجابر", "محمد الجابري"),
)


@pytest.mark.parametrize(("a", "b"), SAME_PERSON)
def test_names_same_person_in_other_spelling(a: str, b: str) -> None:
    assert compare_names(a, b).value >= SAME


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_names_other_person(a: str, b: str) -> None:
    assert compare_names(a, b).value < SAME


def test_names_bare_surname_could_be() -> None:
    assert COULD_BE <= compare_names("الخطيب", "رامي الخطيب").value < SAME


def test_names_reason_in_both_languages() -> None:
    score = compare_names("رامي الخطيب", "Rami al-Khatib")
    assert "حرف" in score.reason_ar
    assert "script" in score.reason_en


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_any_text_is_compared_symmetrically(a: str, b: str) -> None:
    first = compare_names(a, b)
    assert 0.0 <= first.value <= 1.0
    assert first == compare_names(b, a)
