"""The table of figures in the README: ``python -m evaluation.published --write`` measures and writes it.

No figure is typed in by hand: what is measured goes to ``published.json``, and the README's table is made from that file
(a test compares the two). Without ``--write`` the table is printed from what is measured now.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import dates, names
from evaluation.challenges import predict
from evaluation.press import PRESS, press_set
from evaluation.program import DEFAULT_READER, RULES_READER, program
from evaluation.run import Result, chosen_sets, evaluate, table_rows
from evaluation.score.challenge import load_challenge, score_challenge
from evaluation.sets import ROOT, shared_folder

PUBLISHED = Path(__file__).resolve().parent / "published.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
COLUMNS = {
    "Found": "Found",
    "Right": "Right",
    "Slips": "Slips",
    "stand": "standing right",
    "chain": "chain right",
    "quot": "quotations with speaker, F1",
    "names": "names, F1 strict",
    "exact": "words exact",
}
_PEER = {
    "a second careful reader": dict(zip(COLUMNS, (83.0, 78.0, 0.0, 99.0, 100.0, 95.0, 96.0, 100.0), strict=True)),
}  # measured once, on other texts of the same kind, by the annotators of the gold

_COUNTED = {"items right": ("right", "items"), "claims found": ("found", "claims"), "rules broken": ("broken", "rules")}

Published = dict[str, Any]


def measure(shared: Path | None) -> Published:
    """All figures: gold sets by name, date suites and challenge counts as [right, all], names as [precision, recall]."""
    sets = chosen_sets(None, shared)
    result = evaluate(sets, program(DEFAULT_READER))
    found: Published = {"sets": _rows(result, "")}
    found["sets"] |= _rows(evaluate(sets, program(RULES_READER)), ", by rules alone", only="all pooled")
    calibration = result.measured.book["calibration.ece"]
    found["calibration"] = _rounded(calibration.figure(calibration.total())["value"])
    if shared is not None:
        found["sets"] |= _aside(shared)
        found["dates"] = {suite.name: [suite.right, suite.total] for suite in dates.suites(shared)}
        ours = names.measure(names.table_pairs(shared / "cases" / "names.tsv"), None)[0]
        found["names"] = [round(100 * ours.precision, 1), round(100 * ours.recall, 1)]
        found["challenge"] = _challenge(shared)
    return found


def _rows(result: Result, further: str, *, only: str | None = None) -> dict[str, dict[str, float | None]]:
    rows = ((name, row) for name, row, _ in table_rows(result) if only in {None, name})
    return {f"{name}{further}": {key: _rounded(row[key]) for key in COLUMNS} for name, row in rows}


def _aside(shared: Path) -> dict[str, dict[str, float | None]]:
    """The press articles that nobody who wrote rules has read."""
    with tempfile.TemporaryDirectory() as folder:
        result = evaluate([press_set(shared, "aside", Path(folder))], program(DEFAULT_READER))
    return {f"press kept aside ({len(result.dossiers[0].documents)} articles)": _rows(result, "")[PRESS]}


def _challenge(shared: Path) -> dict[str, list[int]]:
    data = load_challenge(shared / "gold" / "challenge_dev.json")
    total = score_challenge(data, predict(data["items"], program(DEFAULT_READER)))["phenomena"]["all"]
    return {name: [total[right], total[of]] for name, (right, of) in _COUNTED.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def table(published: Mapping[str, Any]) -> str:
    """The figures as Markdown."""
    rows = {**published["sets"], **_PEER}
    lines = ["| | " + " | ".join(COLUMNS.values()) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    lines += ["| " + " | ".join([name, *(_shown(row[key]) for key in COLUMNS)]) + " |" for name, row in rows.items()]
    if "dates" in published:
        right, total = (sum(column) for column in zip(*published["dates"].values(), strict=True))
        precision, recall = published["names"]
        lines += [
            "",
            f"Dates: {right} of {total} right on all suites (`python -m evaluation.dates`).",
            f"Names across spellings and scripts: precision {precision} %, recall {recall} % (`python -m evaluation.names`).",
        ]
    if "challenge" in published:
        told = "; ".join(f"{name} {right} of {of}" for name, (right, of) in published["challenge"].items())
        lines.append(f"Challenge passages: {told} (`python -m evaluation --challenge`).")
    if published.get("calibration") is not None:
        lines.append(f"Confidence against right in everything: calibration error {published['calibration']} % over all sets.")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def in_readme(text: str, published: Mapping[str, Any]) -> str:
    """The README with its table made anew; ValueError if it has no place for one."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} … {END} in the text")
    return f"{before}{BEGIN}\n{table(published)}\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write or print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", help="the shared folder (default: $TAWTHIQ_SHARED, or beside the project)")
    parser.add_argument("--write", action="store_true", help="write published.json and the README's table")
    options = parser.parse_args(arguments)
    published = measure(shared_folder(options.shared))
    if options.write:
        PUBLISHED.write_text(json.dumps(published, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        README.write_text(in_readme(README.read_text("utf-8"), published), encoding="utf-8")
    print(table(published))
    return 0


if __name__ == "__main__":
    sys.exit(main())
