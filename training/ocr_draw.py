"""Lines of text drawn in openly licensed fonts and worn as print and scanner wear them, cut as the program cuts lines."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tawthiq.intake.ocr_alphabet import LATIN, turned
from tawthiq.intake.ocr_lines import BASELINE, HEIGHT, INK, STRETCH, straightened

_OVER = 2  # times the size of the cut line at which it is drawn
_SIZE = 64  # points at which a font's height is taken
_SAMPLE = "قال الشيخ في المجلس الأعلى إن الحكم على الجميع"
_JOINING = frozenset("بتثجحخسشصضطظعغفقكلمنهيئ")
_VOWELS = "\u064e\u064f\u0650\u0651\u0652\u064c\u064d"
_LATIN = "etaoinshrdlucmfwypvbgkjqxz"
_CAPITALS = _LATIN.upper()


@dataclass(frozen=True, slots=True)
class Sample:
    """A line's picture (uint8, 255 is ink, first column at the right) and its text as met from the right."""

    pixels: Any
    text: str


@lru_cache(maxsize=64)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=64)
def _height(path: Path) -> float:
    """Height of the ink of usual words, of the font's size."""
    font = _font(path, _SIZE)
    words = _SAMPLE.split()
    parts = (" ".join(part) for part in (words[:5], words[4:], words))
    boxes = [font.getbbox(part, anchor="rs", direction="rtl", language="ar") for part in parts]
    return float(median(box[3] - box[1] for box in boxes)) / _SIZE


def draw(words: Sequence[str], fonts: Sequence[tuple[Path, float]], chance: random.Random) -> Sample:
    """A line of these words in one of the fonts (with weights)."""
    path = chance.choices([font for font, _ in fonts], [weight for _, weight in fonts])[0]
    size = _OVER * INK * chance.lognormvariate(0.0, 0.1) / _height(path)
    font = _font(path, max(16, round(size)))
    old = chance.random() < 0.6
    canvas, base = _inked([_shown(word, chance) for word in words], font, chance, old=old)
    if chance.random() < 0.5:
        canvas = _neighboured(canvas, chance)
    return Sample(_scanned(canvas, base, chance, old=old), turned(" ".join(words)))


def _shown(word: str, chance: random.Random) -> str:
    """The word with what a print adds and readers leave out: long strokes, vowel marks; Latin signs as letters."""
    shown = "".join(chance.choice(_CAPITALS if chance.random() < 0.3 else _LATIN) if char == LATIN else char for char in word)
    if chance.random() < 0.07:
        shown = _lengthened(shown, chance)
    if chance.random() < 0.05:
        place = chance.randint(1, len(shown))
        shown = shown[:place] + chance.choice(_VOWELS) + shown[place:] if "\u0621" <= shown[place - 1] <= "\u064a" else shown
    if chance.random() < 0.3 and shown.endswith("."):
        shown = shown[:-1] + chance.choice("·•.")
    return shown


def _lengthened(word: str, chance: random.Random) -> str:
    places = [at + 1 for at in range(len(word) - 1) if word[at] in _JOINING and "\u0621" <= word[at + 1] <= "\u064a"]
    if not places:
        return word
    place = chance.choice(places)
    return word[:place] + "ـ" * chance.randint(1, 4) + word[place:]


def _inked(words: Sequence[str], font: ImageFont.FreeTypeFont, chance: random.Random, *, old: bool) -> tuple[Image.Image, int]:
    """Words set from the right, 255 is ink, and the row of the baseline; an old print's spaces vary, some are missing."""
    size = font.size
    widths = [font.getlength(word, direction="rtl", language="ar") for word in words]
    tight = chance.uniform(0.1, 0.4) if old else chance.uniform(0.22, 0.35)
    gaps = [_gap(size, tight, chance, old=old) for _ in words]
    margin = chance.uniform(0.2, 0.7) * size
    width = int(sum(widths) + sum(gaps) + 2 * margin) + 4
    height, base = int(3.2 * size), int(1.9 * size)
    canvas = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(canvas)
    right = width - margin
    for word, gap in zip(words, gaps, strict=True):
        lifted = base + (round(chance.gauss(0, 0.012 * size)) if old else 0)
        for part, apart in _parts(word, chance, old=old):
            pen.text((right, lifted), part, fill=255, font=font, anchor="rs", direction="rtl", language="ar")
            right -= font.getlength(part, direction="rtl", language="ar") + apart * size
        right -= gap
    return canvas, base


def _gap(size: float, tight: float, chance: random.Random, *, old: bool) -> float:
    if old and chance.random() < 0.18:
        return size * chance.uniform(-0.02, 0.08)
    return size * tight * chance.lognormvariate(0.0, 0.3 if old else 0.08)


def _parts(word: str, chance: random.Random, *, old: bool) -> list[tuple[str, float]]:
    """A word, or its letters after which none joins with a little room between, as loose type has it; marks may stand apart."""
    if old and word[-1] in ".:؛؟!،·•" and len(word) > 1 and chance.random() < 0.5:
        return [(word[:-1], chance.uniform(0.05, 0.3)), (word[-1], 0.0)]
    if old and chance.random() < 0.08:
        cut = next((at + 1 for at in range(1, len(word) - 1) if word[at] in "اأإدذرزوةى" and word[at + 1] not in _VOWELS), 0)
        if cut:
            return [(word[:cut], chance.uniform(0.0, 0.18)), (word[cut:], 0.0)]
    return [(word, 0.0)]


def _neighboured(canvas: Image.Image, chance: random.Random) -> Image.Image:
    """With ink of the lines above and below, where they come near."""
    pitch = int(_OVER * INK * chance.uniform(0.95, 1.4))
    shift = chance.randrange(canvas.width)
    other = ImageChops.offset(canvas, shift, 0)
    for way in (-pitch, pitch):
        if chance.random() < 0.7:
            moved = Image.new("L", canvas.size, 0)
            moved.paste(other, (0, way))
            canvas = ImageChops.lighter(canvas, moved)
    return canvas


def _scanned(canvas: Image.Image, base: int, chance: random.Random, *, old: bool) -> Any:
    """Worn, seen by a scanner, and brought to the size of cut lines, a little off in size and place."""
    above, below = int(_OVER * BASELINE * 1.25), int(_OVER * (HEIGHT - BASELINE) * 1.4)
    canvas, base = canvas.crop((0, base - above, canvas.width, base + below)), above
    worn = _worn(canvas, chance, old=old)
    wide = STRETCH * chance.lognormvariate(-0.12, 0.12) / _OVER
    small = worn.resize((max(8, round(worn.width * wide)), round(worn.height / _OVER)), Image.Resampling.LANCZOS)
    patch = np.asarray(small, np.float32)
    slope = chance.gauss(0, 0.0015)
    middle = base / _OVER - slope * small.width / 2 + chance.gauss(0, 0.9)
    line = straightened(patch, slope, middle)
    if chance.random() < 0.12:
        line = line + np.random.default_rng(chance.randrange(2**32)).normal(0, chance.uniform(2, 16), line.shape)
    line = np.clip((line - np.percentile(line, 10)) * (255.0 / max(60.0, float(line.max()))), 0, 255)
    return line.astype(np.uint8)


def _worn(canvas: Image.Image, chance: random.Random, *, old: bool) -> Image.Image:
    """Thicker or thinner strokes, edges eaten by uneven ink, specks; black and white as many scans are, or grey."""
    if chance.random() < (0.35 if old else 0.1):
        canvas = canvas.filter(ImageFilter.MaxFilter(3))
    if not old and chance.random() < 0.5:
        return canvas.filter(ImageFilter.GaussianBlur(chance.uniform(0.0, 1.6)))
    soft = canvas.filter(ImageFilter.GaussianBlur(chance.uniform(0.5, 1.5)))
    field = _field(canvas.size, chance)
    grey = np.asarray(soft, np.float32) + field
    ink = np.where(grey > chance.uniform(75, 135), 255, 0).astype(np.uint8)
    _speckled(ink, chance)
    return Image.fromarray(ink).filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.3)))


def _field(size: tuple[int, int], chance: random.Random) -> Any:
    """Ink that varies from place to place, coarse and fine."""
    dice = np.random.default_rng(chance.randrange(2**32))
    found = np.zeros((size[1], size[0]), np.float32)
    for grain, strength in ((chance.uniform(20, 60), chance.uniform(0, 22)), (chance.uniform(2, 5), chance.uniform(0, 28))):
        small = dice.normal(0, strength, (int(size[1] / grain) + 2, int(size[0] / grain) + 2)).astype(np.float32)
        found += np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BILINEAR))
    return found


def _speckled(ink: Any, chance: random.Random) -> None:
    """Dirt, and holes in the ink."""
    for _ in range(chance.choice((0, 0, 0, 0, 2, 6))):
        row, column = chance.randrange(ink.shape[0]), chance.randrange(ink.shape[1])
        size = chance.randint(1, 4)
        ink[row : row + size, column : column + size] = 255 if chance.random() < 0.6 else 0


