"""How fast the shipped form reads, and how much memory a process of it needs.

python -m training.speed --shared ../shared [--weights FILE] [--processes 2] [--bert]

Articles of the press are cut to 400 words, tokenised beforehand (the program does that once for all its readers), and read one after
the other on one thread: all layers of mentions and attribution, the same with the parser, and with the heads for claims too.
``--processes``: so many processes read the same articles at the same time, as the program does. ``--bert`` adds a BERT-base of random
weights in PyTorch on the same pieces, in the first process, when it has read.
"""

from __future__ import annotations

import argparse
import logging
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.together import together
from tawthiq import encoder
from tawthiq.encoder.features import features
from tawthiq.encoder.model import OnnxTagger
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import Word, tokenize
from training.press import articles

_log = logging.getLogger("training.speed")
_WORDS = 400
_ARTICLES = 150
_BERT_WORDS = 4_000
_BERT_PIECES = 1.35  # pieces a word of an Arabic-only vocabulary of 30,000, against 1.7 of ours
_BERT_BATCH, _BERT_LENGTH = 16, 128

Reader = Callable[[Sequence[Sequence[Word]]], object]
"""What reads the sentences of a document."""


def sample(shared: Path) -> list[list[tuple[Word, ...]]]:
    """Sentences of words of so many articles, about 400 words each."""
    found: list[list[tuple[Word, ...]]] = []
    for article in articles(shared):
        if len(article.text.split()) >= _WORDS:
            text = " ".join(article.text.split()[:_WORDS])
            found.append([tokenize(text, sentence.start, sentence.end) for sentence in split_sentences(text)])
        if len(found) == _ARTICLES:
            break
    return found


def bert_words_a_second() -> float:
    """Words a CPU second of a BERT-base encoder with PyTorch's own fast path."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    layer = nn.TransformerEncoderLayer(768, 12, 3072, activation="gelu", batch_first=True)
    network = nn.TransformerEncoder(layer, 12, enable_nested_tensor=False).eval()
    states = torch.randn(_BERT_BATCH, _BERT_LENGTH, 768)
    rounds = round(_BERT_WORDS * _BERT_PIECES / _BERT_BATCH / _BERT_LENGTH)
    with torch.no_grad():
        network(states[:2])
        begun = time.process_time()
        for _ in range(rounds):
            network(states)
    return rounds * _BERT_BATCH * _BERT_LENGTH / _BERT_PIECES / (time.process_time() - begun)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one process reads in a CPU second and in a second by the clock, and what share of a core it had."""

    name: str
    words: float
    articles: float
    by_the_clock: float

    def line(self) -> str:
        """For people."""
        share = 100 * self.by_the_clock / self.articles
        return (
            f"{self.name}: {1000 / self.articles:.1f} CPU ms an article of {_WORDS} words; {self.words:.0f} words, {self.articles:.1f} "
            f"articles a CPU second; {self.by_the_clock:.1f} articles a second by the clock ({share:.0f} % of a core)"
        )


def readers(weights: Path | None) -> dict[str, Reader]:
    """What is measured, by name; of another file than the shipped ones only the first."""
    folder = files("tawthiq.encoder").joinpath("weights")
    shipped = encoder.load_file(weights) if weights else encoder.load()
    if not isinstance(shipped, OnnxTagger):
        raise SystemExit("no weights")
    found: dict[str, Reader] = {"mentions and attribution": shipped.tag}
    if weights is None:
        own, parser = (folder.joinpath(name).read_bytes() for name in ("tawthiq.onnx", "parser.onnx"))
        found["and the parser"] = OnnxTagger(own, encoder.pieces(), parser=parser).read
        found["and the heads for claims"] = shipped.read
    return found


def measure(name: str, reader: Reader, documents: Sequence[Sequence[Sequence[Word]]], start: Barrier | None = None) -> Figure:
    """How fast documents are read; ``start``: where all processes wait for each other."""
    reader(documents[0])
    if start is not None:
        start.wait()
    begun, clock = time.process_time(), time.perf_counter()
    for sentences in documents:
        reader(sentences)
    spent, passed = time.process_time() - begun, time.perf_counter() - clock
    return Figure(name, sum(len(s) for sentences in documents for s in sentences) / spent, len(documents) / spent, len(documents) / passed)


def _run(options: argparse.Namespace, number: int, start: Barrier | None) -> None:
    """One process: its figures, one a line."""
    chosen = readers(options.weights)
    documents = sample(options.shared)
    for word in (word for sentences in documents for sentence in sentences for word in sentence):
        features(word)  # the lexicons are the program's own and stay loaded
    found = [measure(name, reader, documents, start) for name, reader in chosen.items()]
    for figure in found:
        _log.info("process %d, %s", number, figure.line())
    _log.info("process %d, memory at most %.0f MB", number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    if options.bert and number == 1:
        theirs = bert_words_a_second()
        _log.info("BERT-base, PyTorch, fp32: %.0f words a CPU second; %.1f times slower", theirs, found[0].words / theirs)


def _child(options: argparse.Namespace, number: int, start: Barrier) -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _run(options, number, start)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--bert", action="store_true")
    options = parser.parse_args()
    if options.processes == 1:
        _run(options, 1, None)
        return
    together(partial(_child, options), options.processes)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
