"""Printing: JSON for programs, text for people."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

import click

_RIGHT_TO_LEFT = "\u200f"

LIMIT = click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most this many. الحد الأقصى")
JSON = click.option("--json", "as_json", is_flag=True, help="For programs: JSON instead of text.")


def plain(item: Any) -> Any:
    """A view as JSON-ready data."""
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return {field.name: plain(getattr(item, field.name)) for field in dataclasses.fields(item)}
    if isinstance(item, (list, tuple)):
        return [plain(part) for part in item]
    if isinstance(item, dict):
        return {key: plain(value) for key, value in item.items()}
    return item


def echo_json(item: Any) -> None:
    """One JSON document."""
    click.echo(json.dumps(plain(item), ensure_ascii=False, indent=1))


def echo_lines(lines: Iterable[str], lang: str, *, err: bool = False) -> None:
    """Lines of text; Arabic ones are drawn from the right whatever they begin with."""
    for line in lines:
        click.echo(directed(line, lang), err=err)


def directed(line: str, lang: str) -> str:
    """A line that a terminal draws from the side where its language begins, even if a Latin code or a number comes first."""
    return f"{_RIGHT_TO_LEFT}{line}" if lang == "ar" and line else line
