"""7z -> members, by the standard library's decompressors: LZMA, LZMA2, Deflate, BZip2 and stored files.

Read after 7zFormat.txt of the LZMA SDK (public domain). Filters for programs and encryption are losses.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts
from tawthiq.intake.parsed import Budget, Member
from tawthiq.intake.zipped import climbs, machine_made, shared
from tawthiq.model import Loss

_HEADER = struct.Struct("<6sHIQQI")  # signature, version, checksum, then offset, size and checksum of the next header
_COPY, _LZMA, _LZMA2, _DEFLATE, _BZIP2 = b"\x00", b"\x03\x01\x01", b"\x21", b"\x04\x01\x08", b"\x04\x02\x02"
_X86 = b"\x03\x03\x01\x03"  # a filter for programs that some packers put before everything
_AES = b"\x06\xf1\x07\x01"
_DICTIONARY = 256 << 20  # bytes: the largest dictionary allowed; 7-Zip's «ultra» asks for 64 MiB
_HEADER_SIZE = 32 << 20  # bytes of an unpacked header: about 200 for each file
_CHUNK = 256 * 1024  # bytes unpacked at a time


class _DamagedError(Exception):
    """The header does not say what a header must."""


class _EncryptedError(Exception):
    """A password is needed."""


@dataclass(slots=True)
class _Bytes:
    """A header being read."""

    content: bytes
    place: int = 0

    def take(self, count: int) -> bytes:
        found = self.content[self.place : self.place + count]
        if len(found) < count:
            raise _DamagedError("header ends early")
        self.place += count
        return found

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """The variable-length number of 7z: leading ones of the first byte tell how many bytes follow."""
        first = self.byte()
        mask, value = 0x80, 0
        for step in range(8):
            if not first & mask:
                return value + ((first & (mask - 1)) << (8 * step))
            value |= self.byte() << (8 * step)
            mask >>= 1
        return value

    def count(self, most: int) -> int:
        found = self.number()
        if found > most:
            raise _DamagedError(f"{found} > {most}")
        return found

    def bits(self, count: int) -> list[bool]:
        found = self.take((count + 7) // 8)
        return [bool(found[number // 8] & 0x80 >> number % 8) for number in range(count)]

    def digests(self, count: int) -> list[int | None]:
        known = [True] * count if self.byte() else self.bits(count)
        return [struct.unpack("<I", self.take(4))[0] if each else None for each in known]

    def expect(self, wanted: int) -> None:
        if (found := self.byte()) != wanted:
            raise _DamagedError(f"{found:#x} instead of {wanted:#x}")


@dataclass(slots=True)
class _Folder:
    """A packed stream: its coder (method and properties), where it lies, and the sizes of the files in it."""

    method: bytes
    properties: bytes
    supported: bool
    filtered: bool = False
    size: int = 0
    start: int = 0
    packed: int = 0
    files: list[int] = field(default_factory=list)


def members(content: bytes, _form: str, outer: Facts, limits: Limits, budget: Budget) -> Iterator[Member | Loss]:
    """Its files in their order, one at a time."""
    try:
        header = _header(content, limits)
        folders, files = _read(header, limits)
        yield from _Unpacker(content, outer, limits, budget).files(folders, files)
    except _EncryptedError:
        yield Loss("T192", "7z")
    except (_DamagedError, lzma.LZMAError, zlib.error, OSError, EOFError, ValueError, struct.error) as problem:
        yield Loss("T197", detail=f"{type(problem).__name__}: {problem}"[:200])


def _header(content: bytes, limits: Limits) -> bytes:
    if len(content) < _HEADER.size:
        raise _DamagedError("no header")
    _, _, _, offset, size, checksum = _HEADER.unpack_from(content)
    header = content[_HEADER.size + offset : _HEADER.size + offset + size]
    if len(header) < size or zlib.crc32(header) != checksum:
        raise _DamagedError("checksum of the header")
    for _ in range(4):  # a header may be packed, and that of the packed header again
        if not header.startswith(b"\x17"):
            return header
        (folder, *_) = _streams(_Bytes(header, 1), limits)
        if folder.size > _HEADER_SIZE:
            raise _DamagedError("header too large")
        header = b"".join(_unpack(content, folder))
    raise _DamagedError("header packed too often")


def _read(header: bytes, limits: Limits) -> tuple[list[_Folder], list[tuple[str, bool]]]:
    """The packed streams, and of every file its name and whether it has content."""
    if not header:
        return [], []
    source = _Bytes(header)
    source.expect(1)
    folders: list[_Folder] = []
    kind = source.byte()
    if kind == 2:
        raise _DamagedError("archive properties")
    if kind == 4:
        folders = _streams(source, limits)
        kind = source.byte()
    return folders, _files(source, limits) if kind == 5 else []


def _streams(source: _Bytes, limits: Limits) -> list[_Folder]:
    folders: list[_Folder] = []
    places: list[tuple[int, int]] = []
    while kind := source.byte():
        if kind == 6:
            places = _packed(source, limits)
        elif kind == 7:
            folders = _folders(source, limits)
        elif kind == 8:
            _substreams(source, folders, limits)
        else:
            raise _DamagedError(f"streams: {kind:#x}")
    for folder, (start, size) in zip(folders, places, strict=False):
        folder.start, folder.packed = start, size
    for folder in folders:
        folder.files = folder.files or [folder.size]
    if any(folder.supported for folder in folders) and len(places) != len(folders):
        for folder in folders:  # a stream of several parts: the places would be wrong
            folder.supported = False
    return folders


def _packed(source: _Bytes, limits: Limits) -> list[tuple[int, int]]:
    start = _HEADER.size + source.number()
    count = source.count(limits.members)
    sizes = [0] * count
    while kind := source.byte():
        if kind == 9:
            sizes = [source.number() for _ in range(count)]
        elif kind == 10:
            source.digests(count)
        else:
            raise _DamagedError(f"packed: {kind:#x}")
    places = []
    for size in sizes:
        places.append((start, size))
        start += size
    return places


def _folders(source: _Bytes, limits: Limits) -> list[_Folder]:
    source.expect(11)
    count = source.count(limits.members)
    source.expect(0)
    found = [_folder(source) for _ in range(count)]
    source.expect(12)
    for folder, outputs in found:
        sizes = [source.number() for _ in range(outputs)]
        folder.size = sizes[-1] if folder.method == _AES else sizes[0]
    while kind := source.byte():
        if kind != 10:
            raise _DamagedError(f"folders: {kind:#x}")
        source.digests(count)
    return [folder for folder, _ in found]


def _folder(source: _Bytes) -> tuple[_Folder, int]:
    coders: list[tuple[bytes, bytes]] = []
    inputs = outputs = 0
    for _ in range(source.count(8)):
        flags = source.byte()
        method = source.take(flags & 0x0F)
        ins, outs = (source.count(8), source.count(8)) if flags & 0x10 else (1, 1)
        properties = source.take(source.count(1_000)) if flags & 0x20 else b""
        inputs, outputs = inputs + ins, outputs + outs
        coders.append((method, properties))
    for _ in range(outputs - 1):
        source.number()
        source.number()
    streams = inputs - (outputs - 1)
    for _ in range(streams if streams > 1 else 0):
        source.number()
    if any(method == _AES for method, _ in coders):
        return _Folder(_AES, b"", supported=False), outputs
    if not coders:
        raise _DamagedError("a folder without coder")
    method, properties = next((coder for coder in coders if coder[0] != _X86), coders[0])
    filtered = len(coders) == 2 and method == _LZMA2 and any(name == _X86 for name, _ in coders)
    plain = len(coders) == 1 and method in (_COPY, _LZMA, _LZMA2, _DEFLATE, _BZIP2)
    return _Folder(method, properties, plain or filtered, filtered), outputs


def _substreams(source: _Bytes, folders: list[_Folder], limits: Limits) -> None:
    counts = [1] * len(folders)
    kind = source.byte()
    if kind == 13:
        counts = [source.count(limits.members) for _ in folders]
        kind = source.byte()
    for folder, count in zip(folders, counts, strict=True):
        sizes = [source.number() for _ in range(count - 1)] if kind == 9 else []
        folder.files = [*sizes, folder.size - sum(sizes)] if count else []
        if count and folder.files[-1] < 0:
            raise _DamagedError("files larger than their folder")
    while kind != 0:  # what is left are checksums, which we need not know
        kind = source.byte() if kind == 9 else kind
        if kind == 10:
            source.digests(sum(counts))
            kind = source.byte()
        elif kind:
            raise _DamagedError(f"substreams: {kind:#x}")


def _files(source: _Bytes, limits: Limits) -> list[tuple[str, bool]]:
    count = source.count(limits.members * 4)
    names: list[str] = []
    empty = [False] * count
    while kind := source.number():
        block = _Bytes(source.take(source.number()))
        if kind == 14:
            empty = block.bits(count)
        elif kind == 17:
            block.expect(0)
            names = block.content[1:].decode("utf-16-le", "replace").split("\x00")[:count]
    names += [f"file {number}" for number in range(len(names) + 1, count + 1)]
    return [(name.replace("\\", "/"), not nothing) for name, nothing in zip(names, empty, strict=True)]


def _decompressor(folder: _Folder) -> Any:
    if folder.method == _DEFLATE:
        return zlib.decompressobj(wbits=-15)
    if folder.method == _BZIP2:
        return bz2.BZ2Decompressor()
    if folder.method == _LZMA:
        settings, dictionary = folder.properties[0], struct.unpack("<I", folder.properties[1:5])[0]
        chain = {"id": lzma.FILTER_LZMA1, "lc": settings % 9, "lp": settings // 9 % 5, "pb": settings // 45, "dict_size": dictionary}
    else:
        level = folder.properties[0]
        dictionary = (2 | level & 1) << level // 2 + 11
        chain = {"id": lzma.FILTER_LZMA2, "dict_size": dictionary}
    if dictionary > _DICTIONARY:
        raise _DamagedError(f"dictionary of {dictionary} bytes")
    chain["dict_size"] = max(dictionary, 4_096)
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_X86}, chain] if folder.filtered else [chain])


def _unpack(content: bytes, folder: _Folder) -> Iterator[bytes]:
    """The folder's bytes in pieces, never more than it declares."""
    packed = memoryview(content)[folder.start : folder.start + folder.packed]
    left = folder.size
    if folder.method == _COPY:
        for start in range(0, min(left, len(packed)), _CHUNK):
            yield bytes(packed[start : min(start + _CHUNK, left)])
        return
    machine = _decompressor(folder)
    place = 0
    feed = b""
    while left > 0:
        if folder.method == _DEFLATE:
            feed = machine.unconsumed_tail
        if not feed and (folder.method == _DEFLATE or machine.needs_input):
            feed = bytes(packed[place : place + _CHUNK])
            place += len(feed)
        piece = machine.decompress(feed, min(left, _CHUNK))
        if not piece and not feed and place >= len(packed):
            raise _DamagedError("content ends early")
        feed = b""
        left -= len(piece)
        if piece:
            yield piece
        if machine.eof and left > 0:
            raise _DamagedError("content ends early")


@dataclass(slots=True)
class _Unpacker:
    """Hands out the files of an archive within limits."""

    content: bytes
    outer: Facts
    limits: Limits
    budget: Budget

    def files(self, folders: list[_Folder], files: list[tuple[str, bool]]) -> Iterator[Member | Loss]:
        """Files with content in the order of the folders; folders and empty files have none."""
        names = iter([name for name, filled in files if filled])
        for folder in folders:
            yield from self._folder(folder, [next(names, "file") for _ in folder.files])

    def _folder(self, folder: _Folder, names: list[str]) -> Iterator[Member | Loss]:
        if folder.method == _AES or not folder.supported:
            code = "T192" if folder.method == _AES else "T196"
            yield from (Loss(code, name, folder.method.hex()) for name in names)
            return
        if folder.size > self.limits.ratio_floor and folder.size > self.limits.unpacked_ratio * 50 * max(folder.packed, 1):
            yield Loss("T193", names[0] if names else "7z", f"{folder.size} > {folder.packed}")
            return
        pieces = _unpack(self.content, folder)
        rest = b""
        for name, size in zip(names, folder.files, strict=True):
            if not machine_made(name) and not climbs(name) and size <= self.limits.file_bytes and not self.budget.spend(size):
                yield Loss("T194", name)
                return
            content, rest = _filled(pieces, rest, size, keep=size <= self.limits.file_bytes)
            if climbs(name):
                yield Loss("T191", name)
            elif content is None:
                yield Loss("T193", name, str(size))
            elif not machine_made(name):
                yield Member(name, content, shared(self.outer))


def _filled(pieces: Iterator[bytes], rest: bytes, size: int, *, keep: bool) -> tuple[bytes | None, bytes]:
    """The next ``size`` bytes (None unless kept) and what was unpacked beyond them."""
    found = [rest] if keep else []
    length = len(rest)
    last = rest
    while length < size:
        last = next(pieces, b"")
        if not last:
            raise _DamagedError("content ends early")
        length += len(last)
        if keep:
            found.append(last)
    beyond = length - size
    content = b"".join(found)
    return (content[: len(content) - beyond] if keep else None), last[len(last) - beyond :] if beyond else b""
