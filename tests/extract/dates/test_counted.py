"""Counting from a date that is known."""

from __future__ import annotations

import pytest

from tawthiq.extract.dates.counted import counted


@pytest.mark.parametrize(
    ("base", "length", "direction", "expected"),
    [
        ("2005", "P2Y", 1, "2007"),
        ("2005-06", "P2Y", -1, "2003"),
        ("2021-05-10", "P3D", -1, "2021-05-07"),
        ("2021-05-10", "P2W", 1, "2021-05-24"),
        ("2021-11", "P3M", 1, "2022-02"),
        ("2005", "P3D", 1, None),
        ("199X", "P2Y", 1, None),
        ("2005", "PXY", 1, None),
    ],
)
def test_counted_table(base: str, length: str, direction: int, expected: str | None) -> None:
    assert counted(base, length, direction) == expected
