from __future__ import annotations

import pytest

from benchmarks.reading import Cost, cost, cut, document, growth


def test_reading_cuts_long_texts_and_joins_short_ones() -> None:
    texts = iter(["وصل الوفد إلى الميناء\nأمس", "بدأ العمل", "في السوق الجديد"])
    assert list(cut(texts, 4)) == ["وصل الوفد إلى الميناء\nأمس", "بدأ العمل \n\n في السوق"]


def test_reading_cuts_between_words() -> None:
    assert list(cut(iter(["أ ب ج د"]), 3)) == ["أ ب ج"]


def test_reading_takes_the_text_as_it_is() -> None:
    assert document("وصل الوفد.").text == "وصل الوفد."


def test_reading_tells_cpu_of_four_hundred_words() -> None:
    found = cost(["افتتحت وزيرة الزراعة سوق الوادي."], 5)
    assert found.words == 5
    assert found.cpu > 0


@pytest.mark.parametrize(("cpu", "expected"), [((100.0, 100.0, 150.0), 1.5), ((100.0, 90.0), 0.9)])
def test_reading_growth_is_the_worst_doubling(cpu: tuple[float, ...], expected: float) -> None:
    assert growth([Cost(200 * 2**at, one, one) for at, one in enumerate(cpu)]) == pytest.approx(expected)
