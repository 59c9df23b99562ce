"""Whether two documents tell of one matter: by the names that both have. What is said of two matters is no difference."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tawthiq.extract.mentions.vocabulary import gazetteer
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.scene import key_of
from tawthiq.text.titles import country_names, place_key

_SHARE = 0.3  # of the names of the document that has fewer of them: read on press articles of some days, two accounts of one event reach it
_FEW = 4  # names
_BOTH_READ = 0.2  # the least probability that both claims of a difference were read right
_OF_STATES = frozenset({"capital", "country", "world"})
_MATTER_DAYS = 7  # between publications: later ones tell of the matter as it stands then


@dataclass(frozen=True)
class Surroundings:
    """What comparing knows beside the claims.

    ``parts`` are pairs (smaller, larger) of places by archive id; ``names`` gives the hashes of a document's names, by the number
    that its items have.
    """

    parts: frozenset[tuple[str, str]]
    names: Callable[[int], frozenset[int]]

    def one_matter(self, a: Item, b: Item, days: int = _MATTER_DAYS) -> bool:
        """Printed within some days of each other, with a good part of the names in common; states and capitals stand everywhere.

        With hardly a name there is nothing to go by but the day.
        """
        if not printed_within(a, b, days):
            return False
        left, right = self.names(a.document), self.names(b.document)
        telling, others = left - states(), right - states()
        if telling and others:
            left, right = telling, others
        if min(len(left), len(right)) < _FEW:  # a short notice names nobody beside the one it is about
            return bool(left & right) or printed_within(a, b, 1)
        return len(left & right) >= max(1, math.ceil(_SHARE * min(len(left), len(right))))


    def strangers(self, a: Item, b: Item) -> bool:
        """Both documents name someone or something, and nothing that the other names; states and capitals aside."""
        left, right = (self.names(item.document) - states() for item in (a, b))
        return bool(left and right) and left.isdisjoint(right)


def printed_within(a: Item, b: Item, days: int) -> bool:
    """Whether two documents came out within so many days, as far as both have a date."""
    first, second = a.published_days, b.published_days
    return first is None or second is None or first.gap(second) <= days


def both_read(a: Item, b: Item) -> bool:
    """Whether two claims were probably both read right: a difference with a misreading would say worse than the sources."""
    return a.confidence * b.confidence >= _BOTH_READ


def one_text(a: Item, b: Item) -> bool:
    """Whether both stand in one copied passage: what differs there was read otherwise, or counted from another day of print."""
    return not set(a.copies).isdisjoint(b.copies)


@cache
def states() -> frozenset[int]:
    """The hashes of the names of countries and capitals."""
    listed = {words for entries in gazetteer().values() for words, entry in entries.items() if entry.kind in _OF_STATES}
    return frozenset(key_of(*words) for words in {*country_names(), *(place_key(" ".join(words)) for words in listed)})
