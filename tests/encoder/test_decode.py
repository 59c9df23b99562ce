from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.encoder.decode import Habits, Scores, Task, bio, decode, likeliest, log_softmax, rules, search, spans, with_habits

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
    assert search([Task(scores, rules(_LABELS))])[0].tolist() != [2]


def test_decode_probability_is_that_of_the_least_sure_word() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.04, 0.03, 0.03], [0.2, 0.1, 0.6, 0.05, 0.05]], np.float32))
    (found,) = decode(scores, _LABELS)
    assert (found.first, found.last, found.label) == (0, 2, "PER")
    assert found.probability == pytest.approx(0.6)


def test_decode_of_nothing_is_nothing() -> None:
    assert decode(np.zeros((0, 5), np.float32), _LABELS) == ()


_ROWS = st.lists(st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5), min_size=1, max_size=9)


def _scores(rows: list[list[float]]) -> Scores:
    return log_softmax(np.array(rows, np.float32))


@given(_ROWS)
def test_decode_gives_only_sequences_that_can_be(rows: list[list[float]]) -> None:
    (path,) = likeliest([Task(_scores(rows), rules(_LABELS))])
    tags = ["O", *(_LABELS[index] for index in path)]
    assert all(not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in pairwise(tags))


@given(st.lists(_ROWS, min_size=1, max_size=5))
def test_decode_reads_many_sentences_as_it_reads_each(many: list[list[list[float]]]) -> None:
    tasks = [Task(_scores(rows), rules(_LABELS)) for rows in many]
    together, alone = search(tasks), [search([task])[0] for task in tasks]
    assert [path.tolist() for path in together] == [path.tolist() for path in alone]


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=3, max_size=3), min_size=1, max_size=5))
def test_decode_finds_the_likeliest_of_all_sequences(rows: list[list[float]]) -> None:
    scores, habits = _scores(rows), rules(bio(("PER",)))

    def total(path: tuple[int, ...]) -> float:
        steps = sum(float(habits.between[before, after]) for before, after in pairwise(path))
        return float(habits.start[path[0]]) + steps + sum(float(scores[at, label]) for at, label in enumerate(path))

    (found,) = search([Task(scores, habits)])
    best = max(total(path) for path in product(range(3), repeat=len(rows)))
    assert total(tuple(found.tolist())) == pytest.approx(best, abs=1e-3)


def test_decode_habits_join_what_a_guideline_joins() -> None:
    labels = bio(("PER",))
    scores = np.log(np.array([[0.05, 0.9, 0.05], [0.1, 0.5, 0.4], [0.9, 0.05, 0.05]], np.float32))
    joining = with_habits(labels, [[0, 0, 0], [0, -1, 0.5], [0, -1, 0.5], [0, 0, 0]])
    plain, joined = likeliest([Task(scores, rules(labels)), Task(scores, joining)])
    assert (plain.tolist(), joined.tolist()) == ([1, 1, 0], [1, 2, 0])


def test_decode_of_many_layers_keeps_their_order() -> None:
    scores = [_scores([[0, 9, 0]]), _scores([[0, 9, 0, 0, 0]]), _scores([[9, 0, 0]])]
    habits = [rules(bio(("PER",))), rules(_LABELS), Habits(np.zeros((3, 3), np.float32), np.zeros(3, np.float32))]
    found = likeliest([Task(rows, habit) for rows, habit in zip(scores, habits, strict=True)])
    assert [path.tolist() for path in found] == [[1], [1], [0]]
