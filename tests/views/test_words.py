"""Words of claims that can be understood alone."""

from __future__ import annotations

import pytest

from tawthiq.extract import read
from tawthiq.model import Document, Origin
from tawthiq.views.words import object_words


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [("عمل مازن العطار في التجارة.", "تاجر"), ("كانت هالة الدقاق طبيبةً في حمص.", "طبيبة"), ("كان مازن العطار نجاراً.", "نجار")],
)
def test_words_occupation_is_what_somebody_is_called(sentence: str, shown: str) -> None:
    reading = read(Document("0" * 64, sentence, Origin("t.txt"), publisher="صحيفة المنارة", published="2021-03-03"))
    claim = next(claim for claim in reading.claims if claim.predicate == "occupation")
    assert object_words(claim).split()[0] == shown
