"""Pictures of the screens for docs/images: ``python -m tests.web.browser.pictures [ARCHIVE]``, see scripts/pictures."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import uvicorn
from PIL import Image

from tawthiq.archive import Archive
from tawthiq.web import create_app
from tests.web.browser.conftest import Desk, browser

ROOT = Path(__file__).parents[3]
SCAN = ROOT / "tests" / "intake" / "files" / "page.png"
IMAGES = ROOT / "docs" / "images"
_CONTENT = "bdi, main strong, code, dd, blockquote, .words, .text, .questions, .value-differs, .bars span, .picture .name, .picture .what, a[href^='http']"
"""Where words of articles, and what was read in them, can stand: pages isolate every value of a document."""
_OURS = ".standing, .sign, .doors, .files, .ends, .extent, .years, kbd, button, label, bdi[title]"  # of the program itself, and days of publication
_ALTERED = """
const [content, ours, known] = [arguments[0], arguments[1], new Set(arguments[2])];
const letters = "بتثجحدرزسشصضطعغفقكلمنهوي", latin = "abcdefghijklmnopqrstuvwxyz";
let seed = 7;
const any = (from) => from[(seed = (seed * 16807) % 2147483647) % from.length];
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
const found = [];
while (walker.nextNode()) found.push(walker.currentNode);
for (const node of found) {
  const around = node.parentElement, words = node.data.replace(/[\\u2066-\\u2069]/g, "").trim();
  if (!/\\p{L}/u.test(words) || known.has(words) || !around.closest(content) || around.closest(ours)) continue;
  node.data = node.data.replace(/[A-Za-z]/g, () => any(latin)).replace(/\\p{Script=Arabic}/gu, (sign) => /\\p{M}/u.test(sign) ? "" : any(letters))
    .replace(/\\d/g, () => any("0123456789"));
  around.style.filter = "blur(4px)";
}
"""
"""In pictures of archives that are not ours to show, every letter and digit of their words is another one; then they are blurred.

Blurring alone leaves large letters legible. Names of outlets and of those whom most documents name are left as they are.
"""
_SOUGHT, _BODY = "الانتخابات", "الأمم المتحدة"
_COLOURS = 96  # of a picture: text and a few plain surfaces, and files that stay below 150 KB


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
                       ("scan", _scan(desk)), ("copies", "/copies"), ("agreements", "/agreements"),
                       ("alone", "/alone"), ("documents", "/documents"), ("people", "/entities?type=Person")):
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
    bodies = _twin(desk, "/entities.json?type=Organization")
    dossier = f"/entity/{next((row for row in bodies if row['name'] == _BODY), bodies[0])['id']}"
    desk.open(f"{dossier}?show=agree")
    claim = desk.first('.lines a[href^="/claim/"]')
    desk.open(claim)
    document = desk.first('a[href*="claim="]').partition("#")[0]
    screens = {"overview": "/", "dossier": dossier, "claim": claim, "document": document, "search": f"/search?q={_SOUGHT}", "copies": "/copies"}
    known = _known(desk)
    for name, path in screens.items():
        _taken(desk, f"large-{name}", path, known=known)
    _taken(desk, "large-dossier-en", dossier, lang="en", known=known)
    _taken(desk, "large-relations", dossier, known=known, at="relations-picture")
    _taken(desk, "large-dossier-phone", dossier, width=390, known=known)
    desk.dark(wanted=True)
    _taken(desk, "large-search-dark", screens["search"], known=known)
    desk.dark(wanted=False)


def _known(desk: Desk) -> list[str]:
    """Names that may be read: outlets, the most documented people (heads of states), bodies and places; and the word that is searched."""
    first = _twin(desk, "/index.json")
    named = [row["name"] for kind in ("Organization", "Place") for row in _twin(desk, f"/entities.json?type={kind}")]
    named += [row["name"] for row in first["people"]]
    return [_SOUGHT, *(name for name, _ in first["publishers"]), *named]


def _twin(desk: Desk, path: str) -> Any:
    with urlopen(f"{desk.address}{path}") as answer:  # noqa: S310  # our own server
        return json.load(answer)


def _taken(
    desk: Desk, name: str, path: str, *, lang: str = "ar", width: int = 1100, known: Sequence[str] | None = None, at: str = "",
) -> None:
    desk.open(path, lang=lang, width=width)
    desk.run("document.querySelector('.lines details')?.setAttribute('open', '')")
    if known is not None:
        desk.run(_ALTERED, _CONTENT, _OURS if path != "/" else f"{_OURS}, h1, .columns", known)
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
