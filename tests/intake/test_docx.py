"""DOCX: what a reader of the accepted text sees, and what he does not see is told."""

import io
import zipfile

import docx
import pytest

from tawthiq.intake import Limits, read_bytes
from tawthiq.model import Document
from tests.intake import makers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(content: bytes, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    ((document, _),) = read_bytes(content, "a.docx", limits)
    return document


def with_body(body: str) -> bytes:
    return makers.rezip(makers.docx(), {"word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'.encode()})


def test_docx_paragraphs_and_properties() -> None:
    document = read(makers.docx(title="جسر مرجان", author="ليلى سعد"))
    assert document.text == makers.ARTICLE
    assert (document.title, document.author, document.language) == ("جسر مرجان", "ليلى سعد", "ar")
    assert dict(document.origin.metadata_from)["author"] == "properties"


@pytest.mark.parametrize(("title", "author"), [("Microsoft Word - 1.docx", "User"), ("خبر.doc", "Administrator"), ("", "python-docx")])
def test_docx_names_of_programs_are_no_metadata(title: str, author: str) -> None:
    document = read(makers.docx("سطر واحد من النص", title=title, author=author))
    assert (document.title, document.author) == (None, None)


def test_docx_byline_goes_before_properties() -> None:
    document = read(makers.docx("افتتاح متحف مرجان", "بقلم: ليلى سعد", "الثلاثاء 5 آذار/مارس 2024", "قال المدير إن المتحف يفتح غداً.", author="سامي الورد"))
    assert (document.title, document.author, document.published) == ("افتتاح متحف مرجان", "ليلى سعد", "2024-03-05")


def test_docx_table_rows_are_lines() -> None:
    made = docx.Document()
    made.add_paragraph("قبل")
    table = made.add_table(2, 2)
    for row, names in zip(table.rows, [("ليث", "ناطق"), ("هالة", "مهندسة")], strict=True):
        for cell, name in zip(row.cells, names, strict=True):
            cell.text = name
    made.add_paragraph("بعد")
    stream = io.BytesIO()
    made.save(stream)
    assert [line.split() for line in read(stream.getvalue()).text.split("\n")] == [["قبل"], ["ليث", "ناطق"], ["هالة", "مهندسة"], ["بعد"]]


def test_docx_header_and_footer_are_parts() -> None:
    made = docx.Document()
    made.add_paragraph("المتن")
    made.sections[0].header.paragraphs[0].text = "ترويسة"
    made.sections[0].footer.paragraphs[0].text = "تذييل"
    stream = io.BytesIO()
    made.save(stream)
    document = read(stream.getvalue())
    assert {part.kind: document.text[part.start : part.end] for part in document.parts} == {"body": "المتن", "header": "ترويسة", "footer": "تذييل"}


def test_docx_tracked_changes() -> None:
    document = read(with_body(
        "<w:p><w:r><w:t>كان </w:t></w:r><w:del><w:r><w:delText>محذوفاً</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>مضافاً</w:t></w:r></w:ins><w:sdt><w:sdtContent><w:r><w:t> هنا</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    ))
    assert document.text == "كان مضافاً هنا"
    assert [(loss.code, loss.detail) for loss in document.losses] == [("T162", "1")]


def test_docx_billion_laughs_is_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;">]>' + f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    document = read(makers.rezip(makers.docx(), {"word/document.xml": laughs.encode()}))
    assert (document.text, document.losses[0].code) == ("", "T161")


def test_docx_external_entity_is_refused() -> None:
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    assert read(makers.rezip(makers.docx(), {"word/document.xml": outside.encode("utf-16")})).losses[0].code == "T161"


def test_docx_bomb_is_refused() -> None:
    assert read(makers.rezip(makers.docx(), {"word/media/x.bin": b"\0" * 30_000_000})).losses[0].code == "T193"


@pytest.mark.parametrize("cut", [10, 200, 5_000])
def test_docx_cut_off_is_a_loss(cut: int) -> None:
    document = read(makers.docx()[:-cut])
    assert (document.text, document.losses[0].code) == ("", "T160")


def test_docx_missing_part_is_a_loss() -> None:
    assert read(makers.zip_of({"word/document.xml": b"<x/>"})).losses[0].code == "T160"
    assert zipfile.is_zipfile(io.BytesIO(makers.docx()))


def test_docx_deep_nesting_does_not_recurse() -> None:
    deep = "<w:sdt><w:sdtContent>" * 100 + "<w:p><w:r><w:t>قاع</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * 100
    assert "قاع" in read(with_body(deep)).text
