"""The table of figures in the README: ``python -m evaluation.published --write`` measures and writes it.

No figure is typed in by hand: what is measured goes to ``published.json``, and the README's table is made from that file
(a test compares the two). Without ``--write`` the table is printed from what is measured now.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import dates, names
from evaluation.program import DEFAULT_READER, program
from evaluation.run import chosen_sets, evaluate, table_rows
from evaluation.sets import ROOT, shared_folder

PUBLISHED = Path(__file__).resolve().parent / "published.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
COLUMNS = {
    "Found": "Found", "Right": "Right", "Slips": "Slips", "stand": "standing right", "chain": "chain right",
    "quot": "quotations with speaker, F1", "names": "names, F1 strict", "exact": "words exact",
}
_PEER = {
    "a second careful reader": dict(zip(COLUMNS, (83.0, 78.0, 0.0, 99.0, 100.0, 95.0, 96.0, 100.0), strict=True)),
}  # measured once, on other texts of the same kind, by the annotators of the gold

Published = dict[str, Any]


def measure(shared: Path | None) -> Published:
    """All figures: gold sets by name, date suites as [right, all], names as [precision, recall]."""
    result = evaluate(chosen_sets(None, shared), program(DEFAULT_READER))
    found: Published = {"sets": {name: {key: _rounded(row[key]) for key in COLUMNS} for name, row, _ in table_rows(result)}}
    if shared is not None:
        found["dates"] = {suite.name: [suite.right, suite.total] for suite in dates.suites(shared)}
        precision, recall, _ = names.measure(shared / "cases" / "names.tsv")
        found["names"] = [round(100 * precision, 1), round(100 * recall, 1)]
    return found


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
