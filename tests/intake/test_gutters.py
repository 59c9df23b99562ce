"""Columns of a page by the gutters between them."""

from __future__ import annotations

from tawthiq.intake.glyph import Glyph
from tawthiq.intake.gutters import Line, columns

SIZE, STEP = 10.0, 14.0
RIGHT, LEFT = (300.0, 500.0), (50.0, 250.0)


def line(base: float, *cells: tuple[float, float], char: str = "س") -> Line:
    """Letters of five points each from edge to edge of each cell."""
    return [Glyph(char, x, x + 5.0, base, SIZE, 0) for left, right in cells for x in [left + 5.0 * n for n in range(int((right - left) / 5))]]


def down(first: float, count: int, cell: tuple[float, float], char: str) -> list[Line]:
    return [line(first - STEP * n, cell, char=char) for n in range(count)]


def read(lines: list[Line]) -> list[str]:
    """The letter of each line, block by block."""
    ordered = sorted(lines, key=lambda one: -one[0].base)
    return ["".join(one[0].char for one in block) for block in columns(ordered, right_to_left=True)]


def test_gutters_of_level_lines() -> None:
    lines = [[*right, *left] for right, left in zip(down(700, 5, RIGHT, "ر"), down(700, 5, LEFT, "ل"), strict=True)]
    assert read(lines) == ["ررررر", "للللل"]


def test_gutters_of_lines_that_do_not_stand_level() -> None:
    level = [[*down(700, 1, RIGHT, "ر")[0], *down(700, 1, LEFT, "ل")[0]]]
    lines = level + down(686, 6, RIGHT, "ر") + down(676, 6, LEFT, "ل")
    assert read(lines) == ["ررررررر", "للللللل"]


def test_gutters_reach_up_to_a_column_that_begins_higher() -> None:
    lines = down(714, 1, LEFT, "ل") + [[*right, *left] for right, left in zip(down(700, 5, RIGHT, "ر"), down(700, 5, LEFT, "ل"), strict=True)]
    assert read(lines) == ["ررررر", "لللللل"]


def test_gutters_go_on_beside_a_column_that_ends_sooner() -> None:
    lines = [[*right, *left] for right, left in zip(down(700, 5, RIGHT, "ر"), down(700, 5, LEFT, "ل"), strict=True)]
    assert read(lines + down(630, 8, RIGHT, "ر")) == ["ر" * 13, "ل" * 5]


def test_gutters_end_at_a_table() -> None:
    lines = [[*right, *left] for right, left in zip(down(700, 5, RIGHT, "ر"), down(700, 5, LEFT, "ل"), strict=True)]
    rows = [line(620 - STEP * n, (460, 500), (330, 360), (150, 180), char="ج") for n in range(4)]
    assert read(lines + rows) == ["ررررر", "للللل", "جججج"]


def test_gutters_are_none_in_text_of_one_column() -> None:
    lines = [line(700 - STEP * n, (50.0, 500.0)) for n in range(6)]
    assert read(lines) == ["سسسسسس"]
