"""Pictures of the screens for docs/images: ``python -m tests.web.browser.pictures [ARCHIVE]``, see scripts/pictures."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image

from tawthiq.archive import Archive
from tawthiq.web import create_app
from tests.web.browser.conftest import Desk, browser

ROOT = Path(__file__).parents[3]
SCAN = ROOT / "tests" / "intake" / "files" / "page.png"
IMAGES = ROOT / "docs" / "images"
_WORDS = (
    ".words, .hits a, .rows a, strong, .said, .picture .what, .picture .label, .sources a, blockquote, .text, .margin > li > a, .groups h2,"
    " .value-differs, td a[href^='/claim/'], .statement > p:not(.isnad):not(.doors):not(.soft), .questions, .read h1, .one h1"
)
"""Words of articles and what was read in them: in pictures of archives that are not ours to show they are made unreadable."""
_COLOURS = 64  # of a picture: text and a few plain surfaces, and files that stay below 150 KB


def main() -> None:
    """Takes all pictures."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        archive = given or _examples(Path(folder))
        with _served(archive) as address, browser() as driver:
            desk = Desk(driver, address)
            _large(desk) if given else _small(desk)


def _examples(folder: Path) -> Path:
    archive = folder / "examples.tawthiq"
    with Archive(archive) as opened:
        opened.add(ROOT / "examples", workers=0)
        opened.add(_scanned(folder), workers=0)
    return archive


def _scanned(folder: Path) -> Path:
    """A folder with a scan and what is known of it: its own name stands in the picture, not where it lies."""
    scans = folder / "scans"
    scans.mkdir()
    shutil.copy(SCAN, scans / "page.png")
    told = {"title": "افتتاح الجسر: صفحة ممسوحة", "publisher": "صحيفة صدى النهر", "published": "2024-03-06"}
    (scans / "page.meta.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return scans


@contextmanager
def _served(archive: Path) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(archive, "pictures"), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _small(desk: Desk) -> None:
    desk.open("/")
    dossier = desk.first('a[href^="/entity/"]')
    desk.open(f"{dossier}?show=agree")
    claim = desk.first('.lines a[href^="/claim/"]')
    desk.open(claim)
    document = (desk.all('a[href*="claim="]')[-1].get_attribute("href") or "").removeprefix(desk.address)
    for name, path in (("overview", "/"), ("dossier", dossier), ("claim", claim), ("document", document), ("search", "/search?q=المخابرات"),
                       ("decisions", "/decisions"), ("add", "/add"), ("settings", "/settings"), ("differences", "/differences"),
                       ("scan", _scan(desk)), ("copies", "/copies"), ("agreements", "/agreements")):
        _taken(desk, name, path)
    for name, path in (("overview-en", "/"), ("dossier-en", dossier), ("claim-en", claim)):
        _taken(desk, name, path, lang="en")
    _taken(desk, "dossier-phone", dossier, width=390)
    desk.dark(wanted=True)
    _taken(desk, "document-dark", document)
    desk.dark(wanted=False)


def _scan(desk: Desk) -> str:
    desk.open("/search?q=الجسر")
    found = next(link for link in desk.all(".hits a") if "ممسوحة" in link.text)
    return (found.get_attribute("href") or "").removeprefix(desk.address)


def _large(desk: Desk) -> None:
    desk.open("/entities?type=Organization")
    dossier = desk.first('.rows a[href^="/entity/"]')
    desk.open(f"{dossier}?show=agree")
    claim = desk.first('.lines a[href^="/claim/"]')
    desk.open(claim)
    document = desk.first('a[href*="claim="]').partition("#")[0]
    screens = {"overview": "/", "dossier": dossier, "claim": claim, "document": document, "search": "/search?q=الانتخابات", "copies": "/copies"}
    for name, path in screens.items():
        _taken(desk, f"large-{name}", path, blurred=True)
    _taken(desk, "large-dossier-en", dossier, lang="en", blurred=True)
    _taken(desk, "large-relations", dossier, blurred=True, at="relations-picture")
    _taken(desk, "large-dossier-phone", dossier, width=390, blurred=True)
    desk.dark(wanted=True)
    _taken(desk, "large-search-dark", screens["search"], blurred=True)
    desk.dark(wanted=False)


def _taken(desk: Desk, name: str, path: str, *, lang: str = "ar", width: int = 1100, blurred: bool = False, at: str = "") -> None:
    desk.open(path, lang=lang, width=width)
    desk.run("document.querySelector('.lines details')?.setAttribute('open', '')")
    if blurred:
        desk.run("document.body.classList.toggle('read', !!document.querySelector('.reading'))")
        desk.run("document.body.classList.toggle('one', !!document.querySelector('.isnad'))")
        desk.run("document.querySelectorAll(arguments[0]).forEach((item) => { item.style.filter = 'blur(6px)' })", _WORDS)
    if at:
        desk.run("document.getElementById(arguments[0]).scrollIntoView({ behavior: 'instant' })", at)
    raw = IMAGES / f"{name}.raw.png"
    desk.driver.save_screenshot(str(raw))
    with Image.open(raw) as image:
        image.convert("RGB").quantize(_COLOURS).save(IMAGES / f"{name}.png", optimize=True)
    raw.unlink()
    print(name, (IMAGES / f"{name}.png").stat().st_size)  # noqa: T201  # a script's report


if __name__ == "__main__":
    if not shutil.which("chromium"):
        sys.exit("apt-get install chromium chromium-driver")
    main()
