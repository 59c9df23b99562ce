"""The article of a page that a script draws: it stands as data in the page itself (``__NEXT_DATA__``, ``__NUXT_DATA__``, JSON-LD).

The longest text under a key that means the body of an article is taken; blocks of a list are joined. Nothing is run.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SIZE = 4_000_000  # characters of one script
_NODES = 20_000  # objects looked at
_FEWEST = 200  # code points of an article
_BLOCKS = 2_000  # blocks of an article
_FOLLOWED = 100_000  # places followed in one list: several times what a page of articles has
_SIGNS = 6  # negative places that stand for what JSON does not have (undefined, NaN)
_MARKUP = regex.compile(r"<(?:p|div|br|h[1-6]|ul|blockquote)\b", regex.IGNORECASE)


def article(tree: HtmlElement) -> str:
    """The text or the markup of the article as data; empty if there is none."""
    return max((text for item in _objects(tree) for text in _own_bodies(item)), key=len, default="")


def values(tree: HtmlElement) -> dict[str, object]:
    """Raw title, author, date and address beside the longest article among the data of a page."""
    best: tuple[int, dict[str, object]] = (0, {})
    for item in _objects(tree):
        length = max((len(text) for text in _own_bodies(item)), default=0)
        if length > best[0]:
            best = length, item
    told = {str(key).lower(): value for key, value in best[1].items()}
    return {field: _named(told[key]) for field, keys in _fields().items() for key in reversed(keys) if key in told}


def _named(value: object) -> object:
    """The name of an object or of the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") or value.get("title") if isinstance(value, dict) else value


def is_markup(text: str) -> bool:
    """Whether a text is markup and not lines."""
    return _MARKUP.search(text) is not None


def _objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the data that a page holds."""
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        text = script.text or ""
        if kind.endswith("json") and len(text) <= _SIZE:
            yield from _objects_of(text)


def _objects_of(script: str) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(script.strip(), strict=False)
    except (ValueError, RecursionError):
        return
    if isinstance(found, list):
        yield from _unflattened(found)
    waiting: list[Any] = [found]
    for _ in range(_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item[:_BLOCKS]
        elif isinstance(item, dict):
            yield item
            waiting += [value for value in item.values() if isinstance(value, dict | list)]


def _unflattened(values: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects of a list in which every value is the place of the real one (Nuxt's devalue, flatted)."""
    left = _FOLLOWED
    for item in values[:_NODES]:
        if left > 0 and isinstance(item, dict) and item and all(_is_place(value, values) for value in item.values()):
            found = {key: values[place] for key, place in item.items()}
            left -= sum(1 + min(len(value), _BLOCKS) for value in found.values() if isinstance(value, dict | list))
            yield {key: _deeper(value, values) for key, value in found.items()}


def _deeper(value: Any, values: list[Any]) -> Any:
    """A value with the places in it followed once, and in a list of objects twice."""
    if isinstance(value, dict):
        return {key: values[place] if _is_place(place, values) else place for key, place in value.items()}
    if isinstance(value, list):
        inner = [values[place] if _is_place(place, values) else place for place in value[:_BLOCKS]]
        return [_deeper(item, values) if isinstance(item, dict) else item for item in inner]
    return value


def _is_place(value: object, values: list[Any]) -> bool:
    return type(value) is int and -_SIGNS <= value < len(values)


def _own_bodies(item: dict[str, Any]) -> Iterator[str]:
    """The texts under keys that mean the body of an article."""
    for key, value in item.items():
        text = _text(value) if str(key).lower() in _keys() else ""
        if len(text) >= _FEWEST:
            yield text


def _text(value: object) -> str:
    """A text, or the texts of a list of blocks, a line each."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    pieces = [_block(block) for block in value[:_BLOCKS]]
    return "\n\n".join(piece for piece in pieces if piece)


def _block(block: object) -> str:
    if isinstance(block, dict):
        return next((block[key] for key in ("text", "content", "html", "value", "body") if isinstance(block.get(key), str)), "")
    return block if isinstance(block, str) else ""


@cache
def _keys() -> frozenset[str]:
    return frozenset(_table()["json"]["body"])


@cache
def _fields() -> dict[str, list[str]]:
    return _table()["data"]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
