"""What a claim's reading rests on."""

from __future__ import annotations

import pytest

from tawthiq import extract
from tawthiq.extract.grounds import Grounds, grounds
from tawthiq.model import Claim, Document, Origin, document_id

NESTED = "قال سليم الراوندي إن وكالة الشروق ذكرت أن مدير المصنع هاني الجابري لم يزر بغداد."


def read(text: str) -> tuple[Document, tuple[Claim, ...]]:
    document = Document(document_id(text.encode()), text, Origin("test.txt"), "صحيفة الضفة", "2021-05-04")
    return document, extract.read_by_rules(document).claims


def of(text: str, predicate: str) -> Grounds:
    document, claims = read(text)
    claim = next(item for item in claims if item.predicate == predicate)
    return grounds(extract.understand(document, by_rules=True), claim)


def test_grounds_sentence_holds_the_trigger() -> None:
    text = f"هذا سطر أول. {NESTED} وهذا سطر أخير."
    assert of(text, "visited").sentence.exact == NESTED


def test_grounds_steps_go_from_the_outermost_inwards() -> None:
    steps = of(NESTED, "visited").steps
    assert [step.cue.exact for step in steps if step.cue] == ["قال", "ذكرت"]


def test_grounds_negation_is_a_reason() -> None:
    assert "negated:لم" in of(NESTED, "visited").standing


def test_grounds_outlets_own_words_have_no_steps() -> None:
    assert of("زار هاني الجابري بغداد.", "visited").steps == ()


@pytest.mark.parametrize("text", [NESTED, "زار هاني الجابري بغداد."])
def test_grounds_understanding_is_the_one_that_read_the_claims(text: str) -> None:
    document, claims = read(text)
    found = extract.understand(document, by_rules=True)
    for claim in claims:
        assert all(document.text[part.start : part.end] == part.exact for part in claim.evidence)
        assert grounds(found, claim).sentence.exact in document.text
