"""How fast an archive answers, and whether it finds every clitic and spelling.

Run as ``python -m benchmarks.search ARCHIVE [--rounds 5]``; ``benchmarks.adding --keep ARCHIVE`` makes one.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.figures import p95
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
    options = parser.parse_args()
    began = time.perf_counter()
    with Store.open(options.archive, create=False, readonly=True) as store:
        store.search("كلمة")
        print(f"first answer {1000 * (time.perf_counter() - began):.0f} ms; {store.counts().documents} documents\n")
        _times(store, options.rounds)
        _found(store)


def _times(store: Store, rounds: int) -> None:
    print(f"{'kind':22} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    every: list[float] = []
    for kind, (queries, wanted, order) in _KINDS.items():
        taken = [_time(store, query, wanted, order) for _ in range(rounds) for query in queries]
        every += taken
        print(f"{kind:22} {median(taken):8.2f} {p95(taken):8.2f} {max(taken):8.2f}")
    print(f"{'all':22} {median(every):8.2f} {p95(every):8.2f} {max(every):8.2f}\n")


def _time(store: Store, query: str, wanted: SearchFilter, order: Order) -> float:
    began = time.perf_counter()
    store.search(query, wanted, order=order)
    return 1000 * (time.perf_counter() - began)


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
