from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.encoder.decode import bio, decode, likeliest, log_softmax, spans, transitions, viterbi

_LABELS = bio(("PER", "LOC"))


def test_decode_labels_of_a_layer() -> None:
    assert _LABELS == ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@pytest.mark.parametrize(("tags", "found"), [
    ("O B-PER I-PER O", [(1, 3, "PER")]),
    ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
    ("B-PER I-LOC", [(0, 1, "PER")]),
    ("I-PER O", []),
    ("O I-PER B-LOC", [(2, 3, "LOC")]),
    ("", []),
])  # fmt: skip
def test_decode_spans_by_the_strict_definition(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert list(spans(tags.split())) == found


def test_decode_never_begins_with_inside() -> None:
    scores = log_softmax(np.array([[0, 0, 3, 0, 0]], np.float32))
    assert viterbi(scores, *transitions(_LABELS)) != [2]


def test_decode_probability_is_that_of_the_least_sure_word() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.04, 0.03, 0.03], [0.2, 0.1, 0.6, 0.05, 0.05]], np.float32))
    (found,) = decode(scores, _LABELS)
    assert (found.first, found.last, found.label) == (0, 2, "PER")
    assert found.probability == pytest.approx(0.6)


def test_decode_of_nothing_is_nothing() -> None:
    assert decode(np.zeros((0, 5), np.float32), _LABELS) == ()


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5), max_size=12))
def test_decode_gives_only_sequences_that_can_be(rows: list[list[float]]) -> None:
    scores = log_softmax(np.array(rows, np.float32).reshape(-1, 5))
    tags = ["O", *(_LABELS[index] for index in viterbi(scores, *transitions(_LABELS)))]
    assert all(not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in pairwise(tags))


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5), max_size=12))
def test_decode_search_and_short_cut_are_equally_likely(rows: list[list[float]]) -> None:
    scores = log_softmax(np.array(rows, np.float32).reshape(-1, 5))
    short, searched = likeliest(scores, _LABELS), viterbi(scores, *transitions(_LABELS))
    assert sum(scores[range(len(rows)), short]) == pytest.approx(sum(scores[range(len(rows)), searched]), abs=1e-3)
