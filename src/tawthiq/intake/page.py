"""Metadata of a web page: JSON-LD, then meta elements, then <time>, heading and byline; each with where it was found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake import byline, jsonld
from tawthiq.intake.metadata import Facts, facts, merged
from tawthiq.text.fold import fold

_SHORT = 90  # code points of a date line or byline on a page
_LOOKED_AT = 3_000  # elements looked at for a byline
_SEPARATOR = regex.compile(r"\s+[|\-–—:»·]\s+")
_OUTLET_WORDS = 5  # words of an outlet's name in a window title


def facts_of(tree: HtmlElement) -> Facts:
    """What a page says of itself; only values written in it, none guessed."""
    structured = facts("json-ld", jsonld.values(script.text or "" for script in _scripts(tree)))
    meta = facts("meta", _meta(tree))
    lines = merged(
        facts("time", {"published": _time(tree)}), facts("byline", _byline(tree)), facts("heading", {"title": _heading(tree)}),
    )
    window = facts("window-title", _window(tree, lines))
    found = merged(structured, meta, lines, window, facts("host", {"publisher": _host(merged(structured, meta))}))
    return _tidy(found)


def _scripts(tree: HtmlElement) -> list[HtmlElement]:
    return [item for item in tree.iter("script") if (item.get("type") or "").strip().lower().startswith("application/ld+json")]


def _tidy(found: Facts) -> Facts:
    """Labels off the author, the outlet's name off the title, two letters of the language."""
    tidy = dict(found)
    outlet = tidy["publisher"].value if "publisher" in tidy else ""
    if "author" in tidy:
        tidy |= facts(tidy["author"].source, {"author": byline.author_name(tidy["author"].value)})
    if "title" in tidy and outlet:
        pieces = _SEPARATOR.split(tidy["title"].value)
        if len(pieces) > 1 and fold(outlet) in fold(pieces[-1]):
            cut = tidy["title"].value[: -len(pieces[-1])].rstrip(" |-–—:»·")
            tidy |= facts(tidy["title"].source, {"title": cut})
    if "language" in tidy:
        tidy |= facts(tidy["language"].source, {"language": regex.split(r"[-_]", tidy["language"].value)[0].lower()})
    return tidy


def _meta(tree: HtmlElement) -> dict[str, object]:
    """Meta elements by the names of our table, the most telling name first."""
    contents: dict[str, str] = {}
    for item in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (item.get(attribute) or "").strip().lower()
            if name and (item.get("content") or "").strip():
                contents.setdefault(name, item.get("content"))
    found: dict[str, object] = {}
    for field, names in _table()["meta"].items():
        usable = (contents[name] for name in names if name in contents and _usable(field, contents[name]))
        found[field] = next(usable, None)
    found["url"] = found["url"] or _canonical(tree)
    found["language"] = found["language"] or tree.getroottree().getroot().get("lang")
    return found


def _usable(field: str, value: str) -> bool:
    """An address is no name; a copyright line is one only if it is short and has no sign."""
    if field in ("author", "publisher"):
        return not value.strip().lower().startswith(("http", "www.", "@", "©")) and len(value) < _SHORT
    return bool(facts("meta", {field: value}))


def _canonical(tree: HtmlElement) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link for link in links if link), None)


def _time(tree: HtmlElement) -> str | None:
    """The first <time> with a date, those marked as publication before the others."""
    times = [item for item in tree.iter("time") if item.get("datetime")]
    times.sort(key=lambda item: not (item.get("pubdate") is not None or "publish" in (item.get("itemprop") or "").lower()))
    return next((item.get("datetime") for item in times if facts("time", {"published": item.get("datetime")})), None)


def _heading(tree: HtmlElement) -> str | None:
    """The last of several first-level headings is the article's; the outlet's logo stands first."""
    headings = [" ".join(item.text_content().split()) for item in tree.iter("h1")]
    return next((heading for heading in reversed(headings) if heading), None)


def _window(tree: HtmlElement, lines: Facts) -> dict[str, object]:
    """Title and outlet from the window title «عنوان - المنفذ»; the outlet only where the heading proves the cut."""
    title = " ".join((tree.findtext(".//title") or "").split())
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return {"title": title}
    heading = fold(lines["title"].value) if "title" in lines else ""
    head = title[: -len(pieces[-1])].rstrip(" |-–—:»·")
    proven = heading and fold(head).startswith(heading) and len(pieces[-1].split()) <= _OUTLET_WORDS
    return {"title": head, "publisher": pieces[-1]} if proven else {"title": title}


def _host(found: Facts) -> str | None:
    """The host of the page's own address, where nothing else names the outlet."""
    return (urlsplit(found["url"].value).hostname or "").removeprefix("www.") if "url" in found else None


def _byline(tree: HtmlElement) -> dict[str, object]:
    """Author and date from short elements marked as such, or from lines after the heading that can be nothing else."""
    found: dict[str, object] = {}
    after_heading = False
    for item, line in _short_lines(tree):
        after_heading = after_heading or item.tag == "h1"
        marks = _marks(item)
        if "published" not in found and byline.is_date_line(line) and (after_heading or _marked(marks, "date")):
            found["published"] = line
        if "author" not in found:
            author = byline.author_name(line) if _marked(marks, "author") else byline.labelled_author(line)
            if author and len(author.split()) <= _OUTLET_WORDS and not any(char.isdigit() for char in author):
                found["author"] = author
    return found


def _short_lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Elements with little text of their own, and headings, in the order of the page."""
    seen = 0
    for item in tree.iter():
        if not isinstance(item.tag, str) or item.tag in ("script", "style", "a", "li", "option", "html", "body", "head", "title"):
            continue
        seen += 1
        if seen > _LOOKED_AT:
            return
        if item.tag == "h1" or len(item) <= 3:
            line = " ".join("".join(_near_text(item)).split())
            if line and (item.tag == "h1" or len(line) <= _SHORT):
                yield item, line


def _near_text(item: HtmlElement) -> Iterator[str]:
    """Text of an element and its children, not deeper: whole subtrees would be read again and again."""
    yield item.text or ""
    for child in item:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            yield child.text or ""
        yield child.tail or ""


def _marks(item: HtmlElement) -> str:
    return " ".join(item.get(name) or "" for name in ("class", "id", "itemprop", "rel")).lower()


def _marked(marks: str, kind: str) -> bool:
    return any(mark in marks for mark in _table()["marks"][kind])


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
