"""Who may ask: this machine only, by its loopback names; who may write: whoever holds the token of this run.

A page from elsewhere that the same browser has open can send requests here. It is stopped by the host check (DNS rebinding),
by the token and the origin check (cross-site writing), and reads nothing because no answer allows other origins.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOSTS: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_READING: Final = frozenset({"GET", "HEAD"})
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",  # with no-referrer browsers hide the origin of our own forms, too
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware: host check, safe headers on every answer, origin check for what is not reading."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses with 400 a host that is not this machine, with 403 a writing request from elsewhere."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kept = _kept(str(scope["path"]))
        refused = refusal(str(scope["method"]), Headers(scope=scope))
        await (refused or self.app)(scope, receive, _with_headers(send, kept))


def _kept(path: str) -> str:
    """What a browser may keep: nothing of what is read, our own style and scripts until they change, fonts for a day."""
    if path.startswith("/static/vendor/"):
        return "private, max-age=86400"
    return "no-cache" if path.startswith("/static/") else "no-store"


def refusal(method: str, headers: Headers) -> PlainTextResponse | None:
    """The answer to a request that is not let in, or None."""
    if _name(f"//{headers.get('host', '')}") not in _HOSTS:
        return PlainTextResponse("400: this archive is served to this machine only.", 400)
    origin = headers.get("origin")
    if method not in _READING and origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return PlainTextResponse("403: the request comes from another page.", 403)
    return None


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _with_headers(send: Send, kept: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", kept)
        await send(message)

    return sending


def is_token(given: object, token: str) -> bool:
    """Whether a form's token is that of this run, in constant time."""
    return isinstance(given, str) and secrets.compare_digest(given.encode(), token.encode())
