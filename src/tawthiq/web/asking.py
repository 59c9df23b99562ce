"""What pages ask the archive, from what the address says."""

from __future__ import annotations

from starlette.requests import Request

from tawthiq.errors import NotFoundError
from tawthiq.model import Standing, Verdict
from tawthiq.store import EntityFilter, EntityRow, Order, SearchFilter, Store, Stretch
from tawthiq.store.sayings import ALL
from tawthiq.views import model as view
from tawthiq.views.dossier import dossier_of
from tawthiq.views.page import Asked
from tawthiq.views.search import Said, SearchPage, claims_found, quotations_found, search

ROWS_OF_A_FILE = 100_000  # lines of a table to take away: what spreadsheet programs hold without trouble
_DIGITS = 9  # of an offset: more than any text has


def opened(request: Request) -> Store:
    """The archive for reading: a connection of its own, so that pages are made side by side while documents are added."""
    store = Store.open(request.app.state.archive, create=False, readonly=True)
    store.share(request.app.state.catalogues)
    return store


def found_entity(store: Store, request: Request) -> EntityRow:
    """The entity of the address; NotFoundError (T001) if the archive has none of that id."""
    entity = request.path_params["entity"]
    found = next(iter(store.entities(EntityFilter(ids=(entity,)))), None)
    if found is None:
        raise NotFoundError("T001", entity, name=entity)
    return found


def dossier_kept(request: Request, store: Store, row: EntityRow) -> view.Dossier:
    """The dossier of an entity, made once while the archive stays as it is."""
    made: view.Dossier = request.app.state.kept.get(("dossier", row.id), lambda: dossier_of(store, row))
    return made


def asked_of(request: Request) -> Asked:
    """What the address asks of a dossier."""
    asked = (request.query_params.get(name) or None for name in ("show", "section", "since", "until", "kind"))
    verdict, section, since, until, kind = asked
    return Asked(verdict, section, number(request, "from", 0), since, until, kind)


def difference_asked(request: Request) -> Verdict:
    """What may be a difference (``show=perhaps``), else what is one."""
    return Verdict.PERHAPS if request.query_params.get("show") == Verdict.PERHAPS else Verdict.DIFFER


def search_filter(request: Request) -> SearchFilter:
    """By what the address narrows a search: outlet, days, whom it must name, standing of a claim, the very spelling."""
    asked = request.query_params
    publisher, since, until, entity = (asked.get(name) or None for name in ("publisher", "since", "until", "entity"))
    standing = next((item for item in Standing if item.value == asked.get("standing")), None)
    return SearchFilter(
        publisher=publisher, since=since, until=until, entities=(entity,) if entity else (), standing=standing,
        exact=bool(asked.get("exact")),
    )


def search_order(request: Request) -> Order:
    """The order of the address, newest first if it says none."""
    given = request.query_params.get("order")
    return next((order for order in Order if order.value == given), Order.NEWEST)


def search_asked(request: Request, store: Store, limit: int, offset: int = 0) -> SearchPage | None:
    """The documents that the words of ``q`` find; None without words."""
    words = request.query_params.get("q", "").strip()
    return search(store, words, search_filter(request), limit=limit, offset=offset, order=search_order(request)) if words else None


def said_asked(request: Request, store: Store, limit: int, stretch: Stretch = ALL) -> Said | None:
    """The claims or quotations that ``in`` asks for; None where it asks for documents."""
    words, where = request.query_params.get("q", "").strip(), request.query_params.get("in")
    look = {"claims": claims_found, "quotations": quotations_found}.get(where or "")
    return look(store, words, search_filter(request), limit, stretch) if look and words else None


def number(request: Request, name: str, fallback: int) -> int:
    """A number of the address; the fallback for what is none."""
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _DIGITS else fallback
