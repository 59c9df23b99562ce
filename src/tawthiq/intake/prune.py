"""What a web page carries beside its article, taken out before the article is looked for.

Only what marks itself (class, id, role) as furniture goes, and only where it is a small part of the page: a theme may well
write ``has-related`` on the body. A box whose heading says that other articles follow goes too.
Tables that lay a page out become plain blocks, and those of them that are menus go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake.marks import known_marks, marks_of
from tawthiq.text.fold import fold

_SHARE = 0.4  # of the page's text that furniture may have
_LONGEST = 4_000  # code points of furniture; more is no box
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "div", "span")
_WRAPPED = 4  # elements that a heading is wrapped in at most
_HEADING = 40  # code points of the heading of a box
_CELL = 400  # code points of a cell that is no figure and no heading of a table: it holds the page
_LINKED = 0.5  # of a cell's text in links, above which it is a menu


def pruned(tree: HtmlElement) -> bool:
    """Takes the furniture out of a tree; whether the page says that its text goes on for subscribers only."""
    whole = len(tree.text_content()) or 1
    walled = False
    for item in list(tree.iter()):
        if not isinstance(item.tag, str) or item.tag in ("html", "body", "head") or item.getparent() is None:
            continue
        marks = marks_of(item)
        wall = bool(marks & known_marks("paywall"))
        if not (wall or marks & known_marks("furniture")):
            continue
        length = len(item.text_content())
        if length <= min(_LONGEST, _SHARE * whole) and not _holds_title(item):
            walled = walled or (wall and length > 0)
            item.drop_tree()
    for box in _headed(tree):
        if box.getparent() is not None and len(box.text_content()) <= min(_LONGEST, _SHARE * whole) and not _holds_title(box):
            box.drop_tree()
    return walled


def _headed(tree: HtmlElement) -> list[HtmlElement]:
    """Boxes that begin with a heading which says that other articles follow («الأكثر قراءة»)."""
    found = []
    for item in tree.iter(*_HEADINGS):
        if next(islice(item.iterdescendants(), _WRAPPED, None), None) is not None:
            continue
        text = fold(" ".join(item.text_content().split()).strip(" :.-–|»«"))
        if len(text) <= _HEADING and text in _headings():
            box = item.getparent()
            if box is not None and box.tag not in ("body", "html", "article", "main") and _begins(box, item):
                found.append(box)
    return found


def _begins(box: HtmlElement, heading: HtmlElement) -> bool:
    """Whether nothing but the heading's own wrapping stands before it in its box."""
    return not (box.text or "").strip() and next((child for child in box if isinstance(child.tag, str)), None) is heading


@cache
def _headings() -> frozenset[str]:
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "furniture.toml").read_text("utf-8"))
    return frozenset(fold(text) for text in table["boxes"])


def _holds_title(item: HtmlElement) -> bool:
    return next(item.iter("h1"), None) is not None


def unlaid(tree: HtmlElement) -> None:
    """Layout tables as blocks: a table in which a table stands, or a cell as long as a page."""
    for table in list(tree.iter("table")):
        if not _lays_out(table):
            continue
        for cell in list(_own(table, "td", "th")):
            if _is_menu(cell):
                cell.drop_tree()
        for item in [*_own(table, "tbody", "thead", "tr", "td", "th"), table]:
            item.tag = "div"


def _own(table: HtmlElement, *names: str) -> Iterator[HtmlElement]:
    """Parts of a table that are no parts of a table in it."""
    return (item for item in table.iter(*names) if next(item.iterancestors("table")) is table)


def _lays_out(table: HtmlElement) -> bool:
    return next((inner for inner in table.iter("table") if inner is not table), None) is not None or any(
        len(cell.text_content()) > _CELL for cell in table.iter("td")
    )


def _is_menu(cell: HtmlElement) -> bool:
    text = len("".join(cell.text_content().split()))
    return bool(text) and sum(len("".join(link.text_content().split())) for link in cell.iter("a")) > _LINKED * text
