"""Which of tesseract's words and of the recogniser's lie over each other in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tawthiq.intake.ocr_lines import LinePicture
from tawthiq.intake.ocr_recogniser import ReadWord
from tawthiq.intake.ocr_table import Cell

_OVER = 0.3  # of the narrower of two words that lie over each other
_INK = 0.3  # of full black

Edge = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that lie over each other: tesseract's, and the recogniser's with their edges on the page (left, right).

    ``first`` and ``last``: the columns of the line's picture that are theirs, from the blank before to the blank after.
    """

    cells: tuple[Cell, ...]
    words: tuple[ReadWord, ...]
    edges: tuple[Edge, ...]
    first: float
    last: float


def stretches(line: Sequence[Cell], words: Sequence[ReadWord], picture: LinePicture) -> list[Stretch]:
    """The stretches of a line from the right; every word is in one."""
    columns = _columns(words, picture)
    edges = edges_of(columns, picture)
    parts = _parts([(cell.left, cell.left + cell.width) for cell in line], edges)
    found = []
    for ours, theirs in parts:
        place = [columns[number] for number in theirs] or [(0.0, 0.0)]
        found.append(Stretch(
            tuple(line[number] for number in ours), tuple(words[number] for number in theirs), tuple(edges[number] for number in theirs),
            place[0][0], place[-1][1],
        ))
    return found


def _columns(words: Sequence[ReadWord], picture: LinePicture) -> list[Edge]:
    """First and last column of each word, to the middle of the blanks around it."""
    middles = [(before.last + after.first) / 2 for before, after in pairwise(words)]
    borders = [0.0, *middles, float(picture.pixels.shape[1])]
    return list(pairwise(borders))


def edges_of(columns: Sequence[Edge], picture: LinePicture) -> list[Edge]:
    """Left and right edge on the page of the ink between columns."""
    import numpy as np

    inked = (picture.pixels > _INK).any(axis=0)
    found = []
    for first, last in columns:
        ink = np.flatnonzero(inked[int(first) : max(int(first) + 1, int(last))])
        start, end = (int(first) + int(ink[0]), int(first) + int(ink[-1]) + 1) if ink.size else (first, last)
        found.append((picture.place(end), picture.place(start)))
    return found


def _parts(cells: Sequence[Edge], words: Sequence[Edge]) -> list[tuple[list[int], list[int]]]:
    """Numbers of cells and words that belong together, from the right."""
    group = {("cell", number): {("cell", number)} for number in range(len(cells))}
    group |= {("word", number): {("word", number)} for number in range(len(words))}
    for number, cell in enumerate(cells):
        for other, word in enumerate(words):
            if _over(cell, word) and group["cell", number] is not group["word", other]:
                group["cell", number] |= group["word", other]
                for member in group["word", other]:
                    group[member] = group["cell", number]
    whole = {id(members): members for members in group.values()}.values()
    found = [([at for kind, at in sorted(one) if kind == "cell"], [at for kind, at in sorted(one) if kind == "word"]) for one in whole]
    return sorted(found, key=lambda part: -max([cells[at][1] for at in part[0]] + [words[at][1] for at in part[1]]))


def _over(one: Edge, other: Edge) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > _OVER * min(one[1] - one[0], other[1] - other[0])
