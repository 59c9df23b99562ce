"""A document cut where evidence and doubtful words begin and end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tawthiq.model import Word
from tawthiq.model.ids import document_id
from tawthiq.store import Store
from tawthiq.views.document import document_page
from tests.reconcile.builder import Page

TEXT = "عاد سامر الحلواني إلى المرفأ.\n\nوبقي الباب مفتوحا."
NOW = "2024-01-02T03:04:05+00:00"


def test_document_doubtful_words_are_told_apart_and_nothing_is_lost(tmp_path: Path) -> None:
    start = TEXT.index("الحلواني")
    words = (Word(0, 3, 0, 0, 1, 1, 96), Word(start, start + 8, 0, 0, 1, 1, 31))
    page = Page(document_id(TEXT.encode()), TEXT, publisher="جريدة الساحل")
    with Store.open(tmp_path / "a") as store:
        store.add(replace(page.document, words=words), TEXT.encode(), page.reading, NOW)
        found = document_page(store, page.document.id)
    pieces = [piece for paragraph in found.paragraphs for piece in paragraph]
    assert [piece.text for piece in pieces if piece.doubtful] == ["الحلواني"]
    assert all(TEXT[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces) == TEXT.replace("\n", "")
