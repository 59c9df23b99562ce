"""Spans refuse anything that is not exactly what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.model import Span


@given(text=st.text(min_size=1), data=st.data())
def test_span_of_any_text_is_its_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.exact
    assert span.holds_in(text)


@pytest.mark.parametrize(("start", "end", "exact"), [(-1, 2, "abc"), (2, 2, ""), (3, 1, "ab"), (0, 3, "ab")])
def test_span_rejects_what_does_not_fit(start: int, end: int, exact: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end, exact)


def test_span_rejects_leaving_the_text() -> None:
    with pytest.raises(ValueError, match="leaves"):
        Span.of("نص", 0, 3)
