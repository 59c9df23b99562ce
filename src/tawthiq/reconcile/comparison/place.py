"""Places: another one of the same rank differs; a country and a town in it may be compatible."""

from __future__ import annotations

from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.object import similar
from tawthiq.text.offices import place_rank, place_words


def places_differ(a: Item, b: Item, parts: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Both name a place, of one rank, with no shared word, and no text says that one lies in the other.

    ``parts``: pairs (smaller, larger) of archive ids from part_of claims.
    """
    if not a.place_text or not b.place_text:
        return False
    if a.place_id and b.place_id and (a.place_id == b.place_id or {(a.place_id, b.place_id), (b.place_id, a.place_id)} & parts):
        return False
    if place_rank(a.place_text) != place_rank(b.place_text):
        return False
    left, right = place_words(a.place_text), place_words(b.place_text)
    return bool(left and right) and not left & right and not similar(left, right)
