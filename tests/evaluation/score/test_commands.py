"""The commands of the scorer."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from evaluation.score import oracle, score
from tests.evaluation.score.scoring import (
    TEXTS,
    Row,
    gold,
    headline,
    of_claim,
)


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
