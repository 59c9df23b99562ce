"""Nouns become short rows and come back as they were."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from tawthiq.model import Argument, Axes, Claim, DateMention, Entity, Hop, Mention, Name, Quotation, Span, Time
from tawthiq.model.codec import from_plain
from tawthiq.store import lean
from tests.store.samples import document, full

READING = full(document()[0])
TEXT = document()[0].text
VIEW = lean.View(TEXT, [entity.id for entity in READING.entities], [claim.id for claim in READING.claims])
LAYOUTS = {
    "entity": (Entity, {"id"}), "name": (Name, set()), "mention": (Mention, set()), "date": (DateMention, set()),
    "quotation": (Quotation, {"id"}), "claim": (Claim, {"id", "document"}), "argument": (Argument, set()), "hop": (Hop, set()),
    "axes": (Axes, set()), "time": (Time, set()),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_lean_rows_have_every_field(name: str) -> None:
    noun, elsewhere = LAYOUTS[name]
    assert set(lean.names(lean.LAYOUT, name)) | elsewhere == {field.name for field in fields(noun)}


def test_lean_claims_come_back() -> None:
    about = replace(READING.claims[0], about_claim=READING.claims[1].id)
    elsewhere = replace(about, about_claim="c-of-another", subject=Argument("e-of-nobody"))
    listed = (*READING.claims, about, elsewhere)
    plain = lean.read(lean.LAYOUT, "claim", lean.write("claim", listed, VIEW), VIEW)
    found = [from_plain(Claim, row | {"id": claim.id, "document": claim.document}) for row, claim in zip(plain, listed, strict=True)]
    assert found == list(listed)


def test_lean_row_is_read_without_the_others() -> None:
    rows = lean.write("claim", READING.claims, VIEW)
    (found,) = lean.read(lean.LAYOUT, "claim", rows, VIEW, (1,))
    assert found["predicate"] == READING.claims[1].predicate
    assert found["evidence"][0]["exact"] == READING.claims[1].evidence[0].exact


def test_lean_field_is_read_without_the_others() -> None:
    told = lean.read_field(lean.LAYOUT, "claim", "evidence", lean.write("claim", READING.claims, VIEW), VIEW)
    assert [[span["exact"] for span in spans] for spans in told] == [[span.exact for span in claim.evidence] for claim in READING.claims]


def test_lean_rows_have_no_words_of_spans() -> None:
    assert "سالم" not in str(lean.write("mention", READING.mentions, VIEW))


def test_lean_span_that_is_not_in_the_text_is_refused() -> None:
    wrong = replace(READING.mentions[0], span=Span(0, 3, "قطن"))
    with pytest.raises(ValueError, match="does not stand"):
        lean.write("mention", (wrong,), VIEW)


@pytest.mark.parametrize("row", [[0, 0, 0], [0, 0, 0, [9_000, 4], 0, "rule"], [0, 0, 0, [-1, 4], 0, "rule"]])
def test_lean_row_that_does_not_fit_is_refused(row: list[object]) -> None:
    with pytest.raises(ValueError, match=r"is no mention|leaves the text"):
        list(lean.read(lean.LAYOUT, "mention", [json.dumps(row)], VIEW))


def test_lean_rows_of_an_unknown_layout_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown layout 99"):
        list(lean.read(99, "mention", [], VIEW))
