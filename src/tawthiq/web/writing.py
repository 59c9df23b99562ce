"""What every request that writes has in common: a form with this run's token, and a way back to a page of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request

from tawthiq.errors import UsageError
from tawthiq.web.guard import is_token

FILES = 10_000  # files in one form: more are added as a folder
_FIELDS = 100  # other fields of a form, of which ours have ten at most


@asynccontextmanager
async def posted(request: Request) -> AsyncIterator[FormData]:
    """The form of a request, whose files are closed behind the block; UsageError (T524) if its token is not that of this run."""
    async with request.form(max_files=FILES, max_fields=_FIELDS) as form:
        if not is_token(form.get("token"), request.app.state.token):
            raise UsageError("T524", request.url.path)
        yield form


def local(address: object) -> str:
    """An address on this server, path and question only; the first page for any other."""
    try:
        found = urlsplit(address if isinstance(address, str) else "")
    except ValueError:
        return "/"
    if found.scheme or found.netloc or not found.path.startswith("/") or found.path.startswith("//") or "\\" in found.path:
        return "/"
    return f"{found.path}?{found.query}" if found.query else found.path
