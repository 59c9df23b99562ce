"""What comparing everything lets others keep, so that a document can be compared later without comparing everything again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from tawthiq.model import Judgement
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.copies import Pair, Texts
from tawthiq.reconcile.identity import Identities
from tawthiq.reconcile.persons import Alike, Edge, NameKey
from tawthiq.text.names import PersonName


class Recorder(Protocol):
    """Who keeps it. Each thing is told once, in this order."""

    def copies(self, texts: Texts, pairs: Sequence[Pair]) -> None:
        """The documents with the hashes of their shingles, and the pairs of copies among them."""

    def names(self, names: Mapping[NameKey, PersonName], edges: Mapping[Edge, Alike]) -> None:
        """The full names of persons, and which of them could be one person's."""

    def identities(self, identities: Identities) -> None:
        """Who is who before people's decisions, and the scene with all context."""

    def decided(self, identities: Identities, judgements: Sequence[Judgement]) -> None:
        """Who is who after them."""

    def item(self, document: str, item: Item, keys: Sequence[int]) -> None:
        """A claim prepared for comparison, and the keys of its blocks. The claims of a document come one after the other."""

    def block(self, key: int, findings: Collection[str]) -> None:
        """The ids of the findings of one block."""
