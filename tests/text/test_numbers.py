"""Numbers in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.numbers import (
    bound_before,
    find_numbers,
    is_number_word,
    numeral,
    parse_number,
    read_cardinal,
    read_ordinal,
    spell_number,
    word_key,
)


@pytest.mark.parametrize(("words", "value"), [
    ("صفر", 0), ("سبعة", 7), ("إحدى عشرة", 11), ("اثنا عشر", 12), ("اثنتي عشرة", 12), ("ثمانيَ عشرة", 18), ("عشرين", 20),
    ("ثلاثة وعشرون", 23), ("ثلاثة و عشرون", 23), ("مئة", 100), ("مائة", 100), ("مئتي", 200), ("ثلاثمائة", 300), ("ثلاث مئة", 300),
    ("ثلاث مائة وخمسة", 305), ("مئة وأحد عشر", 111), ("ألفين وثلاثة", 2003), ("ألف وثمانمئة وسبع وأربعين", 1847),
    ("خمسة آلاف", 5000), ("ثلاثة وعشرون ألفاً وخمسمئة", 23500), ("مئة ألف", 100_000), ("مليون ونصف", 1_500_000),
    ("نصف مليون", 500_000), ("مليونان ومئتا ألف", 2_200_000), ("٣٠ مليون", 30_000_000), ("2,5 مليار", 2_500_000_000),
    ("١٬٢٥٠", 1250), ("1.250.000", 1_250_000), ("٣٫٥", 3.5), ("۲۳", 23), ("-12", -12), ("واحد فاصلة خمسة", 1.5),
    ("الحادي والثلاثون", 31), ("العاشر", 10), ("السابعة عشرة", 17), ("العشرين", 20),
])
def test_numbers_reads_words_and_digits(words: str, value: float) -> None:
    assert parse_number(words) == value


@pytest.mark.parametrize("words", ["", "رجل", "عشرون رجلا", "آلاف", "مئات الآلاف", "وثلاثة", "و", "1.2.3", "9" * 40])
def test_numbers_rejects_what_is_no_single_number(words: str) -> None:
    assert parse_number(words) is None


@given(st.integers(0, 10**12 - 1))
def test_numbers_reads_back_what_it_spells(value: int) -> None:
    assert parse_number(spell_number(value)) == value


@pytest.mark.parametrize("value", [-1, 10**12])
def test_numbers_spells_nothing_outside_its_range(value: int) -> None:
    with pytest.raises(ValueError, match="not spelt"):
        spell_number(value)


@pytest.mark.parametrize(("text", "expected"), [
    ("أصيب أكثر من ٣٠ مليوناً و500 ألف", [(30_500_000, "over", False, "أكثر من ٣٠ مليوناً و500 ألف")]),
    ("حضر مئات الآلاف وبضعة ضيوف", [(100_000, "about", True, "مئات الآلاف"), (3, "about", True, "بضعة")]),
    ("ما لا يقل عن عشرين بيتاً", [(20, "over", False, "ما لا يقل عن عشرين")]),
    ("دفع قرابة ألفي دينار", [(2000, "about", False, "قرابة ألفي")]),
    ("أقل من 15 تقريبا", [(15, "under", False, "أقل من 15")]),
    ("زرع 40 تقريبا", [(40, "about", False, "40 تقريبا")]),
    ("بين عامي 2003 و2006", [(2003, None, False, "2003"), (2006, None, False, "2006")]),
    ("بثلاثة أبواب", [(3, None, False, "ثلاثة")]),
    ("جاء أحد الجيران وواحد معه", []),
])
def test_numbers_finds_quantities_with_bounds(text: str, expected: list[tuple[float, str | None, bool, str]]) -> None:
    assert [(item.value, item.bound, item.vague, item.span.exact) for item in find_numbers(text)] == expected


@given(st.text(alphabet="و ثلاثةمئةألف١٢3.,-عشرون\n", max_size=60))
def test_numbers_spans_hold_in_any_text(text: str) -> None:
    assert all(item.span.holds_in(text) for item in find_numbers(text))


@pytest.mark.parametrize(("text", "value"), [("1,250", 1250), ("1,25", 1.25), ("٠٫٧٧", 0.77), ("12.05.2020", None), ("x", None)])
def test_numbers_numeral_tells_grouping_from_decimals(text: str, value: float | None) -> None:
    assert numeral(text) == value


def test_numbers_readers_give_the_place_after() -> None:
    keys = [word_key(word) for word in ["ثلاثة", "وعشرون", "بيتا"]]
    assert read_cardinal(keys, 0) == (23, 2)
    assert read_ordinal([word_key(word) for word in ["الثالث", "والعشرين", "من"]], 0) == (23, 2)
    assert read_cardinal(keys, 2) is None
    assert read_cardinal(keys, 9) is None


def test_numbers_the_longest_bound_wins() -> None:
    keys = [word_key(word) for word in ["ما", "لا", "يزيد", "عن", "عشرة"]]
    assert bound_before(keys, 4) == ("under", 0)


def test_numbers_knows_number_words() -> None:
    assert is_number_word(word_key("تسعمئة"))
    assert not is_number_word(word_key("كتاب"))
