"""A conditional random field over written features, read with numpy: log-probabilities of each word's label in its sentence.

Learnt and written by ``training.crf``. Its features are a word's letters, ends and lexicon knowledge, and those of two words on either
side; the file knows them by checksum only, so that no word of the corpus stands in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.features import as_word
from tawthiq.encoder.features import features as known_of
from tawthiq.text.fold import fold

Chain = npt.NDArray[np.float64]
"""Sums over a chain: one row a word."""

_ENDS = range(1, 5)  # letters of the beginnings and ends that are features
_NAMING = 9  # the first lexicon features tell of names; together they are one more feature
_FAR = ("w=", "k=", "n=", "c=", "d=")  # of words two places away only these count
_LEAST = 1e-4  # probability that every label keeps


@lru_cache(maxsize=200_000)
def _of_word(token: str) -> tuple[str, ...]:
    word = as_word(token)
    key, known = fold(token) or token, known_of(word)
    ends = [f"{mark}{size}={part}" for size in _ENDS if len(key) > size for mark, part in (("b", key[:size]), ("e", key[-size:]))]
    bits = [f"f{at}" for at, bit in enumerate(known) if bit]
    return (f"w={key}", f"k={word.key or key}", f"n={''.join(map(str, known[:_NAMING]))}", f"l={min(len(key), 9)}", *ends, *bits)


@dataclass(frozen=True, slots=True)
class Classes:
    """Words that keep like company in unlabelled text (``training.classes``).

    ``keys`` (words, rising) are checksums of folded words, ``numbers`` (words, 2) their coarse and their fine class.
    """

    keys: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.int16]

    def of(self, token: str) -> tuple[str, ...]:
        """The features of a word: nothing for one that is not known, with and without its clitics."""
        for form in (fold(token) or token, as_word(token).key):
            asked = checksum(form)
            at = int(np.searchsorted(self.keys, asked))
            if at < len(self.keys) and self.keys[at] == asked:
                coarse, fine = self.numbers[at].tolist()
                return f"c={coarse}", f"d={fine}"
        return ()


NONE = Classes(np.zeros(0, np.uint32), np.zeros((0, 2), np.int16))


def features(words: Sequence[str], classes: Classes = NONE) -> list[list[str]]:
    """The features of each word of a sentence."""
    known = [(*_of_word(word), *classes.of(word)) for word in words]
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


def checksum(feature: str) -> int:
    """The number that a feature is known by: of a hundred thousand features hardly two share one."""
    return zlib.crc32(feature.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Field:
    """What has been learnt: sums of weights a word, and of neighbouring labels.

    ``keys`` (features, rising) are checksums, ``weights`` (features, labels) what each adds to a label, ``between`` (labels, labels) what
    a label adds to the next.
    """

    labels: tuple[str, ...]
    keys: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    between: npt.NDArray[np.float32]
    classes: Classes = NONE

    def of(self, words: Sequence[str], wanted: Sequence[str]) -> Scores:
        """Log-probabilities (words, wanted labels) of one sentence."""
        rows = np.full((len(words), len(wanted)), _LEAST, np.float32)
        if words:
            known = [label for label in wanted if label in self.labels]
            chances = marginals(self._states(words), self.between.astype(np.float64))
            rows[:, [wanted.index(label) for label in known]] += chances[:, [self.labels.index(label) for label in known]]
        found: Scores = np.log(rows / rows.sum(1, keepdims=True))
        return found

    def _states(self, words: Sequence[str]) -> Chain:
        return np.stack([self.weights[self._known(row)].sum(0, dtype=np.float64) for row in features(words, self.classes)])

    def _known(self, row: Sequence[str]) -> npt.NDArray[np.int64]:
        asked = np.array([checksum(feature) for feature in row], np.uint32)
        places = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        found: npt.NDArray[np.int64] = places[self.keys[places] == asked]
        return found


def marginals(states: Chain, between: Chain) -> Chain:
    """Probabilities (words, labels) of a chain by the forward-backward algorithm."""
    forward, backward = states.copy(), np.zeros_like(states)
    for at in range(1, len(states)):
        forward[at] += np.logaddexp.reduce(forward[at - 1][:, None] + between, axis=0)
    for at in range(len(states) - 2, -1, -1):
        backward[at] = np.logaddexp.reduce(between + (states[at + 1] + backward[at + 1])[None], axis=1)
    both = forward + backward
    found: Chain = np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))
    return found


def read_field(path: Path) -> Field:
    """The field of a file that ``write_field`` wrote."""
    with np.load(path, allow_pickle=False) as content:
        labels = tuple(str(label) for label in content["labels"])
        classes = Classes(content["words"], content["classes"])
        return Field(labels, content["keys"], content["weights"].astype(np.float32), content["between"], classes)


def write_field(field: Field, path: Path) -> None:
    """The file, weights in 16 bits."""
    with path.open("wb") as file:
        np.savez_compressed(
            file, labels=np.array(field.labels), keys=field.keys, weights=field.weights.astype(np.float16), between=field.between,
            words=field.classes.keys, classes=field.classes.numbers,
        )  # fmt: skip
