"""The short lines of a web page as a reader sees them, and what they say: who wrote it, and when it was published.

A date above the heading is the day on which the page was looked at, unless an issue number stands with it. A line «updated»
gives way to a line «published». A bare name is an author only where a byline stands: after the heading, before the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake import byline
from tawthiq.intake.marks import known_marks
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import names

_SHORT = 90  # code points of a date line or byline on a page
_TITLE = 200  # code points of a heading
_LOOKED_AT = 3_000  # elements looked at
_LONG_LINES = 2  # long lines after the heading that may stand before the byline: lead and standfirst
_ABOVE = 3  # elements around a link that may say that it is an author's
_AUTHOR_WORDS = 5  # words of an author's name
_SKIPPED = frozenset(["script", "style", "option", "html", "body", "head", "title", "noscript", "template", "textarea", "button"])
_BREAKS = frozenset(["br", "p", "div", "li", "td", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "dl", "dd", "dt", "time"])
_PIECES = regex.compile(r"\s+[-–—|•·]\s+|\s*[|•،]\s*")
_TOKENS = regex.compile(r"[a-z]+|[A-Z][a-z]*")
_DIGIT = regex.compile(r"\d")
_BIDI = regex.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the element it stands in, its text, the words of the element's class, id and the like, and whether it is a heading."""

    item: HtmlElement
    text: str
    marks: frozenset[str]
    heading: bool


def lines_of(tree: HtmlElement) -> list[Line]:
    """The lines of a page up to the length of a heading, in order; longer ones are cut: that they stand there is enough."""
    return list(_lines(tree))


def _lines(tree: HtmlElement) -> Iterator[Line]:
    seen = 0
    for item in tree.iter():
        if not isinstance(item.tag, str) or item.tag in _SKIPPED or (item.tag in {"a", "li"} and not _of_author(item)):
            continue
        seen += 1
        if seen > _LOOKED_AT:
            return
        marks = _marks(item)
        for text in _near_lines(item):
            yield Line(item, text[: _TITLE + 1], marks, item.tag == "h1")


def _of_author(item: HtmlElement) -> bool:
    """Links and entries of lists are menus, unless they say that they are not."""
    if item.tag == "a":
        around = (item, *islice(item.iterancestors(), _ABOVE))
        return "author" in (item.get("rel") or "") or any(_marked(_marks(each), "author") for each in around)
    return item.find(".//a") is None


def _near_lines(item: HtmlElement) -> list[str]:
    """Lines of an element and its inline children, not deeper: whole subtrees would be read again and again."""
    pieces = [item.text or ""]
    for child in item:
        inline = isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag not in _BREAKS
        touching = " " if child.getnext() is not None and not child.tail else ""  # a style parts label and name that touch in the file
        pieces += [(child.text or "") if inline else "\n", child.tail or touching]
    lines = (" ".join(_BIDI.sub("", line).split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _marks(item: HtmlElement) -> frozenset[str]:
    """The words of class, id and the like, also of ``camelCase`` and ``snake_case``."""
    told = " ".join(item.get(name) or "" for name in ("class", "id", "itemprop", "rel", "data-hook", "data-testid"))
    return frozenset(word.lower() for word in _TOKENS.findall(told))


def _marked(marks: frozenset[str], kind: str) -> bool:
    """Whether a mark is one of a kind, or begins with it (``dateline``, ``timestamp``)."""
    known = known_marks(kind)
    return bool(marks & known) or any(mark.startswith(tuple(word for word in known if len(word) > 3)) for mark in marks)


def facts_in(lines: list[Line], titles: frozenset[str]) -> dict[str, object]:
    """Author and date by the lines of a page; ``titles`` are folded texts that are its heading."""
    head = next((at for at, line in enumerate(lines) if line.heading), None)
    if head is None:
        head = next((at for at, line in enumerate(lines) if fold(line.text) in titles), None)
    found: dict[str, object] = {"published": _date(lines, head), "author": _author(lines, head)}
    return {field: value for field, value in found.items() if value}


def _date(lines: list[Line], head: int | None) -> str | None:
    """The date of publication: a line below the heading before one above it, one that says «updated» only where there is no other."""
    ranked: dict[int, str] = {}
    for at, line in enumerate(lines):
        if len(line.text) <= _SHORT and (byline.is_date_line(line.text) or byline.is_dated_byline(line.text)):
            rank = _rank(line, below=head is not None and at > head)
            if rank is not None:
                ranked.setdefault(rank, line.text)
    return ranked[min(ranked)] if ranked else None


def _rank(line: Line, *, below: bool) -> int | None:
    """How little a date line says of publication: 0 the most; None for the day on which the page was looked at."""
    if not below and (line.marks & known_marks("today") or not (_marked(line.marks, "date") or byline.is_of_issue(line.text))):
        return None
    update = byline.is_of_update(line.text) or bool(line.marks & known_marks("update"))
    return 2 * update + (not below and not byline.is_of_issue(line.text))


def _author(lines: list[Line], head: int | None) -> str | None:
    """A labelled or marked name anywhere, or a bare name where a byline stands."""
    labelled = False
    for at, line in enumerate(lines):
        if len(line.text) > _SHORT:
            continue
        if labelled and (name := _plain(line.text)):
            return name
        labelled = byline.is_label(line.text)
        if labelled:
            continue
        name = byline.author_name(line.text) if _marked(line.marks, "author") else byline.labelled_author(line.text)
        if name and (name := _plain(person(name))):
            return name
        if head is not None and at > head and _before_text(lines[head + 1 : at + 1]) and line.marks & known_marks("byline"):
            bare = next((piece for piece in _PIECES.split(line.text) if is_person(piece)), None)
            if bare:
                return bare
    return None


def _before_text(lines: list[Line]) -> bool:
    return sum(len(line.text) > _SHORT for line in lines) <= _LONG_LINES


def _plain(name: str) -> str | None:
    """The name, if it can be one: few words, no figures, no label."""
    fits = 1 <= len(name.split()) <= _AUTHOR_WORDS and not _DIGIT.search(name) and not byline.speaks_of_author(name)
    return name if fits else None


def person(value: str) -> str:
    """Of «name - place» and «desk - name» the name; the value itself where no piece is one."""
    pieces = [piece.strip() for piece in _PIECES.split(value) if piece.strip()]
    return next((piece for piece in pieces if is_person(piece)), pieces[0] if pieces else value)


def is_person(piece: str) -> bool:
    """Whether some words are a person's name: two to four, the first a given name, none a noun of outlets or offices."""
    words = piece.split()
    if not 2 <= len(words) <= 4 or _DIGIT.search(piece) or not byline.is_name(piece):
        return False
    known = names().get(fold(words[0]).removeprefix("ال"))
    return known is not None and known.given > 0
