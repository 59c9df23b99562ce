"""A view as an answer: a page in the reader's language, or the same view as JSON."""

from __future__ import annotations

import dataclasses
from functools import cache, partial
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tawthiq import __version__
from tawthiq.errors import TawthiqError, message
from tawthiq.export.printing import environment, template_file
from tawthiq.views.labels import LANGUAGES, counted, label
from tawthiq.web.speaking import COOKIE, language_of

_YEAR = 365 * 24 * 3600  # seconds that a chosen language is remembered


def answer(request: Request, template: str, view: Any, *, status: int = 200, **further: Any) -> Response:
    """The page of a view, or its JSON twin where the address ends in ``.json``."""
    if request.url.path.endswith(".json"):
        return JSONResponse(plain(view), status)
    lang = language_of(request)
    response = HTMLResponse(_page(request, template, lang, view=view, **further), status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, lang, max_age=_YEAR, samesite="strict", httponly=True)
    return response


def error_page(request: Request, error: TawthiqError, status: int) -> Response:
    """What went wrong and what to do, in both languages."""
    texts = {lang: message(error.code, lang, **error.values) for lang in LANGUAGES}
    if request.url.path.endswith(".json"):
        return JSONResponse({"code": error.code, **{lang: f"{text.what} {text.do}".strip() for lang, text in texts.items()}}, status)
    return HTMLResponse(_page(request, "error.html", language_of(request), view=texts, code=error.code), status)


def _page(request: Request, template: str, lang: str, **values: Any) -> str:
    return _environment().get_template(template).render(
        lang=lang, direction="rtl" if lang == "ar" else "ltr", version=__version__, token=request.app.state.token,
        fonts=request.app.state.fonts,
        archive=request.app.state.archive.name, path=request.url.path, query=request.query_params.get("q", ""),
        other=next(item for item in LANGUAGES if item != lang), here=request.url.include_query_params,
        t=partial(_label, lang), n=partial(_counted, lang), **values,
    )


def _label(lang: str, table: str, key: str, **values: object) -> str:
    return label(table, key, lang, **values)


def _counted(lang: str, thing: str, number: int) -> str:
    return counted(thing, number, lang)


@cache
def _environment() -> Environment:
    return environment(template_file("tawthiq.web"))


def plain(item: Any) -> Any:
    """A view as JSON-ready data."""
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return {field.name: plain(getattr(item, field.name)) for field in dataclasses.fields(item)}
    if isinstance(item, (list, tuple)):
        return [plain(part) for part in item]
    if isinstance(item, dict):
        return {key: plain(value) for key, value in item.items()}
    return item
