"""Furniture of pages, and articles that stand in a page as data."""

from __future__ import annotations

import json

import pytest
from lxml.html import HtmlElement, document_fromstring  # type: ignore[import-untyped]

from tawthiq.intake import embedded, prune
from tests.intake import makers


def tree(body: str) -> HtmlElement:
    return document_fromstring(f"<html><body>{body}</body></html>")


TEXT = f"<p>{makers.ARTICLE}</p>"


@pytest.mark.parametrize(("box", "gone"), [
    ('<div class="newsletter-box">اشترك</div>', True), ('<aside class="Most_read__x">قائمة</aside>', True), ('<div class="readable">نص</div>', False),
    ('<div class="sharepoint">نص</div>', False), ('<div class="comments"><h1>عنوان</h1></div>', False), ('<div id="inlineRelatedPost">قائمة</div>', True),
])
def test_prune_takes_marked_boxes_only(box: str, gone: bool) -> None:  # noqa: FBT001
    page = tree(TEXT + box)
    prune.pruned(page)
    assert (len(page.find("body")) == 1) is gone


def test_prune_leaves_a_mark_that_holds_the_page() -> None:
    page = tree(f'<div class="has-related">{TEXT}</div>')
    assert not prune.pruned(page)
    assert makers.ARTICLE.split()[0] in page.text_content()


def test_prune_tells_of_a_wall() -> None:
    assert prune.pruned(tree(TEXT + '<div class="paywall">للمشتركين</div>'))


def test_prune_tables_of_figures_stay_tables() -> None:
    page = tree("<table><tr><td>1</td><td>2</td></tr></table>")
    prune.unlaid(page)
    assert next(page.iter("table"), None) is not None


def test_prune_layout_tables_lose_their_menus() -> None:
    page = tree(f'<table><tr><td><a href="/1">قائمة</a></td><td>{TEXT * 8}</td></tr></table>')
    prune.unlaid(page)
    assert next(page.iter("table"), None) is None
    assert "قائمة" not in page.text_content()


@pytest.mark.parametrize("data", [
    {"a": {"body": "فقرة " * 60}}, {"story": {"blocks": [{"type": "p", "text": "فقرة " * 30}, {"type": "p", "content": "فقرة " * 30}]}},
    {"x": [{"articleBody": "فقرة " * 60}]},
])
def test_embedded_finds_the_article_in_data(data: object) -> None:
    page = tree(f'<script type="application/json">{json.dumps(data)}</script>')
    assert embedded.article(page).split() == ["فقرة"] * 60


@pytest.mark.parametrize("script", ["{broken", "[" * 5_000, '{"body": "قصير"}', '{"other": "' + "فقرة " * 80 + '"}', "null"])
def test_embedded_finds_nothing_where_there_is_none(script: str) -> None:
    assert embedded.article(tree(f'<script type="application/json">{script}</script>')) == ""
