"""Clean pages drawn for the measuring of text recognition: Arabic text in a font, as a scanner with little noise sees it."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""Debian's fonts-dejavu-core; a newspaper's font is given by name."""
_WIDTH, _HEIGHT, _MARGIN = 2_480, 3_508, 220  # pixels: A4 at 300 dpi, margins of 1.9 cm
_SIZE, _LINE = 50, 92  # pixels: 12 points, and the distance of lines
_TILT = 0.6  # degrees by which a page lies aslant at most
_GREY = 18  # of 255: how far the grey of paper and ink wavers


def can_draw(font: Path = FONT) -> bool:
    """Whether this machine can: Arabic letters join only with libraqm, and a font is needed."""
    return bool(features.check("raqm")) and font.is_file()


def page(text: str, chance: random.Random, font: Path = FONT) -> tuple[Image.Image, str]:
    """A page, and as much of the text as stands on it."""
    letters = ImageFont.truetype(str(font), _SIZE, layout_engine=ImageFont.Layout.RAQM)
    picture = Image.new("L", (_WIDTH, _HEIGHT), 255)
    pen = ImageDraw.Draw(picture)
    drawn: list[str] = []
    for number, line in enumerate(_lines(text, letters)[: (_HEIGHT - 2 * _MARGIN) // _LINE]):
        drawn.append(line)
        place = (_WIDTH - _MARGIN, _MARGIN + number * _LINE)
        pen.text(place, line, fill=20, font=letters, anchor="ra", direction="rtl", language="ar")
    return _scanned(picture, chance), " ".join(drawn)


def _lines(text: str, letters: ImageFont.FreeTypeFont) -> list[str]:
    """Lines no wider than the page."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if letters.getlength(longer, direction="rtl", language="ar") > _WIDTH - 2 * _MARGIN:
                lines.append(line)
                longer = word
            line = longer
        lines += [line] if line else []
    return lines


def _scanned(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A little aslant, a little soft, a little grey."""
    turned = picture.rotate(chance.uniform(-_TILT, _TILT), Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    noise = Image.frombytes("L", picture.size, chance.randbytes(_WIDTH * _HEIGHT)).point(lambda value: value * _GREY // 255)
    return Image.blend(turned, Image.eval(noise, lambda value: 255 - value), 0.15)
