"""One article of a table or of an export, as a JSON object -> its text, with what the other columns say of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from tawthiq.intake import html
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import FIELDS, Facts, facts
from tawthiq.intake.parsed import Parsed, TextBuilder, refused
from tawthiq.model import Loss
from tawthiq.text.fold import fold

_MARKUP = regex.compile(r"<(?:p|br|div|span|a|h[1-6]|ul|li|img|strong|em|b)\b[^<>]{0,500}>", regex.IGNORECASE)
_BETWEEN = regex.compile(r"[\s_\-.:]+")
_MANY = " ، "  # between the values of a field that has several


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text column, with the title as first line; markup in it is read as on a page."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as problem:
        return refused("row", Loss("T133", detail=str(problem)[:100]))
    names = columns(values) if isinstance(values, dict) else {}
    text = _value(values[names["text"]]) if "text" in names else ""
    if not text.strip():
        return refused("row", Loss("T133", detail="JSON"))
    found = facts_of(values, names)
    built = TextBuilder()
    title = found["title"].value if "title" in found else ""
    body = _plain(text)[: limits.text_length + 1]
    if title and not fold(body[: 2 * len(title) + 20]).startswith(fold(title)):
        built.part("title", "title", title)
        built.part("body", "body", body)
    else:
        built.add(body)
    return Parsed("row", built.text(), tuple(built.parts), found)


def columns(names: Iterable[str]) -> dict[str, str]:
    """Field -> the name of the column that has it, the most telling one where several could."""
    known = {_key(name): name for name in reversed(list(names))}
    found = {}
    for field, wanted in _table().items():
        name = next((known[key] for key in wanted if key in known), None)
        if name is not None:
            found[field] = name
    return found


def facts_of(values: Mapping[str, Any], names: Mapping[str, str]) -> Facts:
    """What the columns say of the article."""
    told = {field: _value(values.get(names[field])) for field in FIELDS if field in names}
    if "language" in told:
        told["language"] = told["language"][:2].lower()
    return facts("column", told)


def _value(value: object) -> str:
    """A value as text: lists joined, objects by their name or text."""
    if isinstance(value, list):
        return _MANY.join(filter(None, (_value(item) for item in value[:50] if not isinstance(item, list))))
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("name", "text", "title", "value") if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, bool) else str(value)


def _plain(text: str) -> str:
    if not _MARKUP.search(text):
        return text
    tree = html.tree_of(text)
    return text if tree is None else html.visible_text(tree)


def _key(name: str) -> str:
    return _BETWEEN.sub("", fold(str(name)[:100]).strip().casefold())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(files("tawthiq.intake").joinpath("data", "columns.toml").read_text("utf-8"))
    return {field: tuple(_key(name) for name in names) for field, names in data.items()}
