"""How a guideline's labels follow each other: what the search for the likeliest sequence adds to the scores.

A word's scores know its neighbours' words but not their labels. Added is a share of the pointwise mutual information of neighbouring
labels in the training sets: more for long spans, whose inner borders the words themselves show least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tawthiq.encoder.mixing import LAYERS, NAMES, kinds_of
from training.corpora import HEADS, Sentence

_SMOOTH = 0.5  # added to every count
_RARE = 20  # labels seen less often get no habits: their counts say little
_NAMES_SHARE = 0.2
_SHARES = MappingProxyType({
    "own-Nominal": 0.3, "own-Role": 0.1, "own-Date": 0.3, "own-Cue": 0.2, "own-Source": 0.3, "own-Content": 0.5, "own-Inner": 0.5,
})
"""Chosen on the articles that are not learnt from; the figures are flat around these, and with 0.7 and more short spans lose."""


def table(rows: Iterable[Sequence[str]], labels: Sequence[str], share: float) -> list[list[float]]:
    """(labels + 1, labels) numbers to add for a label behind a label, the last row for the first word; unknown labels are O."""
    index = {label: at for at, label in enumerate(labels)}
    counts = np.full((len(labels) + 1, len(labels)), _SMOOTH)
    for row in rows:
        before = len(labels)
        for label in row:
            counts[before, index.get(label, 0)] += 1
            before = index.get(label, 0)
    expected = counts.sum(1, keepdims=True) * counts.sum(0) / counts.sum()
    found = share * np.log(counts / expected)
    rare = counts.sum(0) < _RARE
    found[:, rare], found[:-1][rare] = 0.0, 0.0
    return [[round(float(value), 3) for value in line] for line in found]


def habits(sentences: Sequence[Sentence], heads: Iterable[str]) -> dict[str, list[list[float]]]:
    """The tables of the layers that a model with these heads gives, and of its names."""
    chosen = set(heads)
    kinds = kinds_of(chosen)
    naming = [head for head in kinds if head in chosen][:1]  # the first is the one whose guideline is followed
    named = [row for head in naming for row in _renamed(sentences, head, kinds[head])]
    found = {"names": table(named, NAMES, _NAMES_SHARE)} if named else {}
    for head in LAYERS:
        rows = [sentence.labels[head] for sentence in sentences if head in sentence.labels]
        if head in chosen and rows:
            found[head] = table(rows, HEADS[head], _SHARES[head])
    return found


def _renamed(sentences: Sequence[Sentence], head: str, kinds: Mapping[str, str]) -> list[list[str]]:
    rows = [sentence.labels[head] for sentence in sentences if head in sentence.labels]
    return [[label[:2] + kinds[label[2:]] if label[2:] in kinds else "O" for label in row] for row in rows]
