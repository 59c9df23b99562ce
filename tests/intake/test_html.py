"""Web pages: the article without its surroundings, and what the page says of itself."""

import json
import logging

import pytest

from tawthiq.intake import Limits, read_bytes
from tawthiq.model import Document
from tests.intake import makers


def read(page: str | bytes, name: str = "a.html") -> Document:
    content = page.encode() if isinstance(page, str) else page
    ((document, _),) = read_bytes(content, name)
    return document


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def test_html_article_without_menu_script_comments_footer() -> None:
    document = read(makers.page())
    assert document.text.split() == ("جسر مرجان يفتح قريباً " + makers.ARTICLE).split()
    assert (document.title, document.publisher, document.language) == ("جسر مرجان يفتح قريباً", "صدى النهر", "ar")
    assert not document.losses


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-16", "utf-8-sig"])
def test_html_charsets(encoding: str) -> None:
    declared = {"cp1256": "windows-1256", "iso8859-6": "ISO-8859-6"}.get(encoding, "utf-8")
    page = makers.page().replace("charset='utf-8'", f"charset='{declared}'")
    document = read(page.encode(encoding))
    assert "قال الناطق باسم بلدية مرجان" in document.text
    assert not document.losses


META = (
    '<meta property="og:site_name" content="سنابل"><meta name="author" content="بقلم ليلى سعد">'
    '<meta property="article:published_time" content="2024-03-05T14:30:00+03:00"><meta property="og:title" content="جسر مرجان | سنابل">'
    '<link rel="canonical" href="https://sanabel.example/1">'
)
ARTICLE_LD = {
    "@type": "NewsArticle", "headline": "جسر مرجان", "datePublished": "2024-03-05T14:30:00+03:00",
    "author": {"@type": "Person", "name": "ليلى سعد"}, "publisher": {"@type": "Organization", "name": "سنابل"}, "url": "https://sanabel.example/1",
}


@pytest.mark.parametrize(("head", "source"), [
    (META, "meta"),
    (ld(ARTICLE_LD), "json-ld"),
    (ld([{"@type": "BreadcrumbList"}, ARTICLE_LD]), "json-ld"),
    (ld({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "صفحة"}, ARTICLE_LD]}), "json-ld"),
    (ld({**ARTICLE_LD, "@type": ["Article", "NewsArticle"], "author": [{"name": "ليلى سعد"}]}), "json-ld"),
    (ld({**ARTICLE_LD, "author": "بقلم: ليلى سعد", "publisher": "سنابل"}), "json-ld"),
    (ld({"@graph": [{**ARTICLE_LD, "publisher": {"@id": "#o"}}, {"@id": "#o", "@type": "Organization", "name": "سنابل"}]}), "json-ld"),
    (ld({**ARTICLE_LD, "publisher": None}) + ld({"@type": "NewsMediaOrganization", "name": "سنابل"}), "json-ld"),
    ('<script type="application/ld+json">{broken</script>' + META, "meta"),
])
def test_html_metadata(head: str, source: str) -> None:
    document = read(makers.page(head=head))
    assert (document.publisher, document.author, document.published) == ("سنابل", "ليلى سعد", "2024-03-05T14:30:00+03:00")
    assert document.title == "جسر مرجان"
    assert document.origin.url == "https://sanabel.example/1"
    assert dict(document.origin.metadata_from)["published"] == source


def test_html_several_authors() -> None:
    head = ld({**ARTICLE_LD, "author": [{"name": "ليلى سعد"}, {"name": "سامي الورد"}]})
    assert read(makers.page(head=head)).author == "ليلى سعد، سامي الورد"


@pytest.mark.parametrize("lines", [
    '<div class="meta"><span class="date">الثلاثاء 5 آذار/مارس 2024</span> <span class="author">كتب ليلى سعد</span></div>',
    "<p>بقلم: ليلى سعد</p><p>نشر في 05/03/2024</p>",
    '<time datetime="2024-03-05">أمس</time><a rel="author" href="/x"></a><div class="byline">ليلى سعد</div>',
])
def test_html_byline(lines: str) -> None:
    page = makers.page().replace("</h1>", "</h1>" + lines)
    document = read(page)
    assert (document.author, document.published) == ("ليلى سعد", "2024-03-05")


def test_html_date_of_the_day_above_the_heading_is_not_taken() -> None:
    page = makers.page().replace("<nav>", "<div>السبت 9 آذار/مارس 2024</div><nav>")
    assert read(page).published is None


def test_html_host_stands_for_an_unnamed_outlet() -> None:
    page = makers.page(head='<link rel="canonical" href="https://www.sanabel.example/1">').replace(" - صدى النهر</title>", "</title>")
    document = read(page)
    assert (document.publisher, dict(document.origin.metadata_from)["publisher"]) == ("sanabel.example", "host")


def test_html_page_without_article_gives_its_text_with_a_loss() -> None:
    menu = "".join(f"<div class='menu-item'><a href='/{n}'>قسم {n}</a></div>" for n in range(60))
    document = read(f"<html><body><div class='menu nav'>{menu}</div></body></html>")
    assert "قسم 59" in document.text
    assert [loss.code for loss in document.losses] == ["T150"]


@pytest.mark.parametrize("page", ["<html></html>", "<html><script>1</script></html>", "<!doctype html>"])
def test_html_page_without_text_is_a_loss(page: str) -> None:
    document = read(page)
    assert document.text == ""
    assert [loss.code for loss in document.losses] == ["T151"]


@pytest.mark.parametrize("depth", [500, 2_000, 50_000])
def test_html_deep_nesting_is_read_flat_with_a_loss(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "كلمة في القاع" + "</div>" * depth + "</body></html>"
    document = read(page)
    assert "كلمة في القاع" in document.text
    assert "T152" in [loss.code for loss in document.losses]


def test_html_too_large_is_refused() -> None:
    ((document, _),) = read_bytes(makers.page().encode(), "a.html", Limits(text_bytes=100))
    assert document.losses[0].code == "T103"


def test_html_text_file_with_markup_stays_as_it_is() -> None:
    assert read(makers.page(), "a.txt").text == makers.page()


def test_html_writes_nothing_to_the_log(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        read("<html><body><p>قصير</p></body></html>")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("dates", "day"), [
    ('<time class="updated" datetime="2024-03-07">7 مارس 2024</time><span>5 مارس 2024</span>', "2024-03-05"),
    ('<time class="updated" datetime="2024-03-07">7 مارس 2024</time>', "2024-03-07"),
    ('<time class="published updated" datetime="2024-03-05">5 مارس 2024</time>', "2024-03-05"),
])
def test_html_date_of_a_change_gives_way(dates: str, day: str) -> None:
    page = f"<html><body><h1>جسر مرجان يفتح قريباً</h1><div class='meta'>{dates}</div><article>{''.join(f'<p>{line}</p>' for line in makers.ARTICLE.splitlines())}</article></body></html>"
    assert read(page).published == day


def test_html_day_of_looking_is_no_date_of_publication() -> None:
    page = f"<html><head><title>جسر مرجان يفتح قريباً</title></head><body><div class='datetoday'>9 مارس 2025</div><p>جسر مرجان يفتح قريباً</p><p>نشر في 5 مارس 2024</p><p>{makers.ARTICLE}</p></body></html>"
    assert read(page).published == "2024-03-05"
