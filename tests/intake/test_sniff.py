"""What is not read is named, with what to do."""

import pytest

from tawthiq.errors import codes, message
from tawthiq.intake import read_bytes
from tawthiq.intake.sniff import sniff
from tests.intake import makers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    (makers.png(), "a.png", "T120"), (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), "a.jpg", "T120"), (b"GIF89a" + bytes(20), "photo", "T120"),
    (b"II*\0" + bytes(50), "scan.tif", "T120"), (b"{\\rtf1\\ansi text}", "a.rtf", "T122"), (b"{\\rtf1\\ansi text}", "a.doc", "T122"),
    (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "T121"), (OLE + "Workbook".encode("utf-16-le"), "a.xls", "T124"),
    (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "a.msg", "T127"), (OLE, "x", "T134"),
    (makers.zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"}), "a.odt", "T123"), (makers.zip_of({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "T124"),
    (makers.zip_of({"mimetype": b"application/epub+zip"}), "a.epub", "T125"), (makers.zip_of({"ppt/presentation.xml": b"<x/>"}), "a.pptx", "T132"),
    (makers.zip_of({"datapackage.json": b"{}"}), "a.wacz", "T128"), (b"From a@b Tue Mar  5 14:30:00 2024\nFrom: a@b\nSubject: x\n\nbody\n", "box", "T126"),
    (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a.warc", "T128"), (b"\x1f\x8b\x08\0" + bytes(20), "a.gz", "T129"), (b"7z\xbc\xaf\x27\x1c\0\4", "a.7z", "T129"),
    (bytes(257) + b"ustar\0", "a.tar", "T129"), (b"ID3\4\0\0\0" + bytes(30), "a.mp3", "T130"), (b"\0\0\0\x20ftypisom" + bytes(30), "a.mp4", "T130"),
    (b"MZ\x90\0\3\0" + bytes(80), "a.exe", "T131"), (b"\x7fELF\2\1\1" + bytes(80), "a", "T131"), (b'{"a": 1}', "a.json", "T133"),
    (b"a,b\n1,2\n", "a.csv", "T133"), (b"SQLite format 3\0" + bytes(80), "a.db", "T133"), (b"<?xml version='1.0'?><a/>", "a.xml", "T133"),
]


@pytest.mark.parametrize(("content", "name", "code"), REFUSED)
def test_sniff_refuses_with_a_reason(content: bytes, name: str, code: str) -> None:
    ((document, kept),) = read_bytes(content, name)
    assert (document.text, [loss.code for loss in document.losses], kept) == ("", [code], content)


@pytest.mark.parametrize(("content", "name", "parser"), [
    (makers.pdf(makers.lines("نص")), "a.txt", "pdf"), (makers.docx(), "a.bin", "docx"), (makers.page().encode(), "a", "html"),
    (makers.page().encode("utf-16"), "a", "html"), (makers.mail(), "a", "mail"), (b"BMW \xd9\x82", "a.txt", "text"), (b"MZ is a name", "a", "text"),
    (b"\x1f\x8b", "a.txt", "text"), ("خبر: نص".encode(), "a", "text"), (b"text", "a.log", "text"), (b"<p>text", "a.html", "html"),
])
def test_sniff_content_goes_before_suffix(content: bytes, name: str, parser: str) -> None:
    assert sniff(content, name).parser == parser


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_sniff_every_code_has_texts(lang: str) -> None:
    own = [code for code in codes() if code.startswith("T1")]
    assert len(own) > 40
    for code in own:
        found = message(code, lang, where="a.zip", detail="x")
        assert found.what
        assert found.do
        assert "<where>" not in found.what + found.do
