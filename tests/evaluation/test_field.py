from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from evaluation.field import Classes, Field, checksum, features, marginals, read_field, write_field

_LABELS = ("O", "B-PER", "I-PER")


def _field(**weights: tuple[float, float, float]) -> Field:
    """A field that knows whole words only: their folded spelling and what each adds to the labels."""
    known = sorted((checksum(f"w={word}"), row) for word, row in weights.items())
    keys, rows = np.array([key for key, _ in known], np.uint32), np.array([row for _, row in known], np.float32)
    return Field(_LABELS, keys, rows, np.array([[0.5, 0, -9], [0, -1, 2], [0, -1, 1]], np.float32))


def _classes(**numbers: int) -> Classes:
    known = sorted((checksum(word), number) for word, number in numbers.items())
    return Classes(np.array([key for key, _ in known], np.uint32), np.array([[number, 10 * number] for _, number in known], np.int16))


def test_field_features_tell_of_the_neighbours() -> None:
    first, second = features(("زار", "القرية"))
    assert "1:w=القريه" in first
    assert "-1:w=زار" in second
    assert "-1:none" in first
    assert "1:none" in second


def test_field_features_tell_of_beginnings_and_ends_of_a_word() -> None:
    (only,) = features(("سلمى",))
    assert {"w=سلمي", "b2=سل", "e2=مي"} <= set(only)


@pytest.mark.parametrize("token", ["بغلة", "وبغلة"])
def test_field_features_tell_the_class_of_a_word_with_and_without_clitics(token: str) -> None:
    only, other = features((token, "سارت"), _classes(بغله=7))
    assert {"c=7", "d=70"} <= set(only)
    assert {"-1:c=7", "-1:d=70"} <= set(other)
    assert not [feature for feature in other if feature.startswith("c=")]


def test_field_reckons_the_marginals_of_all_sequences() -> None:
    states, between = np.random.default_rng(3).normal(size=(4, 3)), np.random.default_rng(4).normal(size=(3, 3))
    wanted = np.zeros((4, 3))
    for path in product(range(3), repeat=4):
        weight = np.exp(sum(states[at, label] for at, label in enumerate(path)) + sum(between[pair] for pair in pairwise(path)))
        wanted[range(4), path] += weight
    assert np.allclose(marginals(states, between), wanted / wanted.sum(1, keepdims=True))


def test_field_gives_log_probabilities_in_the_order_asked_for() -> None:
    rows = _field(سلمي=(-2.0, 3.0, 0.0)).of(("سلمى", "نامت"), ("B-PER", "B-LOC", "O", "I-PER"))
    assert rows.shape == (2, 4)
    assert np.allclose(np.exp(rows).sum(1), 1.0)
    assert rows[0].argmax() == 0
    assert rows[:, 1].max() < np.log(0.001)  # a label that it has never seen keeps a little


def test_field_gives_nothing_for_a_sentence_without_words() -> None:
    assert _field(سلمي=(0.0, 1.0, 0.0)).of((), _LABELS).shape == (0, 3)


def test_field_comes_back_from_its_file(tmp_path: Path) -> None:
    field = replace(_field(سلمي=(-2.0, 3.0, 0.0), نامت=(1.0, 0.0, 0.0)), classes=_classes(نامت=2))
    write_field(field, tmp_path / "field.npz")
    again = read_field(tmp_path / "field.npz")
    assert again.labels == field.labels
    assert again.classes.of("نامت") == ("c=2", "d=20")
    assert np.array_equal(again.of(("سلمى", "نامت"), _LABELS), field.of(("سلمى", "نامت"), _LABELS))
