"""Tesseract's words and those of the recogniser of lines, put together word by word.

Tesseract finds the lines. Where its words and the recogniser's lie over each other, the surer of the two is taken; a word that the
lexicon knows counts as surer. About Latin words tesseract is believed. Boxes of the recogniser's words reach from blank to blank,
drawn in to their ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log
from statistics import fmean
from typing import TYPE_CHECKING, Any

import regex

from tawthiq.intake.ocr_alphabet import LATIN, readable, turned
from tawthiq.intake.ocr_beam import texts
from tawthiq.intake.ocr_lines import LinePicture, cut, usual_height
from tawthiq.intake.ocr_recogniser import COLUMNS, ReadWord, signs_of, words_of
from tawthiq.intake.ocr_stretches import Stretch, stretches
from tawthiq.intake.ocr_table import Cell, box_of, lines_of
from tawthiq.text.fold import fold
from tawthiq.text.words import analyse

if TYPE_CHECKING:
    from PIL.Image import Image

    from tawthiq.intake.ocr_recogniser import LineReader

_SURE = 0.6  # mean probability of a line's signs below which the recogniser is not asked
_LATIN_SHARE = 0.5  # of a line's words: from here it is tesseract's
_ALONE = 0.6  # probability of a sign from which words stand that tesseract did not see
_KNOWN = 2.5  # logarithm: by how much a text of known words counts as likelier; 1 to 4 do nearly as well on lines not learnt from
_WEIGHTS = (0.55, 1.28, -0.36, -1.09, 1.54, -3.0)
"""Weights of ``features``; fitted by ``training.ocr_fit`` on stretches that the two read differently, a good recogniser and a bad one."""
_CONTESTED, _STRANGE = 1.0, 3.0  # log odds taken from a word that the other reads differently, and from one that is not known besides
_NEVER = 0.02  # no reader is surer than this short of certain
_LETTERS = regex.compile(r"[\p{Arabic}&&\p{L}\u064b-\u0652]+", flags=regex.VERSION1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text for a stretch of a line, and how sure its reader is of it (0 to 1)."""

    text: str
    sure: float

    @property
    def odds(self) -> float:
        """The logarithm of the odds that it is right, as its reader has it."""
        return odds_of(self.sure)

    @property
    def contested(self) -> float:
        """Confidence (0 to 100) in it where the other reader has something else."""
        return _percent(self.odds - _CONTESTED - _STRANGE * (1 - known_share(self.text)))


def _percent(odds: float) -> float:
    return 100 / (1 + exp(-odds))


@dataclass(frozen=True, slots=True)
class Line:
    """Tesseract's words of a line, and how sure the recogniser and tesseract are of the whole line (0 to 1)."""

    cells: Sequence[Cell]
    ours: float

    @property
    def theirs(self) -> float:
        """Mean confidence of tesseract's words."""
        return fmean(cell.confidence for cell in self.cells) / 100


def odds_of(sure: float) -> float:
    """The logarithm of the odds of a probability."""
    sure = min(max(sure, _NEVER), 1 - _NEVER)
    return log(sure / (1 - sure))


def features(ours: Reading, theirs: Reading, line: Line) -> tuple[float, ...]:
    """What tells which of two readings is right: log odds of ours, of our line, of theirs and of their line, known words more, and 1."""
    known = known_share(ours.text) - known_share(theirs.text)
    return ours.odds, odds_of(line.ours), theirs.odds, odds_of(line.theirs), known, 1.0


def better(ours: Reading, theirs: Reading, line: Line) -> float:
    """The logarithm of the odds that the recogniser is to be believed rather than tesseract."""
    return sum(weight * value for weight, value in zip(_WEIGHTS, features(ours, theirs, line), strict=True))


def merged(cells: Sequence[Cell], page: Image, reader: LineReader) -> list[Cell]:
    """The words of a grey page, each by the one who is surer of it."""
    import numpy as np

    grey = np.asarray(page)
    lines = lines_of(cells)
    usual = usual_height([box_of(line) for line in lines])
    found: list[Cell] = []
    for line in lines:
        picture = cut(grey, box_of(line), usual)
        found += chosen(line, reader.scores(picture), picture)
    return found


def chosen(line: Sequence[Cell], scores: Any, picture: LinePicture) -> Sequence[Cell]:
    """A line as the surer of the two has each of its stretches."""
    words = words_of(signs_of(scores))
    sure = sure_of(words)
    if sure < _SURE or fmean(LATIN in word.text for word in words) >= _LATIN_SHARE:
        return line
    found: list[Cell] = []
    for stretch in stretches(line, words, picture):
        found += _better(stretch, scores[int(stretch.first / COLUMNS) : int(stretch.last / COLUMNS) + 1], Line(line, sure))
    return found


def sure_of(words: Sequence[ReadWord]) -> float:
    """Mean probability of the signs of a line."""
    length = sum(len(word.text) for word in words)
    return sum(word.mean * len(word.text) for word in words) / max(length, 1)


@lru_cache(maxsize=16_384)
def is_known(word: str) -> bool:
    """Whether a word, as it is written, with its clitics, is in the lexicon."""
    return analyse(fold(word)).known


def known_share(text: str) -> float:
    """The share of a text's letters that stand in known words."""
    words = _LETTERS.findall(text)
    return sum(len(word) for word in words if is_known(word)) / max(1, sum(map(len, words)))


def _better(stretch: Stretch, scores: Any, line: Line) -> Sequence[Cell]:
    cells = stretch.cells
    if not stretch.words or any(LATIN in word.text for word in stretch.words):
        return cells
    ours = read(scores)
    if not ours.text or (not cells and ours.sure < _ALONE):
        return cells
    if not cells:
        return _cells(stretch, ours.text, 100 * ours.sure, line.cells)
    theirs = Reading(readable(" ".join(cell.text for cell in cells)), fmean(cell.confidence for cell in cells) / 100)
    if fold(ours.text) == fold(theirs.text):
        return _cells(stretch, ours.text, 100 * max(ours.sure, theirs.sure), line.cells)
    odds = better(ours, theirs, line)
    if odds > 0:
        return _cells(stretch, ours.text, ours.contested, line.cells)
    return [replace(cell, confidence=min(cell.confidence, _percent(_CONTESTED - odds))) for cell in cells]


def read(scores: Any) -> Reading:
    """The text of a stretch: the likeliest, known words before others."""
    tried = [(turned(text.strip()), value) for text, value in texts(scores)]
    text, value = max(tried, key=lambda one: one[1] + _KNOWN * known_share(one[0]))
    return Reading(text, exp(value / max(1, len(text))))


def _cells(stretch: Stretch, text: str, confidence: float, line: Sequence[Cell]) -> list[Cell]:
    """Words of a text in their boxes: those of the recogniser's words, or of tesseract's, or the stretch by the length of the words."""
    words = text.split()
    box = box_of(line)
    edges = list(stretch.edges)
    if len(words) == len(stretch.cells):
        edges = [(cell.left, cell.left + cell.width) for cell in stretch.cells]
    elif len(words) != len(edges):
        edges = _shared_out(words, min(left for left, _ in edges), max(right for _, right in edges))
    blank = replace(line[0], top=box.top, height=box.height, confidence=confidence)
    return [
        replace(blank, left=round(left), width=max(1, round(right - left)), text=word)
        for word, (left, right) in zip(words, edges, strict=True)
    ]


def _shared_out(words: Sequence[str], left: float, right: float) -> list[tuple[float, float]]:
    """Edges of words between two edges, from the right, by their lengths."""
    unit = (right - left) / max(1, sum(len(word) + 1 for word in words) - 1)
    found = []
    for word in words:
        found.append((right - unit * len(word), right))
        right -= unit * (len(word) + 1)
    return found
