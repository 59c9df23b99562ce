"""Lines of scanned pages with what stands on them, as the program cuts them: to learn from and to measure by.

    python -m training.ocr_real --scans ../shared/data/scans/al-muqtabas-1906 --pages 0:14 --out WORK/lines.pt

The transcription's lines are laid beside the lines that tesseract finds; where fewer than half of the letters agree, the line is left
out. The transcription writes hamzas that the print leaves out: tesseract's reading decides between ا and أ, إ, آ.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from tawthiq.intake import ocr
from tawthiq.intake.limits import DEFAULT
from tawthiq.intake.ocr_alphabet import readable, turned
from tawthiq.intake.ocr_lines import BASELINE, HEIGHT, cut, usual_height
from tawthiq.intake.ocr_table import Cell, box_of, cells_of, lines_of
from tawthiq.text.fold import fold
from training.ocr_draw import Sample

_log = logging.getLogger("training.ocr_real")
_ALIKE = 0.5  # of the letters of a line
_ALEFS = frozenset("اأإآ")


def varied(line: Sample, chance: random.Random) -> Sample:
    """The line a little wider or narrower, higher or lower, with thicker or thinner strokes, so that it is never seen twice alike."""
    width = line.pixels.shape[1]
    high = round(HEIGHT * chance.lognormvariate(0.0, 0.05))
    picture = Image.fromarray(line.pixels).resize((max(8, round(width * chance.lognormvariate(0.0, 0.06))), high), Image.Resampling.BICUBIC)
    picture = picture.rotate(chance.gauss(0, 0.12), Image.Resampling.BILINEAR)
    if chance.random() < 0.5:
        picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.9)))
    found = np.zeros((HEIGHT, picture.width), np.float32)
    shift = round((HEIGHT - high) * BASELINE / HEIGHT + chance.gauss(0, 0.8))
    source = np.asarray(picture, np.float32)
    top, bottom = max(0, shift), min(HEIGHT, shift + high)
    found[top:bottom] = source[top - shift : bottom - shift]
    bent = 255 * (found / 255) ** chance.lognormvariate(0.0, 0.35)
    return Sample(np.clip(bent, 0, 255).astype(np.uint8), line.text)


def alike(one: str, other: str) -> float:
    """Share of letters that two lines have in common, folded."""
    return float(Levenshtein.normalized_similarity(fold(one).replace(" ", ""), fold(other).replace(" ", "")))


def pairs(truth: Sequence[str], found: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(line of the transcription, line found) where the two are alike, in the order of both."""
    worth = np.zeros((len(truth) + 1, len(found) + 1))
    for row, line in enumerate(truth, start=1):
        for column, other in enumerate(found, start=1):
            same = alike(line, other)
            both = worth[row - 1, column - 1] + (same if same > _ALIKE else 0)
            worth[row, column] = max(worth[row - 1, column], worth[row, column - 1], both)
    row, column = len(truth), len(found)
    while row and column:
        if worth[row, column] == worth[row - 1, column]:
            row -= 1
        elif worth[row, column] == worth[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            yield row, column


def samples(image: Path, truth: Sequence[str], table: Path | None = None) -> Iterator[Sample]:
    """The lines of a page that the transcription has."""
    page = ocr.prepared(Image.open(image))
    lines = lines_of(_cells(page, table))
    usual = usual_height([box_of(line) for line in lines])
    grey = np.asarray(page)
    seen = [" ".join(cell.text for cell in line) for line in lines]
    for row, column in pairs(truth, seen):
        picture = cut(grey, box_of(lines[column]), usual)
        text = as_printed(readable(truth[row]), seen[column])
        yield Sample((picture.pixels * 255).astype(np.uint8), turned(text))


def _cells(page: Image.Image, table: Path | None) -> Sequence[Cell]:
    """Tesseract's words, kept in a file if one is named."""
    if table is not None and table.is_file():
        return cells_of(table.read_text("utf-8"))
    answer = ocr.table(page, DEFAULT)
    if not isinstance(answer, str):
        return []
    if table is not None:
        table.write_text(answer, "utf-8")
    return cells_of(answer)


def as_printed(text: str, seen: str) -> str:
    """A line of the transcription with the hamzas on alefs that were seen."""
    found = list(text)
    for change in Levenshtein.editops(text, seen):
        if change.tag == "replace" and {text[change.src_pos], seen[change.dest_pos]} <= _ALEFS:
            found[change.src_pos] = seen[change.dest_pos]
    return "".join(found)


def main() -> None:
    """Writes the lines of some pages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scans", type=Path, required=True)
    parser.add_argument("--pages", default="0:14", help="first page and the one after the last, counted from 0")
    parser.add_argument("--tables", type=Path, help="folder in which tesseract's tables are kept")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    first, last = map(int, given.pages.split(":"))
    found: list[Sample] = []
    for image in sorted(given.scans.glob("*.tif"))[first:last]:
        truth = [line for line in (given.scans / "txt" / f"{image.stem}.txt").read_text("utf-8").splitlines() if line.strip()]
        found += samples(image, truth, given.tables / f"{image.stem}.tsv" if given.tables else None)
    torch.save(found, given.out)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _log.info("%d lines, %d characters", len(found), sum(len(sample.text) for sample in found))


if __name__ == "__main__":
    main()
