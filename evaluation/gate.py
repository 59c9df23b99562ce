"""The gate: no figure falls under its floor. ``python -m evaluation.gate`` exits with 1 if one does.

``--update`` raises the floors to what is reached now; it refuses to lower one without ``--allow-regression``. The digest of
every gold file is pinned beside its floors: figures on another gold are other figures, and the gate says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.program import DEFAULT_READER, Program, program
from evaluation.run import ORACLE, Result, evaluate
from evaluation.sets import GoldSet, example_sets, shared_folder, shared_sets
from evaluation.table import Figures, figures

FLOORS = Path(__file__).resolve().parent / "floors.json"
GUARDED = (
    "Found", "Right", "Slips", "F1", "stand", "chain", "time", "quot", "date", "value", "names", "ment", "ent", "agree", "exact",
)  # fmt: skip
CEILINGS = frozenset({"Slips"})  # figures that must not rise
SHARED = "shared"  # all shared sets pooled
_DIGITS = 1  # decimals of a floor, cut off towards the easier side: figures are printed with one


@dataclass(frozen=True)
class Standing:
    """What is reached on one set, and the digest of its gold."""

    digest: str
    figures: Mapping[str, float]


Floors = dict[str, dict[str, Any]]
"""Set -> {"digest": ..., "floors": {figure: value}}."""


def measure(shared: Path | None, runner: Program | None) -> dict[str, Standing]:
    """What the program (None: the oracle) reaches on the sets that are present."""
    found: dict[str, Standing] = {}
    for gold_set in example_sets():
        found[gold_set.name] = _standing([gold_set], evaluate([gold_set], runner))
    if sets := shared_sets(shared):
        found[SHARED] = _standing(sets, evaluate(sets, runner))
    return found


def _standing(sets: Sequence[GoldSet], result: Result) -> Standing:
    return Standing(digest([gold_set.gold for gold_set in sets]), _rounded(figures(result.measured)))


def digest(paths: Sequence[Path]) -> str:
    """The sha-256 over the gold files, in their order."""
    content = hashlib.sha256()
    for path in paths:
        content.update(hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()


def _rounded(row: Figures) -> dict[str, float]:
    return {name: _easier(name, value) for name in GUARDED if (value := row.get(name)) is not None}


def _easier(name: str, value: float) -> float:
    """Cut to _DIGITS decimals: down for a floor, up for a ceiling. The tenth decimal is the noise of floats."""
    scaled = round(value * 10.0**_DIGITS, 9)
    return (math.ceil(scaled) if name in CEILINGS else math.floor(scaled)) / 10.0**_DIGITS


def falls(floors: Floors, reached: Mapping[str, Standing]) -> list[str]:
    """What is wrong, one line each: figures under their floor, gold that changed, sets without floors."""
    lines = [line for name, standing in reached.items() for line in _falls_of(name, floors.get(name), standing)]
    gone = [name for name in floors if name not in reached and name != SHARED]
    return lines + [f"{name}: has floors, but its gold is not there" for name in gone]


def _falls_of(name: str, known: Mapping[str, Any] | None, standing: Standing) -> list[str]:
    if known is None:
        return [f"{name}: no floors yet; set them with --update"]
    if known["digest"] != standing.digest:
        return [f"{name}: the gold is not the one of the floors; look at the figures, then --update"]
    return [line for figure, floor in known["floors"].items() if (line := _fall(name, figure, floor, standing))]


def _fall(name: str, figure: str, floor: float, standing: Standing) -> str | None:
    value = standing.figures.get(figure)
    if value is None:
        return f"{name}: {figure} is gone; the floor is {floor}"
    if _worse(figure, value, floor):
        return f"{name}: {figure} {value} is {'over its ceiling' if figure in CEILINGS else 'under its floor'} {floor}"
    return None


def _worse(figure: str, value: float, floor: float) -> bool:
    return value > floor if figure in CEILINGS else value < floor


def raised(floors: Floors, reached: Mapping[str, Standing], *, allow_regression: bool = False) -> Floors:
    """The floors at what is reached; ValueError with the lines of what would be lowered, unless that is allowed.

    Sets that are not present keep their floors.
    """
    lowered = [line for name, standing in reached.items() for line in _lowered(name, floors.get(name), standing)]
    if lowered and not allow_regression:
        raise ValueError("\n".join(lowered))
    return floors | {name: {"digest": s.digest, "floors": dict(s.figures)} for name, s in reached.items()}


def _lowered(name: str, known: Mapping[str, Any] | None, standing: Standing) -> list[str]:
    """Floors that today's figures would lower, whether or not the gold is the same."""
    floors = known["floors"] if known else {}
    return [line for figure, floor in floors.items() if (line := _fall(name, figure, floor, standing))]


def load(path: Path = FLOORS) -> Floors:
    """The floors as they stand."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 if nothing fell."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description="No figure falls under its floor.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--shared", help="the shared folder (default: $TAWTHIQ_SHARED, or beside the project)")
    parser.add_argument("--reader", default=DEFAULT_READER, help="module:function that reads a document, or oracle")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of the floors")
    options = parser.parse_args(arguments)
    runner = None if options.reader == ORACLE else program(options.reader)
    reached = measure(shared_folder(options.shared), runner)
    floors = load(options.floors)
    if options.update:
        return _update(floors, reached, options)
    return _check(floors, reached)


def _update(floors: Floors, reached: Mapping[str, Standing], options: argparse.Namespace) -> int:
    try:
        new = raised(floors, reached, allow_regression=options.allow_regression)
    except ValueError as error:
        print(f"{error}\nNothing was written. With --allow-regression these floors would be lowered.")
        return 1
    options.floors.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"Floors set for {', '.join(reached)}.")
    return 0


def _check(floors: Floors, reached: Mapping[str, Standing]) -> int:
    if SHARED in floors and SHARED not in reached:
        print("The shared gold is not there; only the examples were measured.")
    problems = falls(floors, reached)
    print("\n".join(problems) if problems else f"Nothing fell: {', '.join(reached)}.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
