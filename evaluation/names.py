"""Precision and recall of ``compare_names`` on a table of pairs (same, a, b).

python -m evaluation.names --shared PATH
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from tawthiq.reconcile.names import SAME, compare_names


def measure(path: Path) -> tuple[float, float, list[str]]:
    """Precision and recall at the threshold, and the lines that are wrong."""
    hits = shown = asked = 0
    wrong: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            same = row["same"] == "1"
            score = compare_names(row["a"], row["b"])
            found = score.value >= SAME
            hits, shown, asked = hits + (same and found), shown + found, asked + same
            if same != found:
                wrong.append(f"{row['same']}  {score.value:.2f}  {row['a']} | {row['b']}: {score.reason_en}")
    return hits / max(shown, 1), hits / max(asked, 1), wrong


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the comparison of names.")
    parser.add_argument("--shared", type=Path, required=True, help="folder with cases/names.tsv")
    options = parser.parse_args(arguments)
    precision, recall, wrong = measure(options.shared / "cases" / "names.tsv")
    print(f"names: precision {100 * precision:.1f} %, recall {100 * recall:.1f} % at {SAME}")
    for line in wrong:
        print("   ", line)


if __name__ == "__main__":
    main()
