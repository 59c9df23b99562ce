"""Disjoint sets whose result does not depend on the order of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, Generic, Protocol, TypeVar


class Sortable(Hashable, Protocol):
    """What can be put in order and in a set."""

    def __lt__(self, other: Any, /) -> bool: ...


Item = TypeVar("Item", bound=Sortable)


class Unions(Generic[Item]):
    """Union-find; the root of a set is its smallest item."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._parent: dict[Item, Item] = {item: item for item in items}

    def root(self, item: Item) -> Item:
        """The smallest item of the set; an unknown item is a set of its own."""
        self._parent.setdefault(item, item)
        top = item
        while self._parent[top] != top:
            top = self._parent[top]
        while self._parent[item] != top:
            self._parent[item], item = top, self._parent[item]
        return top

    def join(self, a: Item, b: Item) -> None:
        """Make one set of the two items' sets."""
        first, second = self.root(a), self.root(b)
        if first != second:
            low, high = (first, second) if first < second else (second, first)
            self._parent[high] = low

    def sets(self) -> list[list[Item]]:
        """All sets, each sorted, in order of their smallest items."""
        found: defaultdict[Item, list[Item]] = defaultdict(list)
        for item in sorted(self._parent):
            found[self.root(item)].append(item)
        return [found[root] for root in sorted(found)]
