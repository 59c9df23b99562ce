"""How long comparing an archive takes, and in how much memory.

Run as ``python -m benchmarks.reconciling ARCHIVE --articles ARTICLES.jsonl.zst [--limit N] [--workers 1]``: reads the articles
into the archive if it does not exist yet, then compares all of them in this process and saves the result.

``python -m benchmarks.reconciling ARCHIVE --sizes 5000,10000,20000 --plot cost.svg`` compares the first so many documents of an
archive in a copy of their own, and draws the cost of a document over the size of the archive. Figures of CPU,
so that a busy machine does not change them much.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from benchmarks.memory import Peak
from benchmarks.plot import Cost, cost_plot
from tawthiq import extract, pipeline
from tawthiq.model import Document, Origin, Reading, document_id
from tawthiq.store import FindingFilter, Store

NOW = "2021-11-08T00:00:00+00:00"
_CHUNK = 8  # articles handed to a worker at a time
_AHEAD = 400  # articles read at a time, so that the store keeps pace


def main() -> None:
    """Makes the archive if needed, compares it, and prints one line a figure."""
    options = _options()
    if not options.archive.exists():
        _fill(options)
    if options.sizes:
        found = [_cost(options.archive, int(size)) for size in options.sizes.split(",")]
        if options.plot:
            options.plot.write_text(cost_plot(found), "utf-8")
        return
    with Store.open(options.archive) as store:
        before = resource.getrusage(resource.RUSAGE_SELF)
        with Peak() as peak:
            began = time.monotonic()
            pipeline.compare(store)
            seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
        _print(store, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak.total)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--sizes", help="numbers of documents, with commas between them")
    parser.add_argument("--plot", type=Path, help="SVG file for the cost of a document over the size of the archive")
    return parser.parse_args()


def _fill(options: argparse.Namespace) -> None:
    began = time.monotonic()
    with ProcessPoolExecutor(options.workers, get_context("spawn")) as pool, Store.open(options.archive) as store:
        waiting: list[dict[str, Any]] = []
        for article in articles(options.articles, options.limit):
            waiting.append(article)
            if len(waiting) == _AHEAD:
                _keep(store, pool, waiting)
                waiting = []
        _keep(store, pool, waiting)
        count = store.counts().documents
        failed = sum(1 for _ in store.outdated(extract.READER))
    print(f"read           {count} documents in {time.monotonic() - began:.0f} s, {failed} of them could not be understood")


def _keep(store: Store, pool: ProcessPoolExecutor, found: list[dict[str, Any]]) -> None:
    with store.batch():
        for document, content, reading in pool.map(_read, found, chunksize=_CHUNK):
            store.add(document, content, reading, NOW)


def document_of(article: dict[str, Any]) -> tuple[Document, bytes]:
    """An article as a document, with its bytes."""
    content = json.dumps(article, ensure_ascii=False, sort_keys=True).encode()
    document = Document(
        document_id(content), str(article["text"]), Origin(f"{article['id']}.json", url=article.get("url")),
        article.get("publisher"), article.get("published"), article.get("title"), article.get("author"), "ar",
    )
    return document, content


def _read(article: dict[str, Any]) -> tuple[Document, bytes, Reading]:
    document, content = document_of(article)
    try:
        return document, content, extract.read(document)
    except Exception:  # noqa: BLE001 - as in the pipeline, a fault in one document does not stop the others
        return document, content, Reading(document.id, "failed")


def _cost(archive: Path, size: int) -> Cost:
    """The first documents of an archive compared in a copy."""
    with tempfile.TemporaryDirectory() as folder, Store.open(archive, readonly=True) as whole, Store.open(Path(folder) / "part") as part:
        documents, readings = whole.all_documents(), whole.all_readings()
        size = min(size, len(documents))
        for start in range(0, size, _AHEAD):
            with part.batch():
                for place in range(start, min(start + _AHEAD, size)):
                    document = documents[place]
                    part.add(document, whole.original(document.id), readings[place], NOW)
        before = resource.getrusage(resource.RUSAGE_SELF)
        with Peak() as peak:
            pipeline.compare(part)
        after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = Cost(size, cpu, peak.total)
    print(f"{found.documents:6d} documents  {found.cpu:7.1f} s of CPU  {found.each:5.1f} ms a document  {found.memory:5.0f} MB", flush=True)
    return found


def _print(store: Store, seconds: float, cpu: float, memory: float) -> None:
    counts = store.counts()
    verdicts = [finding.verdict.value for finding in _findings(store)]
    digest = hashlib.sha256("\n".join(finding.id for finding in _findings(store)).encode()).hexdigest()[:16]
    print(f"compared       {counts.documents} documents with {counts.claims} claims in {seconds:.1f} s, {cpu:.1f} s of CPU")
    print(f"memory         {memory:.0f} MB at most")
    told = ", ".join(f"{name} {verdicts.count(name)}" for name in ("agree", "differ", "perhaps", "single_source"))
    print(f"found          {counts.entities} entities, {counts.copies} copies, {told}; digest {digest}")


def _findings(store: Store) -> Iterator[Any]:
    return store.findings(FindingFilter(limit=None))


if __name__ == "__main__":
    main()
