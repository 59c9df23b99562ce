"""The table of what is measured across documents."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.across import figure, sharp_groups
from evaluation.score.tally import Measure


def test_across_only_contradictions_and_tensions_are_sharp(tmp_path: Path) -> None:
    groups = [
        {"id": "x1", "relation": "differ", "severity": "contradiction: one against three"}, {"id": "x2", "relation": "differ", "severity": "compatible"},
        {"id": "x3", "relation": "differ", "severity": "tension"}, {"id": "x4", "relation": "agree"}, {"id": "x5", "relation": "differ"},
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"cross_document": {"groups": groups}}), "utf-8")
    assert sharp_groups(path) == {"x1", "x3"}


def test_across_figure_of_no_case_is_none() -> None:
    assert figure(None, "f1") is None
    counted = Measure("prf")
    counted.add("d/a", 1, 2, 1, 1)
    assert figure(counted, "precision") == 50.0
