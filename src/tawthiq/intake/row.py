"""One article of a table or of an export, as a JSON object -> its text, with what the other columns say of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
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
_PROSE = 20  # words of a value that is prose: titles, names and notes have fewer
_DAY = 8  # digits of a day without marks
_SECONDS = (10, 13)  # digits of seconds since 1970 (from 2001 to 2286), and of milliseconds
_INSIDE = ("name", "text", "title", "value", "rendered", "ar", "#text")  # under which objects have the value: of WordPress, of XML as JSON
_MANY = " ، "  # between the values of a field that has several


def parse(content: bytes, limits: Limits) -> Parsed:
    """The text column, with the title as first line; markup in it is read as on a page."""
    try:
        values = json.loads(content)
    except (ValueError, RecursionError) as problem:
        return refused("row", Loss("T133", detail=str(problem)[:100]))
    names = named(values) if isinstance(values, dict) else {}
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


def named(values: Mapping[str, Any]) -> dict[str, str]:
    """As ``columns``; where no name tells of a text, the longest value that is prose is one."""
    found = columns(values)
    if "text" not in found:
        prose = {name: value for name, value in values.items() if name not in found.values() and _is_prose(value)}
        found |= {"text": max(prose, key=lambda name: len(prose[name]))} if prose else {}
    return found


def _is_prose(value: object) -> bool:
    return isinstance(value, str) and len(value.split()) >= _PROSE


def facts_of(values: Mapping[str, Any], names: Mapping[str, str]) -> Facts:
    """What the columns say of the article."""
    told = {field: _value(values.get(names[field])) for field in FIELDS if field in names}
    if "published" in told:
        told["published"] = _moment(told["published"])
    if "language" in told:
        told["language"] = told["language"][:2].lower()
    return facts("column", told)


def _value(value: object) -> str:
    """A value as text: lists joined, objects by what ``_INSIDE`` names."""
    if isinstance(value, list):
        return _MANY.join(filter(None, (_value(item) for item in value[:50] if not isinstance(item, list))))
    if isinstance(value, dict):
        return next((str(value[key]) for key in _INSIDE if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, bool) else str(value)


def _moment(value: str) -> str:
    """Seconds or milliseconds since 1970, and days of eight digits, as programs write them, in ISO 8601; anything else as it stands."""
    digits = value.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdecimal()):
        return value
    with suppress(ValueError):
        if len(digits) == _DAY:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
        if len(digits) in _SECONDS:
            return datetime.fromtimestamp(int(digits[:10]), UTC).isoformat()
    return value


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
