"""A view as an answer: a page in the reader's language, or the same view as JSON."""

from __future__ import annotations

import dataclasses
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tawthiq import __version__
from tawthiq.errors import TawthiqError, message
from tawthiq.export.printing import environment, template_file
from tawthiq.model import Standing
from tawthiq.model.predicates import predicates
from tawthiq.views.dates import Style, hijri_beside, slot_value, value_in_words
from tawthiq.views.labels import LANGUAGES, counted, label, predicate_label
from tawthiq.web.speaking import COOKIE, KEPT, language_of, style_of

_ANEW: Final = frozenset({"lang", "from", "retold"})  # parts of a question that a further link of the page does not take with it


def answer(request: Request, template: str, view: Any, *, status: int = 200, **further: Any) -> Response:
    """The page of a view, or its JSON twin where the address ends in ``.json``."""
    if request.url.path.endswith(".json"):
        return JSONResponse(plain(view), status)
    lang = language_of(request)
    response = HTMLResponse(_page(request, template, lang, view=view, **further), status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, lang, max_age=KEPT, samesite="strict", httponly=True)
    return response


def error_page(request: Request, error: TawthiqError, status: int) -> Response:
    """What went wrong and what to do, in both languages."""
    texts = {lang: message(error.code, lang, **error.values) for lang in LANGUAGES}
    if request.url.path.endswith(".json"):
        return JSONResponse({"code": error.code, **{lang: f"{text.what} {text.do}".strip() for lang, text in texts.items()}}, status)
    return HTMLResponse(_page(request, "error.html", language_of(request), view=texts, code=error.code), status)


def _page(request: Request, template: str, lang: str, **values: Any) -> str:
    style = style_of(request)
    return _environment().get_template(template).render(
        lang=lang, style=style, direction="rtl" if lang == "ar" else "ltr", version=__version__, token=request.app.state.token,
        fonts=request.app.state.fonts,
        archive=request.app.state.archive.name.removesuffix(".tawthiq"), path=request.url.path, query=request.query_params.get("q", ""),
        other=next(item for item in LANGUAGES if item != lang), link=partial(_link, request),
        here=partial(_link, request, _leaving=frozenset({"lang"})),
        standings=tuple(item.value for item in Standing), predicate_names=predicate_names,
        t=partial(_label, lang, style), n=partial(_counted, lang, style), **values,
    )


@cache
def predicate_names(lang: str) -> tuple[str, ...]:
    """Every predicate, in the order of its name in a language."""
    return tuple(sorted(predicates(), key=lambda name: predicate_label(name, lang)))


def _link(request: Request, path: str | None = None, /, *, _leaving: frozenset[str] = _ANEW, **changes: object) -> str:
    """The address of this page with parts of its question changed, those that become None left out; a language is never in it.

    It leads to the first of several pages, unless ``_leaving`` says that nothing but the language is left out.
    """
    asked = {name: value for name, value in request.query_params.items() if name not in _leaving}
    wanted = {name: value for name, value in {**asked, **changes}.items() if value is not None}
    return f"{path or request.url.path}?{urlencode(wanted)}" if wanted else path or request.url.path


def _label(lang: str, style: Style, table: str, key: str, **values: object) -> str:
    return label(table, key, lang, **{name: _number(value, lang, style) for name, value in values.items()})


def _counted(lang: str, style: Style, thing: str, number: int) -> str:
    return style.number(counted(thing, number, lang), lang)


def _number(value: object, lang: str, style: Style) -> object:
    return style.number(str(value), lang) if isinstance(value, int) else value


@pass_context
def _when(context: Context, value: str, lang: str) -> str:
    """A time in words, as the reader of this page wants them."""
    return value_in_words(value, lang, context["style"])


@pass_context
def _example(context: Context, value: str, style: Style) -> str:
    """A time in a style that can be chosen."""
    return value_in_words(value, context["lang"], style)


@pass_context
def _slot_value(context: Context, value: str, slot: str, lang: str) -> str:
    return slot_value(value, slot, lang, context["style"])


@pass_context
def _figure(context: Context, number: int) -> str:
    """A number in the reader's digits."""
    style: Style = context["style"]
    return style.number(str(number), context["lang"])


def warm_templates() -> None:
    """Translates every template: the first page of each would take 30 to 400 ms longer."""
    for file in files("tawthiq.web").joinpath("templates").iterdir():
        _environment().get_template(file.name)


@cache
def _environment() -> Environment:
    made = environment(_template)
    made.filters |= {"when": _when, "slot_value": _slot_value, "figure": _figure, "example": _example, "hijri": hijri_beside}
    return made


def _template(name: str) -> str:
    """Our templates, and the pictures, which the page that is handed on has drawn, too."""
    return template_file("tawthiq.export" if name == "pictures.html" else "tawthiq.web")(name)


def plain(item: Any) -> Any:
    """A view as JSON-ready data."""
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return {field.name: plain(getattr(item, field.name)) for field in dataclasses.fields(item)}
    if isinstance(item, (list, tuple)):
        return [plain(part) for part in item]
    if isinstance(item, dict):
        return {key: plain(value) for key, value in item.items()}
    return item
