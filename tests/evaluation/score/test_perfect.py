"""A perfect file scores 100, and each mutation moves what it should and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from evaluation.score import oracle, score
from evaluation.score.measures import GUARDED
from evaluation.score.model import load_gold
from tests.evaluation.score.scoring import (
    TEXTS,
    A,
    Row,
    gold,
    headline,
    moved,
    run,
    value,
)


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
    head["text"] = TEXTS[A].replace("نفى", "أكد")
    assert value(run(rows, tmp_path, sources=TEXTS), "evidence.exact") == pytest.approx(100 * 3 / 12)
