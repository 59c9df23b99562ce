"""Boosted trees of yes-no questions (gradient boosting with second-order steps), for ``scripts/fit_confidence.py``.

A tree is a mapping of its nodes (0: the root; of node n, 2n + 1 is taken for no and 2n + 2 for yes) to a question, the name of a feature
with what it must be greater than, or to a leaf, "" with the log-odds that it adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Tree = Mapping[int, tuple[str, float]]

TREES, RATE, DEPTH = 100, 0.1, 3  # on articles left out in turn 150 trees at 0.08 were no better
_PENALTY = 5.0  # on the squares of leaves
_SHARE = 0.25  # of the questions that a tree may ask: trees that see others err otherwise
_LEAST = 20  # claims on either side of a question
_CUTS = 5  # thresholds of a number


@dataclass(frozen=True)
class _Asked:
    """The questions that may be asked, and their answers (claims, questions)."""

    columns: tuple[int, ...]
    thresholds: tuple[float, ...]
    answers: npt.NDArray[np.float32]


def boosted(matrix: Numbers, names: Sequence[str], right: Numbers, seed: int = 1) -> list[Tree]:
    """The trees that tell right from wrong; the first is a leaf with the share of right claims."""
    draw, asked = np.random.default_rng(seed), _asked(matrix)
    share = float(right.mean())
    start = float(np.log(share / (1 - share)))
    scores = np.full(len(right), start)
    trees: list[Tree] = [{0: ("", start)}]
    for _ in range(TREES):
        chosen = np.sort(draw.choice(len(asked.columns), max(1, int(len(asked.columns) * _SHARE)), replace=False))
        chance = 1 / (1 + np.exp(-scores))
        tree, added = _tree(asked, chosen, right - chance, chance * (1 - chance), names)
        scores += added
        trees.append(tree)
    return trees


def scores_of(trees: Sequence[Tree], rows: Sequence[Mapping[str, float]]) -> Numbers:
    """The log-odds of claims by their features."""
    return np.array([sum(_leaf(tree, row) for tree in trees) for row in rows])


def _leaf(tree: Tree, row: Mapping[str, float]) -> float:
    node = 0
    while tree[node][0]:
        name, least = tree[node]
        node = 2 * node + (2 if row.get(name, 0.0) > least else 1)
    return tree[node][1]


def _asked(matrix: Numbers) -> _Asked:
    pairs = [(column, cut) for column in range(matrix.shape[1]) for cut in _cuts(matrix[:, column])]
    answers = np.stack([matrix[:, column] > cut for column, cut in pairs], 1).astype(np.float32)
    return _Asked(tuple(column for column, _ in pairs), tuple(cut for _, cut in pairs), answers)


def _cuts(values: Numbers) -> Iterator[float]:
    """Where a feature is cut: between yes and no, or at shares of all claims and of those that have it."""
    known = np.unique(values)
    if len(known) == 2:
        yield round(float(known.mean()), 3)
    elif len(known) > 1:
        parts = np.linspace(0, 1, _CUTS + 2)[1:-1]
        found = np.concatenate([np.quantile(values, parts), np.quantile(values[values > 0], parts) if (values > 0).any() else []])
        yield from (float(cut) for cut in np.unique(np.round(found, 3)) if known[0] <= cut < known[-1])


def _tree(asked: _Asked, chosen: npt.NDArray[np.int64], slope: Numbers, bend: Numbers, names: Sequence[str]) -> tuple[Tree, Numbers]:
    """One tree, and what it adds to the score of each claim."""
    answers = asked.answers[:, chosen]
    nodes, tree = np.zeros(len(slope), np.int64), {}
    for node in range(2**DEPTH - 1):
        inside = np.flatnonzero(nodes == node)
        best = _best(answers[inside], slope[inside], bend[inside])
        if best is None:
            continue
        number = int(chosen[best])
        tree[node] = (names[asked.columns[number]], asked.thresholds[number])
        nodes[inside] = 2 * node + 1 + (answers[inside, best] > 0)
    added: Numbers = np.zeros(len(slope))
    for leaf in sorted(set(nodes.tolist())):
        inside = nodes == leaf
        value = round(float(RATE * slope[inside].sum() / (bend[inside].sum() + _PENALTY)), 4)
        tree[leaf] = ("", value)
        added[inside] = value
    return tree, added


def _best(answers: npt.NDArray[np.float32], slope: Numbers, bend: Numbers) -> int | None:
    """The question that gains most; None where none gains."""
    count = answers.sum(0)
    fine = (count >= _LEAST) & (len(slope) - count >= _LEAST)
    if not fine.any():
        return None
    up, down = answers.T @ slope, answers.T @ bend
    gain = up**2 / (down + _PENALTY) + (slope.sum() - up) ** 2 / (bend.sum() - down + _PENALTY)
    gain = np.where(fine, gain - slope.sum() ** 2 / (bend.sum() + _PENALTY), -1.0)
    best = int(gain.argmax())
    return best if gain[best] > 0 else None
