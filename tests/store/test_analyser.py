"""Which words the search takes for one, and which it keeps apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.store.analyser import Token, analyse, prefix, token, version

SAME = [
    # clitics and article before a name
    ("والكاظمي", "للكاظمي", "بالكاظمي", "فالكاظمي", "وللكاظمي", "وبالكاظمي", "الكاظمي", "كاظمي", "الكَاظِمي", "الكـــاظمي"),
    ("إقليم", "اقليم", "الإقليم", "والاقليم", "بالإقليم", "إقليمَ"),
    ("وزارة", "وزاره", "الوزارة", "ووزارة", "والوزارة", "بالوزارة", "للوزارة"),
    ("رئيس", "الرئيس", "رئيساً", "رئيسًا", "للرئيس", "ورئيس"),
    ("وزير", "وزيراً", "الوزير", "ووزير", "والوزير"),
    # alef, ya, hamza seats, Persian and Kurdish letters
    ("مسؤول", "مسئول", "المسؤول", "والمسئول"),
    ("على", "علي"),
    ("كردستان", "كوردستان", "کوردستان", "وكردستان"),
    ("أميركا", "أمريكا", "امريكا", "وأمريكا"),
    # the letters of an article that belong to the word
    ("التزام", "الالتزام", "والتزام", "بالالتزام"),
    ("ألمانيا", "المانيا", "وألمانيا", "لألمانيا"),
    ("الله", "والله", "بالله"),
    # digits and Latin
    ("2021", "٢٠٢١", "۲۰۲۱"),
    ("Reuters", "REUTERS", "reuters"),
    # particles behind a conjunction
    ("الذين", "والذين"), ("هو", "وهو"), ("لكن", "ولكن"),
]

APART = [
    ("وزارة", "زار"), ("وزارة", "زارة"), ("وكالات", "كالات"), ("واشنطن", "اشنطن"), ("بيان", "يان"), ("كتاب", "تاب"), ("والد", "الد"),
    ("ولد", "لد"), ("لبنان", "بنان"), ("فرنسا", "رنسا"), ("بغداد", "غداد"), ("سوريا", "وريا"), ("كردستان", "إقليم"), ("أقلام", "إقليم"),
]


@pytest.mark.parametrize("words", SAME, ids=lambda words: words[0])
def test_analyser_joins_spellings_and_clitics(words: tuple[str, ...]) -> None:
    for first, second in pairwise(words):
        assert token(first).main == token(second).main


@pytest.mark.parametrize(("first", "second"), APART)
def test_analyser_keeps_other_words_apart(first: str, second: str) -> None:
    tokens = token(first), token(second)
    assert not {tokens[0].main, tokens[0].other} & {tokens[1].main, tokens[1].other} - {None}


@pytest.mark.parametrize(("written", "inside"), [("لزنكوري", "زنكوري"), ("وزنكوري", "زنكوري"), ("بزنكوري", "زنكوري")])
def test_analyser_gives_unknown_names_a_token_without_clitic(written: str, inside: str) -> None:
    assert token(inside).main in {token(written).main, token(written).other}


def test_analyser_numbers_words_by_their_place() -> None:
    text = "قال، و«الوزير»: نعم!"
    assert [text[place.start : place.end] for place in analyse(text)] == ["قال", "و", "الوزير", "نعم"]


def test_analyser_takes_marks_into_the_word() -> None:
    assert [place.end - place.start for place in analyse("مُحَمَّدٌ ـ")] == [9]


@given(st.text())
def test_analyser_places_lie_in_the_text_in_order(text: str) -> None:
    places = list(analyse(text))
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(first.end <= second.start for first, second in pairwise(places))


@given(st.text())
def test_analyser_tokens_have_nothing_that_the_index_would_split(text: str) -> None:
    for place in analyse(text):
        for part in (place.token.main, place.token.other):
            assert part is None or all(char.isalnum() or not char.isascii() for char in part)


@given(st.text(alphabet="والبكلفسىيةتنمر", min_size=1, max_size=12))
def test_analyser_never_takes_a_word_away_whole(word: str) -> None:
    assert token(word).main


def test_analyser_cuts_endless_words() -> None:
    assert len(token("ا" * 100_000).main) == 64


def test_analyser_prefix_has_no_article() -> None:
    assert (prefix("الكاظ"), prefix("كاظ"), prefix("إقل")) == ("كاظ", "كاظ", "اقل")


def test_analyser_version_names_rules_and_lexicons() -> None:
    assert version().split("-")[0].isdigit()
    assert len(version().split("-")[1]) == 12


def test_analyser_gives_a_sure_word_one_token() -> None:
    assert token("وزارة") == Token("وزاره")
