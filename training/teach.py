"""Teachers read the press; what they say, as probabilities, teaches the smaller network (``silver`` in a recipe).

python -m training.teach --recipes anercorp-12 --shared ../shared --work WORK --words 300000 --out NAME [--twice] [--crf anercorp=0.15]

A teacher is a recipe or a file of weights of ours in WORK (``*.onnx``). Their log-probabilities are averaged, for every head
that the first of
them has and the program reads; ``--twice`` averages over sentences read with their neighbours and alone; ``--crf HEAD=SHARE`` adds in so
large a share what a conditional random field (``training.crf``) says, learnt from that head's set. Kept are sentences in which something
was found, and one in ``_PLAIN`` of the others.
Only articles of the collection that may be learnt from are read, and none that is labelled,
kept aside or in the development gold.
The file stays in WORK: it holds words of the press and is no part of the project.
"""

from __future__ import annotations

import argparse
import logging
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch

from evaluation.field import Field, read_field, write_field
from tawthiq.encoder.decode import Scores, log_softmax
from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.windows import LIMIT
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import tokenize
from training import crf
from training.annotation.press import listed
from training.annotations import OPEN
from training.corpora import HEADS, Corpus, Sentence
from training.export import READ, trained
from training.network import Encoder
from training.press import articles
from training.score import head_scores
from training.shipped import shipped
from training.train import data

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


@dataclass(frozen=True)
class Teachers:
    """Who is asked: networks, each with windows of every one of the limits, and with a share of its own a field for one head."""

    networks: Sequence[Encoder]
    limits: Sequence[int]
    head: str = ""
    share: float = 0.0
    field: Field | None = None

    def opinions(self, pieces: Pieces, sentences: Sequence[Sentence], heads: Sequence[str]) -> Iterator[dict[str, Scores]]:
        """Log-probabilities of each sentence, by head."""
        opinions = [head_scores(network, pieces, sentences, heads, limit) for network in self.networks for limit in self.limits]
        others = [self.field.of(sentence.words, HEADS[self.head]) for sentence in sentences] if self.field is not None else []
        for index in range(len(sentences)):
            said = {head: np.mean([opinion[head][index] for opinion in opinions], axis=0) for head in heads}
            if others:
                said[self.head] = (1 - self.share) * said[self.head] + self.share * others[index]
            yield said


def taught(teachers: Teachers, pieces: Pieces, sentences: Sequence[Sentence], heads: Sequence[str]) -> Iterator[Sentence]:
    """The sentences with the teachers' probabilities."""
    for index, (sentence, said) in enumerate(zip(sentences, teachers.opinions(pieces, sentences, heads), strict=True)):
        soft = {head: np.exp(log_softmax(rows)) for head, rows in said.items()}
        if any((rows.argmax(1) > 0).any() for rows in soft.values()) or index % _PLAIN == 0:
            yield Sentence(sentence.words, {}, {head: rows.astype(np.float16) for head, rows in soft.items()})


def network_of(name: str, work: Path) -> tuple[Encoder, list[str]]:
    """A teacher's network and its heads that the program reads: of a recipe, or of a file of weights."""
    if name.endswith(".onnx"):
        network, labels = shipped(work / name)
        return network, [head for head in labels if head in READ]
    network, chosen = trained(name, work)
    return network, [head for head in chosen.heads if head in READ]


def _field(option: str, shared: Path, work: Path) -> tuple[str, float, Field]:
    """Head and share of the field that is asked for, and the field, learnt first if it is not there yet."""
    head, _, share = option.partition("=")
    path = work / f"{head}-field.npz"
    if not path.exists():
        write_field(crf.fit(data(shared, (head,))[0][0].sentences, head), path)
    return head, float(share), read_field(path)


def main() -> None:
    """Write one file of silver."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipes", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--crf", default="")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pieces = read_pieces((options.work / "pieces.tsv.gz").read_bytes())
    asked = [network_of(name, options.work) for name in options.recipes.split(",")]
    networks, limits = [network for network, _ in asked], (LIMIT, 0) if options.twice else (LIMIT,)
    field = _field(options.crf, options.shared, options.work) if options.crf else ()
    teachers, heads = Teachers(networks, limits, *field), asked[0][1]
    found: list[Sentence] = []
    waiting: list[Sentence] = []
    for sentences in texts(options.shared, options.words):
        waiting += sentences
        if len(waiting) > _AT_ONCE:
            found += taught(teachers, pieces, waiting, heads)
            waiting = []
            _log.info("%d sentences, %d words", len(found), sum(len(sentence.words) for sentence in found))
    found += taught(teachers, pieces, waiting, heads) if waiting else ()
    with (options.work / f"{options.out}.silver").open("wb") as file:
        pickle.dump(Corpus(options.out, tuple(found)), file)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
