"""Metadata of a page from its JSON-LD: one object, a list, an ``@graph``; names as text, object, list or reference."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

_NODES = 2_000  # objects looked at in one page
_SIZE = 2_000_000  # characters of one script; longer ones hold galleries, not an article

Node = dict[str, object]


def values(scripts: Iterable[str]) -> dict[str, object]:
    """Raw values by field from the first article-like object; the outlet may stand in an object of its own."""
    nodes = [node for script in scripts for node in _nodes(script)][:_NODES]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    names = _names()
    articles = sorted((node for node in nodes if _kinds(node) & names["article"]), key=lambda node: "webpage" in _kinds(node))
    found: dict[str, object] = {}
    for node in articles:
        for field, value in _article(node, by_id).items():
            found.setdefault(field, value)
    outlets = [name for kind in ("newsmediaorganization", "organization", "website") for name in _outlets(nodes, kind)]
    if articles and outlets:
        found.setdefault("publisher", outlets[0])
    return found


def _outlets(nodes: list[Node], kind: str) -> list[str]:
    return [name for node in nodes if kind in _kinds(node) and (name := _name(node, {}))]


def _article(node: Node, by_id: dict[str, Node]) -> dict[str, object]:
    authors = _all_names(node.get("author") or node.get("creator"), by_id)
    address = node.get("url") or node.get("mainEntityOfPage")
    if isinstance(address, dict):
        address = address.get("@id") or address.get("url")
    raw = {
        "publisher": _name(node.get("publisher") or node.get("sourceOrganization"), by_id),
        "published": node.get("datePublished") or node.get("dateCreated"),
        "title": node.get("headline") or node.get("name"), "author": "، ".join(authors),
        "url": address, "language": node.get("inLanguage"),
    }
    return {field: value for field, value in raw.items() if value and isinstance(value, str)}


def _all_names(value: object, by_id: dict[str, Node]) -> list[str]:
    items = value if isinstance(value, list) else [value]
    names = [name for item in items[:20] if (name := _name(item, by_id))]
    return list(dict.fromkeys(names))


def _name(value: object, by_id: dict[str, Node]) -> str | None:
    """The name of text, object, list (its first) or reference to an object elsewhere in the page."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        if "name" not in value:
            value = by_id.get(str(value.get("@id")), {})
        value = value.get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    return value.strip() if isinstance(value, str) and not value.startswith("http") else None


def _kinds(node: Node) -> frozenset[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return frozenset(str(item).rsplit("/", 1)[-1].lower() for item in kinds)


def _nodes(script: str) -> Iterator[Node]:
    """All objects of a script, outer ones first, without recursion."""
    if len(script) > _SIZE:
        return
    cut = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        waiting = [json.loads(cut, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item[:_NODES]
        elif isinstance(item, dict):
            yield item
            waiting += [value for value in item.values() if isinstance(value, dict | list)]


@cache
def _names() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
    return {kind: frozenset(names) for kind, names in table["json"].items()}
