"""The article of a page that a script draws: it stands as data in the page itself (``__NEXT_DATA__``, JSON-LD).

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
_MARKUP = regex.compile(r"<(?:p|div|br|h[1-6]|ul|blockquote)\b", regex.IGNORECASE)


def article(tree: HtmlElement) -> str:
    """The text or the markup of the article as data; empty if there is none."""
    found: list[str] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        text = script.text or ""
        if kind.endswith("json") and len(text) <= _SIZE:
            found += _bodies(text)
    return max(found, key=len, default="")


def is_markup(text: str) -> bool:
    """Whether a text is markup and not lines."""
    return _MARKUP.search(text) is not None


def _bodies(script: str) -> Iterator[str]:
    try:
        waiting: list[Any] = [json.loads(script.strip(), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item[:_BLOCKS]
        elif isinstance(item, dict):
            for key, value in item.items():
                text = _text(value) if str(key).lower() in _keys() else ""
                if len(text) >= _FEWEST:
                    yield text
            waiting += [value for value in item.values() if isinstance(value, dict | list)]


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
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
    return frozenset(table["json"]["body"])
