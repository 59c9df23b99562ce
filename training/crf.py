"""A conditional random field over written features: it errs otherwise than networks do, and so sharpens what a mean of teachers says.

Its features are a word's letters, ends and lexicon knowledge, and those of two words on either side. It reads in ``training.teach`` only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.features import as_word
from tawthiq.encoder.features import features as known_of
from tawthiq.text.fold import fold
from training.corpora import HEADS, UNKNOWN, Sentence

_ROUNDS, _L1, _L2 = 70, 0.05, 0.02  # steps of L-BFGS and the pulls to zero: those of a study on another part of the same set
_ENDS = range(1, 5)  # letters of the beginnings and ends that are features
_NAMING = 9  # the first lexicon features tell of names; together they are one more feature
_FAR = ("w=", "k=", "n=")  # of words two places away only these count
_LEAST = 1e-4  # probability that every label keeps


@lru_cache(maxsize=200_000)
def _of_word(token: str) -> tuple[str, ...]:
    word = as_word(token)
    key, known = fold(token) or token, known_of(word)
    ends = [f"{mark}{size}={part}" for size in _ENDS if len(key) > size for mark, part in (("b", key[:size]), ("e", key[-size:]))]
    bits = [f"f{at}" for at, bit in enumerate(known) if bit]
    return (f"w={key}", f"k={word.key or key}", f"n={''.join(map(str, known[:_NAMING]))}", f"l={min(len(key), 9)}", *ends, *bits)


def features(words: Sequence[str]) -> list[list[str]]:
    """The features of each word of a sentence."""
    known = [_of_word(word) for word in words]
    return [[*row, *_around(known, at)] for at, row in enumerate(known)]


def _around(known: Sequence[tuple[str, ...]], at: int) -> Iterator[str]:
    for away in (-2, -1, 1, 2):
        if 0 <= at + away < len(known):
            yield from (f"{away}:{one}" for one in known[at + away] if abs(away) == 1 or one.startswith(_FAR))
        else:
            yield f"{away}:none"
    for away in (-1, 1):
        if 0 <= at + away < len(known):
            yield f"{away}|{known[at][0]}|{known[at + away][0]}"


def fit(sentences: Sequence[Sentence], head: str, path: Path) -> None:
    """Learns one flat head; sentences with a word of unknown label are left out."""
    import pycrfsuite  # in training only

    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        labels = sentence.labels.get(head, (UNKNOWN,))
        if UNKNOWN not in labels:
            trainer.append(features(sentence.words), labels)
    trainer.set_params({"c1": _L1, "c2": _L2, "max_iterations": _ROUNDS})
    trainer.train(str(path))


def scores(path: Path, sentences: Sequence[Sentence], head: str) -> list[Scores]:
    """Log-probabilities (words, labels of the head) of each sentence."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    known = [label for label in HEADS[head] if label in tagger.labels()]
    columns = [HEADS[head].index(label) for label in known]
    found = []
    for sentence in sentences:
        tagger.set(features(sentence.words))
        rows = np.full((len(sentence.words), len(HEADS[head])), _LEAST, np.float32)
        rows[:, columns] += [[tagger.marginal(label, at) for label in known] for at in range(len(sentence.words))]
        found.append(np.log(rows / rows.sum(1, keepdims=True)))
    return found
