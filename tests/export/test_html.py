"""The page: whole, in both directions, and deaf to what documents try."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tawthiq.export.html import dossier_page, office_bars
from tests.views.sample import HOSTILE, dossier

_VOID = {"meta", "br", "img", "link", "input", "hr"}


class _Checker(HTMLParser):
    """Collects tags and sees to it that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack.pop() == tag


def _parsed(page: str) -> _Checker:
    checker = _Checker()
    checker.feed(page)
    checker.close()
    return checker


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_html_page_is_whole_and_has_its_direction(lang: str, direction: str) -> None:
    checker = _parsed(dossier_page(dossier(), lang))
    assert checker.stack == []
    assert checker.tags[0] == ("html", {"lang": lang, "dir": direction})


def test_html_page_runs_and_fetches_nothing() -> None:
    checker = _parsed(dossier_page(dossier(), "ar"))
    tags = {tag for tag, _ in checker.tags}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert not [name for _, attributes in checker.tags for name in attributes if name.startswith("on")]
    policy = next(a["content"] for tag, a in checker.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy


def test_html_links_only_to_web_addresses() -> None:
    links = [a["href"] for tag, a in _parsed(dossier_page(dossier(), "ar")).tags if tag == "a"]
    assert "https://example.org/b?x=1&y=2" in links
    assert not [link for link in links if link and link.startswith("javascript")]


def test_html_shows_hostile_words_as_words() -> None:
    page = dossier_page(dossier(HOSTILE), "ar")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_html_opens_each_line_on_its_words_and_chain() -> None:
    page = dossier_page(dossier(), "ar")
    assert page.count("<details>") == 2
    assert "<mark>تولى الوزارة عام 2016</mark>" in page
    assert re.search(r"<bdi>مصدر قريب منه</bdi> <span class=\"soft\">\(بلا اسم\)", page)


def test_html_shows_what_is_worse_than_stated() -> None:
    page = dossier_page(dossier(), "ar")
    assert '<span class="standing alleged">زعم أو اتهام</span>' in page


def test_html_of_the_same_dossier_is_the_same() -> None:
    assert dossier_page(dossier(), "en") == dossier_page(dossier(), "en")


def test_html_bars_are_of_offices_that_nobody_denies() -> None:
    line = next(line for line in dossier().lines if office_bars([line]))
    assert office_bars([replace(line, further_marks=("stated", "attributed"))])
    assert office_bars([replace(line, further_marks=("stated", "denied"))]) is None
