"""Tesseract's words and the recogniser's, word by word."""

import math

import numpy as np
import pytest

from tawthiq.intake.ocr_alphabet import SIGNS
from tawthiq.intake.ocr_lines import HEIGHT, LinePicture
from tawthiq.intake.ocr_merge import chosen
from tawthiq.intake.ocr_recogniser import COLUMNS
from tawthiq.intake.ocr_table import Cell

COUNT = 100  # columns of probabilities of the line, 10 pixels of the page each


def cell(left: int, width: int, text: str, confidence: float = 80.0) -> Cell:
    return Cell("1", "1", "1", left, 100, width, 40, confidence, text)


def scores(*words: tuple[int, str, float]) -> np.ndarray:
    """Words that begin at a column, a sign in every second one, with this probability of each; a blank between words."""
    found = np.full((COUNT, len(SIGNS) + 1), math.log(1e-6))
    found[:, 0] = math.log(0.999)
    for start, text, sure in words:
        for number, char in enumerate(text):
            row = found[start + 2 * number]
            row[0], row[SIGNS.index(char) + 1] = math.log(1 - sure), math.log(sure)
        space = found[start + 2 * len(text) + 1]
        space[0], space[1] = math.log(0.01), math.log(0.99)
    return found


def picture(*inked: tuple[int, int]) -> LinePicture:
    """A line with ink between some columns of probabilities."""
    pixels = np.zeros((HEIGHT, COUNT * COLUMNS), np.float32)
    for first, last in inked:
        pixels[20:30, first * COLUMNS : last * COLUMNS] = 1.0
    return LinePicture(pixels, 0.0, 10.0 * COUNT)


SEEN = picture((4, 16), (24, 40), (54, 70))
LINE = [cell(840, 120, "زارث"), cell(600, 160, "بلذتنا", 70.0), cell(300, 160, "Orion", 45.0)]


def test_ocr_merge_surer_word_is_taken_in_its_box() -> None:
    found = chosen(LINE, scores((5, "زارت", 0.98), (25, "بلدتنا", 0.55), (55, "أمس", 0.95)), SEEN)
    assert [one.text for one in found] == ["زارت", "بلذتنا", "أمس"]
    assert [(one.left, one.left + one.width) for one in found] == [(840, 960), (600, 760), (300, 460)]
    assert [one.confidence > 60 for one in found] == [True, True, True]


def test_ocr_merge_words_run_together_are_taken_apart_at_their_ink() -> None:
    line = [cell(600, 360, "زارتبلدتنا", 60.0), cell(300, 160, "أمس")]
    found = chosen(line, scores((5, "زارت", 0.98), (25, "بلدتنا", 0.97), (55, "أمس", 0.95)), SEEN)
    assert [(one.text, one.left, one.left + one.width) for one in found] == [("زارت", 840, 960), ("بلدتنا", 600, 760), ("أمس", 300, 460)]
    assert {(one.top, one.height) for one in found} == {(100, 40)}


@pytest.mark.parametrize("read", [scores(), scores((5, "زارت", 0.4), (25, "بلدتنا", 0.3))])
def test_ocr_merge_unsure_or_empty_line_is_tesseracts(read: np.ndarray) -> None:
    assert chosen(LINE, read, SEEN) == LINE


def test_ocr_merge_latin_words_are_tesseracts() -> None:
    found = chosen(LINE, scores((5, "زارت", 0.98), (25, "بلدتنا", 0.98), (55, "xxxxx", 0.98)), SEEN)
    assert [one.text for one in found] == ["زارت", "بلدتنا", "Orion"]
    assert chosen(LINE, scores((5, "زارت", 0.98), (25, "xxx", 0.98), (55, "xxxxx", 0.98)), SEEN) == LINE


def test_ocr_merge_number_is_turned_back() -> None:
    found = chosen([cell(840, 120, "7", 20.0)], scores((5, "٧٢٩١", 0.97)), SEEN)
    assert [one.text for one in found] == ["١٩٢٧"]
