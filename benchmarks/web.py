"""How long the server takes for each screen of an archive, and how many bytes the first page needs.

Run as ``python -m benchmarks.web ARCHIVE [--rounds 3] [--each 10]``; the archive is only read. Times are those of the application
without the network, and beside them the processor time alone, which other programs on the machine disturb less. "first" is a page
that nothing was kept for, "again" the same page asked for at once. Dossiers are those of the most documented people,
organisations and places; claims and documents are what they link to.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from tawthiq.web import create_app

_WORDS = (
    "الرئيس", "والحكومة", "وزارة الخارجية", "بالعراق", "للجيش", "الانتخابات", "النفط", '"مجلس الأمن"', "كردستان", "قال", "زقفطلوني",
)
_LINK = {kind: re.compile(rf'href="(/{kind}/[^"#]+)') for kind in ("entity", "claim", "document")}
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def main() -> None:
    """Prints a table of times and the bytes of the first page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=10, help="dossiers of a type that are timed")
    options = parser.parse_args()
    screens = _screens(_client(options.archive), options.each)
    client = _client(options.archive)  # a new one: nothing is kept from the gathering of addresses
    _first_page(client)
    print(f"{'page':16} {'asked':>6} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'cpu p95':>8} {'KB p50':>8} {'KB max':>8}")
    for name, paths in screens.items():
        taken = [[_time(client, path) for _ in range(options.rounds)] for path in paths]
        _row(f"{name}, first", [times[0] for times in taken])
        if options.rounds > 1:
            _row(f"{name}, again", [item for times in taken for item in times[1:]])


def _client(archive: Path) -> TestClient:
    return TestClient(create_app(archive, "none"), base_url="http://127.0.0.1:8765")


def _row(name: str, taken: Sequence[tuple[float, float, int]]) -> None:
    times, processor, sizes = [item[0] for item in taken], [item[1] for item in taken], [item[2] / 1000 for item in taken]
    print(f"{name:16} {len(taken):6} {median(times):8.1f} {_p95(times):8.1f} {max(times):8.1f} {_p95(processor):8.1f} {median(sizes):8.1f}"
          f" {max(sizes):8.1f}")


def _screens(client: TestClient, each: int) -> dict[str, Sequence[str]]:
    lists = [f"/entities?type={kind}" for kind in ("Person", "Organization", "Place")]
    dossiers = [path for page in lists for path in islice(_links(client, page, "entity"), each)]
    claims = [path for page in dossiers for path in islice(_links(client, page, "claim"), 1)]
    documents = [path.replace("&amp;", "&") for page in dossiers for path in islice(_links(client, page, "document"), 1)]
    return {
        "overview": ["/"] * 5, "search": [f"/search?q={words}" for words in _WORDS], "dossier": dossiers, "claim": claims,
        "document": documents, "lists": [*lists, "/documents", "/differences"],
    }


def _links(client: TestClient, page: str, kind: str) -> Iterator[str]:
    return iter(dict.fromkeys(_LINK[kind].findall(client.get(page).text)))


def _time(client: TestClient, path: str) -> tuple[float, float, int]:
    """Wall and processor time in ms, and bytes."""
    began, busy = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken, worked = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code} {path}")
    return taken, worked, len(answer.content)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[max(0, round(0.95 * len(taken)) - 1)]


def _first_page(client: TestClient) -> None:
    page = client.get("/")
    assets = {path: len(client.get(path).content) for path in dict.fromkeys(_ASSET.findall(page.text))}
    print(f"first page {len(page.content):,} bytes, with {', '.join(f'{path} {size:,}' for path, size in assets.items())}: "
          f"{(len(page.content) + sum(assets.values())) / 1000:.0f} KB before fonts\n")


if __name__ == "__main__":
    main()
