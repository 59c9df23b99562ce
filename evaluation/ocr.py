"""How much of scanned pages is read right: character error and words dropped, against transcriptions beside the scans.

    python -m evaluation.ocr --shared ../shared  the pages of data/scans there
    python -m evaluation.ocr FOLDER              a folder with images and txt/NAME.txt
    python -m evaluation.ocr --drawn             clean pages drawn here of the examples' texts (--font FILE: in another font)
    … --alone                                    by tesseract alone, without the recogniser of lines
    … --part 14:28                               only some pages of each folder; those of data/scans from 14 on were never learnt from

Compared are letters and digits after folding (hamza, ى/ي, ة/ه, diacritics) with single blanks between words. A word is
dropped if none of its characters has a counterpart in what was read. A number is right if it stands on the page read with all its
digits, as often as on the true page, wherever.
"""

from __future__ import annotations

import argparse
import io
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex
from PIL import Image
from rapidfuzz.distance import Levenshtein

from evaluation import drawn
from evaluation.sets import ROOT
from tawthiq.intake import Limits, ocr, read_bytes
from tawthiq.text.fold import fold

_IMAGES = (".tif", ".tiff", ".png", ".jpg", ".jpeg", ".pdf")
_NUMBER = regex.compile(r"\p{Nd}+")
_OTHER = regex.compile(r"[^\p{L}\p{Nd}]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one page or many."""

    characters: int = 0
    errors: int = 0
    words: int = 0
    dropped: int = 0
    numbers: int = 0
    right: int = 0
    invented: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.characters + other.characters,
            self.errors + other.errors,
            self.words + other.words,
            self.dropped + other.dropped,
            self.numbers + other.numbers,
            self.right + other.right,
            self.invented + other.invented,
        )

    def __str__(self) -> str:
        error = self.errors / max(self.characters, 1)
        dropped = self.dropped / max(self.words, 1)
        numbers = f"numbers right {self.right} of {self.numbers}, others read {self.invented}"
        counted = f"({self.characters} characters, {self.words} words)"
        return f"character error {error:6.2%}   words dropped {dropped:6.2%}   {numbers}   {counted}"


def letters(text: str) -> str:
    """What is compared."""
    return _OTHER.sub(" ", fold(text)).strip()


def compared(truth: str, read: str) -> Figures:
    """The figures of one page."""
    truth, read = letters(truth), letters(read)
    kept = [True] * len(truth)
    operations = Levenshtein.editops(truth, read)
    for operation in operations:
        if operation.tag == "delete":
            kept[operation.src_pos] = False
    words = [match.span() for match in regex.finditer(r"\S+", truth)]
    dropped = sum(not any(kept[start:end]) for start, end in words)
    wanted, found = (Counter(_NUMBER.findall(text)) for text in (truth, read))
    right = (wanted & found).total()
    return Figures(len(truth), len(operations), len(words), dropped, wanted.total(), right, found.total() - right)


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Images of a folder with their transcriptions."""
    for image in sorted(folder.iterdir()):
        truth = folder / "txt" / f"{image.stem}.txt"
        if image.suffix.lower() in _IMAGES and truth.is_file():
            yield image, truth.read_text("utf-8")


def text_of(content: bytes, name: str, *, alone: bool) -> str:
    """What is read of a picture."""
    if alone:
        return ocr.recognise(Image.open(io.BytesIO(content)), Limits(), alone=True).text
    ((document, _),) = read_bytes(content, name)
    return document.text


def measure_drawn(part: slice, font: Path, *, shown: bool, alone: bool) -> Figures:
    """Clean pages of the examples' texts, the same ones in every run."""
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    total = Figures()
    for file in sorted((ROOT / "examples").glob("*.txt"))[part]:
        picture, truth = drawn.page(file.read_text("utf-8"), chance, font)
        stream = io.BytesIO()
        picture.save(stream, "PNG", dpi=(300, 300))
        figures = compared(truth, text_of(stream.getvalue(), f"{file.stem}.png", alone=alone))
        total += figures
        if shown:
            print(f"{file.name:45} {figures}")
    print(f"{'drawn in ' + font.stem:45} {total}")
    return total


def measure(folder: Path, part: slice, *, shown: bool, alone: bool) -> Figures:
    """All pages of a folder."""
    total = Figures()
    began = time.monotonic()
    count = 0
    for image, truth in list(pages(folder))[part]:
        figures = compared(truth, text_of(image.read_bytes(), image.name, alone=alone))
        total += figures
        count += 1
        if shown:
            print(f"{image.name:45} {figures}")
    print(f"{folder.name:45} {total}")
    print(f"{count} pages, {(time.monotonic() - began) / max(count, 1):.1f} s a page")
    return total


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--shared", type=Path, metavar="FOLDER", help="the shared data")
    parser.add_argument("--drawn", action="store_true", help="clean pages drawn here")
    parser.add_argument("--font", type=Path, default=drawn.FONT, help="the font of drawn pages")
    parser.add_argument("--part", default=":", help="pages of a folder as FIRST:END, counted from 0")
    parser.add_argument("--alone", action="store_true", help="tesseract alone")
    parser.add_argument("--pages", action="store_true", help="a line for each page")
    given = parser.parse_args()
    part = slice(*(int(bound) if bound else None for bound in given.part.split(":")))
    if given.drawn and not drawn.can_draw(given.font):
        parser.error(f"Arabic cannot be drawn here: Pillow with libraqm and {given.font} are needed")
    if given.drawn:
        measure_drawn(part, given.font, shown=given.pages, alone=given.alone)
    folders = [given.folder] if given.folder else []
    if given.shared:
        folders += [path for path in sorted((given.shared / "data" / "scans").iterdir()) if path.is_dir()]
    for folder in folders:
        measure(folder, part, shown=given.pages, alone=given.alone)


if __name__ == "__main__":
    main()
