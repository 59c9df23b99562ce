"""Of what someone died, as far as the words tell it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tawthiq.reconcile.comparison.item import Item
from tawthiq.text.fold import fold
from tawthiq.text.names import without_article
from tawthiq.text.titles import words_key

_VIOLENT = frozenset({"killed_in"})
_ILLNESS = "illness"


@cache
def _causes() -> Mapping[str, frozenset[str]]:
    """A folded word -> the causes that it can tell of."""
    data = tomllib.loads(files("tawthiq.reconcile.comparison").joinpath("causes.toml").read_text("utf-8"))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, listed in data.items():
        for word in listed:
            found[without_article(fold(word))].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def causes(item: Item) -> frozenset[str]:
    """The causes that the words of a death tell; nothing where they tell none."""
    return frozenset(name for word in words_key(item.object_text) for name in _causes().get(without_article(word), ()))


def causes_differ(a: Item, b: Item) -> bool:
    """Both tell of what, and nothing that both can mean; who was killed, whatever by, did not die of an illness."""
    first, second = causes(a), causes(b)
    if first and second:
        return not first & second
    killed = [item for item in (a, b) if item.predicate in _VIOLENT]
    ill = [item for item, told in ((a, first), (b, second)) if told == {_ILLNESS} and item.predicate not in _VIOLENT]
    return bool(killed and ill)
