"""The pages: each reads its question from the address, asks ``views`` for a dataclass, and prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import UsageError
from tawthiq.export.html import office_bars
from tawthiq.export.pictures import axis, ring
from tawthiq.model import SourceKind, Verdict
from tawthiq.store import DocumentFilter, EntityFilter, EntityRow, Facets, FindingFilter, Narrower, Store, Stretch
from tawthiq.views import lists
from tawthiq.views.alone import alone_rows
from tawthiq.views.claim import claim_page
from tawthiq.views.document import document_page
from tawthiq.views.overview import Overview, overview
from tawthiq.views.page import Asked
from tawthiq.views.page import dossier_page as page_of
from tawthiq.views.search import Said, SearchPage, fold_copies, said_within
from tawthiq.web.asking import (
    asked_of,
    difference_asked,
    found_entity,
    number,
    opened,
    said_asked,
    search_asked,
    search_filter,
    search_order,
)
from tawthiq.web.kept import Kept
from tawthiq.web.likeness import retold_of
from tawthiq.web.rendering import answer
from tawthiq.web.speaking import language_of

_KINDS = ("Person", "Organization", "Place")  # of the lists in the head of each page
_ROWS = 50  # rows of a list on a page
_ALONE = 10  # entities on a page of what one source alone says
_DIFFERENCES = 20  # differences on a page: each has the words of all its claims
_RESULTS = 10  # documents on a page of search results: each text is looked through for its words
_SAYINGS = 25  # claims or quotations on a page of their own, and the others of the last document
_LOOKED_THROUGH = 40  # documents whose claims are looked through for such a page: 50 ms, where they must name somebody
_NAMES = 6  # people and organisations above the documents found


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search finds: names, documents and by what they can be narrowed, and what is said in these very words.

    ``before`` and ``following`` lead to its other pages: the place of their first result.
    """

    query: str
    entities: tuple[EntityRow, ...] = ()
    documents: SearchPage | None = None
    facets: Narrower | None = None
    said: Said = field(default_factory=Said)
    more: Facets | None = None
    before: int | None = None
    following: int | None = None


def warm_lists(app: Starlette) -> None:
    """Makes the first pages of the lists that everybody opens: in a large archive each can take a second at first."""
    with Store.open(app.state.archive, create=False, readonly=True) as store:
        overview_kept(app.state.lists, store)
        for kind in _KINDS:
            _entities_kept(app.state.lists, store, kind, 0)


def overview_kept(lists: Kept, store: Store) -> Overview:
    """The first page, made once while the archive stays as it is."""
    return lists.get("overview", lambda: overview(store))


def _entities_kept(lists: Kept, store: Store, kind: str | None, offset: int) -> list[EntityRow]:
    wanted = EntityFilter(type=kind, kind="named", named=True, limit=_ROWS + 1, offset=offset)
    return lists.get(wanted, lambda: list(store.entities(wanted)))


def overview_page(request: Request) -> Response:
    """What is in the archive, where to begin, what could not be read."""
    with opened(request) as store:
        found = overview_kept(request.app.state.lists, store)
    most = max((count for _, count in found.years), default=1)
    return answer(request, "overview.html", found, most=most)


def dossier_page(request: Request) -> Response:
    """What the texts say of one entity: a part of every section, or ``section`` from line ``from`` on; ``show`` picks a verdict."""
    problem = None
    with opened(request) as store:
        row = found_entity(store, request)
        try:
            found = page_of(store, row, asked_of(request))
        except UsageError as error:  # years that are none
            problem, found = error, page_of(store, row, Asked())
    return answer(
        request, "dossier.html", found, problem=problem, offices=office_bars(found.offices),
        axis=axis(found.timeline, from_right=language_of(request) == "ar"), ring=ring(found.name, found.neighbours),
    )


def claim(request: Request) -> Response:
    """One claim with its chain, and what stands beside it."""
    with opened(request) as store:
        found = claim_page(store, request.path_params["claim"])
        if found.quoted:
            found = replace(found, retold=retold_of(request, store, found.voice.source.document, found.place))
    return answer(request, "claim.html", found, meaning=request.app.state.likeness.here)


def document(request: Request) -> Response:
    """A document, opened at a place."""
    at, chosen = number(request, "at", 0), request.query_params.get("claim")
    with opened(request) as store:
        found = document_page(store, request.path_params["document"], at)
    shown = request.query_params.get("show")
    return answer(request, "document.html", found, chosen=chosen, at=at, shown=shown if shown in {"picture", "words"} else "both")


def search_page(request: Request) -> Response:
    """People, organisations and documents that fit the words of ``q``, and by what they can be narrowed.

    ``in`` asks for claims or quotations instead of documents, ``facets`` for further kinds of narrowing, which take longer.
    """
    words, problem = request.query_params.get("q", "").strip(), None
    found = Searched(words)
    if words:
        with opened(request) as store:
            try:
                found = _searched(request, store, words)
            except UsageError as error:
                problem = error
    return answer(request, "search.html", found, wanted=search_filter(request), order=search_order(request).value, problem=problem,
                  where=request.query_params.get("in"))


def _searched(request: Request, store: Store, words: str) -> Searched:
    start, more = number(request, "from", 0), _more(request, store, words)
    said = said_asked(request, store, _SAYINGS, Stretch(start, _LOOKED_THROUGH, whole=True))
    if said is not None:  # pages are of documents looked through, and go back to the first alone
        return Searched(words, said=said, more=more, before=0 if start else None, following=said.following)
    page = search_asked(request, store, _RESULTS, start)
    if page is None:
        return Searched(words)
    following = start + _RESULTS if start + _RESULTS < page.total or (not page.exact and page.hits) else None
    narrower = store.narrower(words, search_filter(request)) if page.total > 1 else None
    folded = fold_copies(store, page)
    found = Searched(words, (), folded, narrower, more=more, before=_before(start, _RESULTS), following=following)
    if start:  # names and sayings stand on the first page
        return found
    named = (row for row in store.find_entities(words) if row.kind == SourceKind.NAMED.value)
    return replace(found, entities=tuple(islice(named, _NAMES)), said=said_within(store, words, folded.hits))


def _before(start: int, rows: int) -> int | None:
    """Where the page before begins; None on the first."""
    return max(0, start - rows) if start else None


def _more(request: Request, store: Store, words: str) -> Facets | None:
    """People, organisations, places and standings among the newest matches, where they are asked for."""
    return store.facets(words, search_filter(request)) if request.query_params.get("facets") else None


def entities(request: Request) -> Response:
    """People, organisations or places, the most documented first."""
    kind, offset = request.query_params.get("type"), number(request, "from", 0)
    with opened(request) as store:
        found = _entities_kept(request.app.state.lists, store, kind, offset)
    return _rows(request, "entities.html", found, offset, kind=kind)


def documents(request: Request) -> Response:
    """Documents, the newest first, of one ``publisher`` or all; ``losses=1``: those of which something could not be read."""
    losses, offset = bool(request.query_params.get("losses")), number(request, "from", 0)
    wanted = DocumentFilter(publisher=request.query_params.get("publisher") or None)
    with opened(request) as store:
        if losses:
            listed = lists.document_rows(store, replace(wanted, lossy=True))
            found = list(islice(chain(lists.lost_files(store), listed), offset, offset + _ROWS + 1))
        else:
            found = list(lists.document_rows(store, replace(wanted, limit=_ROWS + 1, offset=offset, current=True)))
    return _rows(request, "documents.html", found, offset, losses=losses, publisher=wanted.publisher)


def differences(request: Request) -> Response:
    """What sources differ in, or with ``show=perhaps`` may: a finding may have several rows, and pages are of findings."""
    return _findings(request, "differences.html", difference_asked(request), lists.difference_rows)


def agreements(request: Request) -> Response:
    """What independent sources agree on."""
    return _findings(request, "agreements.html", Verdict.AGREE, lists.agreement_rows)


def alone(request: Request) -> Response:
    """What one source alone says, by whom it is said of; the pages are of those."""
    offset = number(request, "from", 0)
    with opened(request) as store:
        found = request.app.state.lists.get(("alone", offset), lambda: tuple(alone_rows(store, _ALONE + 1, offset)))
    following = offset + _ALONE if len(found) > _ALONE else None
    return answer(request, "alone.html", found[:_ALONE], following=following, before=_before(offset, _ALONE))


def _findings(request: Request, template: str, verdict: Verdict, rows: Callable[[Store, FindingFilter], Iterator[Any]]) -> Response:
    offset = number(request, "from", 0)
    wanted = FindingFilter(verdict=verdict, limit=_DIFFERENCES, offset=offset)
    with opened(request) as store:
        found = request.app.state.lists.get((template, verdict, offset), lambda: list(rows(store, wanted)))
        more = any(True for _ in store.findings(replace(wanted, limit=1, offset=offset + _DIFFERENCES)))
    following = offset + _DIFFERENCES if more else None
    before = _before(offset, _DIFFERENCES)
    return answer(request, template, found, offset=offset, following=following, before=before, verdict=verdict.value)


def _rows(request: Request, template: str, found: list[Any], offset: int, **further: Any) -> Response:
    following = offset + _ROWS if len(found) > _ROWS else None
    return answer(request, template, found[:_ROWS], offset=offset, following=following, before=_before(offset, _ROWS), **further)
