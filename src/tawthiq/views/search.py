"""A page of search results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.model import Decision
from tawthiq.store import ClaimFilter, Hit, Order, QuotationFilter, SearchFilter, Store, Stretch
from tawthiq.store.sayings import ALL
from tawthiq.store.stories import SameText
from tawthiq.views.lists import ClaimRow, QuotationRow, claim_rows, quotation_rows

_LOOKED_AT = 4  # documents whose claims and quotations are looked through for the page of a search
_BESIDE = 4  # of each, shown beside the documents


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found document; ``snippet`` is its words in pieces, each with whether it is one of the words searched.

    ``start`` is the offset of the snippet in the document's text (code points). ``copies`` print the same text, where they were asked for.
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    path: str
    part: str | None
    start: int
    snippet: tuple[tuple[str, bool], ...]
    copies: tuple[SameText, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``total`` matches (a lower bound unless ``exact``), the first of them, and the words that were looked for.

    ``capped``: relevance was judged among the newest matches only. ``folded`` matches stand under another as its copies.
    """

    query: str
    total: int
    exact: bool
    order: str
    searched: tuple[str, ...]
    hits: tuple[SearchHit, ...]
    capped: bool = False
    stale: bool = False
    folded: int = 0


def search(
    store: Store, query: str, wanted: SearchFilter, *, limit: int = 20, offset: int = 0, order: Order = Order.NEWEST
) -> SearchPage:
    """Results of a query, from one on."""
    found = store.search(query, wanted, limit=limit, offset=offset, order=order)
    searched = tuple(dict.fromkeys(" ".join(tokens) for term in found.searched for tokens in term.tokens))
    return SearchPage(query, found.total, found.exact, found.order.value, searched, tuple(map(_hit, found.hits)), found.capped, found.stale)


def fold_copies(store: Store, page: SearchPage) -> SearchPage:
    """The page with the copies of each text under the first of them that it has."""
    same = store.stories.same_text([hit.document for hit in page.hits])
    kept: list[SearchHit] = []
    told: set[str] = set()
    for hit in page.hits:
        if hit.document not in told:
            copies = same.get(hit.document, ())
            told |= {copy.document for copy in copies}
            kept.append(replace(hit, copies=copies))
    return replace(page, hits=tuple(kept), folded=len(page.hits) - len(kept))


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
class Said:
    """Claims and quotations that a query finds; ``total`` counts them as far as they were looked for, exactly if ``complete``.

    ``following``: how many documents were looked through, where there are more.
    """

    claims: tuple[ClaimRow, ...] = ()
    quotations: tuple[QuotationRow, ...] = ()
    total: int = 0
    complete: bool = True
    following: int | None = None


def said_within(store: Store, query: str, hits: Sequence[SearchHit]) -> Said:
    """The first claims and quotations of the first documents found that have the words themselves: what stands beside a list of texts."""
    looked_at = [hit.document for hit in hits[:_LOOKED_AT]]
    found = [item.claim.id for item in store.claims_within(query, looked_at, _BESIDE)]
    heard = [item.quotation.id for item in store.quotations_within(query, looked_at, _BESIDE)]
    return Said(_claim_rows(store, found), _quotation_rows(store, heard), len(found) + len(heard), complete=False)


def claims_found(store: Store, query: str, wanted: SearchFilter, limit: int, stretch: Stretch = ALL) -> Said:
    """Claims of the whole archive that have the words, newest document first."""
    found = store.search_claims(query, wanted, limit, stretch=stretch)
    return Said(_claim_rows(store, [item.claim.id for item in found]), (), found.total, found.complete, found.following)


def quotations_found(store: Store, query: str, wanted: SearchFilter, limit: int, stretch: Stretch = ALL) -> Said:
    """Quotations of the whole archive that have the words, newest document first."""
    found = store.search_quotations(query, wanted, limit, stretch=stretch)
    return Said((), _quotation_rows(store, [item.quotation.id for item in found]), found.total, found.complete, found.following)


def _claim_rows(store: Store, ids: Sequence[str]) -> tuple[ClaimRow, ...]:
    rows = {row.statement.claim: row for row in claim_rows(store, ClaimFilter(ids=tuple(ids)))} if ids else {}
    return tuple(rows[key] for key in ids if key in rows and rows[key].statement.decided != Decision.REJECT.value)


def _quotation_rows(store: Store, ids: Sequence[str]) -> tuple[QuotationRow, ...]:
    rows = {row.quotation: row for row in quotation_rows(store, QuotationFilter(ids=tuple(ids)))} if ids else {}
    return tuple(rows[key] for key in ids if key in rows)
