"""EDTF values as ranges of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.store.days import UNDATED, day_of, days_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021-11-08", "2021-11-08", "2021-11-08"), ("2021-11", "2021-11-01", "2021-11-30"), ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021", "2021-01-01", "2021-12-31"), ("201X", "2010-01-01", "2019-12-31"), ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-11-08T10:00:00+03:00", "2021-11-08", "2021-11-08"), ("2021?", "2021-01-01", "2021-12-31"), ("2021-11~", "2021-11-01", "2021-11-30"),
        ("2019/2021-03", "2019-01-01", "2021-03-31"), ("2019/..", "2019-01-01", "2019-12-31"),
    ],
)
def test_days_of_value(value: str, first: str, last: str) -> None:
    assert days_of(value) == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "P3Y", "2021-21", "2021-02-30", "0000", "../2019", "yesterday", "20211108"])
def test_days_of_what_names_no_day(value: str | None) -> None:
    assert days_of(value) is None
    assert day_of(value) == UNDATED


@given(st.text(max_size=30))
def test_days_never_fail(value: str) -> None:
    found = days_of(value)
    assert found is None or found[0] > 0


@given(st.dates())
def test_days_keep_the_order_of_time(day: date) -> None:
    assert day_of(day.isoformat()) == day.toordinal()
