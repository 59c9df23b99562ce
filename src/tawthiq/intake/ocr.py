"""Pictures of pages -> text by Debian's tesseract, in a process of its own with a time limit.

Without ``textord_noise_rejrows`` and ``textord_noise_rejwords`` tesseract takes dots for noise and drops whole lines of
Arabic (tesseract-ocr/tesseract issues 657 and 4582). A page without columns is read as one block: tesseract's own layout
analysis breaks verse, tables and lines with wide spaces apart.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import regex

from tawthiq.intake.limits import Limits
from tawthiq.model import Loss, Word

if TYPE_CHECKING:
    from PIL.Image import Image

_ARABIC, _LATIN = "ara", "eng"
_WANTED = (_ARABIC, _LATIN)
_SETTINGS = ("-c", "textord_noise_rejrows=0", "-c", "textord_noise_rejwords=0")
_BLOCK, _AUTO, _ORIENTATION = "6", "3", "0"  # page segmentation modes
_LONGEST, _SHORTEST = 4_600, 1_500  # pixels of the longer edge: beyond, tesseract's line finder does worse (A4 at 300 dpi: 3,508)
_LARGER = 3_000  # pixels of the longer edge that smaller pictures are brought to
_SMALLER = 2_400  # pixels that larger ones are brought to; with the smoothing measured on scans of 1906 against 2,200 to 5,400
_SMOOTH = 1.3  # pixels: the radius of smoothing after making smaller, which closes the broken strokes of old type
_UNSURE = 55  # mean confidence of a page below which it may be lying on its side
DOUBTFUL = 60
"""Confidence (0 to 100) below which a word is doubtful: about half of such words have a wrong letter."""
_DIRECTIONS = regex.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PROFILE = 1_000  # pixels of the picture in which columns are looked for
_GUTTER = 0.015  # of the page's width: the narrowest gutter between columns
_SHARE = 0.75  # of the height of the text that a gutter must run through; verse has gaps between half lines, but not so long
_INK = 0.004  # of the lines of a gutter that may be touched: dots and dirt
_SHORT_LINE = 0.12  # of the block's width: a line that ends earlier than this ends its paragraph
_SCALE = 10_000


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


@cache
def languages() -> str:
    """What tesseract here can read of what we want, as its ``-l`` takes it; empty without tesseract or without Arabic."""
    if shutil.which("tesseract") is None:
        return ""
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, timeout=30, env=_environment())  # noqa: S607
    except (OSError, subprocess.TimeoutExpired):
        return ""
    known = set(listed.stdout.decode("utf-8", "replace").split())
    return "+".join(name for name in _WANTED if name in known) if _ARABIC in known else ""


def recognise(picture: Image, limits: Limits) -> Recognised:
    """The text of a picture of a page; read as Latin, or turned upright, where it reads better so.

    Arabic alone comes first: asked for both, tesseract takes a third of an old print for Latin letters.
    """
    page = _prepared(picture)
    found = _read(page, limits, _ARABIC)
    if found.loss is not None or found.confidence >= _UNSURE:
        return found
    tried = [found]
    if _LATIN in languages():
        tried.append(_read(page, limits, _LATIN))
    turn = _turn(page, limits)
    if turn:
        turned = _read(page.rotate(-turn, expand=True), limits, _ARABIC)
        tried.append(replace(turned, words=tuple(_turned_back(word, turn) for word in turned.words)))
    return max(tried, key=lambda each: each.confidence)


def _prepared(picture: Image) -> Image:
    """Grey, and of a size at which tesseract reads best; the steps of a scan in black and white are smoothed with it."""
    from PIL import Image as Images
    from PIL import ImageFilter

    grey = picture.convert("L")
    longest = max(grey.size)
    if _SHORTEST <= longest <= _LONGEST:
        return grey
    scale = (_SMALLER if longest > _LONGEST else _LARGER) / longest
    found = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Images.Resampling.LANCZOS)
    return found.filter(ImageFilter.GaussianBlur(_SMOOTH)) if scale < 1 else found


def _read(page: Image, limits: Limits, language: str) -> Recognised:
    mode = _AUTO if has_columns(page) else _BLOCK
    answer = _run(page, limits, "--psm", mode, "-l", language, *_SETTINGS, "tsv")
    return answer if isinstance(answer, Recognised) else assembled(answer, page.width, page.height)


def _run(page: Image, limits: Limits, *arguments: str) -> str | Recognised:
    stream = io.BytesIO()
    page.save(stream, "PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            ["tesseract", "-", "-", *arguments], input=stream.getvalue(), check=False, capture_output=True,  # noqa: S607
            timeout=limits.ocr_seconds, env=_environment(),
        )
    except subprocess.TimeoutExpired:
        return Recognised(loss=Loss("T177", detail=f"{limits.ocr_seconds:.0f} s"))
    except OSError as problem:
        return Recognised(loss=Loss("T177", detail=problem.strerror or ""))
    if done.returncode:
        return Recognised(loss=Loss("T177", detail=done.stderr.decode("utf-8", "replace").strip()[-150:]))
    return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """One thread: other workers use the other cores."""
    return {"OMP_THREAD_LIMIT": "1", "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"} | {
        name: os.environ[name] for name in ("TESSDATA_PREFIX", "SYSTEMROOT") if name in os.environ
    }


def _turn(page: Image, limits: Limits) -> int:
    """By how many degrees clockwise the page must be turned to stand upright; 0 if tesseract cannot tell."""
    answer = _run(page, limits, "--psm", _ORIENTATION, "-l", "osd")
    match = regex.search(r"Rotate: (90|180|270)", answer) if isinstance(answer, str) else None
    return int(match[1]) if match else 0


def _turned_back(word: Word, turn: int) -> Word:
    """A box of the turned page as a box of the page as it lies."""
    left, top, right, bottom = word.left, word.top, word.right, word.bottom
    if turn == 90:
        left, top, right, bottom = top, _SCALE - right, bottom, _SCALE - left
    elif turn == 180:
        left, top, right, bottom = _SCALE - right, _SCALE - bottom, _SCALE - left, _SCALE - top
    else:
        left, top, right, bottom = _SCALE - bottom, left, _SCALE - top, right
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def has_columns(page: Image) -> bool:
    """Whether an empty stripe runs down the text of a page, with text on both sides."""
    import numpy as np

    small = page.copy()
    small.thumbnail((_PROFILE, _PROFILE))
    grey = np.asarray(small)
    ink = grey < min(int(grey.mean()) - 20, 160)
    rows = np.flatnonzero(ink.mean(axis=1) > 0.02)
    columns = np.flatnonzero(ink.mean(axis=0) > 0.02)
    if rows.size < _PROFILE // 10 or columns.size < _PROFILE // 10:
        return False
    text = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    inner = text[:, text.shape[1] // 8 : -text.shape[1] // 8 or None]
    written = text.any(axis=1)
    touched = (inner[written].mean(axis=0) if written.any() else np.ones(inner.shape[1])) <= _INK
    return _longest(touched) >= max(3, int(_GUTTER * page.width * small.width / page.width))


def _longest(flags: Any) -> int:
    return max((sum(1 for _ in run) for value, run in groupby(flags.tolist()) if value), default=0)


@dataclass(frozen=True, slots=True)
class _Cell:
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


def assembled(table: str, width: int, height: int) -> Recognised:
    """The text of tesseract's table: lines of a paragraph joined by blanks, a line for each paragraph, blocks set apart."""
    cells = [cell for line in table.split("\n")[1:] if (cell := _cell(line)) is not None]
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


def _cell(line: str) -> _Cell | None:
    fields = line.split("\t")
    if len(fields) != 12 or fields[0] != "5":
        return None
    text = " ".join(_DIRECTIONS.sub("", fields[11]).split())
    if not text:
        return None
    left, top, width, height = map(int, fields[6:10])
    return _Cell(fields[2], fields[3], fields[4], left, top, width, height, float(fields[10]), text)


def _ends(line: list[_Cell], following: list[_Cell], edges: tuple[int, int]) -> bool:
    """Whether a paragraph ends with a line: tesseract says so, or it ends well before the edge where its reader ends."""
    if line[0].paragraph != following[0].paragraph:
        return True
    room = _SHORT_LINE * (edges[1] - edges[0])
    arabic = sum(bool(regex.search(r"\p{Arabic}", cell.text)) for cell in line) * 2 >= len(line)
    if arabic:
        return min(cell.left for cell in line) - edges[0] > room
    return edges[1] - max(cell.left + cell.width for cell in line) > room


def _word(cell: _Cell, start: int, width: int, height: int) -> Word:
    def part(value: int, whole: int) -> int:
        return max(0, min(_SCALE, round(value * _SCALE / max(whole, 1))))

    return Word(
        start, start + len(cell.text), part(cell.left, width), part(cell.top, height), part(cell.left + cell.width, width),
        part(cell.top + cell.height, height), max(0, min(100, round(cell.confidence))),
    )
