"""Reading holds for any text: no error, no span that does not stand in the text, the same answer twice."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.extract import READER, read
from tawthiq.model import Document, Origin

_WORDS = Path(__file__).with_name("words.txt").read_text("utf-8").split()
_ARABIC = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)
_ANY = st.text(max_size=200)


def _document(text: str) -> Document:
    return Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01")


@settings(max_examples=120, deadline=None)
@given(st.one_of(_ARABIC, _ANY, st.tuples(_ARABIC, _ANY, _ARABIC).map("\n".join)))
def test_read_any_text_gives_exact_spans(text: str) -> None:
    document = _document(text)
    assert read(document).mismatches(document) == ()


@settings(max_examples=30, deadline=None)
@given(_ARABIC)
def test_read_is_deterministic(text: str) -> None:
    assert read(_document(text)) == read(_document(text))


def test_read_empty_text_is_an_empty_reading() -> None:
    reading = read(_document(""))
    assert (reading.reader, reading.claims, reading.mentions, reading.entities) == (READER, (), (), ())


def test_read_arguments_are_entities_of_the_reading() -> None:
    reading = read(_document("زارت الوزيرة هالة الدقاق مدينة حلب الأحد. وبلغت ميزانية الوزارة 69 مليون دولار."))
    known = {entity.id for entity in reading.entities}
    assert reading.claims
    assert {a.entity for c in reading.claims for a in (c.subject, c.object) if a is not None and a.entity} <= known
