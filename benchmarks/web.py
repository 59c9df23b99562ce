"""How long the server takes for each screen of an archive, and how many bytes the first page needs.

Run as ``python -m benchmarks.web ARCHIVE [--rounds 2] [--most 17] [--random 67]``; the archive is only read. Times are those of the
application without the network, and beside them the processor time alone, which other programs on the machine disturb less. "first"
is a page that nothing was kept for, "again" the same page asked for at once. Dossiers are those of the most documented people,
organisations and places (``--most`` of each type) and of others drawn from all with a name (``--random`` of each, always the same for
an archive); claims and documents are what they link to. Searches are made of words from rare to frequent: alone, as phrases, joined,
with each filter that the page offers and some of them together (outlets, years, people and places are those that the archive has most
of), with further facets, and for claims and quotations. The file of the database is read once before, as the server does when it begins.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote

from starlette.testclient import TestClient

from benchmarks.figures import p95
from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.web import create_app
from tawthiq.web.warming import warm, warm_archive

_WORDS = (
    "الرئيس", "والحكومة", "بالعراق", "للجيش", "الانتخابات", "النفط", "كردستان", "قال", "الحكومة", "المحكمة", "مصرف", "زقفطلوني", "فساد",
)
_PHRASES = ('"مجلس الأمن"', '"رئيس الوزراء"', '"وزارة الخارجية"', '"حقوق الإنسان"', '"قال إن"')
_JOINED = ("وزارة الخارجية", "الرئيس AND الانتخابات", "النفط NOT كردستان", "الجيش OR الشرطة", "البرلمان الموازنة النفط", "قال الرئيس إن")
_NARROWED = {
    "days": ("since={late}", "until={early}", "since={early}&until={late}"), "outlet": ("publisher={outlet}",),
    "person": ("entity={person}",), "place": ("entity={place}",),
    "standing": tuple(f"standing={standing}" for standing in ("alleged", "denied", "attributed", "planned")),
    "together": ("standing=alleged&publisher={outlet}&since={early}", "entity={person}&standing=attributed&until={late}"),
    "order": ("order=oldest", "order=relevance"), "a later page": ("from=40",), "exact": ("exact=1",), "facets": ("facets=1",),
    "claims": ("in=claims", "in=claims&standing=denied", "in=claims&entity={person}", "in=claims&from=80"), "quoted": ("in=quotations",),
}
_SEED = 7  # of the entities that are drawn
_LINK = {kind: re.compile(rf'href="(/{kind}/[^"#]+)') for kind in ("entity", "claim", "document")}
_KINDS = ("Person", "Organization", "Place")
_LISTS = (
    *(f"/entities?type={kind}" for kind in _KINDS), "/entities?type=Organization&from=500", "/documents", "/documents?losses=1",
    "/documents?from=5000", "/differences", "/agreements", "/alone", "/copies", "/copies?in=passages", "/decisions", "/add", "/settings",
)
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def main() -> None:
    """Prints a table of times and the bytes of the first page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--most", type=int, default=17, help="dossiers of a type, the most documented")
    parser.add_argument("--random", type=int, default=67, help="dossiers of a type, drawn")
    options = parser.parse_args()
    screens = _screens(_client(options.archive), options.archive, options.most, options.random)
    warm()
    client = _client(options.archive)  # a new one: nothing is kept from the gathering of addresses
    state = client.app.state  # type: ignore[attr-defined]  # an application of ours behind the client
    warm_archive(options.archive, state.catalogues)  # as the server does when it begins, but for the lists: they are asked for below
    client.get("/search?q=قال")
    print(f"{'page':36} {'asked':>6} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'cpu p95':>8} {'KB p50':>8} {'KB max':>8}")
    together: dict[str, list[tuple[float, float, int]]] = {}
    for name, paths in screens.items():
        taken = [[_time(client, path) for _ in range(options.rounds)] for path in paths]
        _row(f"{name}, first", [times[0] for times in taken])
        together.setdefault(name.partition(",")[0], []).extend(times[0] for times in taken)
        if options.rounds > 1:
            _row(f"{name}, again", [item for times in taken for item in times[1:]])
    for name in ("dossier", "search"):
        _row(f"{name}, all first", together[name])
    _first_page(client)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _client(archive: Path) -> TestClient:
    return TestClient(create_app(archive, "none"), base_url="http://127.0.0.1:8765")


def _row(name: str, taken: Sequence[tuple[float, float, int]]) -> None:
    times, processor, sizes = [item[0] for item in taken], [item[1] for item in taken], [item[2] / 1000 for item in taken]
    print(f"{name:36} {len(taken):6} {median(times):8.1f} {p95(times):8.1f} {max(times):8.1f} {p95(processor):8.1f} {median(sizes):8.1f}"
          f" {max(sizes):8.1f}", flush=True)


def _screens(client: TestClient, archive: Path, most: int, drawn: int) -> dict[str, Sequence[str]]:
    with Store.open(archive, create=False, readonly=True) as store:
        named = {kind: list(store.entities(EntityFilter(type=kind, kind="named", named=True, limit=None))) for kind in _KINDS}
    leading = [f"/entity/{row.id}" for rows in named.values() for row in rows[:most]]
    chance = Random(_SEED)  # noqa: S311  # a sample, no secret
    others = [f"/entity/{row.id}" for rows in named.values() for row in chance.sample(rows[most:], min(drawn, len(rows[most:])))]
    pages = [client.get(path).text for path in (*leading[::5], *others[::10])]
    claims, documents = (
        [path.replace("&amp;", "&") for page in pages for path in islice(dict.fromkeys(_LINK[kind].findall(page)), 1)]
        for kind in ("claim", "document")
    )
    return {
        "overview": ["/"], "dossier, most": leading, "dossier, drawn": others, **_searches(_values(archive, named)),
        "claim": claims, "document": documents, **{f"list {path}": [path] for path in _LISTS},
        "list, of one entity": [f"/decisions?entity={path.rpartition('/')[2]}" for path in leading[::10]],
    }


def _values(archive: Path, named: dict[str, list[EntityRow]]) -> dict[str, str]:
    """What searches are narrowed by: the greatest outlet, two years of those dated, the most documented person and place."""
    with Store.open(archive, create=False, readonly=True) as store:
        reach = store.extent()
    years = [year for year, _ in reach.years] or ["2020"]
    return {
        "outlet": next((quote(name) for name, _ in reach.publishers), "none"), "early": years[len(years) // 3], "late": years[-2:][0],
        "person": next((row.id for row in named["Person"]), "none"), "place": next((row.id for row in named["Place"]), "none"),
    }


def _searches(values: dict[str, str]) -> dict[str, Sequence[str]]:
    words = [f"/search?q={word}" for word in _WORDS]
    narrowed = {
        f"search, {name}": [f"{page}&{part.format(**values)}" for part in parts for page in words] for name, parts in _NARROWED.items()
    }
    return {
        "search, words": words, "search, phrases": [f"/search?q={phrase}" for phrase in _PHRASES],
        "search, joined": [f"/search?q={query}" for query in _JOINED], **narrowed,
    }


def _time(client: TestClient, path: str) -> tuple[float, float, int]:
    """Wall and processor time in ms, and bytes."""
    began, busy = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken, worked = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code} {path}")
    return taken, worked, len(answer.content)


def _first_page(client: TestClient) -> None:
    page = client.get("/")
    assets = {path: len(client.get(path).content) for path in dict.fromkeys(_ASSET.findall(page.text))}
    print(f"\nfirst page {len(page.content):,} bytes, with {', '.join(f'{path} {size:,}' for path, size in assets.items())}: "
          f"{(len(page.content) + sum(assets.values())) / 1000:.0f} KB before fonts")


if __name__ == "__main__":
    main()
