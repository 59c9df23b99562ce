"""Metadata that a page marks in its own elements: schema.org by ``itemprop`` and RDFa by ``property``."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_PROPERTIES = ("itemprop", "property")
_FIELDS = {
    "datepublished": "published", "dc:date dc:created": "published", "dc:date": "published", "dc:created": "published",
    "author": "author", "creator": "author", "publisher": "publisher", "headline": "title",
}
_NAMED = frozenset({"author", "publisher"})  # things whose name may stand in an element of their own
_LONGEST = 300  # code points of a value; longer ones are text


def values(tree: HtmlElement) -> dict[str, object]:
    """Raw values by field, the first of each in the order of the page; meta elements of the head are another matter."""
    found: dict[str, object] = {}
    body = tree.find("body")
    for item in tree.iter() if body is None else body.iter():
        field = next((_FIELDS[name] for name in _names(item) if name in _FIELDS), None)
        if field and field not in found and (value := _value(item, named=field in _NAMED)):
            found[field] = value
    return found


def _names(item: HtmlElement) -> list[str]:
    if not isinstance(item.tag, str):
        return []
    whole = [(item.get(attribute) or "").strip().lower() for attribute in _PROPERTIES]
    return [name for value in whole for name in (value, *value.split())]


def _value(item: HtmlElement, *, named: bool) -> str:
    """The value of a property: its name where it is a thing with one, what machines are told, or its text."""
    if named:
        for inner in item.iter():
            if inner is not item and "name" in _names(inner):
                return _own(inner)
    return _own(item)


def _own(item: HtmlElement) -> str:
    for attribute in ("content", "datetime", "title" if item.tag == "abbr" else "content"):
        if item.get(attribute):
            return str(item.get(attribute)).strip()
    text = " ".join(item.text_content().split())
    return text if len(text) <= _LONGEST else ""
