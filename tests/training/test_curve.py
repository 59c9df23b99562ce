from __future__ import annotations

import re

from training.curve import Point, drawing, table

_POINTS = (Point("three layers", 70.0, 24.0, 9.0), Point("six <layers>", 78.0, 12.0, 16.0))


def test_curve_draws_a_point_for_every_file_with_the_better_higher_and_the_faster_further_right() -> None:
    fast, slow = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawing(_POINTS))]
    assert fast[0] > slow[0]
    assert fast[1] > slow[1]  # y grows downwards


def test_curve_tells_the_figures_of_every_file() -> None:
    assert table(_POINTS).splitlines()[2:] == ["| three layers | 70.00 | 24.0 | 9.0 |", "| six <layers> | 78.00 | 12.0 | 16.0 |"]


def test_curve_of_one_file_is_a_point() -> None:
    assert drawing(_POINTS[:1]).count("<circle") == 1
