"""Which country a place lies in, as far as the gazetteer knows."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from tawthiq.extract.mentions.vocabulary import gazetteer
from tawthiq.text.kinds import kind_words
from tawthiq.text.titles import country, place_key

_CACHED = 8_192  # places; about 1 MB
_PLACES = frozenset({"city", "capital", "country"})
_STATES = frozenset({"capital", "country"})


@lru_cache(maxsize=_CACHED)
def country_of(place: str) -> str | None:
    """The two-letter code of the country in which a place lies, or which it is; None where that is not known."""
    return country(place) or _listed(place, _PLACES)


@lru_cache(maxsize=_CACHED)
def state_of(place: str) -> str | None:
    """The code of the country that a name stands for when it acts: its own or that of its capital (طهران، إيران)."""
    return country(place) or _listed(place, _STATES)


@lru_cache(maxsize=_CACHED)
def is_town(place: str) -> bool:
    """Whether a place is a city or capital of the gazetteer."""
    return country(place) is None and _listed(place, _PLACES) is not None


def surely_in(place: str) -> str | None:
    """As ``country_of``, but nothing for a town whose name another country has as well (طرابلس), as are all named after saints."""
    words = place_key(place)
    return country_of(place) if words not in _shared_names() and not set(words[:1]) & kind_words("saints") else None


@cache
def _shared_names() -> frozenset[tuple[str, ...]]:
    lines = files("tawthiq.reconcile.comparison").joinpath("towns.txt").read_text("utf-8").splitlines()
    return frozenset(place_key(line) for line in lines if line and not line.startswith("#"))


def _listed(place: str, kinds: frozenset[str]) -> str | None:
    words = place_key(place)
    for first in (words[0], f"ال{words[0]}") if words else ():
        entry = gazetteer().get(first, {}).get((first, *words[1:]))
        if entry is not None and entry.kind in kinds and entry.code:
            return entry.code
    return None
