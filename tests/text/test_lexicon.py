from __future__ import annotations

import pytest

from tawthiq.text.lexicon import entries, is_function_word, lines, lookup, names


def test_lexicon_knows_lemmas_of_inflected_forms() -> None:
    form = lookup("وزارات")
    assert form is not None
    assert form.lemmas == ("وزارة",)


def test_lexicon_does_not_know_what_is_no_word() -> None:
    assert lookup("قغفقغ") is None


@pytest.mark.parametrize("word", ["في", "الذي", "لكن", "وفق", "هي"])
def test_lexicon_knows_the_closed_class(word: str) -> None:
    assert is_function_word(word)


def test_lexicon_names_tell_given_names_from_surnames() -> None:
    assert names()["محمد"].given > names()["محمد"].surname
    assert names()["بارزاني"].surname > names()["بارزاني"].given


def test_lexicon_names_know_places() -> None:
    assert "p" in names()["بغداد"].flags


def test_lexicon_tables_have_no_comments() -> None:
    assert not any(line.startswith("#") for line in lines("names.tsv"))


def test_lexicon_entries_are_folded_forms_with_lemmas() -> None:
    form, lemmas = next(entries())
    assert form
    assert lemmas
