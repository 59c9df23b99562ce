"""A made-up gold set of two documents, kept as data, and what the tests of the scorer do with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.score import challenge, challenge_oracle, oracle, score
from evaluation.score.model import load_gold, load_predicted

Row = dict[str, Any]

_DATA = Path(__file__).parent / "data"
A, B = "a.txt", "b.txt"
TEXTS = {file: (_DATA / file).read_bytes().decode() for file in (A, B)}


def gold() -> Row:
    """Two documents, twelve claims (eleven core), one agreement and one difference."""
    data: Row = json.loads((_DATA / "gold.json").read_bytes())
    return data


def cut(file: str, words: str) -> Row:
    """The span of the words' first occurrence."""
    start = TEXTS[file].index(words)
    return {"start": start, "end": start + len(words), "text": words}


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


def of_claim(rows: list[Row], claim: str) -> Row:
    return next(r for r in rows if r["kind"] == "claim" and r["id"].endswith(":" + claim))


def challenge_data() -> Row:
    """Two made-up challenge items: a denial, and a visit on two days."""
    data: Row = json.loads((_DATA / "challenge.json").read_bytes())
    return data


def run_challenge(spoil: Any, folder: Path) -> Row:
    data = challenge_data()
    for item in data["items"]:
        rows = challenge_oracle.perfect_rows(item)
        spoil(item["id"], rows)
        oracle.write_rows(rows, folder / f"{item['id']}.jsonl")
    return challenge.score_challenge(data, load_predicted(sorted(folder.glob("*.jsonl"))))
