"""Letters that a PDF has in one piece with their mark: the piece's box is the mark's, and it stands where the mark is drawn.

Skia (Chromium's printing) writes a letter and its vowel sign as one cluster; readers then give both the same baseline, that of the
mark, and half the mark's width each. The letter's true box is unknown: it stands on its neighbours' line, and a gap beside it says
nothing of a blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from tawthiq.intake.glyph import Glyph

_SLACK = 0.02  # of the font size: halves of one box have the same width and touch
_NEAR = 4  # places in the file between a mark and its letter: a cluster of three in a run turned round
_AROUND = 20  # places in the file: a run of a few words
_GAP = 0.2  # of the font size, as between all words
_BESIDE = 2  # places in the file between a cluster and its blank
_OFF = 0.6  # of the font size: farther from the neighbours' baseline is another line


def settled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, fused letters and their marks over both their boxes and on the line of what stands beside them in the file."""
    found = list(glyphs)
    marks = [at for at, glyph in enumerate(found) if unicodedata.combining(glyph.char)]
    pairs = [(mark, letter) for mark in marks if (letter := _letter(found, mark)) is not None]
    loose = {place for pair in pairs for place in pair}
    for mark, letter in pairs:
        left, right = min(found[mark].left, found[letter].left), max(found[mark].right, found[letter].right)
        base = _like(glyphs, letter, loose).base
        for place in (mark, letter):
            found[place] = replace(found[place], left=left, right=right, base=base, fused=True)
    return [glyph for at in range(len(found)) if (glyph := _set(glyphs, found, at, loose)) is not None]


def _set(glyphs: Sequence[Glyph], found: Sequence[Glyph], at: int, loose: set[int]) -> Glyph | None:
    """The glyph. A blank without width nobody drew: pdfium puts it down where it sees one, often inside the next word of an Arabic line.

    Beside a cluster, whose gaps tell nothing, it goes before its cluster on the line of the letters beside it; elsewhere gaps tell better.
    """
    if not (found[at].char.isspace() and found[at].right <= found[at].left):
        return found[at]
    cluster = _cluster(glyphs, at, loose)
    if cluster is None:
        return None
    beside = _like(glyphs, at, loose)
    return _before(found, at, found[cluster], replace(found[at], base=beside.base, size=beside.size))


def _cluster(glyphs: Sequence[Glyph], at: int, loose: set[int]) -> int | None:
    """The cluster on whose mark's line a blank stands: it was put down behind the cluster that it goes before."""
    near = sorted(range(max(0, at - _BESIDE), min(len(glyphs), at + _BESIDE + 1)), key=lambda place: abs(place - at))
    return next((n for n in near if n in loose and abs(glyphs[n].base - glyphs[at].base) < _SLACK * glyphs[n].size), None)


def _before(found: Sequence[Glyph], at: int, cluster: Glyph, blank: Glyph) -> Glyph:
    """The blank in the gap on the right of its cluster, where there is one."""
    around = found[max(0, at - _AROUND) : at + _AROUND + 1]
    right = [glyph.left for glyph in around if not glyph.char.isspace() and glyph.base == cluster.base and glyph.middle > cluster.right]
    gap = min(right, default=cluster.right) - cluster.right
    middle = cluster.right + gap / 2
    return replace(blank, left=middle, right=middle) if gap > _GAP * cluster.size else blank


def _letter(glyphs: Sequence[Glyph], at: int) -> int | None:
    """The place of the letter that has the other half of a mark's box."""
    near = sorted(range(max(0, at - _NEAR), min(len(glyphs), at + _NEAR + 1)), key=lambda place: abs(place - at))
    return next((place for place in near if place != at and _halves(glyphs[at], glyphs[place])), None)


def _halves(mark: Glyph, letter: Glyph) -> bool:
    if letter.char.isspace() or unicodedata.combining(letter.char) or mark.right - mark.left <= 0:
        return False
    slack = _SLACK * mark.size
    same = abs((mark.right - mark.left) - (letter.right - letter.left)) < slack and abs(mark.base - letter.base) < slack
    return same and min(abs(mark.left - letter.right), abs(mark.right - letter.left)) < slack


def _like(glyphs: Sequence[Glyph], at: int, loose: set[int]) -> Glyph:
    """The nearest letter in the file that is no part of a cluster and on the same line; the glyph itself where none is."""
    here = glyphs[at]
    near = sorted(range(max(0, at - _AROUND), min(len(glyphs), at + _AROUND + 1)), key=lambda place: abs(place - at))
    letters = (glyphs[place] for place in near if place not in loose and not glyphs[place].char.isspace())
    return next((other for other in letters if abs(other.base - here.base) < _OFF * other.size), here)
