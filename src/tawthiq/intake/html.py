"""A web page -> its article as text. Scripts never run, nothing is fetched, menus and comments stay out.

1. decode (mark of byte order, UTF-8, the charset the page declares, then a guess)
2. parse without network; refuse to hand trees deeper than the limit to recursive code
3. trafilatura tells the article from the rest; where it finds none, all visible text is taken and that is a loss
4. metadata by ``page``; the title becomes the first line where the article does not begin with it
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser as StandardParser

import regex
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]

from tawthiq.intake import embedded, furniture, page, prune, standfirst
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.intake.plain import decode
from tawthiq.model import Loss
from tawthiq.text.fold import fold

_CHARSET = regex.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|<\?xml[^>]{1,100}?encoding=[\"']([\w-]{2,40})", regex.IGNORECASE,
)
_XML_DECLARATION = regex.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_LONG_TAG = regex.compile(r"<[^<>]{10000,}")  # code points; shorter ones hold too few attributes to matter
_QUOTED = regex.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = 3_000  # of one element; 500,000 take libxml2 minutes, 3,000 a few milliseconds
_CHARSET_WITHIN = 4_096  # bytes; browsers look at 1,024, old Arabic pages put it later
_HIDDEN = frozenset(["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"])
_BLOCKS = frozenset([
    "p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "header", "footer",
    "blockquote", "pre", "table", "ul", "ol", "dl", "dt", "dd", "hr", "figcaption",
])
_DRAWN = 2  # times the visible text: an article that stands in the page as data only is drawn by a script
_FEWEST = 60  # code points below which an extracted article is doubted
_FLAT_LENGTH = 4_000_000  # code points of a page read without a tree; real pages nested too deep do not exist
_LINK_SHARE = 0.6  # of an extracted text in lines that are links, above which it is a menu
_HEAD_LINES = 3  # lines in which the article's own title is looked for


def parse(content: bytes, limits: Limits) -> Parsed:
    """The article of a page with the page's metadata."""
    if len(content) > limits.text_bytes:
        return refused("html", Loss("T103", detail=f"{len(content)} > {limits.text_bytes}"))
    decoded = decode(content, declared_charset(content))
    if decoded is None:
        return refused("binary", Loss("T134"))
    if _crowded(decoded.text):
        return Parsed("html", flat_text(decoded.text), losses=(*decoded.losses, Loss("T152", detail=str(_ATTRIBUTES))))
    tree = tree_of(decoded.text)
    if tree is None:
        return refused("html", Loss("T151"))
    facts = page.facts_of(tree)
    body, losses = _body(tree, decoded.text, facts, limits)
    notes = {} if decoded.encoding == "utf-8" else {"encoding": f"{decoded.encoding} ({decoded.known_by})"}
    built = _with_title(body, facts)
    return Parsed("html", built.text(), tuple(built.parts), facts, decoded.losses + losses, notes)


def declared_charset(content: bytes) -> str | None:
    """The charset that a page declares near its beginning."""
    match = _CHARSET.search(content[:_CHARSET_WITHIN])
    return (match[1] or match[2]).decode("ascii") if match else None


def _crowded(text: str) -> bool:
    """Whether one element has more attributes than any page needs: libxml2 compares each with all before it."""
    return any(len(_QUOTED.sub("", tag[0]).split()) > _ATTRIBUTES for tag in _LONG_TAG.finditer(text))


def tree_of(text: str) -> HtmlElement | None:
    """The tree of a page; None if it has no element with anything in it."""
    text = _XML_DECLARATION.sub("", text.replace("\x00", ""), count=1)
    if not text.strip():
        return None
    # huge_tree: without it the parser silently stops at its own depth limit; ours is checked, and said
    parser = HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text, parser=parser)
    except etree.LxmlError:
        return None


def _body(tree: HtmlElement, source: str, facts: Facts, limits: Limits) -> tuple[str, tuple[Loss, ...]]:
    depth = depth_of(tree)
    if depth > limits.html_depth:
        return flat_text(source), (Loss("T152", detail=str(limits.html_depth)),)
    links = _link_lines(tree)  # before trafilatura, which takes the tree apart
    everything = visible_text(tree)
    data = _as_lines(embedded.article(tree), limits)
    prune.unlaid(tree)
    stub = (Loss("T153"),) if prune.pruned(tree) else ()
    blocks = standfirst.blocks(tree, facts["title"].value) if "title" in facts else ()
    article = standfirst.with_lead(_article(tree), blocks)
    if len(data) > _DRAWN * max(len(everything), 1):
        return data, ()
    if len(article) >= _FEWEST and not _mostly(article, links):
        return article, stub
    if not everything:
        return "", (Loss("T151"),)
    doubted = len(everything) > len(article) * 2 or _mostly(article, links)
    return (everything, (Loss("T150"),)) if doubted else (article, ())


def _as_lines(data: str, limits: Limits) -> str:
    """The text of an article that the page holds as data, which may be markup."""
    if not data or not embedded.is_markup(data):
        return data.strip()
    tree = tree_of(f"<html><body>{data}</body></html>")
    return "" if tree is None or depth_of(tree) > limits.html_depth else visible_text(tree)


def _link_lines(tree: HtmlElement) -> frozenset[str]:
    """The texts of links: a page of nothing else is a menu or a front page."""
    return frozenset(" ".join((link.text or "").split()) for link in tree.iter("a"))


def _mostly(article: str, links: frozenset[str]) -> bool:
    """Whether most of an extracted text is lines that are links."""
    lines = [" ".join(line.lstrip("-•* ").split()) for line in article.split("\n")]
    return sum(len(line) for line in lines if line in links) > _LINK_SHARE * sum(map(len, lines))


def _article(tree: HtmlElement) -> str:
    """Main text by trafilatura; its log is kept from the user, what it does not find is reported by us."""
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        from trafilatura import extract

        text = extract(tree, output_format="txt", include_comments=False, include_tables=True, with_metadata=False)
    return furniture.without((text or "").strip())


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Silences the loggers of these packages while they work for us, and no longer."""
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    for logger, _ in before:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in before:
            logger.setLevel(level)


def _with_title(body: str, facts: Facts) -> TextBuilder:
    """The title as first line, as a reader of the page sees it, unless the article begins with it."""
    built = TextBuilder()
    title = facts["title"].value if "title" in facts else ""
    first = [fold(" ".join(line.split())) for line in body.split("\n", _HEAD_LINES)[:_HEAD_LINES]]
    if title and body and not any(fold(title) in line for line in first):
        built.part("title", "title", title)
        built.part("body", "body", body)
    else:
        built.add(body)
    return built


def depth_of(tree: HtmlElement) -> int:
    """How deep elements nest, without recursion."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def visible_text(tree: HtmlElement) -> str:
    """All text a browser would show, a line for each block; without recursion."""
    pieces: list[str] = []
    hidden = 0
    for event, item in etree.iterwalk(tree, events=("start", "end")):
        name = item.tag if isinstance(item.tag, str) else ""
        if event == "start":
            hidden += name in _HIDDEN
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append("" if hidden else _spaced(item.text))
        else:
            hidden -= name in _HIDDEN
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append("" if hidden else _spaced(item.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Flat(StandardParser):
    """Text and block ends in the order of the file. libxml2 drops what lies deeper than 2,048 elements; this does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in ("script", "style", "template", "noscript") and not self.hidden:
            self.hidden = tag
        self.pieces.append("\n" if tag in _BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""
        self.pieces.append("\n" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(_spaced(data))


def flat_text(source: str) -> str:
    """All text of a page whose tree is too deep to walk."""
    parser = _Flat()
    parser.feed(source[:_FLAT_LENGTH])
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _spaced(text: str | None) -> str:
    """Line ends inside running text are spaces to a browser."""
    return regex.sub(r"\s+", " ", text) if text else ""
