from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.text.words import tokenize

TABLE = Path(__file__).with_name("words.tsv").read_text("utf-8").splitlines()
ROWS = [[*line.split("\t"), "", "", ""][:6] for line in TABLE if line and not line.startswith("#")]
ARABIC = st.text(st.sampled_from('ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئـًٌَّ  .,،؟"«»()12٣\nabK'), max_size=80)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_words_are_split_against_the_lexicon(row: list[str]) -> None:
    token, conjunction, preposition, article, key, pronoun = row
    (word,) = tokenize(token)
    found = (word.conjunction, word.preposition, word.article, word.key, word.pronoun)
    assert found == (conjunction, preposition, article == "1", key, pronoun)


def test_words_keep_the_article_in_the_core_and_leave_clitics_out() -> None:
    text = "وقال لبلديتها وبالمرفأ للميناء"
    cores = [text[word.core_start : word.core_end] for word in tokenize(text)]
    assert cores == ["قال", "بلديت", "المرفأ", "للميناء"]


def test_words_of_an_accusative_tanwin_are_no_verbs() -> None:
    (word,) = tokenize("نقلاً")
    assert word.verb is None


def test_words_with_a_hamza_at_the_end_are_told_from_here() -> None:
    congratulated, here = tokenize("هنأ هنا")
    assert congratulated.verb is not None
    assert here.verb is None


def test_words_of_the_closed_class_with_pronouns_are_function_words() -> None:
    assert all(word.function for word in tokenize("له عليها منهم إليه بينهما"))


@given(ARABIC)
def test_words_lie_in_order_and_hold_all_that_is_no_space(text: str) -> None:
    words = tokenize(text)
    assert "".join(text[word.start : word.end] for word in words) == "".join(text.split())
    assert all(one.end <= other.start for one, other in itertools.pairwise(words))


@given(ARABIC)
def test_words_have_their_core_inside_the_token(text: str) -> None:
    for word in tokenize(text):
        assert word.start <= word.core_start <= word.core_end <= word.end
        assert text[word.start : word.end] == word.text


@given(st.text(max_size=60))
def test_words_of_any_text_cover_it(text: str) -> None:
    covered = {offset for word in tokenize(text) for offset in range(word.start, word.end)}
    missing = [char for offset, char in enumerate(text) if offset not in covered and not char.isspace()]
    assert missing == []


@given(ARABIC, st.integers(0, 20), st.integers(0, 20))
def test_words_of_a_range_stay_in_it(text: str, first: int, length: int) -> None:
    start = min(first, len(text))
    end = min(start + length, len(text))
    assert all(start <= word.start and word.end <= end for word in tokenize(text, start, end))


@pytest.mark.parametrize("text", ["ـ", "ّ", "ـّـ", "\u200d"])
def test_words_letters_that_fold_to_nothing_are_marks(text: str) -> None:
    assert [word.kind for word in tokenize(f"قال {text} كلمة")] == ["word", "mark", "word"]
    assert all(word.key for word in tokenize(f"قال {text} كلمة"))
