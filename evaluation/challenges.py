"""The challenge passages: each item run as an archive of its own, scored per phenomenon."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.challenge_reader import challenge_reader
from evaluation.program import Program, program
from evaluation.score import oracle
from evaluation.score.challenge import (
    Item,
    file_name,
    format_challenge,
    found_claims,
    load_challenge,
    pair_passage,
    score_challenge,
    violations,
    write_texts,
)
from evaluation.score.challenge_oracle import perfect_rows
from evaluation.score.model import Predicted, load_predicted
from evaluation.show import describe


def main(shared: Path | None, runner: Program | str | None, shown: Sequence[tuple[str, str]] | None, *, as_json: bool) -> int:
    """Score all passages and print the table; ``shown`` asks for single items; a ``runner`` in words is perfect reading."""
    path = shared / "gold" / "challenge_dev.json" if shared else None
    if path is None or not path.is_file():
        print("The challenge passages are not there.", file=sys.stderr)
        return 2
    data = load_challenge(path)
    wanted = [name for kind, name in shown or () if kind == "challenge"]
    if wanted:
        data["items"] = [i for i in data["items"] if any(w in i["id"] or w == i["phenomenon"] for w in wanted)]
    runner = program(challenge_reader(data["items"])) if isinstance(runner, str) else runner
    predicted = predict(data["items"], runner)
    if wanted:
        print("\n".join(line for item in data["items"] for line in show_item(item, predicted)))
    report = score_challenge(data, predicted)
    print(json.dumps(report, ensure_ascii=False, indent=1) if as_json else format_challenge(report))
    return 0


def predict(items: Sequence[Item], runner: Program | None) -> Predicted:
    """The program's output for every item (None: the oracle's)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_texts(items, folder)
        outputs = [folder / f"{item['id']}.jsonl" for item in items]
        for item, output in zip(items, outputs, strict=True):
            oracle.write_rows(_rows(item, folder, runner), output)
        return load_predicted(outputs)


def _rows(item: Item, folder: Path, runner: Program | None) -> list[dict[str, Any]]:
    if runner is None:
        return perfect_rows(item)
    return list(runner.run([folder / item["id"] / file_name(item, n) for n in range(len(item["passages"]))]))


def show_item(item: Item, predicted: Predicted) -> Iterator[str]:
    """What was expected of an item, passage by passage, beside what was predicted."""
    yield f"━━ {item['id']} {item['phenomenon']} {item.get('relation') or ''}"
    for number, passage in enumerate(item["passages"]):
        pairing, original = pair_passage(item, number, predicted)
        right = found_claims(pairing, original, False)  # noqa: FBT003 - by position in the scorer
        yield f"  {passage['publisher']} {passage['published']}: {passage['text']}"
        for j, claim in enumerate(pairing.gold.claims):
            yield f"   {'✓' if j in right.values() else '✗'} expected {describe(pairing.gold, claim)}"
        for i, claim in enumerate(pairing.predicted.claims):
            yield f"   {'✓' if i in right else '·'} shown    {describe(pairing.predicted, claim)}"
        for broken in violations(item, number, pairing, set(right)):
            yield f"   ! must not: {json.dumps(broken['rule'], ensure_ascii=False)} by {', '.join(broken['predictions'])}"
