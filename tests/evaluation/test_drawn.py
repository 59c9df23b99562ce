"""Pages drawn for the measuring of text recognition."""

from __future__ import annotations

import random

import pytest

from evaluation import drawn
from evaluation.ocr import compared, letters

needs_font = pytest.mark.skipif(not drawn.can_draw(), reason="Pillow without libraqm, or no font with Arabic letters")


@needs_font
def test_drawn_pages_hold_what_they_say() -> None:
    picture, truth = drawn.page("سطر أول من النص\nسطر ثانٍ أطول قليلاً", random.Random(1))  # noqa: S311 - repeatable
    assert truth.split() == ["سطر", "أول", "من", "النص", "سطر", "ثانٍ", "أطول", "قليلاً"]
    shades = picture.convert("L").histogram()
    assert (sum(shades[:80]) > 0, sum(shades[200:]) > 0) == (True, True)


@needs_font
def test_drawn_pages_end_at_their_margin() -> None:
    _, truth = drawn.page("كلمة " * 5_000, random.Random(1))  # noqa: S311 - repeatable
    assert 100 < len(truth.split()) < 2_000


def test_drawn_comparing_counts_errors_and_dropped_words() -> None:
    found = compared("ذهب الولد من هنا", "ذهب الولد هنا")
    assert (found.words, found.dropped, found.errors) == (4, 1, 3)
    assert letters("إلى — البيتِ!") == "الي البيت"


def test_drawn_numbers_are_counted_whole() -> None:
    found = compared("في 12 آذار 1906 دفع 350 قرشاً", "في ١٢ آذار 1905 دفع 350 قرشاً 7")
    assert (found.numbers, found.right, found.invented) == (3, 2, 2)
