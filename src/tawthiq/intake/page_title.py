"""Title and outlet of a web page by its window title, its heading, its link home and its logo."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake import byline
from tawthiq.intake.page_lines import Line
from tawthiq.text.fold import fold

SEPARATOR = regex.compile(r"\s+(?:[|\-–—:»«·•]|::)\s+")
_BIDI = regex.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ADORNED = regex.compile(r"^[\s:.*=~_|+<>•·\-]{2,}\s*|\s*[\s:*=~_|+<>•·\-]{2,}$")  # «::: outlet - title :::»
_HOME = regex.compile(r"/?(?:(?:index|default|home|main)\.\w{3,5}|[a-z]{2}(?:-[a-z]{2})?/?)?")
_ARCHIVED = regex.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(https?://.*)")
_COPYRIGHT = regex.compile(r"(?:©|\(c\))\s*(?:\d{4}\s*[-–,،.]?\s*){0,2}(\p{L}[\p{L}\d ]{1,40})[.\s]*(?:\d{4})?", regex.IGNORECASE)
_OUTLET_WORDS = 5  # words of an outlet's name in a window title
_SHOWN = 3_000  # links and pictures looked at


def window(tree: HtmlElement) -> str:
    """The title of the window, in one line."""
    return _ADORNED.sub("", " ".join(_BIDI.sub(" ", tree.findtext(".//title") or "").split()))


def titles(tree: HtmlElement) -> Iterator[str]:
    """What the window title leaves when its first or last piece is the outlet."""
    whole = window(tree)
    pieces = SEPARATOR.split(whole)
    yield whole
    if ": " in whole:
        yield whole.split(": ", 1)[1]
    if len(pieces) > 1:
        yield from (_but_last(whole, pieces), whole[len(pieces[0]) :].lstrip(" |-–—:»«·•"), *pieces)


def heading(lines: list[Line], wanted: list[str]) -> str | None:
    """The heading as the page shows it: the longest line that is one of the titles told elsewhere, else the last first-level heading.

    The outlet's logo stands first among several first-level headings.
    """
    known = {fold(title) for title in wanted}
    proven = [line.text for line in lines if fold(line.text) in known]
    first = [line.text for line in lines if line.heading]
    return max(proven, key=len, default=first[-1] if first else None)


def of_window(tree: HtmlElement, shown: str | None) -> dict[str, object]:
    """Title and outlet from «title - outlet» or «outlet - title»; the outlet only where the heading proves the cut."""
    title = window(tree)
    pieces = SEPARATOR.split(title)
    if len(pieces) < 2 or not shown:
        return {"title": title}
    head, tail = _but_last(title, pieces), title[len(pieces[0]) :].lstrip(" |-–—:»«·•")
    for rest, outlet in ((head, pieces[-1]), (tail, pieces[0])):
        if fold(rest).startswith(fold(shown)) and len(outlet.split()) <= _OUTLET_WORDS and fold(outlet) not in _menu():
            return {"title": rest, "publisher": outlet}
    return {"title": title}


def _but_last(title: str, pieces: list[str]) -> str:
    return title[: -len(pieces[-1])].rstrip(" |-–—:»«·•") if pieces[-1] else title


def of_masthead(tree: HtmlElement, lines: list[Line]) -> dict[str, object]:
    """The outlet as the page's head shows it: its link home where the window title or a line of rights has the name too.

    Where there is none, a name with an outlet's noun.
    """
    title = fold(window(tree))
    own = [fold(line.text) for line in lines if byline.is_of_owner(line.text)]
    for name in _home(tree):
        if (fold(name) in title and fold(name) != title) or any(fold(name) in line for line in own):
            return {"publisher": name}
    shown = (name for name in (*_pictured(tree), *(line.text for line in lines)) if byline.is_outlet(name))
    signed = (match[1].strip() for line in lines if (match := _COPYRIGHT.fullmatch(line.text)))
    return {"publisher": next(shown, None) or next(signed, None)}


def _home(tree: HtmlElement) -> Iterator[str]:
    """Texts of links to the front page, and of the pictures in them."""
    for _, link in zip(range(_SHOWN), tree.iter("a"), strict=False):
        path = _path((link.get("href") or "#").strip())
        if path.strip("./") and not _HOME.fullmatch(path):
            continue
        told = [link.text_content(), link.get("title") or "", *(picture.get("alt") or "" for picture in link.iter("img"))]
        for name in (" ".join(text.split()) for text in told):
            if 1 <= len(name.split()) <= _OUTLET_WORDS and fold(name) not in _menu():
                yield name


def _path(address: str) -> str:
    """The path of an address; of a page out of an archive of the web, the path that it had."""
    kept = _ARCHIVED.search(address)
    return urlsplit(kept[1] if kept else address).path.lower()


def _pictured(tree: HtmlElement) -> Iterator[str]:
    """What stands for pictures; that of the logo is the outlet."""
    for _, picture in zip(range(_SHOWN), tree.iter("img"), strict=False):
        yield " ".join((picture.get("alt") or "").split())


@cache
def _menu() -> frozenset[str]:
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in table["home"]["menu"])
