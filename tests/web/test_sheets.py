"""Pictures of scanned pages beside their text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tawthiq.model import Part, Word
from tawthiq.model.ids import document_id
from tawthiq.store import Store
from tawthiq.views.document import document_page
from tawthiq.web import create_app
from tawthiq.web.sheets import drawn_apart
from tests.intake.makers import ARTICLE, lines, pdf
from tests.reconcile.builder import Page
from tests.web.conftest import TOKEN

SCAN = (Path(__file__).parents[1] / "intake" / "files" / "page.png").read_bytes()
TEXT = "عاد سامر الحلواني إلى المرفأ.\n\nوبقي الباب مفتوحا."
NOW = "2024-01-02T03:04:05+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A scan of one page, of whose words one is doubtful."""
    start = TEXT.index("الحلواني")
    words = (Word(0, 3, 9000, 100, 9400, 300, 96), Word(start, start + 8, 6000, 100, 7000, 300, 31))
    page = Page(document_id(SCAN), TEXT, publisher="جريدة الساحل")
    with Store.open(tmp_path / "archive.tawthiq") as store:
        store.add(replace(page.document, words=words, parts=(Part("page", "1", 0, len(TEXT)),)), SCAN, page.reading, NOW)
    return tmp_path / "archive.tawthiq"


def test_sheets_boxes_are_those_of_doubtful_words_and_claims(archive: Path) -> None:
    with Store.open(archive, create=False, readonly=True) as store:
        (sheet,) = document_page(store, document_id(SCAN)).sheets
    assert (sheet.number, sheet.start, sheet.end) == (1, 0, len(TEXT))
    assert [(box.left, box.doubtful) for box in sheet.boxes] == [(6000, True)]


def test_sheets_page_and_picture_are_served(archive: Path) -> None:
    client = TestClient(create_app(archive, TOKEN), base_url="http://127.0.0.1:8765", raise_server_exceptions=False)
    path = f"/document/{document_id(SCAN)}"
    page = client.get(path).text
    assert f'src="{path}/page/1.jpg"' in page
    assert 'class="box doubtful"' in page
    answer = client.get(f"{path}/page/1.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    drawn, given = Image.open(io.BytesIO(answer.content)), Image.open(io.BytesIO(SCAN))
    assert abs(drawn.width / drawn.height - given.width / given.height) < 0.01
    assert client.get(f"{path}/page/7.jpg").status_code == 404
    assert "<img" not in client.get(f"{path}?show=words").text
    assert "<mark" not in client.get(f"{path}?show=picture").text


def test_sheets_pages_of_a_pdf_are_drawn_and_what_is_no_picture_is_not() -> None:
    assert drawn_apart(pdf(lines(ARTICLE)), 1).startswith(b"\xff\xd8")
    assert drawn_apart(b"%PDF-1.4 broken", 1) == b""
    assert drawn_apart(b"nothing of the kind", 1) == b""
