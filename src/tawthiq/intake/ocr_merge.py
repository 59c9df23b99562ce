"""Tesseract's words and those of the recogniser of lines, put together line by line.

Tesseract finds the lines and is believed where the recogniser is not sure, and about Latin words. Boxes of the recogniser's words
reach from blank to blank, drawn in to their ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from tawthiq.intake.ocr_alphabet import LATIN
from tawthiq.intake.ocr_lines import LinePicture, cut, usual_height
from tawthiq.intake.ocr_table import Cell, box_of, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from tawthiq.intake.ocr_recogniser import LineReader, ReadWord

_SURE = 0.8  # mean probability of a line's signs from which the recogniser is believed
_LATIN_SHARE = 0.5  # of a line's words: from here it is tesseract's
_OVER = 0.5  # of a word's width that must lie under what the recogniser saw there
_INK = 0.3  # of full black


def merged(cells: Sequence[Cell], page: Image, reader: LineReader) -> list[Cell]:
    """The words of a grey page, each line by the one who is surer of it."""
    import numpy as np

    grey = np.asarray(page)
    lines = lines_of(cells)
    usual = usual_height([box_of(line) for line in lines])
    found: list[Cell] = []
    for line in lines:
        picture = cut(grey, box_of(line), usual)
        found += chosen(line, reader.read(picture), picture)
    return found


def chosen(line: Sequence[Cell], words: Sequence[ReadWord], picture: LinePicture) -> Sequence[Cell]:
    """A line as tesseract has it, or as the recogniser read it in its picture."""
    if not words or sure_of(words) < _SURE or fmean(LATIN in word.text for word in words) >= _LATIN_SHARE:
        return line
    edges = _edges(words, picture)
    left = list(line)
    found: list[Cell] = []
    for latin, run in groupby(zip(words, edges, strict=True), lambda pair: LATIN in pair[0].text):
        pairs = list(run)
        if latin:
            there = _under(left, min(edge[0] for _, edge in pairs), max(edge[1] for _, edge in pairs))
            left = [cell for cell in left if cell not in there]
            found += there
        else:
            found += [_cell(line, word, edge) for word, edge in pairs]
    return found


def sure_of(words: Sequence[ReadWord]) -> float:
    """Mean probability of the signs of a line."""
    length = sum(len(word.text) for word in words)
    return sum(word.mean * len(word.text) for word in words) / max(length, 1)


def _under(cells: Sequence[Cell], left: float, right: float) -> list[Cell]:
    """Those of tesseract's words that lie between two edges."""
    return [cell for cell in cells if min(cell.left + cell.width, right) - max(cell.left, left) > _OVER * cell.width]


def _edges(words: Sequence[ReadWord], picture: LinePicture) -> list[tuple[float, float]]:
    """Left and right edge of each word on the page."""
    import numpy as np

    inked = (picture.pixels > _INK).any(axis=0)
    width = inked.size
    borders = [0.0, *((before.last + after.first) / 2 for before, after in pairwise(words)), float(width)]
    found = []
    for first, last in pairwise(borders):
        ink = np.flatnonzero(inked[int(first) : max(int(first) + 1, int(last))])
        start, end = (int(first) + int(ink[0]), int(first) + int(ink[-1]) + 1) if ink.size else (first, last)
        found.append((picture.place(end), picture.place(start)))
    return found


def _cell(line: Sequence[Cell], word: ReadWord, edge: tuple[float, float]) -> Cell:
    box = box_of(line)
    left, right = round(edge[0]), round(edge[1])
    return replace(
        line[0], left=left, top=box.top, width=max(1, right - left), height=box.height, confidence=confidence(word), text=word.text,
    )


def confidence(word: ReadWord) -> float:
    """0 to 100, on the scale on which tesseract's is doubtful below 60."""
    return 100.0 * (0.5 * word.mean + 0.5 * word.least)


