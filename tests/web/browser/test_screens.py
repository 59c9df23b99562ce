"""The screens as a reader sees them: both languages, phone to wall screen, with and without JavaScript, by keyboard."""

from __future__ import annotations

import base64

import pypdfium2
import pytest
from selenium.webdriver.common.keys import Keys

from tests.web.browser.conftest import Desk

pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (390, 1280, 1920)
SCREENS = ("overview", "dossier", "claim", "document", "search", "scan")
LISTS = ("/search?q=الوزير&in=claims", "/search?q=الوزير&in=quotations", "/search?q=الوزير&facets=1", "/add", "/settings", "/decisions", "/entities?type=Person", "/documents", "/documents?losses=1", "/differences",
         "/agreements", "/alone", "/copies", "/copies?in=passages", "/nothing-here")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUESTION = "/search?q=الوزير"


@pytest.fixture(scope="session")
def paths(driver: object, address: str) -> dict[str, str]:
    """The address of each screen: a dossier with differences or many lines, its first claim, that claim's words."""
    from selenium.webdriver import Chrome

    assert isinstance(driver, Chrome)
    desk = Desk(driver, address)
    desk.open("/")
    found = {"overview": "/", "search": QUESTION, "dossier": desk.first('a[href^="/entity/"]')}
    desk.open(found["dossier"])
    found["claim"] = desk.first('a[href^="/claim/"]')
    desk.open(found["claim"])
    found["document"] = desk.first('a[href*="claim="]')
    desk.open("/search?q=الفنار")
    found["scan"] = desk.first(".hits a")
    return found


def violations(desk: Desk, axe: str) -> list[tuple[str, str]]:
    """The rules of WCAG 2.2 AA that the open page breaks, each with the first element that does."""
    desk.run(axe + "; return 1")
    found = desk.driver.execute_async_script("axe.run({ runOnly: arguments[0] }).then(arguments[1])", RULES)
    return [(item["id"], item["nodes"][0]["html"][:160]) for item in found["violations"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_screens_fit_their_window_and_direction(desk: Desk, paths: dict[str, str], lang: str, width: int) -> None:
    for name in SCREENS:
        desk.open(paths[name], lang=lang, width=width)
        wide, shown = desk.run("const e = document.documentElement; return [e.scrollWidth, e.clientWidth]")
        assert wide <= shown, f"{name} is {wide} px wide in a window of {shown}"
        assert desk.run("return getComputedStyle(document.body).direction") == ("rtl" if lang == "ar" else "ltr")
        begin = desk.run("const r = document.querySelector('h1').getBoundingClientRect(); return [r.left, r.right]")
        assert begin[0] >= 0
        assert begin[1] <= shown
        assert desk.complaints() == []


@pytest.mark.parametrize("path", LISTS)
def test_screens_lists_fit_a_phone(desk: Desk, path: str) -> None:
    desk.open(path, width=390)
    wide, shown = desk.run("const e = document.documentElement; return [e.scrollWidth, e.clientWidth]")
    assert wide <= shown


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_screens_have_no_accessibility_violations(desk: Desk, paths: dict[str, str], axe: str, lang: str) -> None:
    for path in (*(paths[name] for name in SCREENS), *LISTS):
        desk.open(path, lang=lang)
        assert violations(desk, axe) == [], path


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_screens_in_the_dark_have_no_accessibility_violations(desk: Desk, paths: dict[str, str], axe: str, lang: str) -> None:
    desk.dark(wanted=True)
    for name in SCREENS:
        desk.open(paths[name], lang=lang)
        assert violations(desk, axe) == [], name


def test_screens_opened_details_have_no_accessibility_violations(desk: Desk, paths: dict[str, str], axe: str) -> None:
    desk.open(paths["dossier"], width=390)
    desk.run("document.querySelectorAll('details').forEach((item) => { item.open = true })")
    assert violations(desk, axe) == []
    wide, shown = desk.run("const e = document.documentElement; return [e.scrollWidth, e.clientWidth]")
    assert wide <= shown


def test_screens_without_scripts_are_walked_by_links(desk: Desk) -> None:
    desk.scripts(allowed=False)
    desk.open("/")
    box = desk.one("#q")
    desk.leave(lambda: box.send_keys("الوزير", Keys.ENTER))
    assert desk.all(".hits > li")
    desk.open("/")
    desk.driver.get(desk.address + desk.first('a[href^="/entity/"]'))
    desk.one("ol.lines summary").click()
    door = desk.one('ol.lines a[href*="claim="]')
    assert door.is_displayed()
    desk.leave(door.click)
    assert desk.all("mark.chosen")


def test_screens_slash_leads_to_the_search_box(desk: Desk) -> None:
    desk.open("/")
    desk.press("/")
    assert desk.run("return document.activeElement.id") == "q"
    desk.leave(lambda: desk.press("الوزير", Keys.ENTER))
    assert desk.arrives("/search?")
    assert desk.told("", ".hits > li")


def test_screens_j_and_k_walk_the_lines_of_a_dossier(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["dossier"])
    desk.press("j", "j", "k")
    at = desk.run("return [...document.querySelectorAll('.lines summary')].indexOf(document.activeElement)")
    assert at == 0
    desk.press(Keys.ENTER)
    assert desk.run("return document.activeElement.closest('details').open")


def test_screens_first_tab_leads_to_the_content(desk: Desk) -> None:
    desk.open("/")
    desk.press(Keys.TAB)
    assert desk.run("return document.activeElement.className") == "skip"
    desk.press(Keys.ENTER)
    assert desk.run("return document.activeElement.id") == "main"


def test_screens_letters_stay_joined_under_marks(desk: Desk, paths: dict[str, str]) -> None:
    """A mark that begins inside a word (wa-, bi-, al-) does not change how wide the letters are."""
    desk.open("/search?q=ميناء")
    script = """
      const make = (markup) => { const p = document.createElement('p'); p.style.display = 'inline-block'; p.innerHTML = markup;
        document.querySelector('main').append(p); return p.getBoundingClientRect().width };
      return [make('وبالكتاب'), make('وبا<mark>لكتا</mark>ب')]
    """
    whole, marked = desk.run(script)
    assert abs(whole - marked) < 0.5


def test_screens_j_on_a_document_shows_the_words_of_each_claim(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["document"].partition("?")[0])
    for place in (0, 1):
        desk.press("j")
        chosen = desk.run("return [...document.querySelectorAll('.text mark.chosen')].map((mark) => mark.dataset.claims.split(' '))")
        assert chosen
        assert all(str(place) in claims for claims in chosen)
        seen = desk.run("const r = document.querySelector('.text mark.chosen').getBoundingClientRect(); return [r.top, r.bottom]")
        assert 0 <= seen[0] <= seen[1] <= desk.run("return innerHeight")
    desk.leave(lambda: desk.press("k", Keys.ENTER))
    assert desk.arrives("claim=")


def test_screens_words_that_are_clicked_choose_their_claim(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["document"].partition("?")[0])
    desk.one(".text mark").click()
    assert desk.all(".margin > li.chosen")


@pytest.mark.parametrize("verdict", ["agree", "differ", "single_source"])
def test_screens_filters_of_a_dossier_work_without_scripts(desk: Desk, paths: dict[str, str], verdict: str) -> None:
    desk.scripts(allowed=False)
    desk.open(paths["dossier"])
    desk.leave(desk.one(f'.choices a[href*="show={verdict}"]').click)
    assert desk.arrives(f"show={verdict}")
    assert len(desk.all(".choices a[aria-current]")) == 1
    assert {item.get_attribute("class") for item in desk.all("ol.lines > li")} <= {verdict}


def test_screens_print_opens_every_line_and_leaves_the_controls_out(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["dossier"])
    desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    desk.run("dispatchEvent(new Event('beforeprint'))")
    try:
        assert desk.run("return [...document.querySelectorAll('ol.lines details')].every((item) => item.open)")
        assert not desk.one(".top").is_displayed()
        assert not desk.one(".files").is_displayed()
        assert desk.one("ol.sources > li").is_displayed()
    finally:
        desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_screens_paper_as_narrow_as_a_phone_has_the_pictures_whole(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["dossier"], width=700)
    desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert desk.one(".relations .picture").is_displayed()
        assert not [item for item in desk.all(".push") if item.is_displayed()]
        for picture in desk.all(".wide"):
            assert desk.run("return arguments[0].scrollWidth <= arguments[0].clientWidth + 1", picture)
    finally:
        desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_screens_scan_shows_its_picture_and_the_words_of_a_claim_on_both(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["scan"])
    assert desk.run("return document.querySelector('.sheet img').naturalWidth > 0")
    assert [box.get_attribute("class") for box in desk.all(".sheet .box.doubtful")] == ["box doubtful"]
    assert desk.one(".faint").text == "نادر"
    desk.press("j")
    assert len(desk.all(".sheet .box.chosen")) == 6
    assert desk.all(".text mark.chosen")
    picture, box = (desk.run("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", name)
                    for name in (".sheet img", ".sheet .box.chosen"))
    assert picture["left"] <= box["left"]
    assert box["right"] <= picture["right"]


def test_screens_scan_is_read_as_picture_or_text_without_scripts(desk: Desk, paths: dict[str, str]) -> None:
    desk.scripts(allowed=False)
    desk.open(paths["scan"])
    desk.leave(desk.one('.choices a[href*="show=picture"]').click)
    assert desk.all(".sheet img")
    assert desk.all(".sheets .text") == []
    desk.leave(desk.one('.choices a[href*="show=words"]').click)
    assert desk.all(".sheet img") == []
    assert "جزيرة الفنار" in desk.one(".sheets .text").text


def test_screens_relations_of_some_years_without_scripts(desk: Desk, paths: dict[str, str]) -> None:
    desk.scripts(allowed=False)
    desk.open(paths["dossier"])
    before = len(desk.all('[aria-labelledby="relations-picture"] tbody tr'))
    until = desk.one('.years-filter input[name="until"]')
    desk.leave(lambda: until.send_keys("1990", Keys.ENTER))
    assert desk.arrives("until=1990")
    assert len(desk.all('[aria-labelledby="relations-picture"] tbody tr')) < before
    desk.open(f"{paths['dossier']}?since=nonsense")
    assert "T421" in desk.one('[role="alert"]').text


def test_screens_search_leads_from_documents_to_claims_and_narrows(desk: Desk) -> None:
    desk.scripts(allowed=False)
    desk.open(QUESTION)
    desk.leave(desk.one('.choices a[href*="in=claims"]').click)
    assert desk.all('.rows a[href^="/claim/"]')
    desk.open(f"{QUESTION}&facets=1")
    desk.leave(desk.one('.facets a[href*="entity="]').click)
    assert desk.all('.facets a[aria-current="true"], .facets a[href]')
    assert desk.all(".hits > li")


def test_screens_first_page_takes_less_than_300_kb_with_its_fonts(desk: Desk) -> None:
    desk.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    desk.open("/")
    script = """
      const done = arguments[0];
      document.fonts.ready.then(() => done([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map((entry) => entry.transferSize)));
    """
    sizes = desk.driver.execute_async_script(script)
    assert len(sizes) > 2
    assert 5_000 < sum(sizes) < 300_000


def test_screens_dossier_is_printed_as_a_pdf_with_its_sources(desk: Desk, paths: dict[str, str]) -> None:
    desk.open(paths["dossier"])
    shown = len(desk.all("ol.sources > li"))
    printed = base64.b64decode(desk.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    document = pypdfium2.PdfDocument(printed)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) > 1
    assert all(str(number) in text for number in range(1, shown + 1))


def test_screens_relations_of_one_kind_stand_in_picture_and_table(desk: Desk, paths: dict[str, str]) -> None:
    desk.scripts(allowed=False)
    desk.open(paths["dossier"])
    desk.open(desk.first('.kinds a[href*="kind=Place"]'))
    rows = len(desk.all('[aria-labelledby="relations-picture"] tbody tr'))
    assert rows == len(desk.all(".picture.ring .node.place"))
    assert desk.all(".picture.ring .node:not(.place)") == desk.all(".picture.ring .node.middle")
    picture, table = (desk.run("return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", name)
                      for name in (".relations > .wide", ".relations > .list"))
    assert table["right"] <= picture["left"]  # beside it: behind it in the direction of reading
