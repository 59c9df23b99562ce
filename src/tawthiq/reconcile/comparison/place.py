"""Places: another one of the same rank differs; a country and a town in it may be compatible."""

from __future__ import annotations

from tawthiq.reconcile.comparison.gazetteer import country_of, state_of, surely_in
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.comparison.object import similar
from tawthiq.text.kinds import kind_words
from tawthiq.text.offices import place_rank, place_words
from tawthiq.text.titles import content_words, national, words_key


def places_differ(a: Item, b: Item, parts: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Both name a place, of one rank or in two countries, with no shared word, and no text says that one lies in the other.

    ``parts``: pairs (smaller, larger) of archive ids from part_of claims.
    """
    if not a.place_text or not b.place_text:
        return False
    if a.place_id and b.place_id and (a.place_id == b.place_id or {(a.place_id, b.place_id), (b.place_id, a.place_id)} & parts):
        return False
    first, second = surely_in(a.place_text), surely_in(b.place_text)
    if place_rank(a.place_text) != place_rank(b.place_text):
        return first is not None and second is not None and first != second
    lands = [_capital(item.place_text) for item in (a, b)]
    if lands[0] is not None and lands[0] == lands[1]:
        return False
    left, right = place_words(a.place_text), place_words(b.place_text)
    return bool(left and right) and not left & right and not similar(left, right)


def is_known(item: Item) -> bool:
    """Whether the gazetteer knows a word of the place."""
    return country_of(item.place_text) is not None or any(country_of(word) is not None for word in place_words(item.place_text))


def _capital(text: str) -> str | None:
    """The country whose capital or whole a place is, by its name or as «العاصمة» of it."""
    words = words_key(text)
    return national(words)[1] if content_words(text) & kind_words("capital") else state_of(text)
