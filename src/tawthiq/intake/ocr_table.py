"""The table of words that tesseract writes -> text in paragraphs, with the boxes and confidences of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import regex

from tawthiq.intake.ocr_lines import Box
from tawthiq.model import Loss, Word

SCALE = 10_000
"""Boxes are kept in parts of the page's width and height."""
DOUBTFUL = 60
"""Confidence (0 to 100) below which a word is doubtful: about half of such words have a wrong letter."""
_DIRECTIONS = regex.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = {"٠": ".", "0": ".", "•": ".", "»": "،"}  # what tesseract reads, and what stands there
_LOW = 0.5  # of the usual height of a line's words; a real zero is not much lower than it in modern print, and a guillemet stands in pairs
_SHORT_LINE = 0.12  # of the block's width: a line that ends earlier than this ends its paragraph


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as text with its words (offsets in this text); ``loss`` tells why there is none, or only a part."""

    text: str = ""
    words: tuple[Word, ...] = ()
    loss: Loss | None = None

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, by their length; 0 without words."""
        length = sum(word.end - word.start for word in self.words)
        return sum(word.confidence * (word.end - word.start) for word in self.words) / length if length else 0.0

    @property
    def doubtful(self) -> int:
        """How many words are doubtful."""
        return sum(word.confidence < DOUBTFUL for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A word as tesseract tells of it: block, paragraph and line, its box in pixels, its confidence, its text."""

    block: str
    paragraph: str
    line: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def cells_of(table: str) -> list[Cell]:
    """The words of tesseract's table; marks of old prints that it takes for others are put right."""
    read = [cell for line in table.split("\n")[1:] if (cell := _cell(line)) is not None]
    return [cell for line in lines_of(read) for cell in _marked(line)]


def _marked(line: Sequence[Cell]) -> list[Cell]:
    """A line in which small signs that stand alone are full stops and commas: old prints set them apart and large."""
    usual = median(cell.height for cell in line)
    found: list[Cell] = []
    for cell in line:
        mark = _MARKS.get(cell.text) if found and cell.height < _LOW * usual else None
        if mark is None:
            found.append(cell)
        elif found[-1].text[-1] not in _MARKS.values():
            found[-1] = replace(found[-1], text=found[-1].text + mark)
    return found


def lines_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The words line by line."""
    return [list(line) for _, line in groupby(cells, lambda cell: (cell.block, cell.paragraph, cell.line))]


def box_of(line: Sequence[Cell]) -> Box:
    """The box of a line's words."""
    return Box(
        min(cell.left for cell in line), min(cell.top for cell in line), max(cell.left + cell.width for cell in line),
        max(cell.top + cell.height for cell in line),
    )


def assembled(cells: Sequence[Cell], width: int, height: int) -> Recognised:
    """The text of words: lines of a paragraph joined by blanks, a line for each paragraph, blocks set apart."""
    pieces: list[str] = []
    words: list[Word] = []
    length = 0
    blocks = [list(block) for _, block in groupby(cells, lambda cell: cell.block)]
    for block in blocks:
        edges = min(cell.left for cell in block), max(cell.left + cell.width for cell in block)
        lines = [list(line) for _, line in groupby(block, lambda cell: (cell.paragraph, cell.line))]
        for number, line in enumerate(lines):
            if pieces:
                pieces.append("\n\n" if not number else "\n" if _ends(lines[number - 1], line, edges) else " ")
                length += len(pieces[-1])
            for place, cell in enumerate(line):
                piece = cell.text if not place else f" {cell.text}"
                start = length + len(piece) - len(cell.text)
                pieces.append(piece)
                length += len(piece)
                words.append(_word(cell, start, width, height))
    return Recognised("".join(pieces), tuple(words))


def _cell(line: str) -> Cell | None:
    fields = line.split("\t")
    if len(fields) != 12 or fields[0] != "5":
        return None
    text = " ".join(_DIRECTIONS.sub("", fields[11]).split())
    if not text:
        return None
    left, top, width, height = map(int, fields[6:10])
    return Cell(fields[2], fields[3], fields[4], left, top, width, height, float(fields[10]), text)


def _ends(line: list[Cell], following: list[Cell], edges: tuple[int, int]) -> bool:
    """Whether a paragraph ends with a line: tesseract says so, or it ends well before the edge where its reader ends."""
    if line[0].paragraph != following[0].paragraph:
        return True
    room = _SHORT_LINE * (edges[1] - edges[0])
    arabic = sum(bool(regex.search(r"\p{Arabic}", cell.text)) for cell in line) * 2 >= len(line)
    if arabic:
        return min(cell.left for cell in line) - edges[0] > room
    return edges[1] - max(cell.left + cell.width for cell in line) > room


def _word(cell: Cell, start: int, width: int, height: int) -> Word:
    def part(value: int, whole: int) -> int:
        return max(0, min(SCALE, round(value * SCALE / max(whole, 1))))

    return Word(
        start, start + len(cell.text), part(cell.left, width), part(cell.top, height), part(cell.left + cell.width, width),
        part(cell.top + cell.height, height), max(0, min(100, round(cell.confidence))),
    )
