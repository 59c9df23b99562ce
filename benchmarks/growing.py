"""How long comparing takes when a few documents are added to an archive that has been compared.

Run as ``python -m benchmarks.growing ARCHIVE --articles ARTICLES.jsonl.zst [--sizes 2000,8000] [--adding 1,10,100] [--skip N]``.
ARCHIVE holds documents that ``benchmarks.reconciling`` has read; the first so many are copied and compared, then articles after the
first N of the file are read by the rules, added and compared. Figures of CPU, so that a busy machine does not change them much;
``--whole`` compares everything after each adding too, and checks that nothing else is found.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from benchmarks.memory import Peak
from benchmarks.reconciling import NOW, document_of
from tawthiq import extract, pipeline
from tawthiq.store import FindingFilter, Store

_AT_ONCE = 400  # documents copied in one transaction


def main() -> None:
    """Prints a line for each size and each number added."""
    options = _options()
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder, Store.open(Path(folder) / "part") as part:
            _copy(options.archive, part, size)
            _compared(part, f"{size:6d} documents, all")
            found = islice(articles(options.articles), options.skip, None)
            for count in map(int, options.adding.split(",")):
                _add(part, islice(found, count))
                _compared(part, f"{part.counts().documents:6d} documents, {count} of them new")
                if options.whole:
                    before = _digest(part)
                    pipeline.compare(part, whole=True)
                    print(f"       the same as comparing everything: {_digest(part) == before}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--sizes", default="2000,8000")
    parser.add_argument("--adding", default="1,10,100")
    parser.add_argument("--skip", type=int, default=0, help="articles at the beginning of the file that are passed over")
    parser.add_argument("--folder", type=Path, help="where the copies of the archive are made")
    parser.add_argument("--whole", action="store_true")
    return parser.parse_args()


def _copy(archive: Path, part: Store, size: int) -> None:
    with Store.open(archive, readonly=True) as whole:
        documents, readings = whole.all_documents(), whole.all_readings()
        for start in range(0, min(size, len(documents)), _AT_ONCE):
            with part.batch():
                for place in range(start, min(start + _AT_ONCE, size, len(documents))):
                    document = documents[place]
                    part.add(document, whole.original(document.id), readings[place], NOW)


def _add(part: Store, found: Iterator[dict[str, Any]]) -> None:
    with part.batch():
        for article in found:
            document, content = document_of(article)
            part.add(document, content, extract.read_by_rules(document), NOW)


def _compared(part: Store, what: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    with Peak() as peak:
        why = pipeline.compare(part)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:34s} {cpu:7.2f} s of CPU  {peak.total:5.0f} MB  {'all compared' if why else 'what it concerns'}", flush=True)


def _digest(part: Store) -> str:
    listed = part.findings(FindingFilter(limit=None))
    return hashlib.sha256("\n".join(map(repr, listed)).encode("utf-8", "surrogatepass")).hexdigest()


if __name__ == "__main__":
    main()
