"""How fast documents are added, in how much memory, into how many bytes.

Run as ``python -m benchmarks.adding --articles ARTICLES.jsonl.zst [--limit N] [--workers 2] [--reader real|empty]``.
With ``--repeated N`` the articles come again and again with changes until there are so many.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.articles import articles, repeated, write_folder
from benchmarks.memory import Peak
from tawthiq import pipeline
from tawthiq.model import Document, Judgement, Reading, Reconciliation
from tawthiq.store import Store
from tawthiq.worker import Rooms

_BLOCK = 512  # bytes of a block in which file systems count
NOW = "2021-11-08T00:00:00+00:00"


def read_nothing(document: Document) -> Reading:
    """A reader that understands nothing: what remains is intake, store and search."""
    return Reading(document.id, "empty-1", document.published)


def compare_nothing(
    _documents: Sequence[Document], _readings: Sequence[Reading], _judgements: Sequence[Judgement]
) -> Reconciliation:
    """No comparing."""
    return Reconciliation()


def rooms(reader: str) -> Rooms:
    """The program's rooms, or only intake and store."""
    if reader == "real":
        return pipeline.rooms()
    from tawthiq import intake

    return Rooms(intake.discover, intake.read, read_nothing, compare_nothing, "empty-1")


def main() -> None:
    """Adds the articles and prints one line a figure."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        found = repeated(options.articles, options.repeated) if options.repeated else articles(options.articles, options.limit)
        count, size = write_folder(found, Path(folder) / "in")
        archive = options.keep or Path(folder) / "archive.tawthiq"
        _add(archive, Path(folder) / "in", options)
        _add_again(archive, Path(folder) / "in", options)
        _sizes(archive, count, size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--repeated", type=int, metavar="N", help="so many articles, repeated with changes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--reader", choices=["real", "empty"], default="real")
    parser.add_argument("--keep", type=Path, help="an archive that is kept, for benchmarks.search")
    return parser.parse_args()


def _add(archive: Path, folder: Path, options: argparse.Namespace) -> None:
    work = rooms(options.reader)
    with Peak() as peak, Store.open(archive) as store:
        summary = pipeline.add(store, [folder], now=NOW, workers=options.workers, using=work, reconciling=False)
        print(f"added          {summary.documents} documents in {summary.seconds:.1f} s: {summary.rate:.1f} documents/s")
        print(f"               read {summary.read}, partly {len(summary.partial)}, refused {len(summary.refused)}, "
              f"already {summary.already}")
    print(f"memory         {peak.total:.0f} MB at most with {options.workers} workers, {peak.parent:.0f} MB of it the parent")
    with Peak() as peak, Store.open(archive) as store:
        began = time.monotonic()
        pipeline.compare(store, work)
        print(f"compared       {time.monotonic() - began:.1f} s")
    print(f"memory         {peak.total:.0f} MB at most while comparing")


def _add_again(archive: Path, folder: Path, options: argparse.Namespace) -> None:
    with Store.open(archive) as store:
        summary = pipeline.add(store, [folder], now=NOW, workers=options.workers, using=rooms(options.reader), reconciling=False)
    print(f"added again    {summary.already} already there in {summary.seconds:.1f} s")


def _sizes(archive: Path, count: int, size: int) -> None:
    database = sum(file.stat().st_size for file in archive.glob("store.db*"))
    taken = sum(file.lstat().st_blocks * _BLOCK for file in archive.rglob("*"))
    print(f"size           {size / count:.0f} bytes of text a document; database {database / count:.0f} bytes a document, "
          f"the whole archive {taken / count:.0f} on the disk")


if __name__ == "__main__":
    main()
