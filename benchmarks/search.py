"""How fast an archive answers, and whether it finds every clitic and spelling.

Run as ``python -m benchmarks.search ARCHIVE [--rounds 5]``; ``benchmarks.adding --keep ARCHIVE`` makes one. With ``--while-adding
ARTICLES.jsonl.zst`` another process adds articles to that archive all the while (with one worker and no claims): they stay in it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.adding import NOW, rooms
from benchmarks.articles import articles, write_folder
from benchmarks.figures import p95
from tawthiq import pipeline
from tawthiq.store import Order, SearchFilter, Store

_WORDS = [
    "الرئيس", "والحكومة", "وزارة", "الخارجية", "سوريا", "بالعراق", "ولبنان", "للجيش", "الانتخابات", "المفاوضات", "ترامب",
    "وبوتين", "النفط", "القدس", "كردستان",
]
_PHRASES = ['"رئيس الوزراء"', '"وزير الخارجية"', '"مجلس الأمن"', '"الولايات المتحدة"', '"حقوق الإنسان"', '"قال الرئيس"']
_KINDS: dict[str, tuple[Sequence[str], SearchFilter, Order]] = {
    "word, newest": (_WORDS, SearchFilter(), Order.NEWEST),
    "word, relevance": (_WORDS, SearchFilter(), Order.RELEVANCE),
    "commonest words": (("في", "من", "على", "قال"), SearchFilter(), Order.NEWEST),
    "commonest, relevance": (("في", "من", "على", "قال"), SearchFilter(), Order.RELEVANCE),
    "three words": (("الرئيس الأميركي ترامب", "وزير الخارجية الروسي", "مجلس الأمن سوريا"), SearchFilter(), Order.NEWEST),
    "phrase, newest": (_PHRASES, SearchFilter(), Order.NEWEST),
    "phrase, relevance": (_PHRASES, SearchFilter(), Order.RELEVANCE),
    "or, not": (("العراق OR سوريا -إيران", "نفط OR غاز", "انتخابات -رئيس"), SearchFilter(), Order.NEWEST),
    "prefix": (("كردست*", "انتخاب*", "الفلسطين*"), SearchFilter(), Order.NEWEST),
    "publisher": (_WORDS, SearchFilter(publisher="العربية"), Order.NEWEST),
    "dates": (_WORDS, SearchFilter(since="2018-03", until="2018-03"), Order.NEWEST),
    "nothing found": (("زقفطلوني", "كاظمستان"), SearchFilter(), Order.NEWEST),
}
Taken = tuple[float, float]
_BEGUN = "begun"
_SAME = [
    ("والكاظمي", "الكاظمي", "كاظمي", "للكاظمي"), ("إقليم", "اقليم", "الإقليم", "والإقليم"),
    ("وزارة", "وزاره", "ووزارة", "بالوزارة"), ("كوردستان", "كردستان", "لكردستان"), ("أمريكا", "أميركا", "امريكا"),
    ("مسئول", "مسؤول", "المسؤول"),
    ("رئيساً", "رئيس", "للرئيس"), ("زار",),
]


def main() -> None:
    """Prints a table of times and a table of what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--while-adding", type=Path, metavar="ARTICLES")
    options = parser.parse_args()
    began = time.perf_counter()
    with Store.open(options.archive, create=False, readonly=True) as store:
        store.search("كلمة")
        before = store.counts().documents
        print(f"first answer {1000 * (time.perf_counter() - began):.0f} ms; {before} documents\n")
        with _adding(options.archive, options.while_adding):
            _times(store, options.rounds)
        print(f"added meanwhile: {store.counts().documents - before} documents\n")
        _found(store)


@contextmanager
def _adding(archive: Path, file: Path | None) -> Iterator[None]:
    """Another process adds to the archive while the block runs."""
    if file is None:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        process = multiprocessing.get_context("spawn").Process(target=_add, args=(archive, file, Path(folder)))
        process.start()
        while not (Path(folder) / _BEGUN).exists() and process.is_alive():
            time.sleep(0.1)
        try:
            yield
            if not process.is_alive():
                raise RuntimeError("nothing was added any more: more articles, or fewer rounds")
        finally:
            process.kill()  # its worker ends with it
            process.join()


def _add(archive: Path, file: Path, folder: Path) -> None:
    """Adds articles that no other run has added."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    mark = f"{os.getpid()}-{time.time_ns()}"
    marked = (article | {"text": f"{article['text']}\n{mark} {number}"} for number, article in enumerate(articles(file)))
    write_folder(marked, folder / "in")
    (folder / _BEGUN).touch()
    with Store.open(archive) as store:
        pipeline.add(store, [folder / "in"], now=NOW, workers=1, using=rooms("empty"), reconciling=False)


def _times(store: Store, rounds: int) -> None:
    print(f"{'kind':22} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'p95 ms of CPU':>14}")
    every: list[Taken] = []
    for kind, (queries, wanted, order) in _KINDS.items():
        taken = [_time(lambda: store.search(query, wanted, order=order)) for _ in range(rounds) for query in queries]  # noqa: B023
        every += taken
        _row(kind, taken)
    _row("all", every)
    narrowed = SearchFilter(since="2018")
    _row("dates and facets", [
        _time(lambda: (store.search(query, narrowed), store.facets(query, narrowed))) for _ in range(rounds) for query in _WORDS  # noqa: B023
    ])
    print()


def _row(kind: str, taken: Sequence[Taken]) -> None:
    waited, worked = ([one[place] for one in taken] for place in (0, 1))
    print(f"{kind:22} {median(waited):8.2f} {p95(waited):8.2f} {max(waited):8.2f} {p95(worked):14.2f}", flush=True)


def _time(ask: Callable[[], object]) -> Taken:
    """Milliseconds by the clock, and of the processor: the same on a machine that does nothing else."""
    began, worked = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)


def _found(store: Store) -> None:
    for words in _SAME:
        totals = {word: store.search(word).total for word in words}
        told = "  ".join(f"{word} {total}" for word, total in totals.items())
        print(f"{'same' if len(set(totals.values())) == 1 else 'DIFFER'}  {told}")
    visited = {hit.document for hit in store.search("زار", limit=10_000).hits}
    only = {hit.document for hit in store.search("زار -وزارة", limit=10_000).hits}
    ministry = {hit.document for hit in store.search("وزارة", limit=10_000).hits}
    print(f"زار finds {len(visited)} documents, {len(only)} of them without وزارة; وزارة finds {len(ministry)}, "
          f"{len(ministry & visited)} with زار in them")


if __name__ == "__main__":
    main()
