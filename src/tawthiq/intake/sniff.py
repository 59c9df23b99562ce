"""What kind of file bytes are: by their first bytes, inside a zip by its members, then by the suffix."""

from __future__ import annotations

import posixpath
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
_MAIL_FIELDS = 2  # header fields in the first lines that make a mail of a file without suffix
_SHORT = 4  # bytes; text may begin with a signature shorter than this


@dataclass(frozen=True, slots=True)
class Kind:
    """``parser`` names one of ours (text, html, mail, docx, pdf, zip) or is empty: refused with this code and name."""

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
    return _magic(head) or _text(head, suffix)


def _text(head: bytes, suffix: str) -> Kind:
    """Kinds that are text themselves; a suffix that says plain text is believed."""
    if suffix in _PLAIN:
        return Kind("text")
    if _MBOX.match(head):
        return Kind("", "T126", "mbox")
    known = _suffixes().get(suffix, "")
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
    for sign, code, name in _ZIPPED:
        if sign in names or suffix == name.lower():
            return Kind("", code, name)
    return Kind("zip")


_ZIPPED = (  # a member's name or the stored type, code of the refusal, name and suffix
    (b"xl/workbook", "T124", "XLSX"), (b"ppt/presentation", "T132", "PPTX"), (b"datapackage.json", "T128", "WACZ"),
    (b"mimetypeapplication/epub", "T125", "EPUB"), (b"mimetypeapplication/vnd.oasis.opendocument.text", "T123", "ODT"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "T124", "ODS"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "T132", "ODP"),
)


def _ole(content: bytes) -> Kind:
    """The old container of Microsoft Office: names of its streams are UTF-16."""
    for sign, code, name in (("__substg1.0_", "T127", "MSG"), ("WordDocument", "T121", "DOC"),
                             ("Workbook", "T124", "XLS"), ("PowerPoint Document", "T132", "PPT")):
        if sign.encode("utf-16-le") in content:
            return Kind("", code, name)
    return Kind("", "T134", "OLE2")


def _magic(head: bytes) -> Kind | None:
    binary = b"\x00" in head[:512]
    for offset, sign, code, name in _signatures():
        if head[offset : offset + len(sign)] == sign and (binary or len(sign) >= _SHORT):
            return Kind("", code, name)
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
