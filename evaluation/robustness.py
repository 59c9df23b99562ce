"""How much worse the same texts are read when they are written worse: ``python -m evaluation.robustness``.

Each text is spoilt in one way, read, and what was read is put back to the places of the unspoilt text, so that the same gold
scores it. The row of a way of spoiling shows what is lost against the texts as they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluation.program import Program, Reader, program
from evaluation.run import chosen_sets, evaluate
from evaluation.score.model import load_gold
from evaluation.sets import GoldSet, shared_folder
from evaluation.table import figures
from tawthiq.model import Document, Reading
from tawthiq.model.codec import from_plain, to_plain

Edit = tuple[int, int, str]
"""A stretch of the text (code points, end-exclusive) and what stands there instead."""

Spoiler = Callable[[str], Iterable[Edit]]

_HAMZAS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ى"})
_FATHA = "\u064e"
_EVERY_LETTER = 4  # a diacritic behind every fourth Arabic letter: a text that a careful hand has vocalised in part
_EVERY_MARK = 3  # every third quotation mark is missing
_MARKS = '"«»“”'
_JOINT = re.compile(r"(?<=[\u0621-\u064a])\.\s+(?=[\u0621-\u064a])")
_LETTER = re.compile(r"[\u0621-\u064a]")
_SHORTEST_NAME = 4  # letters of a word of a name that is swapped
_WORD = re.compile(r"[\u0621-\u0652]+")


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


@dataclass(frozen=True)
class Swapper:
    """Other names for the words of the people whom the gold names; in a text no two words become one, so no two people do."""

    words: frozenset[str]

    def __call__(self, text: str) -> Iterator[Edit]:
        """Each of the words, also behind و ل ب ف."""
        found = list(self._found(text))
        others = other_names(dict.fromkeys(word for _, _, word in found))
        return ((start, end, others[word]) for start, end, word in found)

    def _found(self, text: str) -> Iterator[Edit]:
        for found in _WORD.finditer(text):
            for cut in (0, 1):
                word = found.group()[cut:]
                if word in self.words and (not cut or found.group()[0] in "ولبف"):
                    yield found.start() + cut, found.end(), word
                    break


def other_names(words: Iterable[str]) -> dict[str, str]:
    """A name of the same kind for each word, chosen by its letters, and the next one where another word has that; lists begin again."""
    chosen: dict[str, str] = {}
    for word in words:
        listed = _FAMILY_NAMES if word.startswith("ال") else _WOMENS_NAMES if word.endswith(_FEMININE) else _GIVEN_NAMES
        first = sum(map(ord, word)) % len(listed)
        free = (name for name in (*listed[first:], *listed[:first]) if name not in chosen.values())
        chosen[word] = next(free, listed[first])
    return chosen


_GIVEN_NAMES = (
    "سامر", "نادر", "رائد", "وليد", "فيصل", "باسم", "جمال", "طارق", "عصام", "ماهر", "هيثم", "كريم", "أنور", "جلال", "رشيد", "غسان", "مروان",
    "زياد", "هشام", "أيمن", "بسام", "حاتم", "لؤي", "وسيم", "ياسر", "ثامر", "عدنان", "قحطان", "نزار", "مهند", "عماد", "عمار", "سفيان",
    "إدريس", "منذر", "مازن", "طلال", "سليمان", "يوسف", "إياد",
)
_FEMININE = ("ة", "ية", "اء", "ى", "يا")  # endings of most women's names: verbs agree with them
_WOMENS_NAMES = (
    "سميرة", "نجلاء", "هيفاء", "سلوى", "بشرى", "أميرة", "لمياء", "هناء", "رجاء", "نادية", "سعاد", "منى", "ليلى", "فاتن", "رباب", "سهام",
    "نوال", "وفاء", "عبير", "غادة",
)
_FAMILY_NAMES = (
    "الراوندي", "الجابري", "السنجري", "القيسي", "الدوري", "البناء", "الخطيب", "النجار", "العطار", "الحداد", "الصباغ", "الحلبي", "الموصلي",
    "البصري", "العاني", "الهاشمي", "التكريتي", "الحمصي", "الصفدي", "الدليمي", "الساعدي", "الخفاجي", "الطرابلسي", "النابلسي", "الصنعاني",
    "العبيدي", "الزبيدي", "الحسيني", "البغدادي", "الأيوبي",
)


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
        return from_plain(Reading, _put_back(to_plain(found), spoilt))

    return read


def _put_back(value: Any, spoilt: Spoilt) -> Any:
    """Plain data with every span at its old place, and names in the words of their spans."""
    if isinstance(value, list):
        return [_put_back(item, spoilt) for item in value]
    if not isinstance(value, dict):
        return value
    if {"start", "end", "exact"} <= value.keys():
        start, end = spoilt.back(value["start"], end=False), spoilt.back(value["end"], end=True)
        return value | {"start": start, "end": max(start, end), "exact": spoilt.original[start : max(start, end)]}
    return {key: _put_back(item, spoilt) for key, item in value.items()}


def people(sets: Sequence[GoldSet]) -> frozenset[str]:
    """The words of the names of people in the gold; short ones (بن, عبد) join names and stay."""
    found: set[str] = set()
    for document in (document for gold_set in sets for document in load_gold(gold_set.gold).documents.values()):
        persons = {entity.id for entity in document.entities.values() if entity.type == "Person"}
        for mention in document.mentions:
            if mention.entity in persons and mention.form == "name":
                found.update(_WORD.findall(mention.span.text))
    return frozenset(word for word in found if len(word) >= _SHORTEST_NAME)


def measure(sets: Sequence[GoldSet], base: Program) -> dict[str, dict[str, float | None]]:
    """Found, Right and Slips over all the sets: of the texts as they are, and of each way of spoiling."""
    ways: dict[str, Spoiler | None] = {
        "as it is": None,
        "no hamza": no_hamza,
        "diacritics": diacritics,
        "joints": joints,
        "marks": marks,
        "names": Swapper(people(sets)),
    }
    found = {}
    for name, spoil in ways.items():
        runner = base if spoil is None else replace(base, reader=spoiling(base.reader, spoil))
        row = figures(evaluate(sets, runner).measured)
        found[name] = {head: row[head] for head in ("Found", "Right", "Slips")}
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: a table, or JSON; 1 if there is no gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", help="gold sets, comma-separated (default: all that are present)")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args(arguments)
    sets = chosen_sets(options.gold, shared_folder(None))
    if not sets:
        print("No gold set is there.", file=sys.stderr)
        return 1
    found = measure(sets, program())
    print(json.dumps(found, indent=1) if options.as_json else _table(found))
    return 0


def _table(found: dict[str, dict[str, float | None]]) -> str:
    plain = found["as it is"]
    lines = [f"{'':12s}" + "".join(f"{head:>8s}" for head in plain) + "   Right against as it is"]
    for name, row in found.items():
        lost = (row["Right"] or 0) - (plain["Right"] or 0)
        lines.append(f"{name:12s}" + "".join(f"{value or 0:8.1f}" for value in row.values()) + f"   {lost:+.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
