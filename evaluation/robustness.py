"""How much worse the same texts are read when they are written worse: ``python -m evaluation.robustness``.

Each text is spoilt in one way, read, and what was read is put back to the places of the unspoilt text, so that the same gold
scores it. The row of a way of spoiling shows what is lost against the texts as they are; names are swapped by lot, and their rows
are means over several draws, with what they spread.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

from evaluation.program import Program, Reader, program
from evaluation.run import chosen_sets, evaluate
from evaluation.score.model import load_gold
from evaluation.sets import GoldSet, shared_folder
from evaluation.swapping import ARABIC, FOREIGN, Edit, Swapper, swapper
from evaluation.table import figures
from tawthiq.model import Document, Reading
from tawthiq.model.codec import from_plain, to_plain

Spoiler = Callable[[str], Iterable[Edit]]

_HAMZAS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ى"})
_FATHA = "\u064e"
_EVERY_LETTER = 4  # a diacritic behind every fourth Arabic letter: a text that a careful hand has vocalised in part
_EVERY_MARK = 3  # every third quotation mark is missing
_MARKS = '"«»“”'
_JOINT = re.compile(r"(?<=[\u0621-\u064a])\.\s+(?=[\u0621-\u064a])")
_LETTER = re.compile(r"[\u0621-\u064a]")
_DRAWS = 5  # of other names: one draw alone may lie a point off
_HEADS = ("Found", "Right", "Slips")

Row = dict[str, float]
"""Head -> figure of one run."""


def no_hamza(text: str) -> Iterator[Edit]:
    """Every hamza on a carrier is dropped."""
    for place, letter in enumerate(text):
        plain = letter.translate(_HAMZAS)
        if plain != letter:
            yield place, place + 1, plain


def diacritics(text: str) -> Iterator[Edit]:
    """A fatha behind every fourth letter."""
    for count, found in enumerate(_LETTER.finditer(text)):
        if count % _EVERY_LETTER == 0:
            yield found.end(), found.end(), _FATHA


def joints(text: str) -> Iterator[Edit]:
    """The space or line break behind a full stop becomes a comma, as scraping leaves it."""
    for found in _JOINT.finditer(text):
        yield found.start() + 1, found.end(), ","


def marks(text: str) -> Iterator[Edit]:
    """Every third quotation mark is missing."""
    places = [place for place, letter in enumerate(text) if letter in _MARKS]
    for place in places[_EVERY_MARK - 1 :: _EVERY_MARK]:
        yield place, place + 1, ""


class Spoilt:
    """A text with edits, and the way back from its offsets."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self.original = text
        self._edits: list[tuple[int, int, int, int]] = []  # start and end in the spoilt text, start and end in the original
        parts, place, length = [], 0, 0
        for start, end, instead in sorted(edits):
            parts += [text[place:start], instead]
            length += start - place
            self._edits.append((length, length + len(instead), start, end))
            length += len(instead)
            place = end
        parts.append(text[place:])
        self.text = "".join(parts)
        self._starts = [edit[0] for edit in self._edits]

    def back(self, offset: int, *, end: bool) -> int:
        """The offset in the original of a span's start or end; what lies inside an edit takes in the whole of it."""
        letter = max(0, offset - 1) if end else offset  # the last letter of the span, or its first
        at = bisect_right(self._starts, letter) - 1
        if at < 0:
            return offset
        _, new_end, old_start, old_end = self._edits[at]
        if letter < new_end:
            return old_end if end else old_start
        return old_end + letter - new_end + (1 if end else 0)


def spoiling(reader: Reader, spoil: Spoiler) -> Reader:
    """A reader of spoilt texts whose readings speak of the texts as they were."""

    def read(document: Document) -> Reading:
        spoilt = Spoilt(document.text, spoil(document.text))
        found = reader(replace(document, text=spoilt.text, parts=()))
        return from_plain(Reading, _put_back(to_plain(found), spoilt, _unchanged))

    return read


def swapping(reader: Reader, other: Swapper) -> Reader:
    """A reader of texts with other people, whose readings speak of those that the texts have."""

    def read(document: Document) -> Reading:
        file = Path(document.origin.path).name
        spoilt = Spoilt(document.text, other(file, document.text))
        title = document.title and Spoilt(document.title, other(file, document.title)).text
        found = reader(replace(document, text=spoilt.text, title=title, parts=()))
        return from_plain(Reading, _put_back(to_plain(found), spoilt, lambda words: other.back(file, words)))

    return read


def _unchanged(words: str) -> str:
    return words


def _put_back(value: Any, spoilt: Spoilt, words: Callable[[str], str]) -> Any:
    """Plain data with every span at its old place, and names in the words of their spans; ``words`` mends what is no span."""
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return [_put_back(item, spoilt, words) for item in value]
    if not isinstance(value, dict):
        return value
    if {"start", "end", "exact"} <= value.keys():
        start, end = spoilt.back(value["start"], end=False), spoilt.back(value["end"], end=True)
        return value | {"start": start, "end": max(start, end), "exact": spoilt.original[start : max(start, end)]}
    return {key: _put_back(item, spoilt, words) for key, item in value.items()}


def drawn(sets: Sequence[GoldSet], base: Program, names: str, seed: int) -> Swapper:
    """One draw of other names for the people of gold sets."""
    dossiers = [load_gold(gold_set.gold) for gold_set in sets]
    files = [path for gold_set, dossier in zip(sets, dossiers, strict=True) for path in gold_set.files(list(dossier.documents))]
    texts = [document.text for path in files for document, _ in base.intake(path)]
    return swapper(dossiers, texts, seed=seed, names=names)


def measure(sets: Sequence[GoldSet], base: Program, ways: Sequence[str], draws: int = _DRAWS) -> dict[str, list[Row]]:
    """Found, Right and Slips over all the sets, of each way of spoiling: a row a draw."""
    return {way: [_row(sets, replace(base, reader=reader)) for reader in _readers(sets, base, way, draws)] for way in ways}


def _readers(sets: Sequence[GoldSet], base: Program, way: str, draws: int) -> Iterator[Reader]:
    """The readers whose figures a row is made of."""
    if way in _SWAPPED:
        yield from (swapping(base.reader, drawn(sets, base, _SWAPPED[way], seed)) for seed in range(draws))
    else:
        spoil = _SPOILERS[way]
        yield base.reader if spoil is None else spoiling(base.reader, spoil)


_PLAIN = "as it is"
_SPOILERS: dict[str, Spoiler | None] = {_PLAIN: None, "no hamza": no_hamza, "diacritics": diacritics, "joints": joints, "marks": marks}
_SWAPPED = {"names": ARABIC, "foreign names": FOREIGN}


def _row(sets: Sequence[GoldSet], runner: Program) -> Row:
    row = figures(evaluate(sets, runner).measured)
    return {head: row[head] or 0.0 for head in _HEADS}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: a table, or JSON; 1 if there is no gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", help="gold sets, comma-separated (default: all that are present but press)")
    parser.add_argument("--part", default="open", choices=("open", "aside"), help="of the press (see python -m evaluation)")
    parser.add_argument("--way", action="append", choices=(*_SPOILERS, *_SWAPPED), help="only this way, beside the texts as they are")
    parser.add_argument("--draws", type=int, default=_DRAWS, help=f"of other names (default: {_DRAWS})")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args(arguments)
    ways = tuple(dict.fromkeys((_PLAIN, *(options.way or (*_SPOILERS, *_SWAPPED)))))
    with tempfile.TemporaryDirectory() as folder:
        sets = chosen_sets(options.gold, shared_folder(None), part=(options.part, Path(folder)))
        if not sets:
            print("No gold set is there.", file=sys.stderr)
            return 1
        found = measure(sets, program(), ways, options.draws)
    print(json.dumps(found, indent=1) if options.as_json else _table(found))
    return 0


def _table(found: dict[str, list[Row]]) -> str:
    lines = [f"{'':14s}" + "".join(f"{head:>8s}" for head in _HEADS) + "   Right against as it is"]
    for name, rows in found.items():
        lost = [row["Right"] - found[_PLAIN][0]["Right"] for row in rows]
        spread = f", ±{pstdev(lost):.1f} over {len(rows)} draws" if len(rows) > 1 else ""
        row = "".join(f"{mean(row[head] for row in rows):8.1f}" for head in _HEADS)
        lines.append(f"{name:14s}{row}   {mean(lost):+.1f}{spread}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
