"""WARC and WACZ -> the pages that were captured, each with its address and the time of its capture.

What pages are made of (pictures, styles, programs, fonts, data) is furniture: passed over and counted.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import regex

from tawthiq.intake.html import quiet
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, facts, merged
from tawthiq.intake.parsed import Budget, Member, Members
from tawthiq.intake.zipped import shared
from tawthiq.model import Loss

_CHUNK = 256 * 1024  # bytes read at a time
_FURNITURE = regex.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript|x-component)|application/(?:x-)?(?:javascript|ecmascript|json|font|wasm|"
    r"vnd\.ms-fontobject|ld\+json|manifest\+json|octet-stream\+font|rss\+xml|atom\+xml)|application/dns",
)
_ABOUT = "metadata:"  # addresses of what the program that captured tells of itself
_PAGE = "text/html"
_SHOWN = 5  # kinds named in a loss
_LONGEST_NAME = 300  # code points of an address as a name


def members(content: bytes, form: str, outer: Facts, limits: Limits, budget: Budget) -> Members:
    """The captured pages in the order of the file."""
    furniture: Counter[str] = Counter()
    for part in _warcs(content, limits) if form == "wacz" else [content]:
        if isinstance(part, Loss):
            yield part
        else:
            yield from _captures(part, outer, limits, budget, furniture)
    if furniture:
        kinds = ", ".join(f"{kind} {count}" for kind, count in furniture.most_common(_SHOWN))
        yield Loss("T186", kinds, str(sum(furniture.values())))


def _warcs(content: bytes, limits: Limits) -> Iterator[bytes | Loss]:
    """The captures inside a WACZ, which is a zip with indexes and the like beside them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = [info for info in archive.infolist() if regex.search(r"\.warc(?:\.gz)?$", info.filename)]
    except Exception as problem:  # noqa: BLE001 - zipfile fails in a dozen ways on damaged directories
        yield Loss("T190", detail=f"{type(problem).__name__}: {problem}"[:200])
        return
    for info in infos[: limits.members]:
        try:
            with archive.open(info) as file:
                found = file.read(limits.file_bytes + 1)
        except Exception as problem:  # noqa: BLE001 - damaged data, unknown methods and wrong checksums alike
            yield Loss("T196", info.filename, f"{type(problem).__name__}: {problem}"[:200])
            continue
        yield found if len(found) <= limits.file_bytes else Loss("T193", info.filename, f"> {limits.file_bytes}")


def _captures(content: bytes, outer: Facts, limits: Limits, budget: Budget, furniture: Counter[str]) -> Members:
    try:
        for record in _records(content):
            if record.rec_type not in ("response", "resource"):
                continue
            address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
            if address.startswith(_ABOUT):
                continue
            kind = _kind(record)
            if _FURNITURE.match(kind):
                furniture[kind] += 1
                continue
            found = _capture(record, address, kind, outer, limits, budget)
            if found is not None:
                yield found
            if isinstance(found, Loss) and found.code == "T194":
                return
    except Exception as problem:  # noqa: BLE001 - ArchiveLoadFailed, zlib's and its own: what came before stays
        yield Loss("T185", detail=f"{type(problem).__name__}: {problem}"[:200])


def _records(content: bytes) -> Iterator[Any]:
    """The records, one at a time; what warcio mutters about damaged ones is kept from the user."""
    from warcio.archiveiterator import ArchiveIterator

    records = iter(ArchiveIterator(io.BytesIO(content), arc2warc=True))
    while True:
        with quiet("warcio.recordloader"), contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _capture(record: Any, address: str, kind: str, outer: Facts, limits: Limits, budget: Budget) -> Member | Loss | None:
    """A page, or None for what is no answer of its own (redirections, errors, empty answers)."""
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    if str(status)[:1] != "2":
        return None
    pieces: list[bytes] = []
    size = 0
    stream = record.content_stream()
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > min(limits.file_bytes, budget.unpacked):
            return Loss("T193", address, f"> {size}")
        pieces.append(piece)
    if not size:
        return None
    if not budget.spend(size, record=True):
        return Loss("T194", address)
    content = b"".join(pieces)
    told = merged(facts("capture", {"url": address}), shared(outer))
    captured = str(record.rec_headers.get_header("WARC-Date") or "") or None
    form = "html" if kind in (_PAGE, "application/xhtml+xml") else ""
    cut = getattr(record.raw_stream, "limit", 0) > 0  # bytes that the record promised and the file does not have
    losses = (Loss("T185", address),) if cut else ()
    return Member(_name(address), content, told, losses, form, captured, record=True)


def _name(address: str) -> str:
    """An address as a name inside the container: readable, without scheme."""
    parts = urlsplit(address[:2_000])
    name = unquote(f"{parts.netloc}{parts.path or '/'}{'?' + parts.query if parts.query else ''}", errors="replace")
    return "/".join(piece for piece in name.split("/") if piece not in ("", ".", ".."))[:_LONGEST_NAME] or "page"
