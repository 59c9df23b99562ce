"""What adding with claims costs, and what 300,000 pages would take: reading, understanding, writing, comparing, memory, bytes.

Run as ``python -m benchmarks.night ARTICLES.jsonl.zst [--documents 6000] [--workers 2] [--parts 4] [--split 200]``, on a machine that
does nothing else. Articles come repeated with changes where the file has too few. First ``--split`` of them are taken step by step in
this process; then all are added in as many parts, and everything is compared anew after each. Times of the processor, but where it says
"by the clock". What 300,000 take is told from the last part, comparing along the line through the last two.
"""

from __future__ import annotations

import argparse
import math
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.articles import repeated, write_folder
from benchmarks.memory import Peak
from tawthiq import extract, intake, pipeline
from tawthiq.store import Store, prepare

NOW = "2021-11-08T00:00:00+00:00"
_PAGES = 300_000  # pages of which the last lines speak
Made = TypeVar("Made")
_STEPS = ("intake", "understanding", "packing", "writing")
_HOUR = 3_600  # seconds
_BLOCK = 512  # bytes of a block in which file systems count


@dataclass(frozen=True)
class Part:
    """What one part cost: seconds by the clock and of the processor, documents known after it, seconds of comparing all of them."""

    known: int
    added: int
    clock: float
    workers: float
    parent: float
    comparing: float
    memory: float
    size: int


def main() -> None:
    """Prints a line for each step, each part, and what 300,000 pages would take."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        work = Path(folder)
        count = options.documents // options.parts
        found = repeated(options.articles, count * options.parts)
        folders = [work / f"in-{number}" for number in range(options.parts)]
        for place in folders:
            write_folder(islice(found, count), place)
        _steps(folders[0], work / "steps.tawthiq", options.split)
        parts = list(_parts(folders, work / "archive.tawthiq", options.workers))
    _all(parts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--documents", type=int, default=6_000)
    parser.add_argument("--parts", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--split", type=int, default=200, metavar="N", help="documents whose steps are measured one by one")
    parser.add_argument("--folder", type=Path, help="where the archive is made")
    return parser.parse_args()


def _steps(folder: Path, archive: Path, count: int) -> None:
    """Milliseconds a document of each step, in this process, without the first document (which reads lexicons and model)."""
    spent = dict.fromkeys(_STEPS, 0.0)
    with Store.open(archive) as store, store.batch():
        for number, source in enumerate(islice(intake.discover([folder]), count + 1)):
            for document, content in _timed(spent, "intake", lambda: list(intake.read(source))):  # noqa: B023 - called at once
                reading = _timed(spent, "understanding", lambda: extract.read(document))  # noqa: B023
                ready = _timed(spent, "packing", lambda: prepare(document, content))  # noqa: B023
                _timed(spent, "writing", lambda: store.add(document, content, reading, NOW, str(number), ready))  # noqa: B023
            if not number:
                spent = dict.fromkeys(_STEPS, 0.0)
    print("a document     " + ", ".join(f"{step} {1000 * seconds / count:.2f} ms" for step, seconds in spent.items()), flush=True)


def _timed(spent: dict[str, float], step: str, make: Callable[[], Made]) -> Made:
    began = time.process_time()
    made = make()
    spent[step] += time.process_time() - began
    return made


def _parts(folders: list[Path], archive: Path, workers: int) -> Iterator[Part]:
    """Adds folder after folder, and compares everything after each."""
    print(f"{'documents':>10} {'by the clock':>13} {'workers':>9} {'parent':>8} {'comparing':>10} {'memory':>8} {'archive':>9}")
    print(f"{'':>10} {'ms each':>13} {'ms each':>9} {'ms each':>8} {'ms each':>10} {'MB':>8} {'bytes each':>9}")
    known = 0
    for folder in folders:
        part = _part(folder, archive, workers, known)
        known = part.known
        each = 1000 / part.added
        print(f"{known:10} {each * part.clock:13.1f} {each * part.workers:9.1f} {each * part.parent:8.1f} "
              f"{1000 * part.comparing / known:10.1f} {part.memory:8.0f} {part.size / known:9.0f}", flush=True)
        yield part


def _part(folder: Path, archive: Path, workers: int, known: int) -> Part:
    began, children, parent = time.perf_counter(), _children(), time.process_time()
    with Peak() as peak, Store.open(archive) as store:
        added = pipeline.add(store, [folder], now=NOW, workers=workers, reconciling=False).documents
        clock, children, parent = time.perf_counter() - began, _children() - children, time.process_time() - parent
        compared = time.process_time()
        pipeline.compare(store, whole=True)
        compared = time.process_time() - compared
    size = sum(file.lstat().st_blocks * _BLOCK for file in archive.rglob("*"))
    return Part(known + added, added, clock, children, parent, compared, peak.total, size)


def _children() -> float:
    """Seconds of the processor that processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _all(parts: list[Part]) -> None:
    last = parts[-1]
    power = 1.0
    if len(parts) > 1:
        before = parts[-2]
        power = math.log(last.comparing / before.comparing) / math.log(last.known / before.known)
    reading = last.clock / last.added * _PAGES / _HOUR
    processor = (last.workers + last.parent) / last.added * _PAGES / _HOUR
    comparing = last.comparing * (_PAGES / last.known) ** power / _HOUR
    memory = max(part.memory for part in parts)
    size = last.size / last.known * _PAGES / 1e9
    print(f"{_PAGES} pages  adding {reading:.1f} hours by the clock, {processor:.1f} of the processor; {size:.1f} GB")
    print(f"               comparing {comparing:.1f} hours, growing with the power {power:.2f} of the documents")
    print(f"               memory of {last.known} documents {memory:.0f} MB")



if __name__ == "__main__":
    main()
