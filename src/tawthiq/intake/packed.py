"""One file packed by gzip, bzip2 or xz -> that file; a packed TAR -> its members. Unpacked in memory within limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
from collections.abc import Iterator

from tawthiq.intake import tarred
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.parsed import Budget, Member
from tawthiq.intake.sniff import peek
from tawthiq.intake.zipped import shared
from tawthiq.model import Loss

_CHUNK = 256 * 1024  # bytes unpacked at a time
_TAR_MARK = slice(257, 262)  # where a TAR says «ustar»


def members(content: bytes, _form: str, outer: Facts, limits: Limits, budget: Budget) -> Iterator[Member | Loss]:
    """The one file inside, by the name that a gzip keeps; or, of a TAR, all of them."""
    tar = peek(content, 512)[_TAR_MARK] == b"ustar"
    most = min(limits.unpacked_bytes if tar else limits.file_bytes, budget.unpacked)
    unpacked = _unpack(content, most, limits)
    if isinstance(unpacked, Loss):
        yield unpacked
    elif tar:
        yield from tarred.members(unpacked, "tar", outer, limits, budget)
    elif budget.spend(len(unpacked)):
        yield Member(_name(content), unpacked, shared(outer))
    else:
        yield Loss("T194", _name(content))


def _stream(content: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    raw = io.BytesIO(content)
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    return bz2.BZ2File(raw) if content.startswith(b"BZh") else lzma.LZMAFile(raw)


def _unpack(content: bytes, most: int, limits: Limits) -> bytes | Loss:
    pieces: list[bytes] = []
    size = 0
    try:
        with _stream(content) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > most or (size > limits.ratio_floor and size > limits.unpacked_ratio * len(content)):
                    return Loss("T193", detail=f"{size} > {len(content)}")
                pieces.append(piece)
    except Exception as problem:  # noqa: BLE001 - each of the three fails in its own ways
        return Loss("T197", detail=f"{type(problem).__name__}: {problem}"[:200])
    return b"".join(pieces)


def _name(content: bytes) -> str:
    """The name that a gzip keeps (its header: flags at 3, an optional extra field, then the name), or «content»."""
    if content[:3] != b"\x1f\x8b\x08" or not content[3] & 8:
        return "content"
    start = 10
    if content[3] & 4:
        start += 2 + int.from_bytes(content[10:12], "little")
    raw = content[start : start + 500].split(b"\0", 1)[0]
    return posixpath.basename(raw.decode("utf-8", "replace").replace("\\", "/")) or "content"
