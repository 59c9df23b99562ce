"""The pages: each reads its question from the address, asks ``views`` for a dataclass, and prints it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import NotFoundError, UsageError
from tawthiq.export.html import office_bars
from tawthiq.store import DocumentFilter, EntityFilter, EntityRow, FindingFilter, Order, SearchFilter, Store
from tawthiq.views import lists
from tawthiq.views.claim import claim_page
from tawthiq.views.document import document_page
from tawthiq.views.dossier import dossier_of
from tawthiq.views.overview import overview
from tawthiq.views.search import search
from tawthiq.web.rendering import answer

_ROWS = 50  # rows of a list on a page
_RESULTS = 20  # documents on a page of search results
_DIGITS = 9  # of an offset: more than any text has
_NAMES = 6  # people and organisations above the documents found


def opened(request: Request) -> Store:
    """The archive for reading: a connection of its own, so that pages are made side by side while documents are added."""
    return Store.open(request.app.state.archive, create=False, readonly=True)


def overview_page(request: Request) -> Response:
    """What is in the archive, where to begin, what could not be read."""
    with opened(request) as store:
        found = overview(store)
    most = max((number for _, number in found.years), default=1)
    return answer(request, "overview.html", found, most=most)


def dossier_page(request: Request) -> Response:
    """What the texts say of one entity."""
    with opened(request) as store:
        row = _entity(store, request.path_params["entity"])
        found = dossier_of(store, row)
    sections = ("offices", "life", "relations", "events", "speech", "character", "other")
    shown = [(name, [line for line in found.section(name) if line.verdict != "differ"]) for name in sections]
    return answer(request, "dossier.html", found, sections=[(name, rows) for name, rows in shown if rows], offices=office_bars(found))


def _entity(store: Store, entity: str) -> EntityRow:
    found = next(iter(store.entities(EntityFilter(ids=(entity,)))), None)
    if found is None:
        raise NotFoundError("T001", entity, name=entity)
    return found


def claim(request: Request) -> Response:
    """One claim with its chain, and what stands beside it."""
    with opened(request) as store:
        return answer(request, "claim.html", claim_page(store, request.path_params["claim"]))


def document(request: Request) -> Response:
    """A document, opened at a place."""
    at, chosen = _number(request, "at", 0), request.query_params.get("claim")
    with opened(request) as store:
        found = document_page(store, request.path_params["document"], at)
    return answer(request, "document.html", found, chosen=chosen, at=at)


def search_page(request: Request) -> Response:
    """People, organisations and documents that fit the words of ``q``."""
    words = request.query_params.get("q", "").strip()
    wanted = SearchFilter(**{name: request.query_params.get(name) or None for name in ("publisher", "since", "until")})
    order = _order(request.query_params.get("order"))
    page, names, problem = None, [], None
    if words:
        with opened(request) as store:
            names = list(islice(store.find_entities(words), _NAMES))
            try:
                page = search(store, words, wanted, limit=_RESULTS, order=order)
            except UsageError as error:
                problem = error
    view = {"query": words, "entities": names, "documents": page}
    return answer(request, "search.html", view, wanted=wanted, order=order.value, problem=problem)


def _order(given: str | None) -> Order:
    return next((order for order in Order if order.value == given), Order.NEWEST)


def entities(request: Request) -> Response:
    """People, organisations or places, the most documented first."""
    kind, offset = request.query_params.get("type"), _number(request, "from", 0)
    with opened(request) as store:
        found = list(store.entities(EntityFilter(type=kind, kind="named", limit=_ROWS + 1, offset=offset)))
    return _rows(request, "entities.html", found, offset, kind=kind)


def documents(request: Request) -> Response:
    """Documents, the newest first; ``losses=1``: those of which something could not be read."""
    losses, offset = bool(request.query_params.get("losses")), _number(request, "from", 0)
    with opened(request) as store:
        if losses:
            listed = (row for row in lists.document_rows(store, DocumentFilter()) if row.losses)
            found = list(islice((*lists.lost_files(store), *listed), offset, offset + _ROWS + 1))
        else:
            found = list(lists.document_rows(store, DocumentFilter(limit=_ROWS + 1, offset=offset, current=True)))
    return _rows(request, "documents.html", found, offset, losses=losses)


def differences(request: Request) -> Response:
    """What sources differ in."""
    offset = _number(request, "from", 0)
    with opened(request) as store:
        found = list(lists.difference_rows(store, FindingFilter(limit=_ROWS + 1, offset=offset)))
    return _rows(request, "differences.html", found, offset)


def _rows(request: Request, template: str, found: list[Any], offset: int, **further: Any) -> Response:
    following = offset + _ROWS if len(found) > _ROWS else None
    return answer(request, template, found[:_ROWS], offset=offset, following=following, before=max(0, offset - _ROWS) if offset else None,
                  **further)


def _number(request: Request, name: str, fallback: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else fallback
