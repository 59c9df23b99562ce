"""Kinship: which relative of someone. «قريبه» is any of them; a cousin can be a wife."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tawthiq.reconcile.comparison.item import Item
from tawthiq.text.fold import fold

_MAY_BE_BOTH = frozenset({frozenset({"spouse", "cousin"})})
_MOST_WORDS = 2  # of a relation
_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("tawthiq.reconcile.comparison").joinpath("kin.toml").read_text("utf-8"))


@cache
def _relations() -> Mapping[str, str]:
    return {fold(word): name for name, row in _data().items() for word in row["words"]}


def relation(words: str) -> str | None:
    """What a word for a relative says, without its pronoun; None for what says of no one which (قريب، صهر)."""
    told = " ".join(fold(words).split()[:_MOST_WORDS])
    bare = (told[: -len(ending)] for ending in _PRONOUNS if told.endswith(ending) and len(told) > len(ending) + 1)
    for word in (told, *bare, *(f"{item}ه" for item in (told[: -len(ending) - 1] for ending in _PRONOUNS if told.endswith(f"ت{ending}")))):
        if word in _relations():
            return _relations()[word]
    return None


def kin_of(item: Item) -> str | None:
    """What the one of two relatives whose archive id comes first is to the other."""
    found = relation(item.kin) if item.kin and item.objects else None
    if found is None or item.subject <= min(item.objects):
        return found
    return str(_data()[found]["turned"])


def kin_differs(a: Item, b: Item) -> bool:
    """Two relations of which nobody stands in both to the same person."""
    first, second = kin_of(a), kin_of(b)
    return first is not None and second is not None and first != second and frozenset({first, second}) not in _MAY_BE_BOTH
