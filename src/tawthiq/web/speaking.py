"""How a page speaks: its language (chosen in the address, chosen before, or what the browser prefers), its dates and digits."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from tawthiq.views.dates import MONTHS, PLAIN, Style
from tawthiq.views.labels import LANGUAGES

COOKIE: Final = "tawthiq-lang"
DATES: Final = "tawthiq-dates"
DIGITS: Final = ("latin", "arabic")
HIJRI: Final = "hijri"
KEPT: Final = 365 * 24 * 3600  # seconds that a choice is remembered
_FALLBACK: Final = "ar"  # a tool for Arabic sources, where the browser asks for neither


def language_of(request: Request) -> str:
    """``?lang=``, else the cookie, else the first of our languages in ``Accept-Language`` by its weights."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The language of ours with the highest weight in an ``Accept-Language`` header (RFC 9110, 12.5.4)."""
    weighed = [_weight(item) for item in header.split(",")[:20]]
    ours = [(weight, -place, name) for place, (name, weight) in enumerate(weighed) if name in LANGUAGES and weight > 0]
    return max(ours)[2] if ours else _FALLBACK


def _weight(item: str) -> tuple[str, float]:
    name, _, parameter = item.partition(";")
    value = parameter.strip().removeprefix("q=") if parameter else "1"
    try:
        weight = float(value)
    except ValueError:
        weight = 0.0
    return name.strip().lower().partition("-")[0], weight


def style_of(request: Request) -> Style:
    """What the cookie for dates says; what it does not say, or says wrongly, is as for everyone."""
    words = request.cookies.get(DATES, "").split(".")
    months = next((word for word in words if word in MONTHS), PLAIN.months)
    digits = next((word for word in words if word in DIGITS), PLAIN.digits)
    return Style(months, digits, HIJRI in words)
