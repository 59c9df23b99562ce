"""A page of search results."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tawthiq.store import Hit, Order, SearchFilter, Store
from tawthiq.store.extent import Extent

_OUTLETS = 8  # outlets counted, those with the most documents in the archive
_YEARS = 12  # years counted, the latest: each count asks the index once


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found document; ``snippet`` is its words in pieces, each with whether it is one of the words searched.

    ``start`` is the offset of the snippet in the document's text (code points).
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    path: str
    part: str | None
    start: int
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``total`` matches (a lower bound unless ``exact``), the first of them, and the words that were looked for.

    ``capped``: relevance was judged among the newest matches only.
    """

    query: str
    total: int
    exact: bool
    order: str
    searched: tuple[str, ...]
    hits: tuple[SearchHit, ...]
    capped: bool = False
    stale: bool = False


def search(store: Store, query: str, wanted: SearchFilter, *, limit: int = 20, order: Order = Order.NEWEST) -> SearchPage:
    """The first results of a query."""
    found = store.search(query, wanted, limit=limit, order=order)
    searched = tuple(dict.fromkeys(" ".join(tokens) for term in found.searched for tokens in term.tokens))
    return SearchPage(query, found.total, found.exact, found.order.value, searched, tuple(map(_hit, found.hits)), found.capped, found.stale)


def _hit(hit: Hit) -> SearchHit:
    return SearchHit(
        hit.document, hit.title, hit.publisher, hit.published, hit.path, hit.part, hit.snippet.start, _pieces(hit),
    )


def _pieces(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """The snippet cut at its marks; marks that overlap are read as one."""
    pieces: list[tuple[str, bool]] = []
    snippet = hit.snippet
    place = snippet.start
    for start, end in sorted(snippet.marks):
        if end <= place:
            continue
        start = max(start, place)  # noqa: PLW2901  # an overlapping mark goes on where the last one ended
        pieces += [(snippet.text[place - snippet.start : start - snippet.start], False)]
        pieces += [(snippet.text[start - snippet.start : end - snippet.start], True)]
        place = end
    pieces.append((snippet.text[place - snippet.start :], False))
    return tuple((text, marked) for text, marked in pieces if text)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many matches each outlet and each year has; outlets and years without one are left out."""

    publishers: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]


def facets(store: Store, query: str, wanted: SearchFilter, reach: Extent) -> Facets:
    """By what a search can be narrowed: the greatest outlets and the latest years of the archive, counted within it."""
    by_outlet = [(name, replace(wanted, publisher=name)) for name, _ in reach.publishers[:_OUTLETS]]
    by_year = [(year, replace(wanted, since=year, until=year)) for year, _ in reach.years[-_YEARS:]]
    return Facets(_counts(store, query, by_outlet), _counts(store, query, by_year))


def _counts(store: Store, query: str, narrower: list[tuple[str, SearchFilter]]) -> tuple[tuple[str, int], ...]:
    counted = ((name, store.search(query, found, limit=0).total) for name, found in narrower)
    return tuple((name, total) for name, total in counted if total)
