"""The application: routes, errors, static files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tawthiq.errors import NotFoundError, TawthiqError, UsageError
from tawthiq.store.catalogue import Catalogues
from tawthiq.web import adding, copying, deciding, downloads, pages, preferences, sheets
from tawthiq.web.guard import Guard
from tawthiq.web.jobs import Jobs
from tawthiq.web.kept import Kept
from tawthiq.web.likeness import Likeness
from tawthiq.web.rendering import error_page
from tawthiq.web.warming import warm, warm_archive

_STATIC = Path(__file__).parent / "static"
_FONT = _STATIC / "vendor" / "plex-arabic-400.woff2"  # one of those that scripts/vendor fetches together
_FILES = (
    ("/entity/{entity}.csv", downloads.entity_csv), ("/entity/{entity}.html", downloads.entity_html),
    ("/document/{document}/page/{number:int}.jpg", sheets.sheet),
    ("/document/{document}.csv", downloads.document_csv), ("/document/{document}/original", downloads.original),
    ("/documents.csv", downloads.documents_csv), ("/entities.csv", downloads.entities_csv),
    ("/differences.csv", downloads.differences_csv), ("/agreements.csv", downloads.agreements_csv),
    ("/alone.csv", downloads.alone_csv),
    ("/search.csv", downloads.search_csv), ("/copies.csv", downloads.copies_csv),
    ("/claim/{claim}.csv", downloads.claim_csv), ("/decisions.csv", downloads.decisions_csv), ("/index.csv", downloads.overview_csv),
)
_PAGES = (
    ("/search", pages.search_page), ("/entities", pages.entities), ("/documents", pages.documents),
    ("/differences", pages.differences), ("/agreements", pages.agreements), ("/alone", pages.alone),
    ("/entity/{entity}", pages.dossier_page), ("/claim/{claim}", pages.claim),
    ("/document/{document}", pages.document), ("/add", adding.add_page), ("/settings", preferences.settings_page),
    ("/decisions", deciding.decisions_page), ("/copies", copying.copies_page),
)
_WRITING = (
    ("/add", adding.add_given), ("/compare", adding.compare_now), ("/settings", preferences.settings_saved), ("/decide", deciding.decided),
)
_LISTS = 64  # pages of lists that are kept: each has some 50 rows
_REFUSALS = {"T524": 403, "T525": 409}  # of what writes; other usage errors are 400


def create_app(archive: Path, token: str) -> Starlette:
    """The pages of an archive. ``token`` must come with every request that writes."""
    app = Starlette(
        routes=_routes(), middleware=[Middleware(Guard)], lifespan=_lifespan,
        exception_handlers={TawthiqError: _told, HTTPException: _absent},
    )
    app.state.archive, app.state.token, app.state.fonts = archive.absolute(), token, has_fonts()
    app.state.catalogues = Catalogues(archive.absolute())
    app.state.kept, app.state.lists = Kept(archive.absolute()), Kept(archive.absolute(), _LISTS)
    app.state.jobs, app.state.likeness = Jobs(archive.absolute()), Likeness()
    return app


def _routes() -> list[Route | Mount]:
    routes: list[Route | Mount] = [Route("/", pages.overview_page), Route("/index.json", pages.overview_page)]
    routes += [Route(path, file) for path, file in _FILES]
    for path, page in _PAGES:  # the twin first: a path's last part takes everything
        routes += [Route(f"{path}.json", page), Route(path, page)]
    routes += [Route(path, writing, methods=["POST"]) for path, writing in _WRITING]
    return [*routes, Mount("/static", StaticFiles(directory=_STATIC))]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    Thread(target=_warm, args=(app,), daemon=True).start()  # pages are answered meanwhile
    yield
    await run_in_threadpool(app.state.jobs.close)


def _warm(app: Starlette) -> None:
    warm()
    with suppress(TawthiqError, OSError):  # pages tell what is wrong with the archive
        warm_archive(app.state.archive, app.state.catalogues)
        pages.warm_lists(app)


def has_fonts() -> bool:
    """Whether the fonts are there; without them the pages stand in those of the system."""
    return _FONT.is_file()


def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, TawthiqError):
        raise error
    status = 404 if isinstance(error, NotFoundError) else _REFUSALS.get(error.code, 400) if isinstance(error, UsageError) else 503
    return error_page(request, error, status)


def _absent(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return error_page(request, NotFoundError("T541", request.url.path), status)
