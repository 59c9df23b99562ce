"""Scores of words to spans: the likeliest sequence of B-, I- and O labels that can be, with a probability for each span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Indices = NDArray[np.int64]
_NEVER = -1e4  # log-probability of what cannot follow
_ABSENT = -1e9  # score of a label that a layer has not: below all sums of what cannot follow
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
        if first < 0 and tag == "O":
            continue
        if first >= 0 and tag != f"I-{kind}":
            yield first, index, kind
            first = -1
        if tag.startswith("B-"):
            first, kind = index, tag[2:]


def search(tasks: Sequence[Task]) -> list[Indices]:
    """The label indices of the likeliest sequence of each task; all have at least one word.

    Layers with fewer labels go along with the others: one search takes as many steps as the longest task has words, and what a step costs
    is mostly the calls. Labels come first and tasks last, so that the best of the labels before is found along whole rows.
    """
    order = sorted(range(len(tasks)), key=lambda index: -len(tasks[index].scores))  # so that those still going on are the first
    lengths = np.array([len(tasks[index].scores) for index in order])
    scores, between = _side_by_side([tasks[index] for index in order])
    best = np.empty_like(scores)
    best[0] = scores[0]
    for at, alive in enumerate(np.searchsorted(-lengths, -np.arange(1, lengths[0])).tolist(), 1):
        ways = best[at - 1, :, None, :alive] + between[:, :, :alive]
        np.add(ways.max(0), scores[at, :, :alive], out=best[at, :, :alive])
    paths = _traced(best, between, lengths)
    found = dict(zip(order, paths, strict=True))
    return [found[index] for index in range(len(order))]


def _side_by_side(tasks: Sequence[Task]) -> tuple[Scores, Scores]:
    """Scores (words, labels, tasks), the start in those of the first word, and what is added between labels (before, behind, tasks)."""
    labels = max(task.scores.shape[1] for task in tasks)
    scores: Scores = np.full((len(tasks[0].scores), labels, len(tasks)), _ABSENT, np.float32)
    between: Scores = np.zeros((labels, labels, len(tasks)), np.float32)
    for place, task in enumerate(tasks):
        words, known = task.scores.shape
        scores[:words, :known, place] = task.scores
        scores[0, :known, place] += task.habits.start
        between[:known, :known, place] = task.habits.between
    return scores, between


def _traced(best: Scores, between: Scores, lengths: Indices) -> list[Indices]:
    """The paths, from the end of each task, the longest task first; ``best`` (words, labels, tasks): of the best that ends so."""
    every, into = np.arange(len(lengths)), np.ascontiguousarray(between.transpose(2, 1, 0))
    paths = np.zeros((len(best), len(lengths)), np.int64)
    ending = best[lengths - 1, :, every].argmax(1)
    going = np.searchsorted(-lengths, -np.arange(len(best)))  # tasks that have this word
    for at in range(len(best) - 1, -1, -1):
        before, alive = going[at + 1] if at + 1 < len(best) else 0, going[at]
        paths[at, before:alive] = ending[before:alive]
        if before:
            behind = paths[at + 1, :before]
            paths[at, :before] = (best[at, :, :before].T + into[every[:before], behind]).argmax(1)
    return [paths[:length, place] for place, length in enumerate(lengths.tolist())]


def likeliest(tasks: Sequence[Task]) -> list[Indices]:
    """The label indices of each task, in order."""
    found = [np.zeros(len(task.scores), np.int64) for task in tasks]
    waiting = [index for index, task in enumerate(tasks) if len(task.scores)]
    for part in _parts(waiting, tasks):
        for index, path in zip(part, search([tasks[index] for index in part]), strict=True):
            found[index] = path
    return found


def doubtful(scores: Scores, sizes: Sequence[int]) -> list[int]:
    """Those of sentences of so many words where more than O is likely; in the others there is nothing to search."""
    told = [index for index, size in enumerate(sizes) if size]
    if not told:
        return []
    starts = np.cumsum([0, *(sizes[index] for index in told[:-1])])
    least = np.minimum.reduceat(scores[:, 0], starts)
    return [told[place] for place in np.flatnonzero(least < _PLAIN).tolist()]


def _parts(chosen: Sequence[int], tasks: Sequence[Task]) -> Iterator[list[int]]:
    """Tasks of like length together, so that one long sentence does not stretch the others."""
    part: list[int] = []
    for index in sorted(chosen, key=lambda index: len(tasks[index].scores)):
        if part and len(tasks[index].scores) * (len(part) + 1) > _CELLS:
            yield part
            part = []
        part.append(index)
    if part:
        yield part


def labelled(scores: Scores, labels: Sequence[str], path: Indices) -> tuple[Labelled, ...]:
    """The spans of a sequence of label indices, with their probabilities."""
    found = list(spans([labels[index] for index in path.tolist()])) if path.any() else []
    if not found:
        return ()
    sure = np.exp(scores[np.arange(len(path)), path])
    return tuple(Labelled(first, last, kind, float(sure[first:last].min())) for first, last, kind in found)


def decode(scores: Scores, labels: tuple[str, ...]) -> tuple[Labelled, ...]:
    """The spans of one sentence; ``scores`` (words, labels) are log-probabilities."""
    return labelled(scores, labels, likeliest([Task(scores, rules(labels))])[0])
