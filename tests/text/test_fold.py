from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.fold import fold, fold_with_map


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("أحمد", "احمد"),
        ("إدارة", "اداره"),
        ("آذار", "اذار"),
        ("مُدَرِّسٌ", "مدرس"),
        ("كبيـــر", "كبير"),
        ("على", "علي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("كوردستان", "كوردستان"),
        ("گوران", "كوران"),
        ("٢٠٢١", "2021"),
        ("۱۹", "19"),
        ("ABC", "abc"),
        ("é", "e"),
        ("ﻻ", "لا"),
        ("شيء", "شيء"),
        ("\u200fنص\u200e", "نص"),
    ],
)
def test_fold_gives_one_key_for_one_word(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(("one", "other"), [("سار", "صار"), ("قلب", "كلب"), ("علم", "عالم"), ("مدير", "المدير")])
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_map_leads_back_to_the_letters(text: str) -> None:
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.text) + 1
    assert folded.starts[-1] == len(text)
    assert all(fold(text[start])[:1] for start in folded.starts[:-1])
    assert list(folded.starts) == sorted(folded.starts)


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_fold_source_range_holds_what_was_folded(text: str, first: int, length: int) -> None:
    folded = fold_with_map(text)
    start = min(first, len(folded.text))
    end = min(start + length, len(folded.text))
    low, high = folded.source_range(start, end)
    assert folded.text[start:end] in fold(text[low:high]) or start == end or low == high


def test_fold_source_range_takes_in_a_whole_character() -> None:
    assert fold_with_map("0¼").source_range(0, 2) == (0, 2)
