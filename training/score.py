"""Scores of a network on labelled sentences.

python -m training.score --recipe tawthiq --shared ../shared --work WORK

Strict F1 of the nested heads on the test part of the Wojood sample, and of our own heads on annotated articles that are not learnt from.
"""

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
from training.annotations import own
from training.batches import by_length, collate, items
from training.corpora import HEADS, OWN, Sentence, nested
from training.network import Encoder

_log = logging.getLogger("training.score")
_BUDGET = 3000  # pieces of a batch
_KEPT_APART = "saudinewsnet"  # the collection of our annotation that is not learnt from


def head_scores(
    network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], heads: Sequence[str], limit: int = LIMIT,
) -> dict[str, list[Scores]]:
    """Log-probabilities (words, labels) of each sentence, for each head."""
    bare = [Sentence(sentence.words, {}) for sentence in sentences]
    count_of_words = sum(len(sentence.words) for sentence in sentences)
    flat = {head: np.zeros((count_of_words, len(HEADS[head])), np.float32) for head in heads}
    network.eval()
    with torch.no_grad():
        for chosen in by_length(items(bare, pieces, limit), _BUDGET):
            batch = collate(chosen)
            states = network.of_words(batch)
            for head, rows in flat.items():
                words = log_softmax(network.heads[head](states).numpy())
                for item, found in zip(chosen, words, strict=True):
                    rows[item.first : item.first + len(item.features)] = found[: len(item.features)]
    ends = np.cumsum([len(sentence.words) for sentence in sentences])[:-1]
    return {head: np.split(rows, ends) for head, rows in flat.items()}


def word_scores(network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], head: str, limit: int) -> list[Scores]:
    """Log-probabilities (words, labels) of each sentence in one head."""
    return head_scores(network, pieces, sentences, (head,), limit)[head]


def counts(rows: Sequence[Scores], sentences: Sequence[Sentence], head: str) -> Counts:
    """Strict counts of one head."""
    found = [decode(one, HEADS[head]) for one in rows]
    return count([sentence.labels[head] for sentence in sentences], [[(s.first, s.last, s.label) for s in spans] for spans in found])


def measure(network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], head: str, limit: int = LIMIT) -> Counts:
    """The same from the network itself."""
    return counts(word_scores(network, pieces, sentences, head, limit), sentences, head)


def _report(network: Encoder, pieces: Pieces, sentences: Sequence[Sentence], heads: Sequence[str]) -> None:
    for head, rows in head_scores(network, pieces, sentences, heads).items():
        found = counts(rows, sentences, head)
        types = sorted({label[2:] for label in HEADS[head][1:]})
        _log.info("%s: %s %s", head, found.table(), " ".join(f"{kind} {found.f1(kind):.1f}" for kind in types) if len(types) > 1 else "")


def main() -> None:
    """Print the scores of a recipe's network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", default="tawthiq")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    from training.export import trained  # export needs train, and train needs this module

    torch.set_num_threads(1)
    network, chosen = trained(options.recipe, options.work)
    pieces = read_pieces((options.work / "pieces.tsv.gz").read_bytes())
    _report(network, pieces, nested(options.shared, ("test",)).sentences, [head for head in chosen.heads if head.startswith("nested-")])
    if set(OWN) <= set(chosen.heads):
        _report(network, pieces, own(options.shared, _KEPT_APART).sentences, list(OWN))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
