"""The recogniser of lines: the picture of a line -> words with their columns and confidences. Its weights lie beside this file.

It was trained on drawn lines and on scans of one journal of 1906 (docs/model-card.md). Without onnxruntime or the weights there is
none, and tesseract reads alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from math import exp, fsum, log
from typing import Any

from tawthiq.intake.ocr_alphabet import SIGNS, turned
from tawthiq.intake.ocr_lines import LinePicture

COLUMNS = 4
"""Columns of a line's picture for each column of probabilities."""
_WEIGHTS = "lines.onnx"
_LEAST = 1e-6  # a probability below this counts as this


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that was read: its first and last column, in the line's picture, and its probability."""

    char: str
    first: float
    last: float
    probability: float


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that was read: its right and left edge as columns of the line's picture, the mean and the least probability of its signs."""

    text: str
    first: float
    last: float
    mean: float
    least: float


class LineReader:
    """Reads lines with weights in the form of ONNX."""

    def __init__(self, weights: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # other workers use the other cores
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self.version: str = self._session.get_modelmeta().custom_metadata_map["version"]

    def scores(self, line: LinePicture) -> Any:
        """Logarithms of probabilities: (columns, signs + 1)."""
        import numpy as np

        spare = -line.pixels.shape[1] % COLUMNS
        pixels = np.pad(line.pixels, ((0, 0), (0, spare)))[None, None]
        return self._session.run(None, {"lines": pixels})[0][:, 0]

    def read(self, line: LinePicture) -> list[ReadWord]:
        """The words of a line, from the right."""
        return words_of(signs_of(self.scores(line)))


@cache
def load() -> LineReader | None:
    """The reader of lines, if onnxruntime and the weights are here."""
    weights = resources.files("tawthiq.intake").joinpath("weights", _WEIGHTS)
    try:
        return LineReader(weights.read_bytes())
    except (ImportError, OSError):
        return None


def signs_of(scores: Any) -> list[Sign]:
    """The likeliest sign of each column, each run of one sign once."""
    best = scores.argmax(1).tolist()
    found: list[Sign] = []
    column = 0
    for sign, run in groupby(best):
        length = sum(1 for _ in run)
        if sign:
            probability = exp(float(scores[column : column + length, sign].max()))
            found.append(Sign(SIGNS[sign - 1], column * COLUMNS, (column + length) * COLUMNS, probability))
        column += length
    return found


def words_of(signs: Sequence[Sign]) -> list[ReadWord]:
    """Signs as words; numbers turned back."""
    return [_word(part) for part in _parts(signs)]


def _parts(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    for blank, run in groupby(signs, lambda sign: sign.char == " "):
        if not blank:
            yield list(run)


def _word(signs: Sequence[Sign]) -> ReadWord:
    sure = [max(_LEAST, min(1.0, sign.probability)) for sign in signs]
    mean = exp(fsum(map(log, sure)) / len(sure))
    return ReadWord(turned("".join(sign.char for sign in signs)), signs[0].first, signs[-1].last, mean, min(sure))


