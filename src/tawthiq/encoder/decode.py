"""Scores of words to spans: the likeliest sequence of B-, I- and O labels that can be, with a probability for each span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Indices = NDArray[np.int64]
_NEVER = -1e4  # log-probability of what cannot follow
_PLAIN = -0.05  # log-probability of O in every word from which a sentence needs no search: no other label has 5 percent
_CELLS = 20_000  # words that are searched at once, padding counted: a few megabytes


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words ``first`` to ``last`` (end-exclusive) carry a label; ``probability`` is that of its least sure word."""

    first: int
    last: int
    label: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Habits:
    """What is added to a score: ``between`` (labels, labels) for a label behind a label, ``start`` (labels) for the first of a sentence."""

    between: Scores
    start: Scores


@dataclass(frozen=True, slots=True)
class Task:
    """One layer of one sentence: ``scores`` (words, labels) are log-probabilities; the first label is O."""

    scores: Scores
    habits: Habits


def bio(types: Sequence[str]) -> tuple[str, ...]:
    """The labels of a layer: O, then B and I of each type."""
    return ("O", *(f"{mark}-{kind}" for kind in types for mark in "BI"))


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Scores = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


@cache
def rules(labels: tuple[str, ...]) -> Habits:
    """What must be: I goes behind B or I of its own type only."""
    between, start = np.zeros((len(labels), len(labels)), np.float32), np.zeros(len(labels), np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            start[column] = _NEVER
            between[[before[2:] != label[2:] for before in labels], column] = _NEVER
    return Habits(between, start)


def with_habits(labels: tuple[str, ...], rows: Sequence[Sequence[float]]) -> Habits:
    """The rules and what a guideline does more or less often: (labels + 1, labels), the last row for the start of a sentence."""
    must, table = rules(labels), np.array(rows, np.float32)
    return Habits(must.between + table[:-1], must.start + table[-1])


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, type) by seqeval's strict IOB2: an entity begins with B; an I without its B is none."""
    first, kind = -1, ""
    for index, tag in enumerate((*tags, "O")):
        if first >= 0 and tag != f"I-{kind}":
            yield first, index, kind
            first = -1
        if tag.startswith("B-"):
            first, kind = index, tag[2:]


def search(tasks: Sequence[Task]) -> list[Indices]:
    """The label indices of the likeliest sequence of each task; all have the same number of labels and at least one word."""
    order = sorted(range(len(tasks)), key=lambda index: -len(tasks[index].scores))  # so that those still going on are the first rows
    lengths = np.array([len(tasks[index].scores) for index in order])
    labels = tasks[0].scores.shape[1]
    scores = np.zeros((len(tasks), lengths[0], labels), np.float32)
    for row, index in enumerate(order):
        scores[row, : lengths[row]] = tasks[index].scores
    between = np.stack([tasks[index].habits.between for index in order])
    best = scores[:, 0] + np.stack([tasks[index].habits.start for index in order])
    back = np.tile(np.arange(labels), (*scores.shape[:2], 1))
    for at, alive in enumerate(np.searchsorted(-lengths, -np.arange(1, lengths[0])).tolist(), 1):
        ways = best[:alive, :, None] + between[:alive]
        chosen = ways.argmax(1)
        back[:alive, at] = chosen
        best[:alive] = np.take_along_axis(ways, chosen[:, None], 1)[:, 0] + scores[:alive, at]
    return _traced(best, back, order, lengths)


def _traced(best: Scores, back: Indices, order: Sequence[int], lengths: Indices) -> list[Indices]:
    """The paths, from their ends; behind the end of a task its last label is only carried on."""
    paths = np.empty(back.shape[:2], np.int64)
    paths[:, -1] = best.argmax(1)
    every = np.arange(len(back))
    for at in range(back.shape[1] - 1, 0, -1):
        paths[:, at - 1] = back[every, at, paths[:, at]]
    found = dict(zip(order, (row[:length] for row, length in zip(paths, lengths, strict=True)), strict=True))
    return [found[index] for index in range(len(order))]


def likeliest(tasks: Sequence[Task]) -> list[Indices]:
    """The label indices of each task, in order; where nothing but O is likely there is nothing to search."""
    found = [np.zeros(len(task.scores), np.int64) for task in tasks]
    waiting: dict[int, list[int]] = defaultdict(list)
    for index, task in enumerate(tasks):
        if len(task.scores) and task.scores[:, 0].min() < _PLAIN:
            waiting[task.scores.shape[1]].append(index)
    for chosen in waiting.values():
        for part in _parts(chosen, tasks):
            for index, path in zip(part, search([tasks[index] for index in part]), strict=True):
                found[index] = path
    return found


def _parts(chosen: Sequence[int], tasks: Sequence[Task]) -> Iterator[list[int]]:
    """Tasks of like length together, so that one long sentence does not stretch the others."""
    part: list[int] = []
    for index in sorted(chosen, key=lambda index: len(tasks[index].scores)):
        if part and len(tasks[index].scores) * (len(part) + 1) > _CELLS:
            yield part
            part = []
        part.append(index)
    yield part


def labelled(scores: Scores, labels: Sequence[str], path: Indices) -> tuple[Labelled, ...]:
    """The spans of a sequence of label indices, with their probabilities."""
    if not path.any():
        return ()
    sure = np.exp(scores[np.arange(len(path)), path])
    found = spans([labels[index] for index in path])
    return tuple(Labelled(first, last, kind, float(sure[first:last].min())) for first, last, kind in found)


def decode(scores: Scores, labels: tuple[str, ...]) -> tuple[Labelled, ...]:
    """The spans of one sentence; ``scores`` (words, labels) are log-probabilities."""
    return labelled(scores, labels, likeliest([Task(scores, rules(labels))])[0])
