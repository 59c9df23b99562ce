"""What kind of file bytes are: by their first bytes, inside a zip by its members, then by the suffix."""

from __future__ import annotations

import bz2
import lzma
import posixpath
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

_HEAD = 2_048  # bytes looked at
_PLAIN = frozenset(["txt", "text", "md"])
_HTML = regex.compile(  # atomic groups: comments could be cut in exponentially many ways
    rb"\A(?:\xef\xbb\xbf)?\s*+(?><!--.{0,500}?-->\s*+)*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:!doctype\s+html|html|head|body)\b",
    regex.IGNORECASE | regex.DOTALL,
)
_MAIL_FIELD = regex.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To|X-[\w-]{1,40}): ?\S",
    regex.IGNORECASE | regex.MULTILINE,
)
_MBOX = regex.compile(rb"\AFrom \S+ .{0,60}\d{4}\r?\n[\w-]+: ")
_MHTML = regex.compile(
    rb"^(?:Snapshot-Content-Location:|From: <Saved by|X-MAF-Information:|X-MimeOLE: Produced By Microsoft MHTML)", regex.MULTILINE,
)
_RECOGNISED = regex.compile(rb"<(?:\w{1,8}:)?alto[\s>]|<PcGts[\s>]|class=[\"\']ocr_page|name=[\"\']ocr-system")
_WARC = b"WARC/"
_PEEKED = 65_536  # bytes of a packed stream that surely hold its first block
_PEEKED_BZIP2 = 1_200_000  # bytes: a block of bzip2 holds 900,000 and is unpacked whole
_LZMA_MEMORY = 128 << 20  # bytes that an xz stream may ask for; xz -9 asks for 65 MiB
_MAIL_FIELDS = 2  # header fields in the first lines that make a mail of a file without suffix
_SHORT = 4  # bytes; text may begin with a signature shorter than this


@dataclass(frozen=True, slots=True)
class Kind:
    """``parser`` names one of ours (text, html, mail, docx, pdf, zip, …) or is empty: refused with this code and name."""

    parser: str
    code: str = ""
    name: str = ""


def sniff(content: bytes, name: str) -> Kind:
    """The kind of a file from its bytes and its name; plain text where nothing speaks against it."""
    suffix = posixpath.splitext(name)[1].lstrip(".").lower()
    head = content[:_HEAD]
    if b"%PDF-" in head[:1_024] and suffix not in _PLAIN:
        return Kind("pdf")
    if head.startswith(b"%PDF-"):
        return Kind("pdf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(content, suffix)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(content)
    found = _magic(head)
    if found is not None and found.parser == "packed":
        return Kind("warc") if peek(content, len(_WARC)).startswith(_WARC) else found
    return found or _text(head, suffix)


def peek(content: bytes, length: int) -> bytes:
    """The first bytes inside a gzip, bzip2 or xz stream; what cannot be had is missing."""
    try:
        if content.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(content[:_PEEKED], length)
        if content.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(content[:_PEEKED_BZIP2], length)
        return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY).decompress(content[:_PEEKED], length)
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        return b""


def _text(head: bytes, suffix: str) -> Kind:
    """Kinds that are text themselves; a suffix that says plain text is believed."""
    if suffix in _PLAIN:
        return Kind("text")
    if _MBOX.match(head):
        return Kind("mbox")
    known = _suffixes().get(suffix, "")
    if known == "mhtml" or _MHTML.search(head.replace(b"\r\n", b"\n").split(b"\n\n")[0]):
        return Kind("mhtml")
    if _RECOGNISED.search(head):
        return Kind("recognised")
    if known == "mail" or (not known and len(_MAIL_FIELD.findall(head.split(b"\n\n")[0])) >= _MAIL_FIELDS):
        return Kind("mail")
    if known == "html" or _HTML.match(head.replace(b"\x00", b"").lstrip(b"\xff\xfe")):
        return Kind("html")
    if known.startswith("T"):
        return Kind("", known, suffix)
    return Kind(known or "text")


def _zip(content: bytes, suffix: str) -> Kind:
    """Office files and e-books are zips; their members tell, or their suffix where the zip is damaged."""
    names = content[:4_096] + content[-65_536:]
    if b"word/document" in names or suffix in ("docx", "docm"):
        return Kind("docx")
    for sign, parser, name in _ZIPPED:
        if sign in names or suffix == name.lower():
            return Kind(parser, name=name)
    return Kind("zip")


_ZIPPED = (  # a member's name or the stored type, parser, name and suffix
    (b"xl/workbook", "workbook", "XLSX"), (b"ppt/presentation", "slides", "PPTX"), (b".warc", "wacz", "WACZ"),
    (b"META-INF/container.xml", "epub", "EPUB"), (b"mimetypeapplication/vnd.oasis.opendocument.text", "opendocument", "ODT"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "workbook", "ODS"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "opendocument", "ODP"), (b"mimetypeapplication/epub", "epub", "EPUB"),
)


def _ole(content: bytes) -> Kind:
    """The old container of Microsoft Office: names of its streams are UTF-16."""
    for sign, parser, name in (("__substg1.0_", "outlook", "MSG"), ("WordDocument", "word97", "DOC"),
                               ("Workbook", "workbook", "XLS"), ("PowerPoint Document", "word97", "PPT")):
        if sign.encode("utf-16-le") in content:
            return Kind(parser, name=name)
    return Kind("", "T134", "OLE2")


def _magic(head: bytes) -> Kind | None:
    binary = b"\x00" in head[:512]
    for offset, sign, code, name in _signatures():
        if head[offset : offset + len(sign)] == sign and (binary or len(sign) >= _SHORT):
            return Kind("", code, name) if code.startswith("T") else Kind(code, name=name)
    return None


@cache
def _signatures() -> tuple[tuple[int, bytes, str, str], ...]:
    return tuple((int(offset), bytes.fromhex(sign), code, name) for offset, sign, code, name in _rows("magic.tsv"))


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: kind for suffix, kind in _rows("suffixes.tsv")}  # noqa: C416 - rows are lists


def _rows(table: str) -> list[list[str]]:
    text = files("tawthiq.intake").joinpath("data", table).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
