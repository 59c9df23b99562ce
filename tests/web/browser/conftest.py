"""A real browser (Debian's Chromium, headless) in front of ``tawthiq serve``; one of each for the whole session."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tawthiq.archive import Archive
from tawthiq.model import EntityType, Part, Word
from tawthiq.model.ids import document_id
from tawthiq.store import Store
from tests.reconcile.builder import Page

HOSTILE_TEXT = (
    "قال وزير الموانئ سامر الحلواني <script>window.hacked = 1</script> في تونس إن الميناء سيفتح في آذار.\n\n"
    '<img src=x onerror="window.hacked = 2"> وأكد الحلواني \u202eأن الرصيف\u202c لم يُبع.\n\n'
    '</article></main><a href="javascript:window.hacked = 3" id="trap">انقر</a> {{ 7 * 7 }} &lt;b&gt; \u2066\u2067\n\n'
    "وعُيّن سامر الحلواني وزيراً للموانئ عام 2019 <style>body { display: none }</style>.\n"
)
"""What a document may hold to harm its reader: scripts, markup, a way out of the page, direction overrides."""
SCANNED = "زار نادر العوضي جزيرة الفنار صباحا."
HOSTILE_TITLE = 'الميناء "><script>window.hacked = 4</script>\u202e'
_MOMENT = 15  # seconds for a page on a machine that does much else
_WIDE = 900  # px: the height of every window, of no matter for what is tested


_PATIENCE = 20  # seconds for a page on a slow machine


class Desk:
    """A browser that looks at one archive."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str, *, lang: str = "ar", width: int = 1280) -> None:
        """Goes to a page in a language, in a window of so many px."""
        self.width(width)
        mark = "&" if "?" in path else "?"
        page, _, part = path.partition("#")
        self.driver.get(f"{self.address}{page}{mark}lang={lang}{'#' + part if part else ''}")

    def dark(self, *, wanted: bool) -> None:
        """Whether the pages are shown as to a reader who wants them dark."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if wanted else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def width(self, width: int) -> None:
        """Makes the window so wide; a phone's width cannot be had from the window itself."""
        size = {"width": width, "height": _WIDE, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def scripts(self, *, allowed: bool) -> None:
        """Whether the pages opened from now on may run JavaScript."""
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns in the page."""
        return self.driver.execute_script(script, *values)

    def all(self, selector: str) -> list[WebElement]:
        """The elements of a selector."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """The first element of a selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def press(self, *keys: str) -> None:
        """Keys, where the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def leave(self, act: Callable[[], object]) -> None:
        """Does what leads to another page, and waits until this one has gone.

        A form that is sent goes on its way a moment after the click: what looks at the page at once may see the old one, and
        opening an address at once stops the form.
        """
        old = self.one("html")
        act()  # may itself wait until the next page has its pictures
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                old.is_enabled()
            except StaleElementReferenceException:
                return
            time.sleep(0.02)
        pytest.fail(f"the browser stays at {self.driver.current_url}")

    def arrives(self, *parts: str) -> bool:
        """Whether the browser comes to an address with all these parts, and none other behind a path that ends in ``$``."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            address = f"{self.driver.current_url}$"
            if all(part in address for part in parts):
                return True
            time.sleep(0.1)
        return False

    def told(self, words: str, selector: str) -> bool:
        """Whether the words stand in an element before long: a page that a key leads to takes a moment."""
        script = "return document.querySelector(arguments[0])?.innerText.includes(arguments[1]) ?? false"
        until = time.monotonic() + _MOMENT
        while time.monotonic() < until:
            if self.run(script, selector, words):
                return True
            time.sleep(0.05)
        return False

    def holds(self, markup: str) -> bool:
        """Whether the page's source has something before long: also where no script may run."""
        until = time.monotonic() + _MOMENT
        while time.monotonic() < until:
            if markup in self.driver.page_source:
                return True
            time.sleep(0.1)
        return False

    def complaints(self) -> list[str]:
        """What the browser's console has told since this was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def first(self, selector: str) -> str:
        """The path of the first link of a selector on the page that is open."""
        found = self.one(selector).get_attribute("href")
        assert found is not None
        return found.removeprefix(self.address)


@pytest.fixture(scope="session")
def browsed_archive(example_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, a hostile document and a scan."""
    folder = tmp_path_factory.mktemp("browsed")
    (folder / "hostile.txt").write_text(HOSTILE_TEXT, "utf-8")
    told = {"publisher": "جريدة <b>الساحل</b>", "title": HOSTILE_TITLE, "published": "2021-03-04"}
    (folder / "hostile.meta.json").write_text(json.dumps(told), "utf-8")
    archive = folder / "archive.tawthiq"
    shutil.copytree(example_archive, archive)
    with Archive(archive) as opened:
        scan(opened.store)
        opened.add(folder / "hostile.txt", workers=0)
    return archive


def scan(store: Store) -> None:
    """A page that was recognised from a picture, with a claim and a doubtful word."""
    content = (Path(__file__).parents[2] / "intake" / "files" / "page.png").read_bytes()
    page = Page(document_id(content), SCANNED, publisher="أرشيف المرفأ", published="1998-05")
    page.claim(page.entity("نادر العوضي"), "visited", object=page.entity("جزيرة الفنار", EntityType.PLACE))
    places = [(match.start(), match.end()) for match in re.finditer(r"\S+", SCANNED)]
    words = tuple(
        Word(start, end, 9000 - 900 * place, 500, 9800 - 900 * place, 900, 31 if place == 1 else 95) for place, (start, end) in enumerate(places)
    )
    made = replace(page.document, title="صفحة ممسوحة", words=words, parts=(Part("page", "1", 0, len(SCANNED)),))
    store.add(made, content, page.reading, "2024-01-02T03:04:05+00:00")


@pytest.fixture(scope="session")
def address(browsed_archive: Path) -> Iterator[str]:
    """Where ``tawthiq serve`` serves it, as a program of its own."""
    program = [sys.executable, "-c", "from tawthiq.cli import main; main()", "--archive", str(browsed_archive), "--lang", "en"]
    command = [*program, "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        line = serving.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            serving.terminate()


@pytest.fixture(scope="session")
def driver() -> Iterator[Chrome]:
    """Headless Chromium; the test fails with what to install where there is none."""
    with browser() as made:
        yield made


@contextmanager
def browser() -> Iterator[Chrome]:
    """A browser without a window, for the tests and for the pictures of the documentation."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        pytest.fail("these tests need a browser: apt-get install chromium chromium-driver (scripts/test leaves them out where it cannot)")
    options = ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=ar"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = Chrome(options=options, service=ChromeService(chromedriver))
    made.set_page_load_timeout(60)
    try:
        yield made
    finally:
        made.quit()


@pytest.fixture
def desk(driver: Chrome, address: str) -> Iterator[Desk]:
    """The browser with nothing chosen and nothing said before."""
    driver.delete_all_cookies()
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    found = Desk(driver, address)
    yield found
    found.scripts(allowed=True)
    found.dark(wanted=False)


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script: the one that scripts/vendor has fetched, else the one in the wheel of axe-core-python."""
    from importlib.util import find_spec

    fetched = Path(__file__).parent / "vendor" / "axe.min.js"
    if fetched.is_file():
        return fetched.read_text("utf-8")
    found = find_spec("axe_core_python")
    assert found is not None
    assert found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")
