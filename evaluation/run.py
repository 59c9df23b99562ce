"""``python -m evaluation``: run the program over the gold sets and print what it reached.

python -m evaluation                       the examples, and the shared gold where it is present
python -m evaluation --gold seeds,D1       some sets
python -m evaluation --gold D1 --show wrong SK-3310 --show missed SK-3310
python -m evaluation --challenge [--show challenge abandoned-012]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import challenges, press
from evaluation.gold_reader import gold_reader
from evaluation.program import DEFAULT_READER, RULES_READER, Program, program
from evaluation.score import oracle
from evaluation.score.model import Dossier, Predicted, load_gold, load_predicted
from evaluation.score.report import format_report
from evaluation.score.score import Measured, build_report, check_gold, load_judged, measure_all
from evaluation.sets import SHARED_NAMES, GoldSet, example_sets, shared_folder, shared_sets
from evaluation.show import KINDS, show
from evaluation.show_cross import show_cross
from evaluation.table import LEGEND, counts, figures, format_table

GOLD = "gold"  # --reader gold: perfect readings, compared by the program
CROSS = "cross"  # --show cross SET: what is missed and wrong across documents
ORACLE = "oracle"  # --reader oracle: the gold itself as the output, to see that nothing but the program is measured


@dataclass(frozen=True)
class Result:
    """What came out for some gold sets: the dossiers, what was predicted, and what was counted."""

    dossiers: list[Dossier]
    predicted: Predicted
    measured: Measured


def evaluate(sets: Sequence[GoldSet], runner: Program | None, judged: Path | None = None) -> Result:
    """Run the program (None: the oracle) over the documents of every set and score it; one archive a set."""
    dossiers = [_dossier(gold_set) for gold_set in sets]
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder) / f"{number}.jsonl" for number in range(len(sets))]
        for gold_set, dossier, output in zip(sets, dossiers, outputs, strict=True):
            oracle.write_rows(_rows(gold_set, dossier, runner), output)
        predicted = load_predicted(outputs)
    sources = {name: text for s, d in zip(sets, dossiers, strict=True) for name, text in _sources(s, d).items()}
    for problem in [p for dossier in dossiers for p in check_gold(dossier, sources)]:
        print("Gold problem:", problem, file=sys.stderr)
    return Result(dossiers, predicted, measure_all(dossiers, predicted, sources, load_judged(judged)))


def _dossier(gold_set: GoldSet) -> Dossier:
    dossier = load_gold(gold_set.gold)
    dossier.name = gold_set.name
    return dossier


def _rows(gold_set: GoldSet, dossier: Dossier, runner: Program | None) -> list[dict[str, Any]]:
    if runner is None:
        return oracle.perfect(json.loads(gold_set.gold.read_text(encoding="utf-8")), gold_set.name)
    return list(runner.run(gold_set.files(list(dossier.documents))))


def _sources(gold_set: GoldSet, dossier: Dossier) -> dict[str, str]:
    """The texts of the plain documents: only of these is the stored text the file itself."""
    plain = [name for name in dossier.documents if name.endswith(".txt")]
    return {path.name: path.read_bytes().decode("utf-8") for path in gold_set.files(plain)}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 unless there is nothing to measure or a line of output breaks the format."""
    options = _parser().parse_args(arguments)
    shared = shared_folder(options.shared)
    try:
        runner = _runner(options.reader, shared)
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    for missing in runner.stand_ins if runner else ():
        print(f"Note: {missing} is not there; a stand-in takes its place.", file=sys.stderr)
    if options.challenge:
        return challenges.main(shared, GOLD if options.reader == GOLD else runner, options.show, as_json=options.json)
    with tempfile.TemporaryDirectory() as folder:
        sets = chosen_sets(options.gold, shared, examples_only=options.examples, part=(options.part, Path(folder)))
        if not sets:
            print("No gold set is there.", file=sys.stderr)
            return 2
        result = evaluate(sets, runner, options.judged)
    if options.unmatched:
        write_unmatched(result, options.unmatched)
    _print(result, options)
    if any(s.name == press.PRESS for s in sets) and not options.json:
        scored = [s for s in result.measured.scored if s.unit.startswith(f"{press.PRESS}/")]
        print(press.found_table(scored), press.made_table(scored), sep="\n")
        print(press.rules_table(options.part))
    return 1 if result.predicted.problems else 0


def _runner(reader: str, shared: Path | None) -> Program | None:
    """The program with its own reader, with another one, or none of it (the oracle)."""
    if reader == GOLD:
        return program(gold_reader([*example_sets(), *shared_sets(shared)]))
    return None if reader == ORACLE else program(reader)


def chosen_sets(
    names: str | None, shared: Path | None, *, examples_only: bool = False, part: tuple[str, Path] | None = None
) -> list[GoldSet]:
    """The sets named (comma-separated; ``examples`` for those of the examples), or all that are present.

    ``press`` stands for the press claims: its part is written into the folder given with it.
    """
    if examples_only:
        return example_sets()
    if names is None:
        return [*example_sets(), *shared_sets(shared)]
    asked = [name.strip() for name in names.split(",")]
    found = [*(example_sets() if "examples" in asked else []), *shared_sets(shared, [n for n in asked if n != "examples"])]
    if press.PRESS in asked and shared is not None and part is not None:
        found.append(press.press_set(shared, *part))
    if unknown := set(asked) - {s.name for s in found} - {"examples"}:
        raise SystemExit(f"There is no gold set {', '.join(sorted(unknown))}.")
    return found


def write_unmatched(result: Result, path: Path) -> None:
    """Write the predictions without a gold claim, for a person's verdict (give the file back with --judged)."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _report(result)["unmatched"]), encoding="utf-8")


def _report(result: Result) -> dict[str, Any]:
    m = result.measured
    return build_report(m.book, m.confusion, m.scored, m.offsets, result.predicted, samples=0)


def _print(result: Result, options: argparse.Namespace) -> None:
    if options.json:
        rows = {name: row | {"gold_claims": size[0], "claims": size[1]} for name, row, size in table_rows(result)}
        print(json.dumps({"figures": rows, "report": _report(result)}, ensure_ascii=False, indent=1))
        return
    for kind, wanted in options.show or ():
        if kind == CROSS:
            _print_cross(result, wanted)
        for scored in (s for s in result.measured.scored if kind in KINDS and (wanted == "all" or wanted in s.unit)):
            print("\n".join(show(kind, scored)), end="\n\n")
    if options.full:
        print(format_report(_report(result)), end="\n\n")
    print(format_table(table_rows(result)))
    print(LEGEND)
    for problem in result.predicted.problems[:20]:
        print("Problem:", problem)


def _print_cross(result: Result, wanted: str) -> None:
    for dossier in (d for d in result.dossiers if wanted == "all" or wanted in d.name):
        scored = [s for s in result.measured.scored if s.unit.startswith(f"{dossier.name}/")]
        print("\n".join(show_cross(dossier, scored, result.predicted)), end="\n\n")


def table_rows(result: Result) -> list[tuple[str, dict[str, float | None], tuple[int, int]]]:
    """Name, figures and sizes of every set, of the shared sets pooled, and of all."""
    m = result.measured
    names = [d.name for d in result.dossiers]
    shared = [name for name in names if name in SHARED_NAMES]
    groups = [(name, [name]) for name in names]
    groups += [("shared pooled", shared)] if 1 < len(shared) < len(names) else []
    groups += [("all pooled", names)] if len(names) > 1 else []
    return [(name, figures(m, group), counts(m, group)) for name, group in groups]


class _ShowAction(argparse.Action):
    """--show KIND DOC, as often as one likes."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, flag: str | None = None) -> None:
        kind, wanted = values
        if kind not in (*KINDS, CROSS, "challenge"):
            parser.error(f"{flag}: {kind} is none of {', '.join(KINDS)}, {CROSS}, challenge")
        namespace.show = [*(namespace.show or []), (kind, wanted)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Run tawthiq over gold sets; print the figures.")
    parser.add_argument("--gold", help="gold sets, comma-separated: seeds,D1,D2,D3,examples,press (default: all present but press)")
    told = "of the press: open, aside (not for rule writers), more (only to learn from), or all of the first two"
    parser.add_argument("--part", choices=press.PARTS, default="open", help=told)
    parser.add_argument("--examples", action="store_true", help="only the examples")
    parser.add_argument("--challenge", action="store_true", help="the challenge passages instead, per phenomenon")
    parser.add_argument("--shared", help="the shared folder (default: $TAWTHIQ_SHARED, or beside the project)")
    readers = "module:function that reads a document; gold (perfect readings, to see the comparison alone); or oracle"
    parser.add_argument("--reader", default=DEFAULT_READER, help=readers)
    parser.add_argument("--no-encoder", dest="reader", action="store_const", const=RULES_READER, help="the rules alone")
    parser.add_argument("--json", action="store_true", help="figures and the whole report as JSON")
    parser.add_argument("--full", action="store_true", help="every measure, not only the table")
    parser.add_argument("--show", nargs=2, metavar=("KIND", "DOC"), action=_ShowAction,
                        help="missed, wrong, slips, right or quotes, of the documents whose name has DOC in it (all: every one); cross, "
                             "of the sets whose name has DOC in it; with --challenge: challenge ITEM")  # fmt: skip
    parser.add_argument("--unmatched", type=Path, metavar="FILE", help="where to write the predictions without gold")
    parser.add_argument("--judged", type=Path, metavar="FILE", help="verdicts of a person on them; they override")
    return parser


def documents_of(result: Result) -> Iterable[str]:
    """The units measured, as ``set/file``."""
    return (scored.unit for scored in result.measured.scored)
