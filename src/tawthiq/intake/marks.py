"""How pages mark their parts: the classes, ids and words of ``data/page_fields.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def known_marks(kind: str) -> frozenset[str]:
    """The marks of one kind."""
    table = tomllib.loads(files("tawthiq.intake").joinpath("data", "page_fields.toml").read_text("utf-8"))
    return frozenset(table["marks"][kind])
