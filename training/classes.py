"""Classes of words by the company they keep in unlabelled press: features for a field (``evaluation.field``).

python -m training.classes --shared ../shared --out WORK/classes.npz

A word's row holds the positive mutual information with the commonest words directly before and behind it; the rows' main directions are
clustered by k-means, coarsely and finely. Words are kept as checksums, so that the file holds none.
"""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.field import Classes, checksum
from tawthiq.text.fold import fold
from training.annotations import OPEN
from training.press import articles

_log = logging.getLogger("training.classes")
_ARTICLES = 20_000  # about six million words: a rare name is met a few times
_WORDS, _CONTEXTS = 50_000, 700  # words that get a class; words whose neighbourhood tells (mostly function words and verbs)
_LEAST = 5  # a rarer word's company says too little
_DIRECTIONS = 100
_CLASSES = (64, 600)  # coarse, fine
_ROUNDS = 12  # of k-means
_SEED = 1
_TOKEN = re.compile(r"\w+|[^\w\s]")
Matrix = npt.NDArray[np.float32]


def tokens(texts: Iterable[str]) -> Iterator[str]:
    """Folded words and single marks, an empty one between texts."""
    known: dict[str, str] = {}
    for text in texts:
        for token in _TOKEN.findall(text):
            if token not in known:
                known[token] = fold(token) or token
            yield known[token]
        yield ""


def company(stream: Iterable[str]) -> tuple[list[str], Matrix]:
    """Words and their rows (words, 2 x contexts) of positive mutual information with what stands before and behind them."""
    index: dict[str, int] = {}
    ids = np.array([index.setdefault(token, len(index)) for token in stream])
    every = list(index)
    counts = np.bincount(ids)
    counts[index[""]] = 0
    ranked = np.argsort(-counts, kind="stable")[:_WORDS]
    ranked = ranked[counts[ranked] >= _LEAST]
    place = np.full(len(every), -1)
    place[ranked] = np.arange(len(ranked))
    rows, size = place[ids], min(_CONTEXTS, len(ranked))
    parts = [_information(rows[:-1], rows[1:], len(ranked), size), _information(rows[1:], rows[:-1], len(ranked), size)]
    return [every[at] for at in ranked], np.concatenate(parts, 1)


def _information(words: Any, beside: Any, count: int, contexts: int) -> Matrix:
    """Positive pointwise mutual information of each word with the first ``contexts`` words beside it."""
    kept = (words >= 0) & (beside >= 0) & (beside < contexts)
    cells = np.bincount(words[kept] * contexts + beside[kept], minlength=count * contexts).reshape(count, contexts).astype(np.float32)
    expected = cells.sum(1, keepdims=True) * (cells.sum(0) / max(1.0, float(cells.sum())))
    told = np.log(np.maximum(cells, 1e-9) / np.maximum(expected, 1e-9))
    found: Matrix = np.where(cells > 0, np.maximum(told, 0.0), 0.0).astype(np.float32)
    return found


def directions(rows: Matrix, count: int) -> Matrix:
    """The rows in their main directions, each of length one."""
    values, vectors = np.linalg.eigh(rows.T @ rows)
    chosen = np.argsort(-values)[:count]
    turned = rows @ (vectors[:, chosen] / np.sqrt(np.sqrt(np.maximum(values[chosen], 1e-6)))).astype(np.float32)
    found: Matrix = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
    return found.astype(np.float32)


def clustered(rows: Matrix, count: int) -> npt.NDArray[np.int64]:
    """The cluster of each row by k-means on the sphere, begun with frequent rows."""
    draw = np.random.default_rng(_SEED)
    centres = rows[draw.choice(min(len(rows), 10 * count), count, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (rows @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, rows)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    found: npt.NDArray[np.int64] = (rows @ centres.T).argmax(1)
    return found


def read_classes(path: Path) -> Classes:
    """The classes of a file that this module wrote."""
    with np.load(path, allow_pickle=False) as content:
        return Classes(content["keys"], content["classes"])


def main() -> None:
    """Write the classes of words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    texts = (article.text for article in articles(options.shared) if article.id.startswith(OPEN))
    words, rows = company(tokens(islice(texts, _ARTICLES)))
    _log.info("%d words", len(words))
    vectors = directions(rows, _DIRECTIONS)
    keys = np.array([checksum(word) for word in words], np.uint32)
    numbers = np.stack([clustered(vectors, size) for size in _CLASSES], 1).astype(np.int16)
    order = np.argsort(keys)
    with options.out.open("wb") as file:
        np.savez_compressed(file, keys=keys[order], classes=numbers[order])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
