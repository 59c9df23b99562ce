"""Dropping what was remembered of texts: caches serve one stretch of an archive, and together they would outgrow its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tawthiq.reconcile import names, romanise
from tawthiq.text import names as name_parts
from tawthiq.text import offices, titles

T = TypeVar("T")

_STRETCH = 1_000  # documents between two droppings: their names and phrases take about 30 MB


def forget() -> None:
    """Empties the caches of names and phrases."""
    for cached in (
        titles.words_key, titles.content_words, titles.stems, titles.body_key, titles.national, name_parts.split,
        offices.office, names.compare_cached, romanise.spellings, romanise.attested,
    ):
        cached.cache_clear()


def in_stretches(items: Iterable[T], length: int = _STRETCH) -> Iterator[T]:
    """The items, with the caches dropped after every stretch of that length and at the end."""
    for count, item in enumerate(items, 1):
        yield item
        if count % length == 0:
            forget()
    forget()
