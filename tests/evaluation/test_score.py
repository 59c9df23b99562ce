# ruff: noqa: A002, ARG005, FBT003, PLR0917 - builders of rows name their arguments like the fields
"""Tests of the scorer. Self-contained: the gold set below is made up. The real gold files are tested in test_gold.py."""

from __future__ import annotations

import copy
import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

from evaluation.score import challenge, oracle, score
from evaluation.score.align import Pairing, best_matching, evidence_right, strict_span
from evaluation.score.measures import GUARDED
from evaluation.score.model import Document, Span, load_gold, load_predicted, slot_names
from evaluation.score.normalise import date_compatible, date_equal, fold, interval, overlap, same_group, same_name, tokens
from evaluation.score.tally import Book, Measure
from evaluation.score.validate import load_schema, schema_errors

Row = dict[str, Any]

TEXT_A = (
    "أعلن وزير النقل سامر الحداد في 12 مارس 2021 افتتاح الجسر.\n"
    "ونفى الحداد أنه التقى رجل الأعمال نادر الخولي.\n"
    "واتهمت المعارضة الخولي بأنه ضالع في تزوير العقود.\n"
    "وقال مصدر مقرب من الوزير لوكالة الفجر إن الحداد سيزور بيروت.\n"
    "ولم ينتم الخولي إلى أي حزب.\n"
    "وسيستقيل الحداد من الوزارة إذا فشل المشروع.\n"
    "وقالت المهندسة ليلى منصور: «الجسر آمن تماما».\n"
    "وتدعم المعارضة «مبادرة النور».\n"
)
TEXT_B = (
    "عُيّن سامر الحداد وزيرا للنقل في 2020.\nوقالت ليلى منصور إن الحداد افتتح الجسر في 15 مارس 2021.\nويقود الحداد حركة البناء منذ سنوات.\n"
)
A, B = "a.txt", "b.txt"
TEXTS = {A: TEXT_A, B: TEXT_B}


# ------------------------------------------------------------------ the gold set


def cut(file: str, words: str, nth: int = 1) -> Row:
    """Span of the nth occurrence of the words."""
    start = -1
    for _ in range(nth):
        start = TEXTS[file].index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def ent(file: str, id: str, type: str, name: str, *mentions: tuple[str, str, int], **more: Any) -> Row:
    return {"id": id, "type": type, "name_ar": name, "mentions": [dict(cut(file, w, n), kind=k) for k, w, n in mentions], **more}


def hop(role: str, entity: str | None, kind: str = "named") -> Row:
    return {"role": role, "entity": entity, "kind": kind}


def claim(
    file: str,
    id: str,
    subject: str,
    predicate: str,
    object: Any,
    evidence: str,
    standing: str = "stated",
    chain: tuple[Row, ...] = (),
    **more: Any,
) -> Row:
    axes = {
        "denied": ("attributed", "negated", "actual"),
        "negated": ("outlet", "negated", "actual"),
        "alleged": ("alleged", "positive", "actual"),
        "planned": ("attributed", "positive", "intended"),
        "conditional": ("outlet", "positive", "conditional"),
        "attributed": ("attributed", "positive", "actual"),
        "stated": ("outlet", "positive", "actual"),
    }
    voice, polarity, modality = axes[standing]
    return {
        "id": id,
        "subject": {"entity": subject},
        "predicate": predicate,
        "object": object,
        "time": more.pop("time", []),
        "place": None,
        "evidence": [cut(file, evidence)],
        "chain": [hop("publisher", "paper"), *chain],
        "standing": standing,
        "voice": voice,
        "polarity": polarity,
        "modality": modality,
        "salience": more.pop("salience", "core"),
        **more,
    }


def at(file: str, words: str, value: str, rel: str = "at") -> list[Row]:
    return [{"rel": rel, "value": value, "span": cut(file, words)}]


def gold() -> Row:
    """Two documents, twelve claims (eleven core), one agreement and one difference."""
    leila = hop("speaker", "leila")
    source = (hop("agency", "fajr"), hop("speaker", "source", "anonymous"))
    doc_a = {
        "file": A,
        "length_chars": len(TEXT_A),
        "language": "ar",
        "publisher": {"entity": "paper"},
        "doc_date": {"value": "2021-03-13"},
        "entities": [
            ent(A, "paper", "Organization", "صحيفة المرفأ"),
            ent(
                A,
                "haddad",
                "Person",
                "سامر الحداد",
                ("nominal", "وزير النقل", 1),
                ("name", "سامر الحداد", 1),
                ("name", "الحداد", 2),
                ("nominal", "الوزير", 1),
                ("name", "الحداد", 3),
                ("name", "الحداد", 4),
            ),
            ent(
                A,
                "kholi",
                "Person",
                "نادر الخولي",
                ("nominal", "رجل الأعمال", 1),
                ("name", "نادر الخولي", 1),
                ("name", "الخولي", 2),
                ("name", "الخولي", 3),
            ),
            ent(A, "opposition", "Group", "المعارضة", ("nominal", "المعارضة", 1), ("nominal", "المعارضة", 2), kind="collective"),
            ent(A, "source", "Person", "مصدر مقرب من الوزير", ("nominal", "مصدر مقرب من الوزير", 1), kind="anonymous"),
            ent(A, "fajr", "Organization", "وكالة الفجر", ("name", "وكالة الفجر", 1)),
            ent(A, "beirut", "Place", "بيروت", ("name", "بيروت", 1)),
            ent(A, "leila", "Person", "ليلى منصور", ("nominal", "المهندسة", 1), ("name", "ليلى منصور", 1)),
            ent(A, "bridge", "Thing", "الجسر", ("nominal", "الجسر", 1), ("nominal", "الجسر", 2)),
        ],
        "dates": [dict(cut(A, "12 مارس 2021"), value="2021-03-12")],
        "quotations": [
            {
                "kind": "direct",
                "content": cut(A, "الجسر آمن تماما"),
                "cue": cut(A, "قالت"),
                "source_span": cut(A, "المهندسة ليلى منصور"),
                "speaker": "leila",
                "chain": [hop("publisher", "paper"), leila],
            },
            {
                "kind": "indirect",
                "content": cut(A, "الحداد سيزور بيروت"),
                "cue": cut(A, "قال"),
                "source_span": cut(A, "مصدر مقرب من الوزير"),
                "speaker": "source",
                "chain": [hop("publisher", "paper"), *source],
            },
        ],
        "non_quotations": [cut(A, "«مبادرة النور»")],
        "claims": [
            claim(A, "a1", "haddad", "holds_position", {"value": "وزير النقل"}, "وزير النقل سامر الحداد"),
            claim(
                A,
                "a2",
                "haddad",
                "engaged_in",
                {"value": "افتتاح الجسر"},
                "أعلن وزير النقل سامر الحداد في 12 مارس 2021 افتتاح الجسر",
                time=at(A, "12 مارس 2021", "2021-03-12"),
            ),
            claim(
                A,
                "a3",
                "haddad",
                "met",
                {"entity": "kholi"},
                "نفى الحداد أنه التقى رجل الأعمال نادر الخولي",
                "denied",
                (hop("speaker", "haddad"),),
            ),
            claim(
                A,
                "a4",
                "kholi",
                "complicit_in",
                {"value": "تزوير العقود"},
                "الخولي بأنه ضالع في تزوير العقود",
                "alleged",
                (hop("speaker", "opposition", "collective"),),
            ),
            claim(
                A,
                "a5",
                "haddad",
                "visited",
                {"entity": "beirut"},
                "الحداد سيزور بيروت",
                "planned",
                source,
                accept={"standing": ["planned", "attributed"]},
            ),
            claim(A, "a6", "kholi", "member_of", {"value": "أي حزب"}, "لم ينتم الخولي إلى أي حزب", "negated"),
            claim(
                A,
                "a7",
                "haddad",
                "left_position",
                {"value": "الوزارة"},
                "سيستقيل الحداد من الوزارة إذا فشل المشروع",
                "conditional",
            ),
            claim(A, "a8", "opposition", "accuses", {"entity": "kholi"}, "اتهمت المعارضة الخولي", salience="minor"),
            claim(A, "a9", "bridge", "has_trait", {"value": "آمن تماما"}, "الجسر آمن تماما", "attributed", (leila,)),
        ],
    }
    doc_b = {
        "file": B,
        "length_chars": len(TEXT_B),
        "language": "ar",
        "publisher": {"entity": "paper"},
        "doc_date": {"value": "2021-03-16"},
        "entities": [
            ent(B, "paper", "Organization", "صحيفة المرفأ"),
            ent(B, "haddad", "Person", "سامر الحداد", ("name", "سامر الحداد", 1), ("name", "الحداد", 2), ("name", "الحداد", 3)),
            ent(B, "leila", "Person", "ليلى منصور", ("name", "ليلى منصور", 1)),
            ent(B, "movement", "Organization", "حركة البناء", ("name", "حركة البناء", 1)),
        ],
        "dates": [dict(cut(B, "2020"), value="2020"), dict(cut(B, "15 مارس 2021"), value="2021-03-15")],
        "quotations": [
            {
                "kind": "indirect",
                "content": cut(B, "الحداد افتتح الجسر في 15 مارس 2021"),
                "cue": cut(B, "قالت"),
                "source_span": cut(B, "ليلى منصور"),
                "speaker": "leila",
                "chain": [hop("publisher", "paper"), leila],
            }
        ],
        "claims": [
            claim(
                B,
                "b1",
                "haddad",
                "holds_position",
                {"value": "وزير النقل"},
                "سامر الحداد وزيرا للنقل في 2020",
                time=at(B, "2020", "2020", "start"),
            ),
            claim(
                B,
                "b2",
                "haddad",
                "engaged_in",
                {"value": "افتتاح الجسر"},
                "الحداد افتتح الجسر في 15 مارس 2021",
                "attributed",
                (leila,),
                time=at(B, "15 مارس 2021", "2021-03-15"),
            ),
            claim(B, "b3", "movement", "led_by", {"entity": "haddad"}, "يقود الحداد حركة البناء"),
        ],
    }
    cross = {
        "entity_links": ["haddad", "leila", "paper"],
        "groups": [
            {"id": "x1", "relation": "agree", "members": {A: ["a1"], B: ["b1"]}, "independent_chains": {"low": 1, "high": 2}},
            {
                "id": "x2",
                "relation": "differ",
                "differs_in": "date",
                "members": {A: ["a2"], B: ["b2"]},
                "values": {A: "12 March", B: "15 March"},
            },
        ],
    }
    return {"format": "test", "documents": [doc_a, doc_b], "cross_document": cross}


# ------------------------------------------------------------------ small tools


def run(
    rows: list[Row],
    folder: Path,
    data: Row | None = None,
    sources: dict[str, str] | None = None,
    judged: dict[tuple[str, str], str] | None = None,
) -> Row:
    (folder / "gold.json").write_text(json.dumps(data or gold(), ensure_ascii=False), encoding="utf-8")
    oracle.write_rows(rows, folder / "out.jsonl")
    return score.score_all([load_gold(folder / "gold.json")], load_predicted([folder / "out.jsonl"]), sources, judged, samples=0)


def figures(report: Row) -> dict[str, tuple[Any, ...]]:
    keys = ("f1", "precision", "recall", "value")
    return {n: tuple(None if e.get(k) is None else round(e[k], 6) for k in keys) for n, e in report["pooled"].items()}


def value(report: Row, name: str) -> Any:
    entry = report["pooled"][name]
    return entry["f1"] if "f1" in entry else entry["value"]


def headline(report: Row) -> tuple[float, float, float]:
    return tuple(round(value(report, f"headline.{x}"), 4) for x in ("found", "right", "slips"))


def moved(before: Row, after: Row) -> set[str]:
    old, new = figures(before), figures(after)
    return {n for n in old.keys() | new.keys() if old.get(n) != new.get(n)}


@pytest.fixture
def rows() -> list[Row]:
    return oracle.perfect(gold())


@pytest.fixture
def best(rows: list[Row], tmp_path: Path) -> Row:
    return run(rows, tmp_path, sources=TEXTS)


def of_claim(rows: list[Row], id: str) -> Row:
    return next(r for r in rows if r["kind"] == "claim" and r["id"].endswith(":" + id))


# ------------------------------------------------------------------ the perfect file


def test_texts_and_gold_agree(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text(json.dumps(gold(), ensure_ascii=False), encoding="utf-8")
    assert score.check_gold(load_gold(tmp_path / "g.json"), TEXTS) == []


def test_perfect_is_100_100_0(best: Row) -> None:
    assert headline(best) == (100, 100, 0)
    zero = {"evidence.exactness_unknown", "entities.merged_person_pairs", "calibration.ece", "cross.independent_error"}
    for name, entry in best["pooled"].items():
        if name == "cross.independent_width":
            assert entry["value"] == 1
        elif name in zero or "per_100" in name or name.startswith("slips.") or name == "headline.slips":
            assert entry["value"] == 0, name
        else:
            assert value(best, name) == pytest.approx(100), name
    assert best["unmatched"] == []
    assert best["problems"] == []
    assert best["standing_macro_f1"] == pytest.approx(100)


def test_perfect_without_texts(rows: list[Row], tmp_path: Path, best: Row) -> None:
    assert moved(best, run(rows, tmp_path)) == set()


# ------------------------------------------------------------------ mutations: what moves, and nothing else

SLIPS = {"headline.slips"}


def test_drop_claims(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """a1, a5 and a9 are gone: 8 of 11 core claims found, all shown right."""
    report = run(oracle.mutate(rows, "drop_claims"), tmp_path, sources=TEXTS)
    assert headline(report) == (round(800 / 11, 4), 100, 0)
    assert report["pooled"]["claims.strict"]["precision"] == 100
    assert report["pooled"]["claims.strict"]["recall"] == 75
    expected = {"headline.found", "claims.strict", "claims.lenient", "claims.core_recall_lenient", "cross.agree"}
    gone = {
        "cross.independent_within",
        "cross.independent_error",
        "cross.independent_width",
        "cross.agree_precision_decidable",
        "chain.lost_anonymity_per_100",
    }
    assert moved(best, report) - gone == expected  # 'gone': no case is left


def test_flip_standing(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """Seven of twelve labels were not 'stated'; five of them are guarded and become slips."""
    report = run(oracle.mutate(rows, "flip_standing"), tmp_path, sources=TEXTS)
    assert headline(report) == (round(400 / 11, 4), round(500 / 12, 4), round(500 / 12, 4))
    assert value(report, "standing.accuracy") == pytest.approx(500 / 12)
    kinds = {f"slips.{x}_as_stated" for x in GUARDED}
    assert moved(best, report) == kinds | SLIPS | {
        "headline.found",
        "headline.right",
        "standing.accuracy",
        "standing.accuracy_guarded",
        "standing.voice",
        "standing.modality",
        "standing.escalations_per_100",
        "standing.attribution_dropped_per_100",
        "calibration.ece",
    }
    assert all(value(report, k) == pytest.approx(100 / 12) for k in kinds)
    assert report["standing_confusion"]["alleged"] == {"stated": 1}


def test_wrong_speaker(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """The five claims with a speaker go to another person."""
    report = run(oracle.mutate(rows, "wrong_speaker"), tmp_path, sources=TEXTS)
    assert headline(report) == (round(600 / 11, 4), round(700 / 12, 4), round(500 / 12, 4))
    assert moved(best, report) == SLIPS | {
        "headline.found",
        "headline.right",
        "slips.wrong_speaker",
        "chain.exact",
        "chain.exact_roles",
        "chain.hops",
        "chain.innermost",
        "calibration.ece",
    }


def test_shift_offsets(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """Evidence three characters off: nothing is exact, so nothing is found or right; no slip."""
    report = run(oracle.mutate(rows, "shift_offsets"), tmp_path, sources=TEXTS)
    assert headline(report) == (0, 0, 0)
    assert value(report, "evidence.exact") == 0
    assert moved(best, report) == {"headline.found", "headline.right", "evidence.exact", "calibration.ece"}
    without = run(oracle.mutate(rows, "shift_offsets"), tmp_path)
    assert headline(without) == (0, 0, 0)


def test_merge_persons(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """Haddad and Kholi become one: the claims on Kholi (a3, a4, a6, a8) are about the wrong person."""
    report = run(oracle.mutate(rows, "merge_persons"), tmp_path, sources=TEXTS)
    assert value(report, "entities.merged_person_pairs") == 1
    assert headline(report) == (round(800 / 11, 4), round(800 / 12, 4), round(400 / 12, 4))
    assert moved(best, report) == SLIPS | {
        "headline.found",
        "headline.right",
        "slips.wrong_person",
        "entities.b3_document",
        "entities.b3_dossier",
        "entities.merged_person_pairs",
        "claims.strict",
        "claims.lenient",
        "claims.core_recall_lenient",
        "calibration.ece",
    }
    assert len(report["unmatched"]) == 4


def test_swap_predicate(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """a1, a6 and b2 get an unknown predicate: not found, not right, no slip."""
    report = run(oracle.mutate(rows, "swap_predicate"), tmp_path, sources=TEXTS)
    assert headline(report) == (round(800 / 11, 4), 75, 0)
    gone = {
        "cross.independent_within",
        "cross.independent_error",
        "cross.independent_width",
        "cross.agree_precision_decidable",
        "cross.differ_precision_decidable",
    }
    assert moved(best, report) - gone == {
        "headline.found",
        "headline.right",
        "claims.strict",
        "claims.lenient",
        "claims.core_recall_lenient",
        "calibration.ece",
        "cross.agree",
        "cross.differ",
        "cross.differ_slot",
    }


def test_other_whitespace_is_aligned(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """A stored text with other spaces: the spans are found again, the figures stay, the report says so."""
    respaced = oracle.spaces(copy.deepcopy(rows), TEXTS)
    report = run(respaced, tmp_path, sources=TEXTS)
    assert moved(best, report) == set()
    assert not report["offsets"][A]["same_text"]
    assert report["offsets"][A]["moved"] > 20
    assert report["offsets"][A]["lost"] == 0
    assert moved(best, run(respaced, tmp_path)) == set()


def test_invented_text_is_not_exact(rows: list[Row], tmp_path: Path) -> None:
    head = next(r for r in rows if r["kind"] == "document" and r["path"] == A)
    head["text"] = TEXT_A.replace("نفى", "أكد")
    assert value(run(rows, tmp_path, sources=TEXTS), "evidence.exact") == pytest.approx(100 * 3 / 12)


# ------------------------------------------------------------------ single readings


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


# ------------------------------------------------------------------ parts


def test_matching_is_optimal() -> None:
    rng = random.Random(7)  # noqa: S311 - a test
    for _ in range(300):
        n, m = rng.randint(1, 5), rng.randint(1, 5)
        weights = {(i, j): rng.random() + 0.01 for i in range(n) for j in range(m) if rng.random() < 0.6}
        total = sum(weights[p] for p in best_matching(weights).items())
        options = itertools.permutations([*range(m)] + [-1] * n, n)  # -1: no partner
        assert total == pytest.approx(max(sum(weights.get((i, j), 0.0) for i, j in enumerate(o)) for o in set(options)))


def test_normalisation() -> None:
    assert fold("أَرْبِيـل ٢٠٢٠") == fold("اربيل 2020")
    assert tokens("للكاظمي") == tokens("الكاظمي") == tokens("والكاظمي")
    assert same_name("الكاظمي", "مصطفى الكاظمي")
    assert not same_name("مصطفى", "مصطفى الكاظمي")
    assert not same_name("مسرور بارزاني", "نيجيرفان بارزاني")
    assert overlap("رئيس الوزراء", "رئيس وزراء العراق") >= 0.5 > overlap("وزير الدفاع", "رئيس الأركان")
    assert same_group("occupation", "has_trait")
    assert not same_group("killed_in", "attacked_in")
    assert not same_group("nominated_for", "holds_position")


def test_dates() -> None:
    first, last = interval("2020-02-01"), interval("2020-02-29")
    assert first is not None
    assert last is not None
    assert interval("2020-02") == (first[0], last[1])
    assert (interval("2016/..") or (0, 0))[1] is None
    assert interval("PAST_REF") is None
    assert interval("2021-13") is None
    assert date_compatible("2021-11", "2021-11-07")
    assert date_compatible("2021-11-07", "2021")
    assert not date_compatible("2021-11-08", "2021-11-07")
    assert not date_compatible("../2003", "2003")
    assert date_equal("2016", "2016-01-01/2016-12-31")
    assert date_equal("PAST_REF", "PAST_REF")
    assert interval("201X") == interval("2010-01-01/2019-12-31")


def test_spans() -> None:
    assert strict_span(Span(10, 17, "والحداد"), Span(11, 17, "الحداد"))
    assert strict_span(Span(11, 17, "الحداد"), Span(13, 17, "حداد"))
    assert not strict_span(Span(5, 17, "سامر الحداد"), Span(11, 17, "الحداد"))
    sentence, clause = Span(0, 120, "x" * 120), Span(10, 40, "x" * 30)
    assert evidence_right([sentence], [clause])
    assert not evidence_right([Span(0, 900, "x" * 900)], [clause])
    assert not evidence_right([Span(10, 20, "x" * 10)], [clause])


def test_slot_words() -> None:
    assert slot_names("object (organisation)") == {"object"}
    assert slot_names("manner and standing") == {"manner", "standing"}
    assert slot_names("end date") == {"time"}
    assert slot_names("unheard of") == {"other"}


def test_every_row_of_the_oracle_keeps_the_schema(rows: list[Row]) -> None:
    schema = load_schema("exchange")
    assert [e for r in rows for e in schema_errors(r, schema["$defs"][r["kind"]], schema)] == []


def test_calibration_and_bootstrap() -> None:
    book = Book()
    for right in (True, True, True, False):
        book.confidence("d", 0.75, right)
    book.confidence("e", 0.15, True)
    assert book["calibration.ece"].pooled()["value"] == pytest.approx(100 * 0.85 / 5)
    measure = Measure("ratio", {"a": [9, 10], "b": [5, 10], "c": [7, 10]})
    low, high = measure.bootstrap(500)["value"]  # type: ignore[index]
    assert 50 <= low < 70 < high <= 90
    assert Measure("ratio", {"a": [1, 2]}).bootstrap(500) is None


def test_alignment_prefers_the_majority() -> None:
    from evaluation.score.frame import Frame
    from evaluation.score.model import Entity, Mention

    first, second, third = Span(0, 5, "سامر."), Span(10, 15, "سامر."), Span(20, 25, "نادر.")
    left = Document(
        "d",
        entities={"g": Entity("g", "Person", []), "h": Entity("h", "Person", [])},
        mentions=[Mention(first, "g", "name"), Mention(second, "g", "name"), Mention(third, "h", "name")],
    )
    right = Document("d", mentions=[Mention(first, "p", "name"), Mention(second, "p", "name"), Mention(third, "p", "name")])
    assert Pairing(left, right, Frame("", None, True, True)).entity_of == {"p": "g"}


# ------------------------------------------------------------------ commands


def test_command_line(rows: list[Row], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(gold(), ensure_ascii=False), encoding="utf-8")
    extra = dict(copy.deepcopy(of_claim(rows, "b3")), id="extra", predicate="supports")
    oracle.write_rows([*rows, extra], tmp_path / "out.jsonl")
    for file, text in TEXTS.items():
        (tmp_path / file).write_bytes(text.encode("utf-8"))
    common = [
        "--gold",
        str(tmp_path / "gold.json"),
        "--predicted",
        str(tmp_path / "out.jsonl"),
        "--texts",
        str(tmp_path),
        "--bootstrap",
        "50",
    ]
    assert score.main([*common, "--json", str(tmp_path / "report.json")]) == 0
    assert "headline.found" in capsys.readouterr().out
    listed = [json.loads(x) for x in (tmp_path / "out.unmatched.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["claim"] for r in listed] == ["extra"]
    listed[0]["verdict"] = "right"
    (tmp_path / "judged.jsonl").write_text(json.dumps(listed[0], ensure_ascii=False) + "\n", encoding="utf-8")
    assert score.main([*common, "--judged", str(tmp_path / "judged.jsonl"), "--json", str(tmp_path / "report.json")]) == 0
    assert headline(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))) == (100, 100, 0)


def test_oracle_command(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(gold(), ensure_ascii=False), encoding="utf-8")
    assert oracle.main(["--gold", str(tmp_path / "gold.json"), "--out", str(tmp_path / "o.jsonl"), "--mutate", "drop_claims"]) == 0
    assert sum('"kind": "claim"' in line for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 9


# ------------------------------------------------------------------ challenge


def challenge_data() -> Row:
    def expected(
        passage: int,
        subject: str,
        predicate: str,
        object: str | None,
        text: str,
        words: str,
        standing: str,
        chain: list[Row],
        **more: Any,
    ) -> Row:
        start = text.index(words)
        axes = {"stated": ("outlet", "positive"), "denied": ("attributed", "negated"), "attributed": ("attributed", "positive")}[standing]
        return {
            "passage": passage,
            "subject": subject,
            "predicate": predicate,
            "object": object,
            "time": more.pop("time", []),
            "place": None,
            "standing": standing,
            "voice": axes[0],
            "polarity": axes[1],
            "modality": "actual",
            "chain": [{"role": "publisher", "name": "صحيفة المرفأ"}, *chain],
            "evidence": [words],
            "evidence_spans": [{"start": start, "end": start + len(words), "text": words}],
            **more,
        }

    denial, visit, later = (
        "نفى سامر الحداد أنه التقى نادر الخولي.",
        "زار سامر الحداد بيروت في 3 مايو 2021.",
        "زار سامر الحداد بيروت في 5 مايو 2021.",
    )
    passages = [{"text": t, "publisher": "صحيفة المرفأ", "published": "2021-05-06"} for t in (denial, visit, later)]

    def day(text: str, words: str, value: str) -> list[Row]:
        return [
            {
                "rel": "at",
                "value": value,
                "span": {"start": text.index(words), "end": text.index(words) + len(words), "text": words},
            }
        ]

    return {
        "items": [
            {
                "id": "t1",
                "phenomenon": "negation",
                "passages": passages[:1],
                "expected": [
                    expected(
                        0,
                        "سامر الحداد",
                        "met",
                        "نادر الخولي",
                        denial,
                        "نفى سامر الحداد أنه التقى نادر الخولي",
                        "denied",
                        [{"role": "speaker", "name": "سامر الحداد", "kind": "named"}],
                    )
                ],
                "must_not": [
                    {"passage": 0, "subject": "سامر الحداد", "predicate": "met", "object": "*", "polarity": "positive"},
                    {"passage": 0, "subject": "*", "predicate": "*", "object": "*", "chain_has": "نادر الخولي"},
                    {"passage": 0, "subject": "سامر الحداد", "predicate": "met", "object": "*", "chain_lacks_speaker": True},
                    {"passage": 0, "subject": "*", "predicate": "*", "object": "*", "quotation": True},
                ],
            },
            {
                "id": "t2",
                "phenomenon": "cross_differ_date",
                "passages": passages[1:],
                "expected": [
                    expected(
                        0,
                        "سامر الحداد",
                        "visited",
                        "بيروت",
                        visit,
                        "زار سامر الحداد بيروت",
                        "stated",
                        [],
                        time=day(visit, "3 مايو 2021", "2021-05-03"),
                    ),
                    expected(
                        1,
                        "سامر الحداد",
                        "visited",
                        "بيروت",
                        later,
                        "زار سامر الحداد بيروت",
                        "stated",
                        [],
                        time=day(later, "5 مايو 2021", "2021-05-05"),
                    ),
                ],
                "must_not": [{"passage": 1, "subject": "سامر الحداد", "predicate": "visited", "object": "*", "time": "2021-05-03"}],
                "relation": "differ(date)",
                "independent_sources": 2,
            },
        ]
    }


def run_challenge(spoil: Any, folder: Path) -> Row:
    data = challenge_data()
    for item in data["items"]:
        rows = challenge.perfect_rows(item)
        spoil(item["id"], rows)
        oracle.write_rows(rows, folder / f"{item['id']}.jsonl")
    return challenge.score_challenge(data, load_predicted(sorted(folder.glob("*.jsonl"))))


def test_challenge_perfect(tmp_path: Path) -> None:
    report = run_challenge(lambda item, rows: None, tmp_path)
    assert report["phenomena"]["all"]["right"] == 2
    assert report["violations"] == []
    assert report["problems"] == []
    assert report["phenomena"]["all"]["source_counts_right"] == 1


def test_challenge_violations(tmp_path: Path) -> None:
    def spoil(item: str, rows: list[Row]) -> None:
        row = next(r for r in rows if r["kind"] == "claim")
        if item == "t1":
            other = dict(copy.deepcopy(row), id="x1", polarity="positive", standing="stated")
            other["chain"] = other["chain"][:1]
            third = dict(copy.deepcopy(row), id="x2")
            third["chain"][-1].update(entity=None, name="نادر الخولي")
            near = dict(copy.deepcopy(row), id="x3")
            near["chain"][-1].update(entity=None, name="مقربون من نادر الخولي", kind="collective")
            quote = {
                "kind": "quotation",
                "id": None,
                "document": row["document"],
                "form": "direct",
                "content": row["evidence"][0],
                "cue": None,
                "source": None,
                "speaker": None,
                "chain": [],
            }
            rows += [other, third, near, quote]

    report = run_challenge(spoil, tmp_path)
    assert [v["predictions"] for v in report["violations"]] == [["x1"], ["x2"], ["x1"], ["نفى سامر الحداد أنه التقى نادر الخولي"]]
    assert report["phenomena"]["negation"]["right"] == 0
    assert report["phenomena"]["cross_differ_date"]["right"] == 1


def test_challenge_dates_and_relation(tmp_path: Path) -> None:
    def spoil(item: str, rows: list[Row]) -> None:
        for row in rows:
            if item == "t2" and row["kind"] == "claim":
                row["time"][0]["value"] = "2021-05-03"
            if row["kind"] == "finding":
                row.update(verdict="agree", differences=[])

    report = run_challenge(spoil, tmp_path)
    row = report["phenomena"]["cross_differ_date"]
    assert (row["found"], row["broken"], row["relations_right"], row["right"]) == (1, 1, 0, 0)


def test_challenge_texts(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(json.dumps(challenge_data(), ensure_ascii=False), encoding="utf-8")
    assert challenge.main(["--gold", str(tmp_path / "c.json"), "--write-texts", str(tmp_path / "texts")]) == 0
    assert (tmp_path / "texts" / "t2" / "t2-p1.txt").read_text(encoding="utf-8").startswith("زار")
    assert json.loads((tmp_path / "texts" / "t2" / "t2-p1.meta.json").read_text(encoding="utf-8"))["published"] == "2021-05-06"
    assert challenge.main(["--gold", str(tmp_path / "c.json"), "--predicted-dir", str(tmp_path / "texts")]) == 0


def test_open_claims_stand_outside_every_figure(rows: list[Row], best: Row, tmp_path: Path) -> None:
    """An open claim changes no figure and is counted."""
    some = next(row for row in rows if row["kind"] == "claim")
    report = run([*rows, {**some, "id": "open-1", "predicate": "open"}], tmp_path)
    assert report["open_claims"] == 1
    assert figures(report) == figures(best)
