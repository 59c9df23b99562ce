"""Lines cut out of the picture of a page, straightened and of one size: what the recogniser of lines reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

HEIGHT = 48
"""Pixels: height of a line's picture."""
BASELINE = 31
"""Pixels from the top to the baseline: letters rise higher over it than they fall below."""
INK = 39
"""Pixels: the height that the ink of a usual line is brought to, from the highest stroke to the lowest."""
STRETCH = 1.5
"""Widths are stretched by this, so that narrow letters have several columns."""
_ROOM = 0.35  # of a line's height: what is cut besides, on all sides
_SLOPES = tuple(step / 400 for step in range(-8, 9))  # rise of a line over its length: to 1.1 degrees
_OTHER_SIZE = 0.72  # of the usual height of lines: lower ones are of another size, or have no long letters
_TALLER = 1.5  # of the usual height: higher ones are headings, or two lines taken for one
_INK = 0.35  # of full black: what counts as ink


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the page; right and bottom are excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A line as float32 of HEIGHT rows, 1 is ink, the first column is the right edge; ``left`` and ``right`` are its edges on the page."""

    pixels: Any
    left: float
    right: float

    def place(self, column: float) -> float:
        """Pixels from the left of the page, of a column of the line's picture."""
        width: int = self.pixels.shape[1]
        return self.right - column / width * (self.right - self.left)


def usual_height(boxes: Sequence[Box]) -> float:
    """The usual height of lines of a page, in its pixels; wide lines say more than short ones."""
    if not boxes:
        return 1.0
    widest = max(box.right - box.left for box in boxes)
    long = [float(box.height) for box in boxes if (box.right - box.left) * 3 > widest]
    return median(long)


def cut(page: Any, box: Box, usual: float) -> LinePicture:
    """The picture of the line in a box of the page (uint8, 0 is ink), whose lines are usually so many pixels high."""
    scale = INK / _size(box, usual)
    room = round(_ROOM * INK / scale)
    top, bottom = max(0, box.top - room), min(page.shape[0], box.bottom + room)
    left, right = max(0, box.left - room), min(page.shape[1], box.right + room)
    patch = _contrasted(_resized(page[top:bottom, left:right], scale))
    inner = box.top - top, box.bottom - top
    slope, base = _baseline(patch, int(inner[0] * scale), int(inner[1] * scale))
    return LinePicture(straightened(patch, slope, base), left, right)


def _size(box: Box, usual: float) -> float:
    """The height by which a line is scaled."""
    return usual if _OTHER_SIZE * usual < box.height < _TALLER * usual else max(float(box.height), usual / 2)


def _resized(patch: Any, scale: float) -> Any:
    import numpy as np
    from PIL import Image as Images

    height, width = patch.shape
    size = max(8, round(width * scale * STRETCH)), max(4, round(height * scale))
    picture: Image = Images.fromarray(patch)
    return np.asarray(picture.resize(size, Images.Resampling.LANCZOS), np.float32)


def _contrasted(patch: Any) -> Any:
    """Ink 1, paper 0, whatever their greys."""
    import numpy as np

    paper, ink = np.percentile(patch, 90), patch.min()
    return np.clip((paper - patch) / max(float(paper - ink), 30.0), 0, 1)


def _baseline(patch: Any, top: int, bottom: int) -> tuple[float, float]:
    """How a line rises (rows down by column), and the row of its baseline at the left edge, looked for between two rows."""
    import numpy as np

    rows, columns = np.nonzero(patch[top:bottom] > _INK)
    if not rows.size:
        return 0.0, float(bottom - HEIGHT + BASELINE)
    best = (-1.0, 0.0, 0.0)
    for slope in _SLOPES:
        shifted = np.rint(rows - slope * columns).astype(int)
        low = int(shifted.min())
        profile = np.convolve(np.bincount(shifted - low), (1, 1, 1), "same")
        score = float((profile.astype(float) ** 2).sum())
        if score > best[0]:
            best = score, slope, float(top + low + int(profile.argmax()))
    return best[1], best[2]


def straightened(patch: Any, slope: float, base: float) -> Any:
    """The patch turned to a level baseline at its row, seen from the right."""
    import numpy as np

    height, width = patch.shape
    columns = np.arange(width)
    above = np.rint(base + slope * columns).astype(int) - BASELINE
    rows = np.arange(HEIGHT)[:, None] + above[None, :]
    inside = (rows >= 0) & (rows < height)
    found = np.where(inside, patch[np.clip(rows, 0, height - 1), columns[None, :]], 0.0)
    return np.ascontiguousarray(found[:, ::-1], np.float32)
