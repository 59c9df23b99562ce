"""Scores of words to spans: the likeliest sequence of B-, I- and O labels that can be, with a probability for each span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = -1e4  # log-probability of what cannot follow


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words ``first`` to ``last`` (end-exclusive) carry a label; ``probability`` is that of its least sure word."""

    first: int
    last: int
    label: str
    probability: float = 1.0


def bio(types: Sequence[str]) -> tuple[str, ...]:
    """The labels of a layer: O, then B and I of each type."""
    return ("O", *(f"{mark}-{kind}" for kind in types for mark in "BI"))


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


@cache
def transitions(labels: tuple[str, ...]) -> tuple[Scores, Scores]:
    """(from label to label, at the start): I goes behind B or I of its own type only."""
    between, start = np.zeros((len(labels), len(labels)), np.float32), np.zeros(len(labels), np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            start[column] = _NEVER
            between[[before[2:] != label[2:] for before in labels], column] = _NEVER
    return between, start


def viterbi(scores: Scores, between: Scores, start: Scores) -> list[int]:
    """The label indices of the likeliest sequence; ``scores`` is (words, labels) in log-probabilities."""
    if not len(scores):
        return []
    best, back = scores[0] + start, []
    for row in scores[1:]:
        ways = best[:, None] + between
        chosen = ways.argmax(0)
        back.append(chosen)
        best = ways[chosen, np.arange(len(chosen))] + row
    found = [int(best.argmax())]
    for chosen in reversed(back):
        found.append(int(chosen[found[-1]]))
    return found[::-1]


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, type) by seqeval's strict IOB2: an entity begins with B; an I without its B is none."""
    first, kind = -1, ""
    for index, tag in enumerate((*tags, "O")):
        if first >= 0 and tag != f"I-{kind}":
            yield first, index, kind
            first = -1
        if tag.startswith("B-"):
            first, kind = index, tag[2:]


def likeliest(scores: Scores, labels: tuple[str, ...]) -> list[int]:
    """The label indices of the likeliest sequence; a search only where the best labels word by word cannot stand together."""
    between, start = transitions(labels)
    best = scores.argmax(1) if len(scores) else np.zeros(0, np.int64)
    if len(best) and (start[best[0]] < 0 or (between[best[:-1], best[1:]] < 0).any()):
        return viterbi(scores, between, start)
    return [int(index) for index in best]


def decode(scores: Scores, labels: tuple[str, ...]) -> tuple[Labelled, ...]:
    """The spans of one sentence; ``scores`` (words, labels) are log-probabilities."""
    path = likeliest(scores, labels)
    if not any(path):
        return ()
    sure = np.exp(scores[np.arange(len(path)), path]) if path else np.zeros(0)
    found = spans([labels[index] for index in path])
    return tuple(Labelled(first, last, kind, float(sure[first:last].min())) for first, last, kind in found)
