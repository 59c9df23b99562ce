from __future__ import annotations

import pytest

from training.corpora import HEADS, Sentence
from training.habits import habits, table

_LABELS = ("O", "B-Cue", "I-Cue")


def test_habits_favour_what_follows_often() -> None:
    found = table([("O", "B-Cue", "I-Cue", "O")] * 30 + [("B-Cue", "O")] * 5, _LABELS, 0.5)
    assert found[1][2] > 0 > found[1][1]
    assert len(found) == len(_LABELS) + 1


def test_habits_of_no_share_are_nothing() -> None:
    assert table([("O", "B-Cue")] * 30, _LABELS, 0.0) == [[0.0] * 3] * 4


def test_habits_say_nothing_of_rare_labels() -> None:
    found = table([("O", "B-Cue", "I-Cue")] * 3 + [("O", "O")] * 50, _LABELS, 1.0)
    assert found[1] == [0.0] * 3
    assert all(row[1] == row[2] == 0.0 for row in found)


def test_habits_of_names_are_counted_over_guidelines_in_our_words() -> None:
    sentences = [Sentence(("فؤاد", "الراسني"), {"news": ("B-PER", "I-PER")})] * 40
    found = habits(sentences, ["news", "own-Cue"])
    assert set(found) == {"names"}
    assert found["names"][1][2] > 0


@pytest.mark.parametrize("head", ["own-Role", "own-Content"])
def test_habits_have_a_table_for_every_layer(head: str) -> None:
    found = habits([Sentence(("قال",), {head: ("O",)})], [head])
    assert len(found[head]) == len(HEADS[head]) + 1
