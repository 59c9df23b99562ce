"""Clitics that only the text itself shows."""

from __future__ import annotations

import pytest

from tawthiq.text.parting import part
from tawthiq.text.words import Word, tokenize


def words(text: str) -> dict[str, Word]:
    """The words of a text of one sentence, by their surface."""
    return {word.text: word for word in part([tokenize(text)])[0]}


CASES = (
    ("غادر زوغبارتن ثم كتب أخوه لزوغبارتن", "لزوغبارتن", "", "ل"),
    ("غادر زوغبارتن والتقت ليلى بزوغبارتن", "بزوغبارتن", "", "ب"),
    ("غادر زوغبارتن مع سليم وزوغبارتن", "وزوغبارتن", "و", ""),
    ("غادر زوغبارتن وسألوا عنه ولزوغبارتن", "ولزوغبارتن", "و", "ل"),
)


@pytest.mark.parametrize(("text", "surface", "conjunction", "preposition"), CASES)
def test_parting_a_word_that_stands_alone_is_found_behind_clitics(text: str, surface: str, conjunction: str, preposition: str) -> None:
    word = words(text)[surface]
    assert (word.conjunction, word.preposition, word.key) == (conjunction, preposition, "زوغبارتن")
    assert text[word.core_start : word.end] == "زوغبارتن"


def test_parting_vowel_marks_keep_the_offsets() -> None:
    text = "غادر زوغبارتن وكتبوا لِزوغبارتن"
    word = words(text)["لِزوغبارتن"]
    assert text[word.core_start : word.end] == "زوغبارتن"


@pytest.mark.parametrize("text", ["كتب أخوه لزوغبارتن", "سافر بشير إلى شير", "زار دابست لدا"])
def test_parting_nothing_is_cut_that_does_not_stand_alone(text: str) -> None:
    assert part([tokenize(text)]) == (tokenize(text),)
