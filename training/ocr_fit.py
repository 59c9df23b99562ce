"""When the recogniser of lines is to be believed rather than tesseract: the weights of ``tawthiq.intake.ocr_merge``, fitted.

    python -m training.ocr_fit PAGES… [--part 14:20] [--worse WORK/drawn.onnx]

So that the weights also hold for print that the recogniser reads badly, each page is read once more by ``--worse``, a file exported from
an early run. PAGES: folders of pictures with txt/NAME.txt beside them (``evaluation.ocr``). From each stretch of a line that the two read
differently it is learnt which is nearer to what stands there. Printed are the weights, and of the words of each folder the errors
by tesseract, by the recogniser, by these weights, and by always taking the better.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from PIL import Image
from rapidfuzz.distance import Levenshtein

from evaluation.ocr import letters, pages
from tawthiq.intake import ocr, ocr_recogniser
from tawthiq.intake.limits import DEFAULT
from tawthiq.intake.ocr_alphabet import readable
from tawthiq.intake.ocr_lines import cut, usual_height
from tawthiq.intake.ocr_merge import Line, Reading, features, read, sure_of
from tawthiq.intake.ocr_recogniser import COLUMNS, LineReader, signs_of, words_of
from tawthiq.intake.ocr_stretches import stretches
from tawthiq.intake.ocr_table import box_of, cells_of, lines_of

_RIDGE = 1.0
_STEPS = 30
_log = logging.getLogger("training.ocr_fit")


@dataclass(frozen=True, slots=True)
class Rivals:
    """What is known of two readings of a stretch, and how many letters of each are wrong."""

    features: tuple[float, ...]
    wrong: int
    theirs_wrong: int


def readings(image: Path, reader: LineReader) -> Iterator[tuple[Reading, Reading, Line]]:
    """The recogniser's and tesseract's reading of each stretch of a page that both have read, and the line."""
    page = ocr.prepared(Image.open(image))
    answer = ocr.table(page, DEFAULT)
    lines = lines_of(cells_of(answer)) if isinstance(answer, str) else []
    usual = usual_height([box_of(line) for line in lines])
    for line in lines:
        picture = cut(np.asarray(page), box_of(line), usual)
        scores = reader.scores(picture)
        words = words_of(signs_of(scores))
        for stretch in stretches(line, words, picture):
            if stretch.words and stretch.cells:
                theirs = readable(" ".join(cell.text for cell in stretch.cells))
                sure = fmean(cell.confidence for cell in stretch.cells) / 100
                ours = read(scores[int(stretch.first / COLUMNS) : int(stretch.last / COLUMNS) + 1])
                yield ours, Reading(theirs, sure), Line(line, sure_of(words))


def rivals(found: Sequence[tuple[Reading, Reading, Line]], truth: str) -> Iterator[Rivals]:
    """The stretches that differ, each beside its place in the transcription: where the recogniser's text comes to lie in it."""
    truth = letters(truth)
    texts = [letters(ours.text) for ours, _, _ in found]
    place = _places(" ".join(texts), truth)
    at = 0
    for text, (ours, theirs, line) in zip(texts, found, strict=True):
        there = truth[place[at] : place[at + len(text) - 1] + 1].strip() if text else ""
        at += len(text) + 1
        other = letters(theirs.text)
        if text and other != text:
            yield Rivals(features(ours, theirs, line), Levenshtein.distance(text, there), Levenshtein.distance(other, there))


def _places(text: str, truth: str) -> list[int]:
    """For each character of a text the one of the transcription beside it."""
    found = [0] * len(text)
    for change in Levenshtein.opcodes(text, truth):
        for number in range(change.src_start, change.src_end):
            found[number] = change.dest_start + min(number - change.src_start, max(0, change.dest_end - change.dest_start - 1))
    return found


def fitted(rows: Sequence[Rivals]) -> Any:
    """The weights of the features, by Newton's method; a stretch counts by how many letters hang on it."""
    given = np.array([row.features for row in rows])
    ours = np.array([row.wrong < row.theirs_wrong for row in rows], float)
    worth = np.array([abs(row.wrong - row.theirs_wrong) for row in rows], float)
    weights = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (worth * (chance - ours)) + _RIDGE * weights
        weights -= np.linalg.solve((given * (worth * chance * (1 - chance))[:, None]).T @ given + _RIDGE * np.eye(len(weights)), slope)
    return weights


def _told(name: str, rows: Sequence[Rivals], weights: Any) -> None:
    counts: Counter[str] = Counter()
    for row in rows:
        counts["tesseract"] += row.theirs_wrong
        counts["recogniser"] += row.wrong
        counts["chosen"] += row.wrong if np.dot(row.features, weights) > 0 else row.theirs_wrong
        counts["best"] += min(row.wrong, row.theirs_wrong)
    _log.info("%s: %d stretches, letters wrong %s", name, len(rows), dict(counts))


def main() -> None:
    """Prints the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--worse", type=Path, help="weights of a recogniser that reads badly")
    parser.add_argument("--part", default=":", help="pages of each folder as FIRST:END")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    part = slice(*(int(bound) if bound else None for bound in given.part.split(":")))
    reader = ocr_recogniser.load()
    if reader is None:
        parser.error("the recogniser's weights or onnxruntime are missing")
    readers = [reader, LineReader(given.worse.read_bytes())] if given.worse else [reader]
    found = {
        (folder, number): [row for image, truth in list(pages(folder))[part] for row in rivals(list(readings(image, one)), truth)]
        for folder in given.folders for number, one in enumerate(readers)
    }
    weights = fitted([row for rows in found.values() for row in rows])
    _log.info("recogniser %.2f, its line %.2f, tesseract %.2f, its line %.2f, known words %.2f, begin %.2f", *weights)
    for (folder, number), rows in found.items():
        _told(f"{folder.name} {'by the worse' if number else ''}", rows, weights)


if __name__ == "__main__":
    main()
