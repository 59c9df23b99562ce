"""The lead of an article that a page sets between its heading and its text, outside of what holds the text.

Main-text readers look for the one element with most paragraphs; newspapers set the lead, the most telling sentence, above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake.marks import known_marks, marks_of
from tawthiq.text.fold import fold

_LOOKED_AT = 3_000  # elements looked at
_SHORTEST, _LONGEST = 60, 900  # code points of a lead: a shorter line is a kicker or a caption, a longer one the text itself
_PIECES = 100  # elements inside a paragraph
_MOST = 2  # leads of one article: a standfirst, and the abstract of a paper
_FIRST = 4  # lines of the article in which its first paragraph is looked for; a date or byline may stand before it
_BLOCKS = frozenset(["p", "div", "section", "article", "header", "h1", "h2", "h3", "h4", "span", "strong", "b", "td"])
_INNER = frozenset(["p", "div", "section", "article", "ul", "ol", "table", "h1", "h2", "h3", "h4", "figure", "br", "form"])
_OUT = frozenset(["figure", "figcaption", "aside", "nav", "footer", "form", "a", "button", "ul", "ol", "blockquote", "script", "style"])
_FIGURES = 0.08  # of a lead's code points that are digits; a date line has more
_DIGITS = regex.compile(r"\d")
_BIDI = regex.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def blocks(tree: HtmlElement, heading: str) -> tuple[str, ...]:
    """The paragraphs behind the heading in the order of the page, as lines; none if the heading is not found."""
    wanted = fold(_plain(heading))
    found: list[str] = []
    seen = False
    for _, item in zip(range(_LOOKED_AT), _outside(tree), strict=False):
        text = _plain(item.text_content()) if item.tag in _BLOCKS and not _holds_blocks(item) else ""
        if wanted and fold(text) == wanted:
            found, seen = [], True  # the heading proper is the last: a trail of links and a window bear it too
        elif seen and len(text) >= _SHORTEST and len(_DIGITS.findall(text)) <= _FIGURES * len(text):
            found.append(text)
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    """In one line, without signs of direction."""
    return " ".join(_BIDI.sub("", text).split())


def _outside(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a page in order, without what is set beside its text."""
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if not isinstance(item.tag, str) or item.tag in _OUT or marks_of(item) & known_marks("beside"):
            continue
        yield item
        waiting += reversed(item)


def _holds_blocks(item: HtmlElement) -> bool:
    inside = list(islice(item.iterdescendants(), _PIECES + 1))
    return len(inside) > _PIECES or any(child.tag in _INNER for child in inside)


def with_lead(article: str, found: Sequence[str]) -> str:
    """The article with the lead that stands above its first paragraph on the page and is not in it yet."""
    lines = article.split("\n")
    places = {line: at for at, line in enumerate(found)}
    first = next((at for at, line in enumerate(lines[: 2 * _FIRST]) if _plain(line) in places), None)
    if first is None:
        return article
    said = _plain(article)
    before = found[: places[_plain(lines[first])]]
    leads = [line for line in before if len(line) <= _LONGEST and line not in said]
    if not 1 <= len(leads) <= _MOST:
        return article
    return "\n".join((*lines[:first], *leads, *lines[first:]))
