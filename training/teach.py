"""Teachers read the press; what they say, as probabilities, teaches the smaller network (``silver`` in a recipe).

python -m training.teach --recipes anercorp-12a,anercorp-12b --head anercorp --shared ../shared --work WORK --words 300000 --out NAME

The teachers' log-probabilities are averaged. Kept are sentences in which a name was found, and one in ``_PLAIN`` of the others.
The file stays in WORK: it holds words of the press and is no part of the project.
"""

from __future__ import annotations

import argparse
import logging
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.windows import LIMIT
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import tokenize
from training.corpora import Corpus, Sentence
from training.export import trained
from training.network import Encoder
from training.press import articles
from training.score import word_scores

_log = logging.getLogger("training.teach")
_STEP = 37  # one article of so many is read, so that all outlets and days are seen
_PLAIN = 4
_SHORTEST, _LONGEST = 4, 120  # words: shorter sentences are menus, longer ones lists
_AT_ONCE = 400  # sentences that are read together


def texts(shared: Path, words: int) -> Iterator[list[Sentence]]:
    """Articles as sentences without labels, until so many words are reached."""
    left = words
    for index, article in enumerate(articles(shared)):
        if index % _STEP:
            continue
        found = [tokenize(article.text, sentence.start, sentence.end) for sentence in split_sentences(article.text)]
        kept = [Sentence(tuple(word.text for word in sentence), {}) for sentence in found if _SHORTEST <= len(sentence) <= _LONGEST]
        left -= sum(len(sentence.words) for sentence in kept)
        if kept:
            yield kept
        if left <= 0:
            return


def taught(teachers: Sequence[Encoder], pieces: Pieces, sentences: Sequence[Sentence], head: str) -> Iterator[Sentence]:
    """The sentences with the teachers' probabilities."""
    opinions = [word_scores(teacher, pieces, sentences, head, LIMIT) for teacher in teachers]
    for index, sentence in enumerate(sentences):
        mean = np.mean([opinion[index] for opinion in opinions], axis=0)
        soft = np.exp(mean) / np.exp(mean).sum(1, keepdims=True)
        if (soft.argmax(1) > 0).any() or index % _PLAIN == 0:
            yield Sentence(sentence.words, {}, {head: soft.astype(np.float16)})


def main() -> None:
    """Write one file of silver."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipes", required=True)
    parser.add_argument("--head", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pieces = read_pieces((options.work / "pieces.tsv.gz").read_bytes())
    teachers = [trained(name, options.work)[0] for name in options.recipes.split(",")]
    found: list[Sentence] = []
    waiting: list[Sentence] = []
    for sentences in texts(options.shared, options.words):
        waiting += sentences
        if len(waiting) > _AT_ONCE:
            found += taught(teachers, pieces, waiting, options.head)
            waiting = []
            _log.info("%d sentences, %d words", len(found), sum(len(sentence.words) for sentence in found))
    found += taught(teachers, pieces, waiting, options.head) if waiting else ()
    with (options.work / f"{options.out}.silver").open("wb") as file:
        pickle.dump(Corpus(options.out, tuple(found)), file)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
