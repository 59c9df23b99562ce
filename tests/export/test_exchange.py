"""Every noun becomes a line that the exchange format allows, and says what the noun says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.export.exchange import document_line, entity_line, finding_line, lines, reading_lines
from tawthiq.model import (
    Argument,
    Axes,
    Claim,
    DateMention,
    Difference,
    Document,
    Entity,
    EntityType,
    Finding,
    Hop,
    HopRole,
    Identity,
    Independence,
    Loss,
    Mention,
    MentionForm,
    Name,
    Origin,
    Polarity,
    Quotation,
    QuotationForm,
    Reading,
    Reconciliation,
    Slot,
    SourceKind,
    Span,
    Time,
    TimeRelation,
    Verdict,
    Voice,
    document_id,
)

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "evaluation/score/schema/exchange.schema.json").read_text(encoding="utf-8")
)
KINDS = SCHEMA["properties"]["kind"]["enum"]
VALIDATORS = {kind: jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{kind}"}) for kind in KINDS}
TEXT = "قالت هناء الزين إن مروان الصباغ لم يزر صور وصيدا في 3 آذار 2019."


def cut(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def text_document(text: str = TEXT, path: str = "folder/a.txt", **more: Any) -> Document:
    return Document(document_id(text.encode()), text, Origin(path), publisher="صحيفة السفح", published="2019-03-04", **more)


DOCUMENT = text_document()
CHAIN = (Hop(HopRole.PUBLISHER, "صحيفة السفح"), Hop(HopRole.SPEAKER, "هناء الزين", "e1", SourceKind.NAMED, cut("هناء الزين")))
CLAIM = Claim(
    "c1", DOCUMENT.id, Argument("e2", cut("مروان الصباغ")), "visited",
    Argument(value=(Argument("e3", cut("صور")), Argument(span=cut("صيدا")))), (cut("مروان الصباغ لم يزر صور وصيدا"),), CHAIN,
    Axes(Voice.ATTRIBUTED, Polarity.NEGATED), qualifiers={"attempt": True},
    time=(Time(TimeRelation.AT, "2019-03-03", cut("3 آذار 2019")), Time(TimeRelation.BEFORE, "2019-03-04")),
    place=Argument(value="لبنان"), confidence=0.75, made_by=("rule:visited@1",), why=("لم + jussive",),
)  # fmt: skip
READING = Reading(
    DOCUMENT.id, "test@1",
    entities=(Entity("e1", EntityType.PERSON, (Name("هناء الزين"),)), Entity("e2", EntityType.PERSON, (Name("مروان الصباغ", preferred=True),)),
              Entity("e3", EntityType.PLACE, (Name("صور"),))),
    mentions=(Mention("e1", EntityType.PERSON, cut("هناء الزين"), MentionForm.NAME),),
    dates=(DateMention(cut("3 آذار 2019"), "2019-03-03", "day"),),
    quotations=(Quotation("q1", QuotationForm.INDIRECT, cut("مروان الصباغ لم يزر صور وصيدا"), cut("قالت"), cut("هناء الزين"), "e1", CHAIN),),
    claims=(CLAIM,),
)  # fmt: skip
FINDING = Finding(
    "f1", Argument("P2"), "visited", Argument("P3", value="صور"), ("c1", "c2"), Verdict.DIFFER, Independence(1, 2),
    (Difference(Slot.TIME, ("2019-03-03", "2019-03-05"), (("c1",), ("c2",))),), CHAIN[0],
)  # fmt: skip
RECONCILIATION = Reconciliation(
    entities=(Entity("P2", EntityType.PERSON, (Name("مروان الصباغ"),)),),
    identities=(Identity(DOCUMENT.id, "e2", "P2"),), findings=(FINDING,),
)  # fmt: skip


def valid(line: dict[str, Any]) -> dict[str, Any]:
    VALIDATORS[line["kind"]].validate(line)
    return json.loads(json.dumps(line, ensure_ascii=False))  # type: ignore[no-any-return]


def all_lines() -> list[dict[str, Any]]:
    return [valid(line) for line in lines([DOCUMENT], [READING], RECONCILIATION)]


def of_kind(kind: str) -> dict[str, Any]:
    return next(line for line in all_lines() if line["kind"] == kind)


def test_exchange_lines_all_fit_the_schema() -> None:
    assert {line["kind"] for line in all_lines()} == {"document", "entity", "mention", "date", "quotation", "claim", "finding"}


def test_exchange_document_is_named_by_its_file_alone() -> None:
    for path in ("a.txt", "folder/a.txt", "C:\\pile\\a.txt"):
        assert document_line(text_document(path=path))["path"] == "a.txt"


def test_exchange_document_leaves_out_a_text_that_is_the_file() -> None:
    line = document_line(DOCUMENT)
    assert "text" not in line
    assert line["length"] == len(TEXT)


def test_exchange_document_carries_a_text_that_is_not_the_file() -> None:
    page = Document(document_id(b"<p>...</p>"), TEXT, Origin("a.html"), losses=(Loss("intake.loss", "head"),))
    line = valid(document_line(page))
    assert (line["text"], line["status"], line["losses"][0]["code"]) == (TEXT, "partial", "intake.loss")


@given(st.text())
def test_exchange_document_of_any_text_fits_the_schema(text: str) -> None:
    document = Document("0" * 64, text, Origin("x"))
    VALIDATORS["document"].validate(document_line(document))


def test_exchange_entities_are_those_of_the_archive_where_they_are_known() -> None:
    claim = of_kind("claim")
    assert claim["subject"] == {"entity": "P2", "text": "مروان الصباغ"}
    assert claim["chain"][1]["entity"] == f"{DOCUMENT.id[:12]}#e1"


def test_exchange_every_entity_that_is_pointed_to_has_a_line() -> None:
    known = {line["id"] for line in all_lines() if line["kind"] == "entity"}
    assert known == {"P2", f"{DOCUMENT.id[:12]}#e1", f"{DOCUMENT.id[:12]}#e3"}


def test_exchange_claim_says_what_the_claim_says() -> None:
    claim = of_kind("claim")
    assert (claim["standing"], claim["voice"], claim["polarity"], claim["modality"]) == ("negated", "attributed", "negated", "actual")
    assert claim["evidence"][0]["text"] == TEXT[claim["evidence"][0]["start"] : claim["evidence"][0]["end"]]
    assert (claim["confidence"], claim["qualifiers"], claim["made_by"]) == (0.75, {"attempt": True}, ["rule:visited@1"])
    assert claim["place"] == {"entity": None, "text": "لبنان", "value": "لبنان"}


def test_exchange_joint_objects_are_a_list() -> None:
    value = of_kind("claim")["object"]["value"]
    assert [(part["text"], bool(part["entity"])) for part in value] == [("صور", True), ("صيدا", False)]


def test_exchange_time_without_words_has_no_place() -> None:
    first, second = of_kind("claim")["time"]
    assert (first["rel"], first["value"], first["text"]) == ("at", "2019-03-03", "3 آذار 2019")
    assert (second["start"], second["end"], second["text"]) == (None, None, None)


def test_exchange_finding_keeps_values_and_claims_side_by_side() -> None:
    line = valid(finding_line(FINDING))
    assert line["differences"] == [{"slot": "time", "values": ["2019-03-03", "2019-03-05"], "claims": [["c1"], ["c2"]]}]
    assert line["independent"] == {"min": 1, "max": 2}
    assert line["common_link"]["name"] == "صحيفة السفح"


def test_exchange_reading_without_identities_keeps_its_own_ids() -> None:
    assert [line["entity"] for line in reading_lines(READING, {}) if line["kind"] == "mention"] == ["e1"]


@pytest.mark.parametrize("kind", list(EntityType))
def test_exchange_entity_of_any_type_fits_the_schema(kind: EntityType) -> None:
    assert valid(entity_line(Entity("e", kind, (Name("اسم"),)), "X"))["type"] == str(kind)
