from __future__ import annotations

from tawthiq.encoder.features import COUNT, as_word, features


def test_features_have_the_length_of_the_weights_format() -> None:
    assert all(len(features(as_word(token))) == COUNT for token in ("بغداد", ".", "2016", "والكتاب", "ـ"))


def test_features_tell_a_place_from_an_ordinary_word() -> None:
    place, ordinary = features(as_word("بغداد")), features(as_word("يكتبون"))
    assert place[6] == 1
    assert ordinary[6] == 0


def test_features_show_article_and_conjunction() -> None:
    assert features(as_word("والكتاب"))[12:14] == (1, 1)


def test_features_of_marks_are_zero() -> None:
    assert not any(features(as_word("،")))


def test_features_take_a_corpus_token_that_we_would_split_as_a_mark() -> None:
    assert as_word("(د").kind == "mark"
    assert as_word("(د").end == 2
