"""What a claim's reading rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tawthiq import extract
from tawthiq.encoder import NOWHERE, Proposal
from tawthiq.extract import Understanding
from tawthiq.extract.grounds import Grounds, Seen, grounds
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


VISIT = "زار هاني الجابري معمل النسيج أمس."


def _proposal(predicate: str, chance: float, last: int = 4) -> Proposal:
    """زار, of هاني, with معمل to a word as object and all to there as evidence."""
    return Proposal(0, predicate, chance, ((1, 0.8),), ((3, 0.5),), ((last, 0.5),), ((0, 0.9),), ((last, 0.9),))


def _with_heads(*proposals: Proposal) -> tuple[Understanding, Claim]:
    document, claims = read(VISIT)
    found = extract.understand(document, by_rules=True)
    claim = next(item for item in claims if item.predicate == "visited")
    return replace(found, layers=replace(found.layers, proposals=(proposals,))), claim


def _heads(*proposals: Proposal) -> tuple[Seen, ...]:
    return grounds(*_with_heads(*proposals)).heads


def test_grounds_heads_point_to_words_with_their_chances() -> None:
    (seen,) = _heads(_proposal("visited", 0.7))
    assert (seen.predicate, seen.chance, seen.subject_chance, seen.object_chance) == ("visited", 0.7, 0.8, 0.25)
    words = [span.exact for span in (seen.subject, seen.object, seen.evidence) if span]
    assert words == ["هاني", "معمل النسيج", "زار هاني الجابري معمل النسيج"]


def test_grounds_heads_tell_only_what_is_near_the_claims_predicate() -> None:
    assert [seen.predicate for seen in _heads(_proposal("died", 0.9), _proposal("visited", 0.2))] == ["visited"]


def test_grounds_heads_that_point_nowhere_have_no_words() -> None:
    (seen,) = _heads(_proposal("visited", 0.7, last=NOWHERE))
    assert seen.object is None
    assert seen.evidence is None


def test_grounds_heads_of_a_claim_kept_open_tell_its_draft() -> None:
    found, claim = _with_heads(_proposal("supports", 0.3), _proposal("visited", 0.2))
    held = replace(claim, predicate="open", made_by=("rule:learned.supports@claims-1",))
    assert [seen.predicate for seen in grounds(found, held).heads] == ["supports"]


def test_grounds_without_heads_tell_none() -> None:
    assert _heads() == ()
