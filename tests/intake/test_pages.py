"""Pages after the templates of newspapers, agencies, broadcasters and blogs: article, outlet, author and date."""

from __future__ import annotations

from functools import cache

import pytest

from tawthiq.intake import read_bytes
from tawthiq.model import Document
from tests.intake.pages_set import Page, f1, pages

PAGES = {page.name: page for page in pages()}


@cache
def read(name: str) -> tuple[Page, Document]:
    page = PAGES[name]
    ((document, _),) = read_bytes(page.content, f"{name}.html")
    return page, document


def test_pages_are_of_many_templates() -> None:
    assert len(PAGES) >= 30


def test_pages_articles_are_told_from_the_rest() -> None:
    found = {name: f1(page.body, document.text) for name, (page, document) in ((name, read(name)) for name in PAGES)}
    assert sum(found.values()) / len(found) >= 0.95, sorted(found.items(), key=lambda item: item[1])[:10]
    assert min(found.values()) >= 0.9, min(found.items(), key=lambda item: item[1])


@pytest.mark.parametrize("field", ["outlet", "author", "date"])
def test_pages_tell_who_published_who_wrote_and_when(field: str) -> None:
    wrong = {}
    for name in PAGES:
        page, document = read(name)
        found = {"outlet": document.publisher, "author": document.author, "date": document.published and document.published[:10]}[field]
        if found != getattr(page, field):
            wrong[name] = found
    assert len(wrong) <= 0.1 * len(PAGES), wrong


def test_pages_that_end_at_a_wall_say_so() -> None:
    assert [name for name in PAGES if "T153" in {loss.code for loss in read(name)[1].losses}] == ["paywall"]


