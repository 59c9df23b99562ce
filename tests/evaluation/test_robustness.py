"""Spoilt texts, and the way back from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import robustness
from evaluation.program import Reader
from evaluation.robustness import Spoilt, spoiling, swapping
from evaluation.swapping import Swapper
from tawthiq.extract import read_by_rules
from tawthiq.model import Document, Origin, Reading, document_id

TEXT = "قالت المديرة أميمة الأسعدي إن «المصنع» أُغلق أمس. وأكد نائبها إياد أن الأجور دُفعت."
SPOILERS = (robustness.no_hamza, robustness.diacritics, robustness.joints, robustness.marks)
SWAPPED = Swapper({"a.txt": {"أميمة": "سلوى", "الأسعدي": "العطار", "إياد": "رمضان"}})
SPOILING: dict[str, Callable[[Reader], Reader]] = {spoil.__name__: partial(spoiling, spoil=spoil) for spoil in SPOILERS}
SPOILING["names"] = partial(swapping, other=SWAPPED)


@pytest.mark.parametrize("way", SPOILING)
def test_robustness_spans_of_a_spoilt_reading_hold_in_the_text(way: str) -> None:
    document = Document(document_id(TEXT.encode()), TEXT, Origin("a.txt"), "صحيفة الضفة", "2021-05-04")
    found = SPOILING[way](read_by_rules)(document)
    assert found.mentions
    assert all(mention.span.holds_in(TEXT) for mention in found.mentions)
    assert all(span.holds_in(TEXT) for claim in found.claims for span in claim.spans())


def test_robustness_each_way_of_spoiling_changes_the_text() -> None:
    assert all(Spoilt(TEXT, spoil(TEXT)).text != TEXT for spoil in SPOILERS if spoil is not robustness.marks)
    assert Spoilt("«أ» «ب»", robustness.marks("«أ» «ب»")).text == "«أ» ب»"


def test_robustness_people_of_a_swapped_reading_have_their_own_names() -> None:
    document = Document(document_id(TEXT.encode()), TEXT, Origin("x/a.txt"), "صحيفة الضفة", "2021-05-04")
    read: list[str] = []

    def reader(swapped: Document) -> Reading:
        read.append(swapped.text)
        return read_by_rules(swapped)

    found = swapping(reader, SWAPPED)(document)
    assert read == [TEXT.replace("أميمة", "سلوى").replace("الأسعدي", "العطار").replace("إياد", "رمضان")]
    assert "أميمة الأسعدي" in {name.text for entity in found.entities for name in entity.names}


EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.text("ابت", max_size=3)), max_size=8)


@given(st.text("ابتثج ", min_size=45, max_size=60), EDITS)
def test_robustness_untouched_letters_come_back_to_their_place(text: str, edits: list[tuple[int, int, str]]) -> None:
    apart, last = [], -1
    for start, length, instead in sorted(edits):
        if start > last:
            apart.append((start, start + length, instead))
            last = start + length
    spoilt = Spoilt(text, apart)
    touched = {place for start, end, _ in apart for place in range(start, end)}
    moved = [(len("".join(_kept(text, apart, place))), place) for place in range(len(text)) if place not in touched]
    for new, old in moved:
        assert spoilt.text[new] == text[old]
        assert spoilt.back(new, end=False) == old
        assert spoilt.back(new + 1, end=True) == old + 1


def _kept(text: str, edits: list[tuple[int, int, str]], until: int) -> list[str]:
    """The spoilt text before an untouched letter."""
    parts, place = [], 0
    for start, end, instead in edits:
        if start > until:
            break
        parts += [text[place:start], instead]
        place = end
    return [*parts, text[place:until]]
