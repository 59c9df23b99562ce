"""What is not read is named, with what to do."""

import pytest

from tawthiq.errors import codes, message
from tawthiq.intake import read_bytes
from tawthiq.intake.sniff import sniff
from tests.intake import containers, makers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    (OLE, "x", "T134"), (b"Rar!\x1a\x07\x01\0", "a.rar", "T129"), (b"\0\0\0\x18ftypheic" + bytes(20), "a.heic", "T120"),
    (b"ID3\4\0\0\0" + bytes(30), "a.mp3", "T130"), (b"\0\0\0\x20ftypisom" + bytes(30), "a.mp4", "T130"),
    (b"MZ\x90\0\3\0" + bytes(80), "a.exe", "T131"), (b"\x7fELF\2\1\1" + bytes(80), "a", "T131"), (b'{"a": 1}', "a.json", "T133"),
    (b"SQLite format 3\0" + bytes(80), "a.db", "T133"), (b"<?xml version='1.0'?><a/>", "a.xml", "T133"),
]


@pytest.mark.parametrize(("content", "name", "code"), REFUSED)
def test_sniff_refuses_with_a_reason(content: bytes, name: str, code: str) -> None:
    ((document, kept),) = read_bytes(content, name)
    assert (document.text, [loss.code for loss in document.losses], kept) == ("", [code], content)


@pytest.mark.parametrize(("content", "name", "parser"), [
    (makers.pdf(makers.lines("نص")), "a.txt", "pdf"), (makers.docx(), "a.bin", "docx"), (makers.page().encode(), "a", "html"),
    (makers.page().encode("utf-16"), "a", "html"), (makers.mail(), "a", "mail"), (b"BMW \xd9\x82", "a.txt", "text"), (b"MZ is a name", "a", "text"),
    (makers.png(), "a.txt", "image"), (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), "a", "image"), (b"GIF89a" + bytes(20), "photo", "image"),
    (b"II*\0" + bytes(50), "scan", "image"), (b"{\\rtf1\\ansi text}", "a.doc", "rtf"), (containers.odt(""), "a", "opendocument"),
    (containers.xlsx([["a"]]), "a", "workbook"), (containers.odt("", kind="spreadsheet"), "a", "workbook"), (containers.epub("x"), "a", "epub"),
    (containers.pptx("x"), "a", "slides"), (makers.zip_of({"archive/x.warc.gz": b""}), "a", "wacz"), (containers.msg(), "a", "outlook"),
    (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "word97"), (OLE + "Workbook".encode("utf-16-le"), "a.xls", "workbook"),
    (b"From a@b Tue Mar  5 14:30:00 2024\nFrom: a@b\nSubject: x\n\nbody\n", "box", "mbox"), (containers.mhtml("x"), "a", "mhtml"),
    (containers.warc(), "a", "warc"), (containers.warc(packed=False), "a", "warc"), (containers.gzipped(b"x"), "a", "packed"),
    (containers.tar({"a": b"x"}), "a", "tar"), (b"7z\xbc\xaf\x27\x1c\0\4", "a", "7z"), (b"a,b\n1,2\n", "a.csv", "table"),
    (b"<?xml version='1.0'?><alto xmlns='x'/>", "a.xml", "recognised"), (b"<html><body><div class='ocr_page'>", "a.html", "recognised"),
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
