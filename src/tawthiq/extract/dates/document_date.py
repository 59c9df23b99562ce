"""The date of a document that brings none: read from its dateline or byline, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawthiq.extract.dates.finder import find_dates
from tawthiq.extract.dates.tokens import context, spellings
from tawthiq.extract.dates.values import read_anchor
from tawthiq.model import DateMention
from tawthiq.text.calendars import weekdays
from tawthiq.text.numbers import word_key

_HEAD, _TAIL = 6, 4  # lines at the beginning and end of a text where datelines and bylines stand
_LINE = 400  # code points of a line that are looked at: a dateline opens its line
_SHORT = 8  # words beside the date in a line that is a byline or a stamp
_OPENING = 60  # code points before the dash of a dateline that opens a paragraph
_WORD = re.compile(r"\w+")
_AFTER_DATELINE = re.compile(r"\s*(?:[-–—:|/)،]|\(|$)")
_MARKED = "[\u064b-\u065f\u0670\u0640\u06d6-\u06dc]*"  # vowels and tatweel behind a letter
_YEAR = re.compile(
    "\\d|(?<![\u0621-\u063a\u0641-\u064a])(?:[وفبلك]{0}){{0,2}}(?:ا?{0}ل{0})?(?:{1})(?![\u0621-\u063a\u0641-\u064a])".format(
        _MARKED, "|".join(_MARKED.join((*word, "")) for word in ("عام", "عاما", "سنة", "سنه", "حول", "حولا"))
    )
)
"""Without a year no day is whole: digits, or words behind عام, سنة or حول, with whatever clitics and marks."""
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"(أمس|امس|اليوم|غدا|غداً|الغد)\s+\(?(ال\w+)")
_STEPS = {"امس": 1, "اليوم": 0, "غدا": -1, "الغد": -1}


def infer_document_date(text: str, metadata_published: str | None) -> tuple[str | None, str]:
    """The document's date (EDTF) and why: its metadata, a dateline or byline, or None with what is known instead.

    A weekday alone («أمس الأحد») gives no date: the reason then names the weekday of publication.
    """
    if metadata_published and read_anchor(metadata_published).year is not None:
        return metadata_published, "metadata"
    for line in _edges(text):
        found = _stamp(line)
        if found:
            return found.value.split("T")[0], f"dateline «{found.span.exact}»"
    return None, _constraint(text)


def _edges(text: str) -> Iterator[str]:
    """Lines where a date of the document may stand, labelled ones first."""
    lines = [line.strip()[:_LINE] for line in text.splitlines() if line.strip()]
    near = lines[:_HEAD] + lines[max(_HEAD, len(lines) - _TAIL) :]
    yield from (line for line in near if _labelled(line))
    yield from (line for line in near if not _labelled(line))


def _labelled(line: str) -> bool:
    return len(_WORD.findall(line)) <= 2 * _SHORT and any(label in line.lower() for label in spellings("stamp"))


def _stamp(line: str) -> DateMention | None:
    """The one full day of a line that is little more than a date, or of a dateline that opens a paragraph."""
    if _YEAR.search(line) is None:
        return None
    days = [found for found in find_dates(line, None) if found.first_day and found.first_day == found.last_day]
    if not days:
        return None
    first = days[0]
    rest = len(_WORD.findall(line[: first.span.start])) + len(_WORD.findall(line[first.span.end :]))
    if rest <= _SHORT and (len(days) == 1 or _labelled(line)) and _is_stamp(line, first):
        return first
    opens = first.span.start <= _OPENING and _AFTER_DATELINE.match(line, first.span.end)
    return first if opens and re.search(r"[-–—(/|]", line[: first.span.end + 2]) else None


def _is_stamp(line: str, found: DateMention) -> bool:
    """A line that ends like a sentence, or has the date after «في» amid words, tells of an event."""
    before = line[: found.span.start].split()
    told = bool(before) and word_key(before[-1]).removeprefix("و") in context("event") and not _labelled(line)
    return not told and not line.rstrip().endswith((".", "؟", "!"))


def _constraint(text: str) -> str:
    for found in _WEEKDAY.finditer(text):
        number = weekdays().get(word_key(found[2])[2:])
        if number:
            day = (number + _STEPS[word_key(found[1])] - 1) % 7
            return f"no date; published on a {_NAMES[day]} by «{found[0]}»"
    return "no date in metadata, dateline or byline"
