"""Adding from the browser: files dropped or chosen, or a folder of this machine by its path; and how far it is."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawthiq.errors import UsageError
from tawthiq.store import Store
from tawthiq.web.jobs import Jobs, jobs_of
from tawthiq.web.rendering import answer
from tawthiq.web.writing import posted

_SHOWN: Final = 300  # signs of a path that an error repeats
_NAME: Final = 120  # bytes of one name of a path: file systems take 255, and numbers may come behind


def add_page(request: Request) -> Response:
    """What can be added and how far adding is."""
    with Store.open(request.app.state.archive, create=False, readonly=True) as store:
        settled = store.settled
    return answer(request, "add.html", jobs_of(request).state(), settled=settled)


async def add_given(request: Request) -> Response:
    """Starts adding what the form brings; UsageError (T511) if it brings nothing, T525 while other work is under way."""
    async with posted(request) as form:
        await run_in_threadpool(_start, jobs_of(request), form)
    return RedirectResponse("/add", 303)


async def compare_now(request: Request) -> Response:
    """Starts comparing the documents with each other, so that decisions take effect."""
    async with posted(request):
        await run_in_threadpool(jobs_of(request).start, ())
    return RedirectResponse("/add", 303)


def _start(jobs: Jobs, form: FormData) -> None:
    named = str(form.get("folder", "")).strip()
    uploads = [item for item in form.getlist("files") if isinstance(item, UploadFile) and item.filename]
    if named:
        jobs.start([_there(named)])
    elif uploads:
        given = jobs.folder()
        keep(given, uploads)
        jobs.start([given], given)
    else:
        raise UsageError("T511", "")


def _there(named: str) -> Path:
    """A file or folder of this machine by its whole path; UsageError (T526) for what is none, or can be none."""
    try:
        path = Path(named).expanduser()
        if path.is_absolute() and path.exists():
            return path
    except (OSError, RuntimeError, ValueError):  # longer than any path, nobody's home, signs that no path has
        pass
    raise UsageError("T526", named[:_SHOWN])


def keep(folder: Path, uploads: Sequence[UploadFile]) -> None:
    """Writes uploaded files below a folder named by the time: a file of the same name on another day is another file."""
    day = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S")
    for item in uploads:
        path = _free(folder / day / inside(item.filename or ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            shutil.copyfileobj(item.file, out)


def inside(name: str) -> PurePosixPath:
    """A file's name from the browser as a path that stays inside a folder: no way up, no hidden or empty names."""
    parts = [part.strip().lstrip(".") for part in name.replace("\\", "/").replace("\0", "").split("/")]
    kept = [_short(part) for part in parts if part.lstrip(".")]
    return PurePosixPath(*(kept[-8:] or ["file"]))


def _short(part: str) -> str:
    """A name cut in its middle part, so that the ending, which tells the format, stays."""
    stem, dot, ending = part.rpartition(".")
    room = max(1, _NAME - len(f"{dot}{ending}".encode()))
    if not dot or room < _NAME // 2:
        return part.encode()[:_NAME].decode("utf-8", "ignore")
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + ending


def _free(path: Path) -> Path:
    """The path, with a number where another file has it."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
