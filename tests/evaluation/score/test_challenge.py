"""Scoring challenge passages."""

from __future__ import annotations

import copy
import json
from pathlib import Path

from evaluation.score import challenge
from tests.evaluation.score.scoring import (
    Row,
    challenge_data,
    run_challenge,
)


def test_challenge_perfect(tmp_path: Path) -> None:
    report = run_challenge(lambda _item, _rows: None, tmp_path)
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
