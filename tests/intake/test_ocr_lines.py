"""Lines cut out of a page: straightened, of one size, seen from the right."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tawthiq.intake.ocr_lines import BASELINE, HEIGHT, Box, cut, usual_height


def page(slope: float = 0.0, size: int = 1) -> np.ndarray:
    """A page with a long stroke, a line's baseline, and upright strokes on it; the one at the right edge is thick."""
    picture = Image.new("L", (1_200 * size, 300 * size), 255)
    pen = ImageDraw.Draw(picture)
    for left, width in ((200, 6), (500, 6), (960, 40)):
        base = (200 + slope * left) * size
        pen.rectangle((left * size, base - 60 * size, (left + width) * size, base), fill=0)
    pen.line((200 * size, (200 + slope * 200) * size, 1_000 * size, (200 + slope * 1_000) * size), fill=0, width=8 * size)
    return np.asarray(picture)


@pytest.mark.parametrize(("slope", "size"), [(0.0, 1), (0.01, 1), (-0.015, 1), (0.0, 2)])
def test_ocr_lines_baseline_is_level_and_in_its_row(slope: float, size: int) -> None:
    line = cut(page(slope, size), Box(200 * size, 130 * size, 1_001 * size, 220 * size), 90.0 * size)
    assert line.pixels.shape[0] == HEIGHT
    rows = line.pixels.sum(axis=1)
    assert abs(int(rows.argmax()) - BASELINE) <= 1
    assert rows[BASELINE + 6 :].sum() < 0.02 * rows.sum()


def test_ocr_lines_first_column_is_the_right_edge() -> None:
    line = cut(page(), Box(200, 130, 1_001, 220), 90.0)
    thick = int(np.flatnonzero(line.pixels[BASELINE - 15] > 0.5)[0])
    assert line.place(thick) == pytest.approx(1_000, abs=6)
    assert line.place(line.pixels.shape[1]) == line.left


def test_ocr_lines_empty_paper_is_an_empty_line() -> None:
    line = cut(np.full((100, 400), 255, np.uint8), Box(10, 20, 390, 60), 40.0)
    assert line.pixels.shape[0] == HEIGHT
    assert not line.pixels.any()


def test_ocr_lines_usual_height_is_that_of_long_lines() -> None:
    assert usual_height([Box(0, 0, 900, 40), Box(0, 50, 880, 92), Box(0, 100, 60, 120), Box(0, 200, 100, 230)]) == 41
    assert usual_height([]) == 1.0
