"""Boosted trees of yes-no questions."""

from __future__ import annotations

import numpy as np

from training.boosting import TREES, boosted, scores_of

_NAMES = ("title", "far", "length")


def _rows(count: int = 400) -> list[dict[str, float]]:
    draw = np.random.default_rng(3)
    return [{"title": float(draw.integers(2)), "far": float(draw.integers(2)), "length": float(draw.random())} for _ in range(count)]


def _matrix(rows: list[dict[str, float]]) -> np.ndarray:
    return np.array([[row[name] for name in _NAMES] for row in rows])


def test_boosting_learns_what_no_sum_of_signs_tells() -> None:
    rows, names = _rows(), [f"{name} {copy}" for name in _NAMES for copy in range(8)]  # a tree asks some of them only
    right = np.array([row["title"] if row["far"] else row["length"] > 0.5 for row in rows], float)
    scores = scores_of(boosted(np.repeat(_matrix(rows), 8, 1), names, right), [{name: row[name.split()[0]] for name in names} for row in rows])
    assert ((scores > 0) == (right == 1)).mean() > 0.95


def test_boosting_asks_where_a_number_lies() -> None:
    rows = _rows()
    right = np.array([0.3 < row["length"] < 0.7 for row in rows], float)
    trees = boosted(_matrix(rows), _NAMES, right)
    inside, outside = scores_of(trees, [{"length": 0.5}, {"length": 0.95}])
    assert inside > outside


def test_boosting_begins_with_the_share_of_right_ones() -> None:
    rows = _rows()
    right = (np.arange(len(rows)) % 4 == 0).astype(float)
    trees = boosted(_matrix(rows), _NAMES, right)
    name, number = trees[0][0]
    assert (name, round(number, 6)) == ("", round(float(np.log(1 / 3)), 6))
    assert len(trees) == TREES + 1


def test_boosting_is_the_same_again() -> None:
    rows = _rows()
    right = np.array([row["title"] for row in rows])
    assert boosted(_matrix(rows), _NAMES, right) == boosted(_matrix(rows), _NAMES, right)


def test_boosting_asks_nothing_that_tells_few_apart() -> None:
    rows = _rows(60)
    right = np.array([float(number < 5) for number in range(60)])
    matrix = np.array([[float(number < 5), 0.0, 0.0] for number in range(60)])
    assert all(name != "title" for tree in boosted(matrix, _NAMES, right) for name, _ in tree.values())
    assert len(rows) == 60
