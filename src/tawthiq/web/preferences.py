"""How a reader wants dates and digits: kept in a cookie of this browser, chosen on a page of its own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawthiq.views.dates import MONTHS, Style
from tawthiq.web.rendering import answer
from tawthiq.web.speaking import DATES, DIGITS, HIJRI, KEPT, style_of
from tawthiq.web.writing import local, posted


def settings_page(request: Request) -> Response:
    """Month names, digits and Hijri days, each with an example."""
    chosen = style_of(request)
    return answer(request, "settings.html", chosen, months=tuple(MONTHS), digits=DIGITS, styled=Style,
                  back=local(request.query_params.get("back")))


async def settings_saved(request: Request) -> Response:
    """Keeps the choice and goes back to where the reader came from."""
    async with posted(request) as form:
        words = [str(form.get(name, "")) for name in ("months", "digits", HIJRI)]
        response = RedirectResponse(local(form.get("back")), 303)
    response.set_cookie(DATES, ".".join(word for word in words if word in {*MONTHS, *DIGITS, HIJRI}), max_age=KEPT,
                        samesite="strict", httponly=True)
    return response
