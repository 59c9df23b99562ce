"""Dates of publication become EDTF or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.intake.published import to_edtf, written_date


@pytest.mark.parametrize(("value", "edtf"), [
    ("2024-03-05T14:30:00+03:00", "2024-03-05T14:30:00+03:00"), ("2024-03-05T14:30:00Z", "2024-03-05T14:30:00+00:00"),
    ("2024-03-05T14:30:00.123+0300", "2024-03-05T14:30:00+03:00"), ("2024-03-05 14:30", "2024-03-05"), ("2024-03-05T14:30:00", "2024-03-05"),
    ("2024-03-05", "2024-03-05"), ("2024-03", "2024-03"), ("2024", "2024"), ("2024~", "2024~"),
    ("Tue, 05 Mar 2024 14:30:00 +0300", "2024-03-05T14:30:00+03:00"), ("5 آذار/مارس 2024", "2024-03-05"), ("٥ مارس ٢٠٢٤", "2024-03-05"),
    ("5 أغسطس، 2024", "2024-08-05"), ("الثلاثاء 5 كانون الأول (ديسمبر) 2023", "2023-12-05"), ("15 فيفري 2024", "2024-02-15"), ("3 août 2023", "2023-08-03"), ("9 تشرين أول 2022", "2022-10-09"), ("05/03/2024", "2024-03-05"),
    ("13/05/2024", "2024-05-13"), ("5/13/2024", "2024-05-13"), ("2024/3/5", "2024-03-05"), ("March 5, 2024", "2024-03-05"), ("5th", None),
    ("2024-02-31", None), ("31/02/2024", None), ("أمس", None), ("", None), ("32 مارس 2024", None), ("5 مارس 12024", None), ("99999999", None),
    ("5 مارس 2024 - 6 مارس 2024", None), ("5 Mar 24 14:30 +0300", "2024-03-05T14:30:00+03:00"), ("Fri, 5 Mar 99 14:30:00 GMT", "1999-03-05T14:30:00+00:00"),
    ("Tue Mar  5 14:30:00 2024", "2024-03-05"), ("Tue Mar 05 14:30:00 +0000 2024", "2024-03-05T14:30:00+00:00"), ("5 Mar 24", None),
])
def test_published_to_edtf(value: str, edtf: str | None) -> None:
    assert to_edtf(value) == edtf


@given(st.text(max_size=300))
def test_published_never_raises(value: str) -> None:
    found = to_edtf(value)
    assert found is None or to_edtf(found) == found


@given(st.dates(min_value=__import__("datetime").date(1800, 1, 1), max_value=__import__("datetime").date(2100, 12, 31)))
def test_published_reads_every_day_in_figures(day: object) -> None:
    assert written_date(f"{day:%Y/%m/%d}") == str(day)


@pytest.mark.parametrize(("line", "day"), [
    ("الثلاثاء 12 ربيع الآخر 1446هـ", "2024-10-15"), ("1 محرم 1445 هـ", "2023-07-19"), ("الأحد 5 شوال 1444 هـ الموافق 25 نيسان 2023 م", "2023-04-25"),
    ("12 وردة حمراء 1446", None), ("31 رجب 1440", None),
])
def test_published_hijri_days_of_bylines(line: str, day: str | None) -> None:
    assert written_date(line) == day
