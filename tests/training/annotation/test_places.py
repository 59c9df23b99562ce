"""Finding exact words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.annotation.corrections import CorrectionError
from training.annotation.places import content, everywhere, place

TEXT = "زار سالم الراشد بلدة النخيل وبالنخيل استقبله لـABC سالم، وللنخيل تاريخ."


@pytest.mark.parametrize(
    ("words", "nth", "expected"),
    [("النخيل", None, (21, 27)), ("النخيل", 2, (30, 36)), ("سالم", None, (4, 8)), ("ABC", None, (47, 50)), ("للنخيل", None, (58, 64))],
)
def test_places_words_are_found_with_and_without_clitics(words: str, nth: int | None, expected: tuple[int, int]) -> None:
    found = place(TEXT, words, 0, len(TEXT), nth)
    assert found == expected
    assert TEXT[slice(*found)] == words


def test_places_everywhere_knows_lil() -> None:
    assert [TEXT[slice(*span)] for span in everywhere(TEXT, "النخيل")] == ["النخيل", "النخيل", "للنخيل"]


def test_places_parts_of_words_are_not_found() -> None:
    with pytest.raises(CorrectionError):
        place(TEXT, "الراش", 0, len(TEXT))


def test_places_content_runs_from_first_to_last_words() -> None:
    start, end = content(TEXT, "بلدة النخيل .. سالم", 0, len(TEXT))
    assert TEXT[start:end] == "بلدة النخيل وبالنخيل استقبله لـABC سالم"


@given(st.text(alphabet="وبال سم.", max_size=30), st.text(alphabet="بالس", min_size=1, max_size=4))
def test_places_what_is_found_are_the_words(text: str, words: str) -> None:
    assert all(text[slice(*span)] in {words, "لل" + words[2:]} for span in everywhere(text, words))
