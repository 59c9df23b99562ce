import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model import Time, TimeRelation
from tawthiq.reconcile.comparison.number import Quantity, counted, quantity
from tawthiq.reconcile.comparison.time import interval, when

DAYS = (
    ("2021-11-08", 1), ("2021-02", 28), ("2020", 366), ("202X", 3653), ("2021-11-08T10:00:00Z", 1), ("2021-03/2021-04", 61), ("2021-24", 90), ("1985~", 1097), ("1985-06~", 92), ("2021-W45", 7),
    ("2021-05-10/2021-05-11~", 12), ("2021-03/2021-05~", 92),
)


@pytest.mark.parametrize(("value", "days"), DAYS)
def test_time_interval_has_its_days(value: str, days: int) -> None:
    found = interval(value)
    assert found is not None
    assert found.last - found.first + 1 == days


@pytest.mark.parametrize("value", ["P3Y", "PAST_REF", "2021-13", "2021-W60", "2021-02-30", "", "كلام"])
def test_time_no_date_has_no_interval(value: str) -> None:
    assert interval(value) is None


def test_time_bounds_join() -> None:
    found = when((Time(TimeRelation.AFTER, "2003"), Time(TimeRelation.BEFORE, "2005")))
    assert found is not None
    assert interval("2004-06") is not None
    assert found.overlaps(interval("2004-06"))  # type: ignore[arg-type]
    assert not found.overlaps(interval("2006"))  # type: ignore[arg-type]


@given(st.text(max_size=20))
def test_time_any_text_is_read_without_error(text: str) -> None:
    found = interval(text)
    assert found is None or found.first <= found.last


NUMBERS = (
    ("سبعة قتلى", 7, 7), ("٢٣ ألف دولار", 23000, 23000), ("خمسة وعشرون نائباً", 25, 25), ("1,200 عامل", 1200, 1200),
    ("3.5 مليون", 3.5e6, 3.5e6), ("ما لا يقل عن سبعة", 7, float("inf")), (">=7", 7, float("inf")), ("12%", 12, 12),
)


@pytest.mark.parametrize(("text", "low", "high"), NUMBERS)
def test_number_is_read_with_its_bounds(text: str, low: float, high: float) -> None:
    assert quantity(text) == Quantity(low, high)


def test_number_about_fits_its_neighbour() -> None:
    about, exact = quantity("نحو 55 نائباً"), quantity("54 نائباً")
    assert about is not None
    assert exact is not None
    assert about.fits(exact)


ROUNDED = (
    ("40 ألف ناخب", "40320 ناخباً", True), ("67.7 بالمئة", "68 بالمئة", True), ("76.000 م2", "76 ألف م2", True), ('"6,6" ملايين عربة', "6.6 ملايين عربة", True),
    ("15 طفلاً", "16 طفلاً", False), ("ثلاثون نائباً", "32 نائباً", False), ("عشرة آلاف", "14 ألفاً", False), ("3 كيلومترات", "3000 متر", True),
    ("3 كيلومترات", "1800 متر", False), ("1.250 قطعة", "1250 قطعة", True),
)


@pytest.mark.parametrize(("first", "second", "fits"), ROUNDED)
def test_number_rounded_or_in_another_unit_fits(first: str, second: str, *, fits: bool) -> None:
    left, right = quantity(first), quantity(second)
    assert left is not None
    assert right is not None
    assert left.fits(right) is fits
    assert right.fits(left) is fits


def test_number_words_without_number() -> None:
    assert quantity("كثير من الناس") is None


@given(st.text(max_size=40))
def test_number_any_text_is_read_without_error(text: str) -> None:
    found = quantity(text)
    assert found is None or found.low <= found.high


@pytest.mark.parametrize(("text", "fits", "no"), [
    ("عشرات الجرحى", 45, 6), ("مئات آلاف الزوار", 300_000, 10_000_000), ("آلاف الكتب", 7_000, 90), ("بضع سنوات", 4, 900),
])
def test_number_vague_size_allows_what_is_called_so(text: str, fits: float, no: float) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.fits(Quantity(fits, fits)), found.fits(Quantity(no, no))) == (True, False)


def test_number_words_for_one_unit_count_the_same() -> None:
    assert counted("سبعون ورقة") == counted("70 صفحة") != counted("سبعون كتاباً")
