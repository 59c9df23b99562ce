"""Single readings: slips, accepted readings, duplicates, judgements, sources."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.evaluation.score.scoring import (
    TEXTS,
    A,
    B,
    Row,
    cut,
    figures,
    gold,
    headline,
    of_claim,
    run,
    value,
)


def test_denial_dropped(rows: list[Row], tmp_path: Path) -> None:
    """'He denies that he met' shown as 'he says that he met'."""
    of_claim(rows, "a3").update(polarity="positive", standing="attributed")
    report = run(rows, tmp_path, sources=TEXTS)
    assert value(report, "slips.denial_dropped") == pytest.approx(100 / 12)
    assert report["unmatched"][0]["status"] == "polarity"
    assert headline(report)[1] == round(1100 / 12, 4)


def test_swapped_roles_are_a_slip(rows: list[Row], tmp_path: Path) -> None:
    """The opposition accuses Kholi; shown: Kholi accuses the opposition."""
    row = of_claim(rows, "a8")
    row["subject"], row["object"] = row["object"], row["subject"]
    assert value(run(rows, tmp_path, sources=TEXTS), "slips.wrong_person") == pytest.approx(100 / 12)


def test_accepted_reading(rows: list[Row], tmp_path: Path) -> None:
    of_claim(rows, "a5")["standing"] = "attributed"
    assert headline(run(rows, tmp_path, sources=TEXTS)) == (100, 100, 0)


def test_accepted_polarity_brings_its_label(rows: list[Row], tmp_path: Path) -> None:
    data = gold()
    data["documents"][0]["claims"][7]["accept"] = {"polarity": ["positive", "negated"]}
    of_claim(rows, "a8").update(polarity="negated", standing="negated")
    assert headline(run(rows, tmp_path, data, TEXTS)) == (100, 100, 0)


def test_predicate_group_and_overlap_are_lenient(rows: list[Row], tmp_path: Path) -> None:
    of_claim(rows, "a1").update(predicate="occupation", object={"entity": None, "value": "وزير للنقل"})
    report = run(rows, tmp_path, sources=TEXTS)
    assert headline(report) == (100, 100, 0)
    assert report["pooled"]["claims.strict"]["recall"] == pytest.approx(1100 / 12)


def test_wrong_time_is_only_strict(rows: list[Row], tmp_path: Path) -> None:
    of_claim(rows, "a2")["time"][0]["value"] = "2021-04-12"
    report = run(rows, tmp_path, sources=TEXTS)
    assert headline(report) == (100, 100, 0)
    assert value(report, "claims.time_compatible") == pytest.approx(200 / 3)


def test_right_duplicate_is_left_out_wrong_one_counts(rows: list[Row], tmp_path: Path) -> None:
    good, bad = copy.deepcopy(of_claim(rows, "a4")), copy.deepcopy(of_claim(rows, "a4"))
    good["id"], bad["id"] = "good", "bad"
    bad["standing"] = "stated"
    report = run([*rows, good, bad], tmp_path, sources=TEXTS)
    assert headline(report) == (100, round(1200 / 13, 4), round(100 / 14, 4))
    assert {r["status"] for r in report["unmatched"]} == {"duplicate"}


def test_judgements_override(rows: list[Row], tmp_path: Path) -> None:
    extra = dict(copy.deepcopy(of_claim(rows, "b3")), id="extra", predicate="supports")
    for verdict, expected in (
        (None, (100, round(1200 / 13, 4), 0)),
        ("right", (100, 100, 0)),
        ("slip", (100, round(1200 / 13, 4), round(100 / 13, 4))),
    ):
        judged = {(B, "extra"): verdict} if verdict else {}
        assert headline(run([*rows, extra], tmp_path, sources=TEXTS, judged=judged)) == expected


def test_missing_document(rows: list[Row], tmp_path: Path) -> None:
    kept = [r for r in rows if not str(r.get("document", r.get("path", ""))).endswith(B)]
    report = run(kept, tmp_path, sources=TEXTS)
    assert report["missing_documents"] == [B]
    assert headline(report) == (round(800 / 11, 4), 100, 0)


def test_label_in_marks_is_a_false_quotation(rows: list[Row], tmp_path: Path) -> None:
    quote = copy.deepcopy(next(r for r in rows if r["kind"] == "quotation"))
    quote["content"] = cut(A, "مبادرة النور")
    report = run([*rows, quote], tmp_path, sources=TEXTS)
    assert value(report, "quotations.false_per_100") == pytest.approx(25)
    assert report["pooled"]["quotations.with_speaker.direct"]["precision"] == 50


def test_lost_anonymity(rows: list[Row], tmp_path: Path) -> None:
    of_claim(rows, "a5")["chain"][-1]["kind"] = "named"
    assert value(run(rows, tmp_path, sources=TEXTS), "chain.lost_anonymity_per_100") == 100


def test_anonymous_source_by_its_words(rows: list[Row], tmp_path: Path) -> None:
    """A source without an entity is right by half of its words; the person it is close to is not it."""
    last = of_claim(rows, "a5")["chain"][-1]
    last.update(entity=None, name="مصدر مقرب")
    assert headline(run(rows, tmp_path, sources=TEXTS)) == (100, 100, 0)
    last.update(entity="gold:haddad")
    assert value(run(rows, tmp_path, sources=TEXTS), "slips.wrong_speaker") == pytest.approx(100 / 12)


def test_wrong_slot_and_false_agreement(rows: list[Row], tmp_path: Path) -> None:
    finding = next(r for r in rows if r["kind"] == "finding" and r["verdict"] == "differ")
    finding["differences"][0]["slot"] = "place"
    report = run(rows, tmp_path, sources=TEXTS)
    assert value(report, "cross.differ") == 100
    assert value(report, "cross.differ_slot") == 0
    finding.update(verdict="agree", differences=[])
    report = run(rows, tmp_path, sources=TEXTS)
    assert report["pooled"]["cross.agree"]["precision"] == 50
    assert value(report, "cross.differ") == 0


def test_source_count_outside(rows: list[Row], tmp_path: Path) -> None:
    next(r for r in rows if r["kind"] == "finding" and r["verdict"] == "agree")["independent"] = {"min": 2, "max": 2}
    report = run(rows, tmp_path, sources=TEXTS)
    assert value(report, "cross.independent_within") == 0
    assert value(report, "cross.independent_error") == 0.5


def test_split_entity_lowers_recall_only(rows: list[Row], tmp_path: Path) -> None:
    next(r for r in rows if r["kind"] == "mention" and r["entity"].endswith("#kholi"))["entity"] = "gold:new"
    report = run([*rows, {"kind": "entity", "id": "gold:new", "type": "Person", "names": []}], tmp_path, sources=TEXTS)
    b3 = report["pooled"]["entities.b3_document"]
    assert b3["precision"] == pytest.approx(100)
    assert b3["recall"] < 100
    assert value(report, "entities.merged_person_pairs") == 0


def test_schema_problem_is_reported(rows: list[Row], tmp_path: Path) -> None:
    del of_claim(rows, "a1")["evidence"]
    of_claim(rows, "a2")["standing"] = "certain"
    report = run(rows, tmp_path, sources=TEXTS)
    assert len(report["problems"]) == 2
    assert "evidence missing" in report["problems"][0]


def test_open_claims_stand_outside_every_figure(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """An open claim changes no figure and is counted."""
    some = next(row for row in rows if row["kind"] == "claim")
    report = run([*rows, {**some, "id": "open-1", "predicate": "open"}], tmp_path)
    assert report["open_claims"] == 1
    assert figures(report) == figures(best)
