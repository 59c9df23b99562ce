"""Readings that a person is asked to look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tawthiq.model import Argument, Axes, Claim, Hop, HopRole, Modality, Polarity, Span, Voice
from tawthiq.views.words import is_unsure

TEXT = "زار الوزير عمان"
STATED = Axes()
ALLEGED = Axes(Voice.ALLEGED)
CHAIN = (Hop(HopRole.PUBLISHER, "صحيفة الضفة"), Hop(HopRole.SPEAKER, "شاهد"))


def claim(axes: Axes, confidence: float) -> Claim:
    words = Span(0, len(TEXT), TEXT)
    return Claim("c-1", "d", Argument(span=Span(4, 10, TEXT[4:10])), "visited", None, (words,), CHAIN, axes, confidence=confidence)


@pytest.mark.parametrize(("axes", "confidence", "unsure"), [
    (STATED, 0.49, True), (STATED, 0.51, False), (ALLEGED, 0.59, True), (ALLEGED, 0.61, False),
    (Axes(polarity=Polarity.NEGATED), 0.52, True), (Axes(modality=Modality.INTENDED), 0.52, False),
])
def test_unsure_bar_depends_on_the_standing(axes: Axes, confidence: float, unsure: bool) -> None:  # noqa: FBT001  # a table's column
    assert is_unsure(claim(axes, confidence)) is unsure


@pytest.mark.parametrize("axes", [replace(STATED, rejected=rejected) for rejected in (False, True)])
def test_unsure_sure_readings_are_not_marked(axes: Axes) -> None:
    assert not is_unsure(claim(axes, 0.95))
