"""Calendars."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.calendars import (
    Month,
    hijri_day,
    hijri_month,
    hijri_month_start,
    hijri_year,
    hijri_year_of,
    month_openers,
    read_month,
    weekdays,
)
from tawthiq.text.numbers import word_key


def _month(name: str) -> Month | None:
    keys = [word_key(word) for word in name.split()]
    found = read_month(keys, 0)
    return found[0] if found and found[1] == len(keys) else None


@pytest.mark.parametrize("locale", ["ar", "ar_IQ", "ar_LB", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "ar_EG"])
def test_calendars_knows_the_months_of_every_locale(locale: str) -> None:
    for number, name in Locale.parse(locale).months["format"]["wide"].items():
        found = _month(name)
        assert found is not None, name
        assert (found.calendar, found.number) == ("g", number), name


@pytest.mark.parametrize(("name", "number"), [
    ("محرم", 1), ("ربيع الأول", 3), ("ربيع الثاني", 4), ("جمادى الآخرة", 6), ("رمضان", 9), ("ذي القعدة", 11), ("ذو الحجة", 12),
])
def test_calendars_knows_hijri_months(name: str, number: int) -> None:
    found = _month(name)
    assert found is not None
    assert (found.calendar, found.number) == ("h", number)


def test_calendars_a_cut_name_is_no_month() -> None:
    assert _month("تشرين") is None
    assert read_month(["تشرين"], 0) is None
    assert word_key("تشرين") in month_openers()


def test_calendars_marks_names_that_are_words() -> None:
    assert _month("مارس") == Month("g", 3, weak=True)
    assert _month("سبتمبر") == Month("g", 9, weak=False)


def test_calendars_knows_weekdays_with_hamza_variants() -> None:
    for name, number in (("أحد", 7), ("اثنين", 1), ("إثنين", 1), ("ثلاثاء", 2), ("أربعاء", 3), ("اربعا", 3), ("جمعه", 5)):
        assert weekdays()[word_key(name)] == number


@pytest.mark.parametrize(("hijri", "day"), [
    ((1443, 3, 12), date(2021, 10, 18)), ((1442, 9, 1), date(2021, 4, 13)), ((1300, 1, 1), date(1882, 11, 12)), ((1, 1, 1), date(622, 7, 19)),
])
def test_calendars_turns_hijri_days(hijri: tuple[int, int, int], day: date) -> None:
    assert hijri_day(*hijri) == day


@pytest.mark.parametrize("hijri", [(0, 1, 1), (1443, 13, 1), (1443, 1, 31), (99999, 1, 1), (1443, 0, 1)])
def test_calendars_refuses_days_that_are_none(hijri: tuple[int, int, int]) -> None:
    assert hijri_day(*hijri) is None


@given(st.integers(1, 2000), st.integers(1, 12))
def test_calendars_hijri_months_have_29_or_30_days(year: int, month: int) -> None:
    first, last = hijri_month(year, month)
    edge = {(1342, 12), (1500, 12)}  # where the arithmetic calendar meets the tables a month may be a day off
    assert (last - first).days + 1 in ((28, 29, 30, 31) if (year, month) in edge else (29, 30))


@given(st.integers(1, 2000), st.integers(0, 353))
def test_calendars_a_day_lies_in_its_hijri_year(year: int, offset: int) -> None:
    first, last = hijri_year(year)
    day = date.fromordinal(min(first.toordinal() + offset, last.toordinal()))
    assert hijri_year_of(day) == year


def test_calendars_days_before_the_calendar_have_no_year() -> None:
    assert hijri_year_of(date(600, 1, 1)) == 0
    assert hijri_month_start(1, 1) == date(622, 7, 19)
