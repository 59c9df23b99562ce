"""The application: routes, errors, static files."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tawthiq.errors import NotFoundError, TawthiqError, UsageError
from tawthiq.web import pages
from tawthiq.web.guard import Guard
from tawthiq.web.rendering import error_page

_STATIC = Path(__file__).parent / "static"
_FONT = _STATIC / "vendor" / "plex-arabic-400.woff2"  # one of those that scripts/vendor fetches together
_PAGES = (
    ("/search", pages.search_page), ("/entities", pages.entities), ("/documents", pages.documents),
    ("/differences", pages.differences), ("/entity/{entity}", pages.dossier_page), ("/claim/{claim}", pages.claim),
    ("/document/{document}", pages.document),
)


def create_app(archive: Path, token: str) -> Starlette:
    """The pages of an archive. ``token`` must come with every request that writes."""
    routes: list[Route | Mount] = [Route("/", pages.overview_page), Route("/index.json", pages.overview_page)]
    for path, page in _PAGES:  # the twin first: a path's last part takes everything
        routes += [Route(f"{path}.json", page), Route(path, page)]
    routes.append(Mount("/static", StaticFiles(directory=_STATIC)))
    app = Starlette(
        routes=routes, middleware=[Middleware(Guard)],
        exception_handlers={TawthiqError: _told, HTTPException: _absent},
    )
    app.state.archive, app.state.token, app.state.fonts = archive.absolute(), token, has_fonts()
    return app


def has_fonts() -> bool:
    """Whether the fonts are there; without them the pages stand in those of the system."""
    return _FONT.is_file()


def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, TawthiqError):
        raise error
    status = 404 if isinstance(error, NotFoundError) else 400 if isinstance(error, UsageError) else 503
    return error_page(request, error, status)


def _absent(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return error_page(request, NotFoundError("T521", request.url.path), status)
