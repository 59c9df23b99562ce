"""Scores of a network on labelled sentences, with or without neighbours in the window."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from evaluation.entities import Counts, count
from tawthiq.encoder.decode import Scores, decode, log_softmax
from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.windows import LIMIT
from training.batches import by_length, collate, items, pooled
from training.corpora import HEADS, Sentence, nested
from training.network import Encoder

_log = logging.getLogger("training.score")
_BUDGET = 3000  # pieces of a batch


def word_scores(network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], head: str, limit: int) -> list[Scores]:
    """Log-probabilities (words, labels) of each sentence."""
    bare = [Sentence(sentence.words, {}) for sentence in sentences]
    found = items(bare, pieces, limit)
    flat = np.zeros((sum(len(sentence.words) for sentence in sentences), len(HEADS[head])), np.float32)
    network.eval()
    with torch.no_grad():
        for chosen in by_length(found, _BUDGET):
            batch = collate(chosen)
            outputs = network.heads[head](network.encode(batch.pieces, batch.mask, batch.features))
            words = log_softmax(pooled(outputs, batch.words, batch.width).numpy())
            for item, rows in zip(chosen, words, strict=True):
                flat[item.first : item.first + len(item.features)] = rows[: len(item.features)]
    return np.split(flat, np.cumsum([len(sentence.words) for sentence in sentences])[:-1])


def main() -> None:
    """Strict F1 of the nested heads on the test part of the Wojood sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", default="tawthiq")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    from training.export import trained  # export needs train, and train needs this module

    torch.set_num_threads(1)
    network, chosen = trained(options.recipe, options.work)
    pieces = read_pieces((options.work / "pieces.tsv.gz").read_bytes())
    sentences = nested(options.shared, ("test",)).sentences
    for head in chosen.heads:
        if head.startswith("nested-"):
            _log.info("%s: %s", head, measure(network, pieces, sentences, head, LIMIT).table())


def measure(network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], head: str, limit: int) -> Counts:
    """Strict counts of one head."""
    scores = word_scores(network, pieces, sentences, head, limit)
    found = [decode(rows, HEADS[head]) for rows in scores]
    return count([sentence.labels[head] for sentence in sentences], [[(s.first, s.last, s.label) for s in spans] for spans in found])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
