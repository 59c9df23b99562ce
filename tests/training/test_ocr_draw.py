"""Lines drawn to learn to read."""

from __future__ import annotations

import random

import pytest

from evaluation.drawn import FONT, can_draw
from tawthiq.intake.ocr_lines import BASELINE, HEIGHT
from training.ocr_draw import draw


@pytest.mark.parametrize("seed", range(6))
def test_ocr_draw_line_has_the_form_of_cut_lines(seed: int) -> None:
    words = ("عاد", "الوفد", "سنة", "١٩٣٤", "سالماً.")
    if not can_draw():
        assert not can_draw(FONT)
        return
    sample = draw(words, [(FONT, 1.0)], random.Random(seed))  # noqa: S311 - repeatable, not secret
    assert sample.pixels.shape[0] == HEIGHT
    assert sample.pixels.shape[1] > 150
    assert sample.text == "عاد الوفد سنة ٤٣٩١ سالماً."
    rows = sample.pixels.astype(float).sum(axis=1)
    assert rows[BASELINE - 14 : BASELINE + 5].sum() > 0.5 * rows.sum()
