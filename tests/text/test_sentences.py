from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.sentences import split_sentences

SHARED = Path(__file__).parents[3] / "shared/seeds"
TABLE = Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()
ROWS = [line.replace("⏎", "\n") for line in TABLE if line and not line.startswith("#") and "|" in line]
TEXTS = st.text(st.sampled_from('ابم .,،؟!…\n"»«)د:؛'), max_size=60)


@pytest.mark.parametrize("row", ROWS)
def test_sentences_end_at_marks_joints_and_lines(row: str) -> None:
    text = row.replace("|", "")
    expected = [part.strip() for part in row.split("|")]
    assert [text[sentence.start : sentence.end] for sentence in split_sentences(text)] == expected


def test_sentences_end_where_the_space_behind_the_mark_is_missing() -> None:
    text = "انتهى الاجتماع.ثم بدأ آخر."
    assert len(split_sentences(text)) == 2


def test_sentences_count_paragraphs_by_lines() -> None:
    assert [sentence.paragraph for sentence in split_sentences("سطر.\nسطر ثان. تتمة.\n\nثالث")] == [0, 1, 1, 2]


def test_sentences_without_end_are_cut_between_words() -> None:
    text = "كلمة " * 5_000
    sentences = split_sentences(text)
    assert len(sentences) > 10
    assert {word for s in sentences for word in text[s.start : s.end].split()} == {"كلمة"}
    assert {sentence.paragraph for sentence in sentences} == {0}


@given(TEXTS)
def test_sentences_hold_all_that_is_no_space(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in sentences) == "".join(text.split())


@given(st.text(max_size=80))
def test_sentences_lie_in_order_without_space_around(text: str) -> None:
    sentences = split_sentences(text)
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
    assert all(one.end <= other.start for one, other in itertools.pairwise(sentences))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the project's shared data are not here")
def test_sentences_of_the_scraped_seed_are_15_to_18() -> None:
    text = next(SHARED.glob("000_*.txt")).read_text("utf-8")
    assert 15 <= len(split_sentences(text)) <= 18
