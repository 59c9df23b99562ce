"""How fast the shipped form reads, and how much memory a process of it needs.

python -m training.speed --shared ../shared [--weights FILE] [--bert]

Articles of the press are cut to 400 words, tokenised beforehand (the program does that once for all its readers), and tagged one
after the other on one thread. ``--bert`` adds a BERT-base of random weights in PyTorch on the same pieces, in the same process.
"""

from __future__ import annotations

import argparse
import logging
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from tawthiq import encoder
from tawthiq.encoder.features import features
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import Word, tokenize
from training.press import articles

_log = logging.getLogger("training.speed")
_WORDS = 400
_ARTICLES = 150
_BERT_WORDS = 4_000
_BERT_PIECES = 1.35  # pieces a word of an Arabic-only vocabulary of 30,000, against 1.7 of ours
_BERT_BATCH, _BERT_LENGTH = 16, 128


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


def measure(tagger: encoder.Tagger, documents: Sequence[Sequence[Sequence[Word]]]) -> tuple[float, float]:
    """(words, articles) a CPU second, everything of the encoder on, the parser where there is one."""
    tagger.read(documents[0])
    begun = time.process_time()
    for sentences in documents:
        tagger.read(sentences)
    spent = time.process_time() - begun
    return sum(len(s) for sentences in documents for s in sentences) / spent, len(documents) / spent


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--bert", action="store_true")
    options = parser.parse_args()
    tagger = encoder.load_file(options.weights) if options.weights else encoder.load()
    if tagger is None:
        raise SystemExit("no weights")
    documents = sample(options.shared)
    for word in (word for sentences in documents for sentence in sentences for word in sentence):
        features(word)  # the lexicons are the program's own and stay loaded
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    words, read = measure(tagger, documents)
    _log.info("%s: %.0f words, %.1f articles a CPU second on one thread", tagger.version, words, read)
    _log.info("memory at most %.0f MB, %.0f of it before the first pass", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, before)
    if options.bert:
        theirs = bert_words_a_second()
        _log.info("BERT-base, PyTorch, fp32: %.0f words a CPU second; %.1f times slower", theirs, words / theirs)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
