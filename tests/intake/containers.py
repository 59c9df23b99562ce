"""Files of further formats, made in memory; invented people and outlets."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Sequence

from tests.intake import makers

ARTICLE = makers.ARTICLE


def rtf(body: str, *, head: str = "") -> bytes:
    """RTF whose Arabic letters are bytes of windows-1256 in a font of that charset."""
    coded = "".join(f"\\'{byte:02x}" if byte > 127 else {"\n": "\\par\n"}.get(chr(byte), chr(byte)) for byte in body.encode("cp1256"))
    fonts = "{\\fonttbl{\\f0\\fnil\\fcharset0 Times;}{\\f1\\fnil\\fcharset178 Arabic;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{head}\\f1 {coded}}}".encode("ascii")


def odt(body: str, meta: str = "", kind: str = "text", styles: str = "") -> bytes:
    """An OpenDocument file with this XML as its body."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style", "draw", "presentation")
    )
    content = f'<?xml version="1.0"?><office:document-content {names}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>'
    told = f'<?xml version="1.0"?><office:document-meta {names} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>{meta}</office:meta></office:document-meta>'
    members = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": content.encode(), "meta.xml": told.encode(),
        "styles.xml": f'<?xml version="1.0"?><office:document-styles {names}>{styles}</office:document-styles>'.encode(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def paragraphs(text: str) -> str:
    """Lines as paragraphs of OpenDocument."""
    return "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))


def epub(*chapters: str) -> bytes:
    """A book with these chapters, the second one first in the zip."""
    files = {f"OEBPS/c{number}.xhtml": f'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{text}</p></body></html>' for number, text in enumerate(chapters)}
    items = "".join(f'<item id="i{number}" href="c{number}.xhtml" media-type="application/xhtml+xml"/>' for number in range(len(chapters)))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>كتاب الجسور</dc:title>'
        f"<dc:creator>نبيل العطار</dc:creator><dc:publisher>دار الضفاف</dc:publisher><dc:date>2019-03-01</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>'
    members = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container.encode(), "OEBPS/b.opf": book.encode()}
    return makers.zip_of(members | {name: text.encode() for name, text in sorted(files.items(), reverse=True)})


def pptx(*slides: str) -> bytes:
    """Slides of one paragraph each."""
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    files = {f"ppt/slides/slide{number}.xml": f"<p:sld {names}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>".encode() for number, text in enumerate(slides, start=1)}
    return makers.zip_of({"ppt/presentation.xml": b"<x/>"} | files)


def xlsx(rows: Sequence[Sequence[object]], name: str = "مقالات") -> bytes:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def mhtml(page: str) -> bytes:
    """A page as Chromium saves it."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://sada.example/bridge\r\nSubject: x\r\n"
        'Date: Tue, 5 Mar 2024 14:30:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b1"\r\n\r\n'
        "--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://sada.example/bridge\r\n\r\n"
        f"{page}\r\n--b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b1--\r\n"
    ).encode()


def warc(*captures: tuple[str, str, bytes], status: str = "200 OK", packed: bool = True) -> bytes:
    """Captures (address, content type, body) of 5 March 2024."""
    records = [_record("warcinfo", "", "application/warc-fields", b"software: x\r\n")]
    for address, kind, body in captures:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        records.append(_record("response", address, "application/http; msgtype=response", answer))
    return b"".join(gzipped(record) if packed else record for record in records)


def _record(kind: str, address: str, form: str, block: bytes) -> bytes:
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2024-03-05T11:30:00Z\r\nContent-Type: {form}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def tar(members: dict[str, bytes], *, links: dict[str, str] | None = None) -> bytes:
    """A TAR of these members and symbolic links."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return stream.getvalue()


def gzipped(content: bytes, name: str = "") -> bytes:
    """A gzip that keeps a name."""
    stream = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=stream, mtime=0) as file:
        file.write(content)
    return stream.getvalue()


Tree = dict[str, "bytes | Tree"]


def ole(tree: Tree) -> bytes:
    """A compound file of these storages and streams; streams are filled up to 4,096 bytes, so that none is a small one."""
    entries: list[tuple[str, int, int, bytes]] = []  # name, kind, child, content
    siblings: list[int] = []

    def add(name: str, kind: int, content: bytes) -> int:
        entries.append((name, kind, 0xFFFFFFFF, content))
        siblings.append(0xFFFFFFFF)
        return len(entries) - 1

    def fill(place: int, inner: Tree) -> None:
        previous = None
        for name, value in inner.items():
            number = add(name, 2 if isinstance(value, bytes) else 1, value.ljust(4_096, b"\0") if isinstance(value, bytes) else b"")
            if previous is None:
                old = entries[place]
                entries[place] = (old[0], old[1], number, old[3])
            else:
                siblings[previous] = number
            previous = number
            if not isinstance(value, bytes):
                fill(number, value)

    fill(add("Root Entry", 5, b""), tree)
    sectors: list[bytes] = []
    table: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[start : start + 512].ljust(512, b"\0") for start in range(0, len(content), 512)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            table.append(first + number + 1 if number + 1 < len(pieces) else 0xFFFFFFFE)
        return first

    starts = [store(content) if content else 0xFFFFFFFE for *_, content in entries]
    directory = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBBIII16sIQQIQ", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, sibling, child, b"", 0, 0, 0, start, len(content))
        for (name, kind, child, content), sibling, start in zip(entries, siblings, starts, strict=True)
    )
    first_directory = store(directory.ljust(-(-len(directory) // 512) * 512, b"\0"))
    fat_count = -(-(len(sectors) + 8) // 128)
    fat_start = len(sectors)
    table += [0xFFFFFFFD] * fat_count
    table += [0xFFFFFFFF] * (fat_count * 128 - len(table))
    fat = struct.pack(f"<{len(table)}I", *table)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_count, first_directory, 0,
        4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )
    places = [fat_start + number for number in range(fat_count)] + [0xFFFFFFFF] * (109 - fat_count)
    return header + struct.pack("<109I", *places) + b"".join(sectors) + fat


def msg(more: Tree | None = None, body: str = ARTICLE) -> bytes:
    """A message of Outlook of an invented sender; ``more`` are further streams and storages."""
    sent = (1_709_638_200 + 11_644_473_600) * 10_000_000  # 5 March 2024, 11:30 UTC, in ticks since 1601
    properties = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 0, sent)
    tree: Tree = {
        "__properties_version1.0": properties, "__substg1.0_0037001F": "بيان حول جسر مرجان".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "ليث الحمداني".encode("utf-16-le"),
    }
    if body:
        tree["__substg1.0_1000001F"] = body.encode("utf-16-le")
    return ole(tree | (more or {}))


def _seven_number(value: int) -> bytes:
    """The variable-length number of 7z, in its longest form."""
    return b"\xff" + value.to_bytes(8, "little")


def sevenzip(content: bytes, name: str = "a.txt", *, size: int | None = None, dictionary: int = 1 << 20) -> bytes:
    """A 7z of one file packed by LZMA2; ``size`` and ``dictionary`` are what its header claims."""
    packed = lzma.compress(content, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}])
    code = next(code for code in range(40) if (2 | code & 1) << (code // 2 + 11) >= dictionary)
    streams = b"\x06\x00" + _seven_number(1) + b"\x09" + _seven_number(len(packed)) + b"\x00"
    coder = b"\x01\x21\x21\x01" + bytes([code])
    folders = b"\x07\x0b" + _seven_number(1) + b"\x00" + coder + b"\x0c" + _seven_number(len(content) if size is None else size) + b"\x00"
    named = b"\x00" + name.encode("utf-16-le") + b"\x00\x00"
    files = b"\x05" + _seven_number(1) + b"\x11" + _seven_number(len(named)) + named + b"\x00"
    header = b"\x01\x04" + streams + folders + b"\x00" + files + b"\x00"
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header
