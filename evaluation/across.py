"""Everything that is measured across documents, in one table: who is who, who agrees, who differs, how many really say so.

python -m evaluation.across --shared PATH

Each row twice: with perfect readings (what comparing alone reaches) and with the program's own. ``contradictions`` are the pairs of
documents whose difference the gold itself calls a contradiction or a tension; the other differences of the gold it calls compatible.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.gold_reader import gold_reader
from evaluation.program import program
from evaluation.run import Result, evaluate
from evaluation.score.cross import Link, answers, finding_links, gold_links, hits
from evaluation.score.tally import Measure
from evaluation.sets import GoldSet, shared_folder, shared_sets

ROWS: tuple[tuple[str, str, str], ...] = (
    ("B3 within documents, F1", "entities.b3_document", "f1"), ("B3 across documents, F1", "entities.b3_dossier", "f1"),
    ("wrongly merged pairs of persons", "entities.merged_person_pairs", "count"),
    ("agree, F1", "cross.agree", "f1"), ("differ, F1", "cross.differ", "f1"), ("differ, precision", "cross.differ", "precision"),
    ("differ and slot right, F1", "cross.differ_slot", "f1"), ("independent chains, mean error", "cross.independent_error", "mean"),
)
"""Name of a row, measure, figure."""
_SHARP = ("contradiction", "tension")


def figure(measure: Measure | None, name: str) -> float | None:
    """A figure of all units of a measure; None where there is no case."""
    if measure is None:
        return None
    found = measure.figure(measure.total())
    return found.get(name, next(iter(found.values()))) if found else None


def sharp_groups(path: Path) -> frozenset[str]:
    """The ids of the differing groups of a gold file that it calls contradictions or tensions."""
    groups = json.loads(path.read_text("utf-8"))["cross_document"]["groups"]
    return frozenset(row["id"] for row in groups if row["relation"] == "differ" and str(row.get("severity", "")).startswith(_SHARP))


def contradictions(result: Result, sharp: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """Of the pairs of documents that contradict each other how many are found, and all of them."""
    found = asked = 0
    for dossier in result.dossiers:
        scored = [item for item in result.measured.scored if item.unit.startswith(f"{dossier.name}/")]
        answer, files = answers(scored), set(dossier.documents)
        given = [link for finding in result.predicted.findings for link in _links(result, finding) if set(link.files) <= files]
        for link, group in gold_links(dossier.groups):
            if link.relation == "differ" and not group.optional and link.source in sharp[dossier.name]:
                asked += 1
                found += any(hits(own, link, answer) for own in given)
    return found, asked


def _links(result: Result, finding: object) -> list[Link]:
    return finding_links(finding, result.predicted.claim_file)  # type: ignore[arg-type]


def table(results: Sequence[Result], sets: Sequence[GoldSet]) -> str:
    """The rows with a column for each result."""
    lines = [f"{'':34s}{'perfect readings':>18s}{'own readings':>14s}"]
    for name, measure, wanted in ROWS:
        cells = [figure(result.measured.book.get(measure), wanted) for result in results]
        shown = ["-" if cell is None else f"{cell:.2f}" for cell in cells]
        lines.append(f"{name:34s}{shown[0]:>18s}{shown[1]:>14s}")
    sharp = {item.name: sharp_groups(item.gold) for item in sets}
    told = ["{} of {}".format(*contradictions(result, sharp)) for result in results]
    lines.append(f"{'contradictions found':34s}{told[0]:>18s}{told[1]:>14s}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure what is compared across documents.")
    parser.add_argument("--shared", type=Path)
    options = parser.parse_args(arguments)
    sets = shared_sets(shared_folder(options.shared))
    if not sets:
        raise SystemExit("The shared gold is not there: give its folder with --shared.")
    print(table([evaluate(sets, program(gold_reader(sets))), evaluate(sets, program())], sets))


if __name__ == "__main__":
    main()
