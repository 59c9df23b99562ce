"""How fast documents are read, everything on: articles a second in several processes at once, and what a word costs in long texts.

python -m benchmarks.reading ARTICLES.jsonl.zst [--processes 2] [--articles 100]

Each process reads the same articles, cut to 400 words, at the same time as the others: what ``tawthiq add`` does between reading a file
and writing to the archive. Then one process reads texts of 200 to 6,400 words, made of whole articles one behind the other and cut:
CPU a word must not grow.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.together import together
from tawthiq.extract import read
from tawthiq.model import Document, Origin, document_id
from tawthiq.worker import collect_seldom

_log = logging.getLogger("benchmarks.reading")
_WORDS = 400
_LENGTHS = (200, 400, 800, 1_600, 3_200, 6_400)  # words of a text
_TOTAL = 19_200  # words that are read of each length
_WARM = 5  # articles read beforehand: lexicons and weights are loaded then


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading texts of one length costs."""

    words: int
    cpu: float
    """Milliseconds of CPU for 400 words."""
    clock: float
    """Milliseconds by the clock for 400 words."""


def cut(texts: Iterator[str], words: int) -> Iterator[str]:
    """Texts of exactly so many words: those that are long enough, cut, and shorter ones joined until they are."""
    waiting: list[str] = []
    for text in texts:
        waiting += [*text.split(" "), "\n\n"]
        if sum(part not in {"", "\n\n"} for part in waiting) >= words:
            yield _first(waiting, words)
            waiting = []


def _first(parts: Sequence[str], words: int) -> str:
    """The first words, their breaks of lines kept."""
    found: list[str] = []
    for part in parts:
        found.append(part)
        words -= part not in {"", "\n\n"}
        if not words:
            break
    return " ".join(found).strip()


def document(text: str) -> Document:
    """A text as intake would hand it on."""
    return Document(document_id(text.encode()), text, Origin("benchmark"), language="ar")


def cost(texts: Sequence[str], words: int) -> Cost:
    """What reading these texts of so many words costs."""
    documents = [document(text) for text in texts]
    begun, clock = time.process_time(), time.perf_counter()
    for one in documents:
        read(one)
    share = 1000 * _WORDS / (words * len(documents))
    return Cost(words, (time.process_time() - begun) * share, (time.perf_counter() - clock) * share)


def by_length(file: Path) -> list[Cost]:
    """The cost of each length."""
    return [cost(_some(file, words, max(1, _TOTAL // words)), words) for words in _LENGTHS]


def _some(file: Path, words: int, count: int) -> list[str]:
    found = cut((str(article["text"]) for article in articles(file)), words)
    return [text for text, _ in zip(found, range(count), strict=False)]


def growth(costs: Sequence[Cost]) -> float:
    """By how much a word is dearer in texts of twice the length, at worst: 1 is linear, 2 quadratic."""
    return max(long.cpu / short.cpu for short, long in pairwise(costs))


def _process(file: Path, count: int, number: int, start: Barrier) -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    collect_seldom()
    texts = _some(file, _WORDS, count + _WARM)
    cost(texts[count:], _WORDS)
    start.wait()
    found = cost(texts[:count], _WORDS)
    _log.info(
        "process %d: %.0f CPU ms an article of %d words; %.1f articles a CPU second, %.1f a second by the clock",
        number, found.cpu, _WORDS, 1000 / found.cpu, 1000 / found.clock,
    )  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="articles, JSON lines, zstandard")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    together(partial(_process, options.file, options.articles), options.processes)
    cost(_some(options.file, _WORDS, _WARM), _WORDS)
    costs = by_length(options.file)
    for one in costs:
        _log.info("texts of %5d words: %.0f CPU ms for %d words", one.words, one.cpu, _WORDS)
    _log.info("a word in a text of twice the length: at most %.2f times as much", growth(costs))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
