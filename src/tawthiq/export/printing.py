"""What every page shares: the template engine with values escaped and isolated, and words of the interface."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from tawthiq.views.dates import slot_value, value_in_words
from tawthiq.views.roles import label_of
from tawthiq.views.words import visible

_SCHEMES = frozenset({"http", "https"})  # of addresses that may become links: documents are hostile


def template_file(package: str) -> Callable[[str], str]:
    """A loader of the files in a package's folder ``templates``."""
    return lambda name: files(package).joinpath("templates", name).read_text("utf-8")


def environment(load: Callable[[str], str]) -> Environment:
    """Templates that escape everything, know every name they use, and steer no direction but their own."""
    made = Environment(
        loader=FunctionLoader(load), autoescape=select_autoescape(default=True, default_for_string=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_shown,
    )
    made.filters |= {"when": value_in_words, "predicate": _predicate, "slot_value": slot_value, "bdi": bdi, "address": address}
    return made


def _shown(value: Any) -> Any:
    """What the template prints: text without what steers the direction of others. Markup was made of such, by ``bdi`` and by macros."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _predicate(name: str, lang: str, inverse: bool = False, role: str = "") -> str:  # noqa: FBT001, FBT002  # filters take positions
    return label_of(name, lang, inverse=inverse, role=role)


def bdi(value: Any) -> Markup:
    """A value that keeps its own direction."""
    shown = escape(visible(value) if isinstance(value, str) else value)
    return Markup(f"<bdi>{shown}</bdi>")  # noqa: S704  # escaped in the line above


def address(url: str | None) -> str:
    """The address if it may be a link, else nothing."""
    try:
        return url if url and urlsplit(url).scheme in _SCHEMES else ""
    except ValueError:
        return ""
