"""Lines at the head of a text that say where it comes from: «outlet – date – by whom», or labels with values, a line each."""

from __future__ import annotations

import regex

from tawthiq.intake import byline, row
from tawthiq.intake.metadata import Facts, facts, merged

_HEAD = 8  # lines looked at
_LONGEST = 160  # code points of such a line
_PIECES = regex.compile(r"\s+[-–—|•·]\s+|\t+")
_LABELLED = regex.compile(r"\s*([^:\t]{2,40}?)\s*(?::|\t)\s*(\S.{0,150})")
_FIELDS = ("publisher", "published", "author", "title", "url")
_FEWEST = 2  # labelled lines, or pieces of a line that say what they are: one alone may be a sentence of the text


def facts_of(head: list[str]) -> Facts:
    """What such lines say."""
    lines = [line for line in head[:_HEAD] if len(line) <= _LONGEST]
    return merged(_labels(lines), *(_pieces(line) for line in lines))


def _labels(lines: list[str]) -> Facts:
    """Of at least two lines «label: value» (or cells of a row) whose labels are known."""
    told = [(match[1], match[2].strip()) for line in lines if (match := _LABELLED.fullmatch(line))]
    names = {field: name for field, name in row.columns(label for label, _ in told).items() if field in _FIELDS}
    if len(names) < _FEWEST:
        return {}
    values = dict(reversed(told))
    return facts("imprint", {field: values[name] for field, name in names.items()})


def _pieces(line: str) -> Facts:
    """Of a line in pieces, if at least two of them say what they are."""
    found: dict[str, object] = {}
    for piece in (piece.strip() for piece in _PIECES.split(line)):
        if "published" not in found and byline.is_date_line(piece):
            found["published"] = piece
        elif "author" not in found and (name := byline.labelled_author(piece)):
            found["author"] = name
        elif "publisher" not in found and byline.is_outlet(piece):
            found["publisher"] = piece
    return facts("imprint", found) if len(found) >= _FEWEST else {}
