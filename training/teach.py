"""Teachers read the press; what they say, as probabilities, teaches the smaller network (``silver`` in a recipe).

python -m training.teach --recipes anercorp-12 --shared ../shared --work WORK --words 300000 --out NAME [--twice]

The teachers' log-probabilities are averaged, for every head that the first of them has and the program reads; ``--twice`` averages over
sentences read with their neighbours and alone. Kept are sentences in which something was found, and one in ``_PLAIN`` of the others.
Only articles of the collection that may be learnt from are read, and none that is labelled,
kept aside or in the development gold.
The file stays in WORK: it holds words of the press and is no part of the project.
"""

from __future__ import annotations

import argparse
import logging
import pickle
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch

from tawthiq.encoder.decode import Scores, log_softmax
from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.windows import LIMIT
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import tokenize
from training.annotation.press import listed
from training.annotations import OPEN
from training.corpora import Corpus, Sentence
from training.export import READ, trained
from training.network import Encoder
from training.press import articles
from training.score import head_scores

_log = logging.getLogger("training.teach")
_STEP = 37  # one article of so many is read, so that all outlets and days are seen
_PLAIN = 4
_SHORTEST, _LONGEST = 4, 120  # words: shorter sentences are menus, longer ones lists
_AT_ONCE = 400  # sentences that are read together


def texts(shared: Path, words: int) -> Iterator[list[Sentence]]:
    """Articles as sentences without labels, until so many words are reached."""
    left = words
    known = {f"{row.corpus}:{row.id}" for row in listed()}
    known |= {f"{OPEN}:{path.stem}" for path in (shared / "gold/texts").rglob("*.txt")}
    open_ones = (article for article in articles(shared) if article.id.startswith(OPEN) and article.id not in known)
    for article in islice(open_ones, 0, None, _STEP):
        found = [tokenize(article.text, sentence.start, sentence.end) for sentence in split_sentences(article.text)]
        kept = [Sentence(tuple(word.text for word in sentence), {}) for sentence in found if _SHORTEST <= len(sentence) <= _LONGEST]
        left -= sum(len(sentence.words) for sentence in kept)
        if kept:
            yield kept
        if left <= 0:
            return


def taught(
    teachers: Sequence[Encoder], pieces: Pieces, sentences: Sequence[Sentence], heads: Sequence[str], limits: Sequence[int],
) -> Iterator[Sentence]:
    """The sentences with the teachers' probabilities, each read in windows of every one of the limits."""
    opinions = [head_scores(teacher, pieces, sentences, heads, limit) for teacher in teachers for limit in limits]
    for index, sentence in enumerate(sentences):
        soft = {head: _mean([opinion[head][index] for opinion in opinions]) for head in heads}
        if any((rows.argmax(1) > 0).any() for rows in soft.values()) or index % _PLAIN == 0:
            yield Sentence(sentence.words, {}, {head: rows.astype(np.float16) for head, rows in soft.items()})


def _mean(opinions: Sequence[Scores]) -> Scores:
    found: Scores = np.exp(log_softmax(np.mean(opinions, axis=0)))
    return found


def main() -> None:
    """Write one file of silver."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipes", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--twice", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pieces = read_pieces((options.work / "pieces.tsv.gz").read_bytes())
    trained_ones = [trained(name, options.work) for name in options.recipes.split(",")]
    teachers, heads = [network for network, _ in trained_ones], [head for head in trained_ones[0][1].heads if head in READ]
    limits = (LIMIT, 0) if options.twice else (LIMIT,)
    found: list[Sentence] = []
    waiting: list[Sentence] = []
    for sentences in texts(options.shared, options.words):
        waiting += sentences
        if len(waiting) > _AT_ONCE:
            found += taught(teachers, pieces, waiting, heads, limits)
            waiting = []
            _log.info("%d sentences, %d words", len(found), sum(len(sentence.words) for sentence in found))
    found += taught(teachers, pieces, waiting, heads, limits) if waiting else ()
    with (options.work / f"{options.out}.silver").open("wb") as file:
        pickle.dump(Corpus(options.out, tuple(found)), file)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
