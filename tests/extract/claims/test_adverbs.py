"""How often something happened is said of it; «three times» do nothing to anybody."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin


@pytest.mark.parametrize("often", ["مرتين", "مرارا", "أربع مرات", "عشرات المرات", "ثلاث مرات متتالية"])
def test_adverbs_of_number_are_nobody_who_was_arrested(often: str) -> None:
    reading = read(Document("0" * 64, f"اعتقل هاني الحلبي {often} في بعلبك.", Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    names = {entity.id: entity.name for entity in reading.entities}
    told = [(names.get(claim.subject.entity or ""), claim.predicate, dict(claim.qualifiers)) for claim in reading.claims]
    assert ("هاني الحلبي", "arrested", {}) in told
    assert all(subject == "هاني الحلبي" for subject, predicate, _ in told if predicate == "arrested")


def test_adverbs_strokes_are_nobody_who_was_struck() -> None:
    reading = read(Document("0" * 64, "ضرب هاني الحلبي عشرين جلدة.", Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-01"))
    names = {entity.id: entity.name for entity in reading.entities}
    told = [(names.get(claim.subject.entity or ""), dict(claim.qualifiers)) for claim in reading.claims if claim.predicate == "attacked_in"]
    assert told == [("هاني الحلبي", {})]
