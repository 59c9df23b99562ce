"""What a hostile document holds stays text."""

from __future__ import annotations

import pytest

from tests.web.browser.conftest import Desk

pytestmark = pytest.mark.xdist_group("browser")

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """The hostile document, open."""
    desk.open("/search?q=الحلواني")
    desk.driver.get(desk.address + desk.first(".hits a"))
    return desk


def test_hostile_scripts_do_not_run(opened: Desk) -> None:
    assert opened.run("return window.hacked === undefined")
    assert opened.complaints() == []
    assert "window.hacked = 1" in opened.one("article.text").text


def test_hostile_markup_makes_no_elements(opened: Desk) -> None:
    assert opened.all("article.text img, article.text script, article.text style, #trap, h1 script, main b") == []
    assert opened.run("return getComputedStyle(document.body).display") != "none"
    assert "{{ 7 * 7 }}" in opened.one("article.text").text


def test_hostile_direction_overrides_are_not_shown(opened: Desk) -> None:
    shown = opened.run("return document.documentElement.textContent + document.title")
    assert not any(mark in shown for mark in OVERRIDES)


def test_hostile_title_stays_text_wherever_it_is_listed(desk: Desk) -> None:
    for path in ("/documents", "/search?q=الحلواني", "/"):
        desk.open(path)
        assert desk.run("return window.hacked === undefined")
        assert desk.complaints() == []


def test_hostile_search_words_stay_text(desk: Desk) -> None:
    desk.open("/search?q=%22%3E%3Cscript%3Ewindow.hacked%3D5%3C/script%3E")
    assert desk.run("return window.hacked === undefined")
    assert desk.one("#q").get_attribute("value") == '"><script>window.hacked=5</script>'
