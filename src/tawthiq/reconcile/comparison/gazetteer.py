"""Which country a place lies in, as far as the gazetteer knows."""

from __future__ import annotations

from functools import lru_cache

from tawthiq.extract.mentions.vocabulary import gazetteer
from tawthiq.text.titles import country, place_key

_CACHED = 8_192  # places; about 1 MB
_PLACES = frozenset({"city", "capital", "country"})


@lru_cache(maxsize=_CACHED)
def country_of(place: str) -> str | None:
    """The two-letter code of the country in which a place lies, or which it is; None where that is not known."""
    found = country(place)
    words = place_key(place)
    if found is not None or not words:
        return found
    for first in (words[0], f"ال{words[0]}"):
        entry = gazetteer().get(first, {}).get((first, *words[1:]))
        if entry is not None and entry.kind in _PLACES and entry.code:
            return entry.code
    return None
