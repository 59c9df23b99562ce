"""Agreement of two readings."""

from __future__ import annotations

import pytest

from training.annotation.agreement import agreement, count, overlaps, read_twice
from training.annotation.labels import Labels, Mention, Role, Said


def _labels(annotator: str, reading: int, name: tuple[int, int], key: str) -> Labels:
    mentions = (Mention(*name, "Person", "name", key), Mention(40, 50, "Person", "name", key))
    return Labels(1, "x", "0", annotator, reading, mentions, (Role(0, 5, key, "reference"),), (Said((20, 23), name, ((24, 60),), "direct", key),))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((0, 10, ""), (2, 10, ""), True), ((0, 10, ""), (9, 12, ""), False), ((0, 10, "a"), (0, 10, "b"), False), ((0, 4, ""), (0, 20, ""), False)],
)
def test_agreement_lenient_spans_share_enough(one: tuple[int, int, str], other: tuple[int, int, str], *, expected: bool) -> None:
    assert overlaps(one, other) is expected
    assert overlaps(other, one) is expected


def test_agreement_counts_one_to_one() -> None:
    found = count([(0, 10, ""), (20, 30, "")], [(0, 10, ""), (1, 10, ""), (21, 30, "")])
    assert (found.first, found.second, found.strict, found.lenient) == (2, 3, 1, 2)
    assert found.f1(found.strict) == 40.0


def test_agreement_entities_are_compared_by_their_mentions_and_not_by_their_keys() -> None:
    table = agreement([(_labels("A", 1, (6, 15), "e1"), _labels("B", 2, (6, 15), "e9"))])
    assert all(c.strict == c.first == c.second for c in table.values())


def test_agreement_a_border_that_differs_is_lenient_only() -> None:
    table = agreement([(_labels("A", 1, (6, 15), "e1"), _labels("B", 2, (6, 14), "e9"))])
    assert (table["names"].strict, table["names"].lenient) == (1, 2)


def test_agreement_pairs_are_of_two_annotators() -> None:
    first, second, same = _labels("A", 1, (6, 15), "e1"), _labels("B", 2, (6, 15), "e1"), _labels("A", 2, (6, 15), "e1")
    assert read_twice([first, second]) == [(first, second)]
    assert read_twice([first, same]) == []
