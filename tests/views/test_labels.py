"""Words of the interface: numbers in the form that each language asks for."""

import pytest

from tawthiq.views.labels import _labels, counted, why_label


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا وثائق"), (1, "وثيقة واحدة"), (2, "وثيقتان"), (3, "3 وثائق"), (10, "10 وثائق"), (11, "11 وثيقة"), (99, "99 وثيقة"),
        (100, "100 وثيقة"), (103, "103 وثائق"), (111, "111 وثيقة"), (1_000, "1,000 وثيقة"),
    ],
)
def test_labels_count_in_arabic(number: int, words: str) -> None:
    assert counted("documents", number, "ar") == words


@pytest.mark.parametrize(("thing", "number", "words"), [("claims", 11, "11 قولاً"), ("claims", 100, "100 قول"), ("Y", 2, "سنتين"), ("D", 90, "90 يوماً")])
def test_labels_count_in_the_case_that_the_number_asks_for(thing: str, number: int, words: str) -> None:
    assert counted(thing, number, "ar") == words


@pytest.mark.parametrize(("number", "words"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents")])
def test_labels_count_in_english(number: int, words: str) -> None:
    assert counted("documents", number, "en") == words


@pytest.mark.parametrize("thing", sorted(_labels()["count"]))
def test_labels_have_a_form_for_any_number(thing: str) -> None:
    assert all(counted(thing, number, lang) for number in range(120) for lang in ("ar", "en"))


@pytest.mark.parametrize(("why", "words"), [("الفاعل مستتر: صاحب القول", "the verb hides its subject: the one who is quoted"), ("غير معروف", "غير معروف")])
def test_labels_reasons_are_told_in_english_part_by_part(why: str, words: str) -> None:
    assert why_label(why, "en") == words
    assert why_label(why, "ar") == why
