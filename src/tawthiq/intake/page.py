"""Metadata of a web page: JSON-LD, meta elements, marked elements, then <time>, heading and byline; each with where it was found."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from tawthiq.intake import byline, embedded, jsonld, microdata, page_lines, page_title
from tawthiq.intake.marks import known_marks, marks_of
from tawthiq.intake.metadata import Facts, facts, merged
from tawthiq.text.fold import fold

_SHORT = 90  # code points of a name


def facts_of(tree: HtmlElement) -> Facts:
    """What a page says of itself; only values written in it, none guessed."""
    structured = facts("json-ld", _somebody(jsonld.values(script.text or "" for script in _scripts(tree))))
    told = merged(structured, facts("meta", _meta(tree)), facts("microdata", _marked(tree)), facts("page-data", embedded.values(tree)))
    lines = page_lines.lines_of(tree)
    titles = [*page_title.titles(tree), *([told["title"].value] if "title" in told else [])]
    shown = page_title.heading(lines, titles)
    window = facts("window-title", page_title.of_window(tree, shown))
    masthead = facts("masthead", page_title.of_masthead(tree, lines))
    host = facts("host", {"publisher": _host(told)})
    outlet = merged(told, window, masthead)
    read = merged(
        facts("time", {"published": _time(tree)}), facts("byline", page_lines.facts_in(lines, frozenset(map(fold, titles)))),
        facts("time", {"published": _time(tree, updated=True)}), facts("heading", {"title": shown}),
    )
    return _tidy(merged(_but_itself(told, outlet), read, window, masthead, host))


def _but_itself(told: Facts, outlet: Facts) -> Facts:
    """An outlet that names itself as author says nothing of who wrote."""
    if "author" not in told or "publisher" not in outlet or fold(told["author"].value) != fold(outlet["publisher"].value):
        return told
    return {field: found for field, found in told.items() if field != "author"}


def _scripts(tree: HtmlElement) -> list[HtmlElement]:
    return [item for item in tree.iter("script") if (item.get("type") or "").strip().lower().startswith("application/ld+json")]


def _tidy(found: Facts) -> Facts:
    """Labels off the author, the outlet's name off the title, two letters of the language."""
    tidy = dict(found)
    outlet = tidy["publisher"].value if "publisher" in tidy else ""
    if "author" in tidy:
        tidy |= facts(tidy["author"].source, {"author": byline.author_name(tidy["author"].value)})
    if "title" in tidy and outlet:
        pieces = page_title.SEPARATOR.split(tidy["title"].value)
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


def _marked(tree: HtmlElement) -> dict[str, object]:
    return {field: value for field, value in microdata.values(tree).items() if _usable(field, str(value))}


def _usable(field: str, value: str) -> bool:
    """An address is no name; a copyright line is one only if it is short and has no sign; the account that published is nobody."""
    if field in ("author", "publisher"):
        named = not value.strip().lower().startswith(("http", "www.", "@", "©")) and len(value) < _SHORT
        return named and not (field == "author" and byline.is_nobody(value))
    return bool(facts("meta", {field: value}))


def _canonical(tree: HtmlElement) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link for link in links if link), None)


def _time(tree: HtmlElement, *, updated: bool = False) -> str | None:
    """The first <time> with a date, those marked as publication before the others; ``updated``: of those that tell of a change."""
    times = [item for item in tree.iter("time") if item.get("datetime") and _of_update(item) is updated]
    times.sort(key=lambda item: not (item.get("pubdate") is not None or "publish" in (item.get("itemprop") or "").lower()))
    return next((item.get("datetime") for item in times if facts("time", {"published": item.get("datetime")})), None)


def _of_update(item: HtmlElement) -> bool:
    """Whether a <time> says that it is of a change; WordPress marks the one of both ``published updated``."""
    marks = marks_of(item)
    told = byline.is_of_update(" ".join(item.text_content().split())) or "modified" in (item.get("itemprop") or "").lower()
    return told or bool(marks & known_marks("update") and not marks & {"published", "entry"})


def _somebody(values: dict[str, object]) -> dict[str, object]:
    """Without an author who is an account or a desk."""
    return {field: value for field, value in values.items() if not (field == "author" and byline.is_nobody(str(value)))}


def _host(found: Facts) -> str | None:
    """The host of the page's own address, where nothing else names the outlet."""
    return (urlsplit(found["url"].value).hostname or "").removeprefix("www.") if "url" in found else None


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
