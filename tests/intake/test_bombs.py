"""Files made to exhaust memory, time or depth, in every format that holds others: told as losses, within bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from tawthiq.intake import Limits, read_bytes
from tests.intake import containers, makers

SMALL = Limits(file_bytes=8 << 20, unpacked_bytes=24 << 20, text_bytes=2 << 20, members=200, records=200, cells=50_000)
_PEAK = 160 << 20  # bytes of Python's own objects: several copies of the largest file allowed
_SECONDS = 30.0  # of the processor; each takes one or two
ZEROS = bytes(60 << 20)
TEXT = makers.ARTICLE.encode()


def sparse_tar() -> bytes:
    """A member whose header claims a terabyte."""
    info = tarfile.TarInfo("huge.txt")
    info.size = 1 << 40
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(1024)


def nested(make: Callable[[bytes], bytes], depth: int) -> bytes:
    content = TEXT
    for _ in range(depth):
        content = make(content)
    return content


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """A package with one more member, or with another content of it."""
    return makers.rezip(content, {name: data})


def epub_of(chapter: bytes) -> bytes:
    book = containers.epub("أول")
    name = next(name for name in zipfile.ZipFile(io.BytesIO(book)).namelist() if name.endswith("html"))
    return with_member(book, name, chapter)


def sheet_of(cells: str) -> bytes:
    book = containers.xlsx([["title", "text"], ["خبر", makers.ARTICLE]])
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    return with_member(book, "xl/worksheets/sheet1.xml", re.sub(r"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>", sheet, flags=re.DOTALL).encode())


def mailbox(message: bytes, count: int = 1) -> bytes:
    return b"".join(b"From a@b Tue Mar  5 14:30:00 2024\n" + message.replace(b"\r\n", b"\n") + b"\n\n" for _ in range(count))


CAPTURE = ("https://sada.example/a", "text/html")
BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros.7z": lambda: containers.sevenzip(ZEROS),
    "claims.7z": lambda: containers.sevenzip(TEXT, size=1 << 50),
    "dictionary.7z": lambda: containers.sevenzip(TEXT, dictionary=3 << 30),
    "nested.7z": lambda: nested(lambda content: containers.sevenzip(content, "a.7z"), 12),
    "zeros.tar": lambda: containers.tar({f"{n}.txt": ZEROS[: 4 << 20] for n in range(10)}),
    "claims.tar": sparse_tar,
    "many.tar": lambda: containers.tar({f"{n}.txt": b"x" for n in range(400)}),
    "nested.tar": lambda: nested(lambda content: containers.tar({"a.tar": content}), 12),
    "zeros.tar.gz": lambda: gzip.compress(containers.tar({"a.txt": ZEROS})),
    "nested.gz": lambda: nested(gzip.compress, 30),
    "nested.xz": lambda: nested(lzma.compress, 30),
    "zeros.bz2": lambda: bz2.compress(ZEROS),
    "zeros.epub": lambda: epub_of(ZEROS),
    "deep.epub": lambda: epub_of(b"<html><body>" + b"<div>" * 60_000 + b"x"),
    "long.epub": lambda: epub_of(b"<html><body><p>" + b"\xd9\x83 \xd9\x84 " * 1_000_000),
    "zeros.xlsx": lambda: with_member(containers.xlsx([["text"], ["a"]]), "xl/sharedStrings.xml", b"<sst>" + ZEROS),
    "rows.xlsx": lambda: sheet_of("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 60_000))),
    "wide.xlsx": lambda: sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "far.xlsx": lambda: sheet_of('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'),
    "entities.xlsx": lambda: with_member(
        containers.xlsx([["a"]]), "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>',
    ),
    "zeros.warc": lambda: containers.warc((*CAPTURE, ZEROS)),
    "many.warc": lambda: containers.warc(*[("https://sada.example/a", "text/plain", TEXT)] * 260, packed=False),
    "squeezed.warc": lambda: containers.warc(("https://sada.example/a.gz", "application/gzip", gzip.compress(gzip.compress(ZEROS)))),
    "many.mbox": lambda: mailbox(b"From: a@b.example\nSubject: x\n\nbody", 400),
    "nested.mbox": lambda: nested(lambda content: mailbox(makers.mail(("a.mbox", content))), 8),
    "parts.mbox": lambda: mailbox(b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2_000 + b"--b--\n"),
    "nested.eml": lambda: nested(lambda content: makers.mail(("a.eml", content)), 12),
    "mixed.zip": lambda: makers.zip_of({"a.tar": containers.tar({"b.7z": containers.sevenzip(ZEROS), "c.gz": gzip.compress(ZEROS)})}),
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bombs_are_losses_within_bounds(name: str) -> None:
    content = BOMBS[name]()
    began = time.process_time()
    tracemalloc.start()
    found = read_bytes(content, name, SMALL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    losses = [loss for document, _ in found for loss in document.losses]
    assert losses or name in HARMLESS, name
    assert "T199" not in {loss.code for loss in losses}
    assert sum(len(document.text) for document, _ in found) <= SMALL.unpacked_bytes
    assert peak <= _PEAK
    assert time.process_time() - began <= _SECONDS


HARMLESS = frozenset({"wide.xlsx", "deep.epub"})  # read whole: nothing in them is large
