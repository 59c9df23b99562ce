"""Values and calendar arithmetic of dates."""

from __future__ import annotations

from datetime import date

import pytest

from tawthiq.extract.dates.values import (
    Anchor,
    Point,
    century_value,
    distance,
    duration_value,
    month_value,
    moved,
    part_of,
    point_value,
    read_anchor,
    season_value,
    week_value,
    weekday_after,
    weekday_before,
    year_value,
)


@pytest.mark.parametrize(
    ("value", "anchor"),
    [
        ("2021-11-08", Anchor(2021, 11, date(2021, 11, 8))),
        ("2018-04-20T00:19:23+00:00", Anchor(2018, 4, date(2018, 4, 20))),
        ("2021-11", Anchor(2021, 11)),
        ("2021", Anchor(2021)),
        ("2021~", Anchor(2021)),
        (None, Anchor()),
        ("", Anchor()),
        ("2021-13", Anchor()),
        ("2021-02-30", Anchor()),
        ("yesterday", Anchor()),
    ],
)
def test_values_reads_anchors(value: str | None, anchor: Anchor) -> None:
    assert read_anchor(value) == anchor


def test_values_moves_within_the_calendar() -> None:
    assert moved(date(2021, 1, 31), months=1) == date(2021, 2, 28)
    assert moved(date(9999, 12, 1), months=500, days=500) == date.max
    assert moved(date(1, 1, 1), days=-9) == date.min


@pytest.mark.parametrize(
    ("count", "unit", "edtf"),
    [(3, "day", "P3D"), (2, "decade", "P20Y"), (None, "decade", "PXDE"), (1.5, "year", "P1.5Y"), (24, "hour", "PT24H")],
)
def test_values_writes_durations(count: float | None, unit: str, edtf: str) -> None:
    assert duration_value(count, unit).edtf == edtf


@pytest.mark.parametrize(
    ("count", "unit", "edtf"),
    [(2, "day", "2021-11-06"), (1, "week", "2021-11-01"), (3, "month", "2021-08"), (40, "year", "1981"), (1, "decade", "2011")],
)
def test_values_counts_back_at_the_precision_of_the_unit(count: float, unit: str, edtf: str) -> None:
    assert distance(date(2021, 11, 8), count, unit, -1).edtf == edtf


def test_values_leaves_open_what_is_not_known() -> None:
    assert point_value(Point(month=10, day=10)).edtf == "XXXX-10-10"
    assert point_value(Point(weekday=4)).edtf == "XXXX-WXX-4"
    assert point_value(Point(month=10, day=10)).first is None


def test_values_weeks_begin_on_monday() -> None:
    assert week_value(date(2021, 11, 7)).edtf == "2021-11-01/2021-11-07"
    assert weekday_before(date(2021, 11, 8), 1, strict=True) == date(2021, 11, 1)
    assert weekday_after(date(2021, 11, 8), 1, strict=False) == date(2021, 11, 8)


def test_values_winter_reaches_into_the_next_year() -> None:
    assert season_value(2019, 24).last == date(2020, 2, 29)


def test_values_parts_lie_inside_the_whole() -> None:
    for whole in (year_value(2015), century_value(20), point_value(Point(2015, 2)), week_value(date(2021, 11, 8))):
        for part in ("early", "start", "mid", "late", "end"):
            found = part_of(whole, part)
            assert found.first is not None
            assert whole.first is not None
            assert whole.last is not None
            assert found.last is not None
            assert whole.first <= found.first <= found.last <= whole.last


def test_values_years_before_our_era_have_no_days() -> None:
    assert year_value(-43).edtf == "-0043"
    assert year_value(-43).first is None


def test_values_month_before_our_era_is_its_year() -> None:
    """Python's days begin with the year 1: «أيلول 60 ق.م» keeps its year and has no days."""
    assert month_value(-59, 9) == year_value(-59)
