"""WARC and WACZ: captured pages with address and time."""

import pytest

from tawthiq.intake import Limits, read_bytes
from tests.intake import containers, makers

PAGE = ("https://sada.example/bridge?id=1", "text/html; charset=utf-8", makers.page().encode())
STYLE = ("https://sada.example/a.css", "text/css", b"p {}")


@pytest.mark.parametrize(("content", "name"), [
    (containers.warc(PAGE, STYLE), "a.warc.gz"), (containers.warc(PAGE, STYLE, packed=False), "a.warc"),
    (makers.zip_of({"archive/data.warc.gz": containers.warc(PAGE, STYLE), "datapackage.json": b"{}", "pages/pages.jsonl": b"{}"}), "a.wacz"),
])
def test_web_pages_keep_address_and_time(content: bytes, name: str) -> None:
    page, account = (document for document, _ in read_bytes(content, name))
    assert makers.ARTICLE.split("\n")[0] in page.text
    assert (page.origin.url, page.origin.captured) == ("https://sada.example/bridge?id=1", "2024-03-05T11:30:00Z")
    assert page.origin.path == f"{name}/sada.example/bridge?id=1"
    assert [(loss.code, loss.where, loss.detail) for loss in account.losses] == [("T186", "text/css 1", "1")]


def test_web_pdf_among_the_captures_is_read() -> None:
    content = containers.warc(("https://sada.example/a.pdf", "application/pdf", makers.pdf(makers.lines("نص الملف"))))
    ((document, _),) = read_bytes(content, "a.warc")
    assert (document.text, document.format) == ("نص الملف", "pdf")


def test_web_answers_that_are_no_pages_are_left_out() -> None:
    ((document, _),) = read_bytes(containers.warc(PAGE, status="301 Moved"), "a.warc")
    assert [loss.code for loss in document.losses] == ["T198"]


def test_web_damage_and_limits_are_told() -> None:
    for cut in (containers.warc(PAGE, PAGE)[:-200], containers.warc(PAGE, packed=False)[:-200]):
        assert "T185" in {loss.code for document, _ in read_bytes(cut, "a.warc.gz") for loss in document.losses}
    found = read_bytes(containers.warc(PAGE, PAGE), "a.warc.gz", Limits(records=1))
    assert [loss.code for document, _ in found for loss in document.losses] == ["T194"]


def test_web_what_the_capturing_program_tells_of_itself_is_no_page() -> None:
    notes = containers._record("resource", "metadata://gnu.org/software/wget/warc/wget_arguments.txt", "text/plain", b'"-r"')
    ((document, _),) = read_bytes(containers.warc(PAGE, packed=False) + notes, "a.warc")
    assert document.origin.url == PAGE[0]
