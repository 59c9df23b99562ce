"""The picture of a page of a scan, drawn from the file as it was added, in a process of its own: documents are hostile."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import warnings
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from tawthiq.errors import NotFoundError
from tawthiq.web.asking import opened

_PROGRAM: Final = "from tawthiq.web.sheets import main; main()"
_SECONDS: Final = 30  # for one page; a broadsheet at 600 dpi takes about three
_MEMORY: Final = 2 << 30  # bytes of address space: what a page of 200 million pixels needs, and no more
_WIDEST: Final = 1_600  # pixels of the longer edge: enough to read the small print of a newspaper when made larger
_QUALITY: Final = 72  # of JPEG: letters stay clean, a page has about 300 KB
_POINTS: Final = 4.0  # the largest scale at which a small PDF page is drawn


def sheet(request: Request) -> Response:
    """A page as a JPEG; NotFoundError (T541) where there is none or it cannot be drawn."""
    with opened(request) as store:
        content = store.original(request.path_params["document"])
    drawn = drawn_apart(content, request.path_params["number"])
    if not drawn:
        raise NotFoundError("T541", request.url.path)
    return Response(drawn, media_type="image/jpeg")


def drawn_apart(content: bytes, number: int) -> bytes:
    """A page, the first being 1, as a JPEG; empty where it cannot be drawn in time."""
    command = [sys.executable, "-c", _PROGRAM, str(number)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603  # our own module
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def main() -> None:
    """Reads a file from the standard input and writes the page of the first argument as JPEG."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    content, number = sys.stdin.buffer.read(), int(sys.argv[1])
    warnings.simplefilter("ignore")
    page = _of_pdf(content, number) if content[:1024].find(b"%PDF-") >= 0 else _of_picture(content, number)
    page = page.convert("L")
    page.thumbnail((_WIDEST, _WIDEST))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=_QUALITY)
    sys.stdout.buffer.write(out.getvalue())


def _of_pdf(content: bytes, number: int) -> Any:
    import pypdfium2

    page = pypdfium2.PdfDocument(content)[number - 1]
    return page.render(scale=min(_POINTS, _WIDEST / max(*page.get_size(), 1.0)), grayscale=True).to_pil()


def _of_picture(content: bytes, number: int) -> Any:
    from PIL import Image, ImageOps

    picture = Image.open(io.BytesIO(content))
    picture.seek(number - 1)
    return ImageOps.exif_transpose(picture)
