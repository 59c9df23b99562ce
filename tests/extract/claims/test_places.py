"""Where an arrest, a meeting, a death took place, as far as the clause names the place."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin

SENTENCES = (
    ("اعتقلت الشرطة سامر الدباغ في طرابلس مساء الأحد.", "arrested", "طرابلس"),
    ("التقت هدى الطويل سامر الدباغ في فاس.", "met", "فاس"),
    ("اعتقلت الشرطة سامر الدباغ مساء الأحد.", "arrested", None),
    ("توفي سامر الدباغ في بيروت.", "died", None),
)
"""Sentence, predicate, the place that the claim has beside its object."""


@pytest.mark.parametrize(("text", "predicate", "place"), SENTENCES)
def test_places_stand_beside_what_happened(text: str, predicate: str, place: str | None) -> None:
    reading = read(Document("0" * 64, text, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    told = [claim.place.text if claim.place else None for claim in reading.claims if claim.predicate == predicate]
    assert told == [place]
