from __future__ import annotations

import pytest

from training.gold import Tally, bare, like, tally


@pytest.mark.parametrize(("text", "words", "found"), [
    ("قال «المصنع جاهز».", "«المصنع جاهز».", "مصنع جاهز"),
    ("قال إن المصنع جاهز", "إن المصنع جاهز", "مصنع جاهز"),
    ("قال أنه جاهز", "أنه جاهز", "جاهز"),
    ("في أنقرة", "أنقرة", "أنقرة"),
])  # fmt: skip
def test_gold_leaves_marks_and_that_aside(text: str, words: str, found: str) -> None:
    start = text.index(words)
    first, last = bare(text, start, start + len(words))
    assert text[first:last] == found


def test_gold_calls_spans_alike_that_share_most_of_the_shorter() -> None:
    assert like((0, 10), (5, 12))
    assert not like((0, 10), (9, 30))
    assert not like((0, 4), (0, 40))  # a tenth of the longer one


def test_gold_neither_asks_for_what_is_optional_nor_counts_it_against() -> None:
    counts = Tally()
    tally(counts, {(0, 5): False, (9, 12): True}, {(0, 5), (9, 12), (20, 25)}, lenient=False)
    assert (counts.wanted, counts.found, counts.right, counts.reached) == (1, 2, 1, 1)
    assert counts.f1() == pytest.approx(200 / 3)
