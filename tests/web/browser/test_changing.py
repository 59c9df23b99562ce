"""Adding and choosing in the browser, with scripts and without."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.web.browser.conftest import Desk

pytestmark = pytest.mark.xdist_group("browser")

_PATIENCE = 300  # seconds until a file is read on a machine that does much else: the learned model is loaded for it


def until_done(desk: Desk) -> None:
    """Waits until the page says so; it asks again by itself, with scripts and without, so no element of it is held."""
    until = time.monotonic() + _PATIENCE
    page = desk.driver.page_source
    while time.monotonic() < until and 'data-running="no"' not in page:
        assert "data-running" in page or "<main" not in page, page  # an error is told at once and not waited for
        time.sleep(0.2)
        page = desk.driver.page_source
    assert 'data-running="no"' in page


@pytest.mark.parametrize("scripts", [True, False])
def test_changing_a_chosen_file_is_added(desk: Desk, tmp_path: Path, *, scripts: bool) -> None:
    word = "المرسى" if scripts else "المنارة"
    (tmp_path / f"{word}.txt").write_text(f"قال سامر الحلواني إن {word} بُنيت عام 1998.", "utf-8")
    desk.scripts(allowed=scripts)
    desk.open("/add")
    desk.one('input[type="file"]').send_keys(str(tmp_path / f"{word}.txt"))
    desk.leave(desk.one("form.drop button").click)
    until_done(desk)
    desk.open(f"/search?q={word}")
    assert desk.all(".hits > li")


def test_changing_a_dropped_file_is_added(desk: Desk) -> None:
    desk.open("/add")
    dropping = """
      const data = new DataTransfer();
      data.items.add(new File(['وعُيّن سامر الحلواني مديراً للفنار عام 2001.'], 'dropped.txt', { type: 'text/plain' }));
      dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true, bubbles: true }));
    """
    desk.leave(lambda: desk.run(dropping))
    until_done(desk)
    desk.open("/documents")
    assert "dropped.txt" in desk.one("main").text
    assert desk.complaints() == []


def test_changing_month_names_and_digits_are_remembered(desk: Desk) -> None:
    desk.scripts(allowed=False)
    desk.open("/settings?back=/documents")
    desk.one('input[value="levant"]').click()
    desk.one('input[value="arabic"]').click()
    desk.leave(desk.one("form.card button").click)
    assert desk.arrives("/documents$")
    assert "٤ آذار ٢٠٢١" in desk.one("main").text


def test_changing_the_language_keeps_the_place(desk: Desk) -> None:
    desk.open("/search?q=الحلواني", lang="ar")
    Select(desk.one('select[name="order"]')).select_by_value("oldest")
    desk.leave(desk.one(".filters button").click)
    desk.open(desk.first('a[hreflang="en"]').replace("&lang=en", ""), lang="en")
    assert desk.told("Oldest first".lower(), "main")
    assert desk.arrives("order=oldest")
    assert desk.run("return document.documentElement.lang") == "en"
    assert desk.all(".hits > li")


def test_changing_a_claim_is_accepted_by_one_key_and_taken_back(desk: Desk) -> None:
    desk.open("/")
    desk.open(desk.first('a[href^="/entity/"]'))
    desk.open(desk.first('a[href^="/claim/"]'), lang="en")
    desk.leave(lambda: desk.press("a"))
    assert desk.told("accepted", '[aria-labelledby="judge"]')
    desk.leave(desk.one(".undo button").click)
    assert desk.told("taken back", '[aria-labelledby="judge"]')
    assert desk.complaints() == []


def test_changing_a_pair_is_decided_without_scripts(desk: Desk) -> None:
    desk.scripts(allowed=False)
    desk.open("/decisions", lang="en")
    before = len(desk.all(".queue > li"))
    desk.leave(desk.one('.queue [value="unsure"], .queue [value="accept"]').click)
    assert desk.all('[aria-labelledby="history"] li')
    assert len(desk.all(".queue > li")) in {before, before - 1}


def test_changing_a_claim_is_corrected_without_scripts_and_taken_back(desk: Desk) -> None:
    desk.scripts(allowed=False)
    desk.open("/search?q=الفنار&in=claims", lang="en")
    desk.leave(desk.one('.rows a[href^="/claim/"]').click)
    desk.one(".correcting summary").send_keys(Keys.ENTER)
    field = desk.one('.correcting [name="object"]')
    field.clear()
    desk.leave(lambda: field.send_keys("رأس الفنار", Keys.ENTER))
    assert desk.holds("رأس الفنار</bdi></h1>"), desk.one("main").text
    undo = desk.one(".undo button")
    desk.leave(lambda: undo.send_keys(Keys.ENTER))
    assert desk.holds("جزيرة الفنار</bdi></a></h1>"), desk.one("main").text
    assert desk.holds("taken back")
