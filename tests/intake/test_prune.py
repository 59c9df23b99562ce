"""Furniture of pages, and articles that stand in a page as data."""

from __future__ import annotations

import json
import time

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


@pytest.mark.parametrize("heading", ["<h3>الأكثر قراءة</h3>", "<h4>أخبار ذات صلة:</h4>", "<div><span>مقالات سابقة للكاتب</span></div>"])
def test_prune_takes_boxes_whose_heading_tells_of_other_articles(heading: str) -> None:
    page = tree(f"{TEXT}<section>{heading}<p>خبر آخر تماماً</p></section>")
    prune.pruned(page)
    assert page.text_content().split() == makers.ARTICLE.split()


@pytest.mark.parametrize("box", [f"<div><p>الأكثر قراءة</p>{TEXT}</div>", f"<div><p>فقرة</p><p>التعليقات</p></div>{TEXT}", f"<article><h3>ذات صلة</h3>{TEXT}</article>"])
def test_prune_leaves_what_only_speaks_of_other_articles(box: str) -> None:
    page = tree(box)
    prune.pruned(page)
    assert makers.ARTICLE.split()[0] in page.text_content()


FLAT = [["Reactive", 1], {"article": 2}, {"headline": 3, "writer": 4, "publishedAt": 6, "body": 7}, "عنوان الخبر", {"name": 5}, "سهاد القيسي", "2024-05-01", "فقرة " * 60]


def test_embedded_follows_places_in_a_flat_list() -> None:
    page = tree(f'<script type="application/json">{json.dumps(FLAT)}</script>')
    assert embedded.article(page).split() == ["فقرة"] * 60
    assert embedded.values(page) == {"title": "عنوان الخبر", "author": "سهاد القيسي", "published": "2024-05-01"}


def test_embedded_of_places_without_end_stays_quick() -> None:
    flat = json.dumps([{"body": 1}, [1] * 5_000, *[{"body": 1}] * 15_000])
    began = time.process_time()
    assert embedded.article(tree(f'<script type="application/json">{flat}</script>')) == ""
    assert time.process_time() - began < 5
