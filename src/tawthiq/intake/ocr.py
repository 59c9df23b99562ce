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

from tawthiq.intake import ocr_recogniser
from tawthiq.intake.limits import Limits
from tawthiq.intake.ocr_merge import merged
from tawthiq.intake.ocr_table import SCALE, Cell, Recognised, assembled, cells_of
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
_PROFILE = 1_000  # pixels of the picture in which columns are looked for
_GUTTER = 0.015  # of the page's width: the narrowest gutter between columns
_SHARE = 0.75  # of the height of the text that a gutter must run through; verse has gaps between half lines, but not so long
_INK = 0.004  # of the lines of a gutter that may be touched: dots and dirt


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


@cache
def version() -> str:
    """What reads pictures here, with the versions of both readers: «tesseract 5.3.0 ara+eng, lines 1»."""
    try:
        told = subprocess.run(["tesseract", "--version"], check=False, capture_output=True, timeout=30, env=_environment())  # noqa: S607
        first = (told.stdout or told.stderr).decode("utf-8", "replace").split("\n", 1)[0].strip()
    except (OSError, subprocess.TimeoutExpired):
        first = ""
    lines = ocr_recogniser.load()
    return f"{first or 'tesseract'} {languages()}" + (f", lines {lines.version}" if lines is not None else "")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A page as it was turned (degrees clockwise), and what tesseract read on it; ``loss`` if it failed."""

    page: Image
    cells: tuple[Cell, ...] = ()
    turn: int = 0
    arabic: bool = True
    loss: Loss | None = None

    @property
    def found(self) -> Recognised:
        """As text, its boxes on the page as it lay."""
        if self.loss is not None:
            return Recognised(loss=self.loss)
        found = assembled(self.cells, self.page.width, self.page.height)
        return replace(found, words=tuple(_turned_back(word, self.turn) for word in found.words)) if self.turn else found


def recognise(picture: Image, limits: Limits, *, alone: bool = False) -> Recognised:
    """The text of a picture of a page; read as Latin, or turned upright, where it reads better so.

    Arabic alone comes first: asked for both, tesseract takes a third of an old print for Latin letters. What is read as Arabic goes
    through the recogniser of lines, if there is one; ``alone``: tesseract alone.
    """
    best = _best(prepared(picture), limits)
    reader = None if alone or not best.arabic or best.loss is not None else ocr_recogniser.load()
    if reader is None:
        return best.found
    return replace(best, cells=tuple(merged(best.cells, best.page, reader))).found


def _best(page: Image, limits: Limits) -> _Attempt:
    """What tesseract is surest of."""
    found = _read(page, limits, _ARABIC)
    if found.loss is not None or found.found.confidence >= _UNSURE:
        return found
    tried = [found]
    if _LATIN in languages():
        tried.append(_read(page, limits, _LATIN))
    turn = _turn(page, limits)
    if turn:
        tried.append(replace(_read(page.rotate(-turn, expand=True), limits, _ARABIC), turn=turn))
    return max(tried, key=lambda each: each.found.confidence)


def prepared(picture: Image) -> Image:
    """The page grey, and of a size at which tesseract reads best; the steps of a scan in black and white are smoothed with it."""
    from PIL import Image as Images
    from PIL import ImageFilter

    grey = picture.convert("L")
    longest = max(grey.size)
    if _SHORTEST <= longest <= _LONGEST:
        return grey
    scale = (_SMALLER if longest > _LONGEST else _LARGER) / longest
    found = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), Images.Resampling.LANCZOS)
    return found.filter(ImageFilter.GaussianBlur(_SMOOTH)) if scale < 1 else found


def table(page: Image, limits: Limits, language: str = _ARABIC) -> str | Loss:
    """Tesseract's table of the words of a page; a loss if it fails."""
    mode = _AUTO if has_columns(page) else _BLOCK
    return _run(page, limits, "--psm", mode, "-l", language, *_SETTINGS, "tsv")


def _read(page: Image, limits: Limits, language: str) -> _Attempt:
    answer = table(page, limits, language)
    if isinstance(answer, Loss):
        return _Attempt(page, loss=answer)
    return _Attempt(page, tuple(cells_of(answer)), arabic=language == _ARABIC)


def _run(page: Image, limits: Limits, *arguments: str) -> str | Loss:
    stream = io.BytesIO()
    page.save(stream, "PNG", compress_level=1)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            ["tesseract", "-", "-", *arguments], input=stream.getvalue(), check=False, capture_output=True,  # noqa: S607
            timeout=limits.ocr_seconds, env=_environment(),
        )
    except subprocess.TimeoutExpired:
        return Loss("T177", detail=f"{limits.ocr_seconds:.0f} s")
    except OSError as problem:
        return Loss("T177", detail=problem.strerror or "")
    if done.returncode:
        return Loss("T177", detail=done.stderr.decode("utf-8", "replace").strip()[-150:])
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
        left, top, right, bottom = top, SCALE - right, bottom, SCALE - left
    elif turn == 180:
        left, top, right, bottom = SCALE - right, SCALE - bottom, SCALE - left, SCALE - top
    else:
        left, top, right, bottom = SCALE - bottom, left, SCALE - top, right
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
