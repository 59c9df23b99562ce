"""From the heads' guidelines to our labels: kinds joined, guidelines averaged, each nested layer by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tawthiq.encoder.decode import Scores, bio, log_softmax

NAMES = bio(("Person", "Organization", "Place", "Group", "Work", "Thing", "Event"))
"""Labels of the layer of names."""

Kinds = Mapping[str, Mapping[str, str]]
"""For each head its types that count, and what they are called; words of other types are outside."""

OURS: Kinds = MappingProxyType({
    "own-Name": {kind: kind for kind in ("Person", "Organization", "Place", "Group", "Event", "Work")},
    "news": {"PER": "Person"},
})  # fmt: skip
"""Our own guideline, with what another one says of persons: on them they agree, on the borders of organisations and places they do not."""

OTHERS: Kinds = MappingProxyType({
    "news": {
        "PER": "Person", "ORG": "Organization", "GOV": "Organization", "MEDIA": "Organization", "SPORT": "Organization",
        "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group", "WORK": "Work", "THING": "Thing",
    },
    "anercorp": {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Thing"},
})  # fmt: skip
"""The heads that name things, in our words, for models without our own."""

LAYERS: Mapping[str, str] = MappingProxyType({
    "own-Nominal": "nominals", "own-Role": "roles", "own-Date": "dates",
    "own-Cue": "cues", "own-Source": "sources", "own-Content": "contents",
})  # fmt: skip
"""Heads that are layers of their own, with the layer's name; their labels are ours already. ``own-Inner`` is learnt too badly."""

_LEAST = 1e-4  # probability that every label keeps: one guideline does not forbid what another is sure of


def names(scores: Mapping[str, Scores], labels: Mapping[str, Sequence[str]]) -> Scores | None:
    """Log-probabilities (words, NAMES) out of the heads for names, or None if the model has none."""
    return mixed(scores, labels, kinds_of(scores), NAMES)


def kinds_of(heads: Collection[str]) -> Kinds:
    """How a model with these heads names things."""
    return OURS if "own-Name" in heads else OTHERS


def mixed(scores: Mapping[str, Scores], labels: Mapping[str, Sequence[str]], kinds: Kinds, wanted: Sequence[str]) -> Scores | None:
    """Log-probabilities (words, wanted): for each label the mean of the log-probabilities of the heads that know its type.

    ``scores`` are log-probabilities by head. None if the model has none of the heads.
    """
    total: list[Scores] = []
    known = np.zeros(len(wanted), np.float32)
    for head in (head for head in kinds if head in scores):
        matrix = _matrix(tuple(labels[head]), kinds[head], wanted)
        known += matrix.any(0)
        total.append(np.where(matrix.any(0), np.log(np.exp(scores[head]) @ matrix + _LEAST), 0.0))
    if not total:
        return None
    mean = np.where(known > 0, np.sum(total, 0) / np.maximum(known, 1), np.log(_LEAST))
    return log_softmax(mean.astype(np.float32))


def _matrix(labels: Sequence[str], kinds: Mapping[str, str], wanted: Sequence[str]) -> Scores:
    """(labels of a head, wanted): one where a label counts as another."""
    renamed = [_renamed(label, kinds) for label in labels]
    return np.array([[float(label == name) for name in wanted] for label in renamed], np.float32)


def _renamed(label: str, kinds: Mapping[str, str]) -> str:
    return label[:2] + kinds[label[2:]] if label[2:] in kinds else "O"
