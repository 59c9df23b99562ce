"""From the heads' guidelines to our labels: kinds joined, guidelines averaged, each nested layer by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tawthiq.encoder.decode import Scores, bio

NAMES = bio(("Person", "Organization", "Place", "Group", "Work", "Thing"))
"""Labels of the layer of names."""

_KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "news": {
        "PER": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
        "NORP": "Group", "WORK": "Work", "THING": "Thing",
    },
    "anercorp": {"PER": "Person", "ORG": "Organization", "LOC": "Place", "MISC": "Thing"},
})
NESTED: Mapping[str, str] = MappingProxyType({
    "nested-OCC": "Role", "nested-EVENT": "Event", "nested-DATE": "Date", "nested-NORP": "Group",
    "nested-PERS": "Person", "nested-ORG": "Organization", "nested-GPE": "Place", "nested-FAC": "Place", "nested-LOC": "Place",
})
"""Heads that are layers of their own, with our name of their one type."""

_LEAST = 1e-7  # probability that every label keeps, so that no logarithm is infinite


def names(scores: Mapping[str, Scores], labels: Mapping[str, Sequence[str]]) -> Scores | None:
    """Log-probabilities (words, NAMES) out of the head for names, or None if the model has none."""
    head = next((head for head in _KINDS if head in scores), None)
    if head is None:
        return None
    wanted = [_renamed(label, _KINDS[head]) for label in labels[head]]
    matrix = np.array([[float(label == name) for name in NAMES] for label in wanted], np.float32)
    found: Scores = np.log(np.exp(scores[head]) @ matrix + _LEAST)
    return found


def _renamed(label: str, kinds: Mapping[str, str]) -> str:
    return label if label == "O" else label[:2] + kinds[label[2:]]
