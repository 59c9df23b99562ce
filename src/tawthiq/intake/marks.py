"""How pages mark their parts: the classes, ids and words of ``data/page_fields.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

import regex
from lxml.html import HtmlElement  # type: ignore[import-untyped]

_TOKENS = regex.compile(r"[a-z]+|[A-Z][a-z]*")


@cache
def known_marks(kind: str) -> frozenset[str]:
    """The marks of one kind."""
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
    return frozenset(table["marks"][kind])


def marks_of(item: HtmlElement) -> frozenset[str]:
    """Words of class, id and role, each and in pairs: ``most-read`` is furniture, ``read`` alone is not."""
    told = (item.get(name) or "" for name in ("class", "id", "role"))
    found: set[str] = set()
    for value in " ".join(told).split():
        words = [word.lower() for word in _TOKENS.findall(value)]
        found.update(words)
        found.update(f"{first}-{second}" for first, second in pairwise(words))
    return frozenset(found)
