"""Comparing names: precision and recall on the table of pairs and on pairs made from public lists, beside other programs.

python -m evaluation.names --shared PATH [--each 250] [--nomenklatura PYTHON] [--wrong]

``--nomenklatura`` is the Python of an environment that has nomenklatura (its matcher logic-v2); it is no part of this project.
Every other program is given the threshold at which it does best here: the highest recall at a precision of 99 %, or else its best F1.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import WRatio, token_sort_ratio

from evaluation.name_pairs import Pair, pairs
from tawthiq.reconcile.names import SAME, compare_names
from tawthiq.reconcile.romanise import spellings
from tawthiq.text.fold import fold
from tawthiq.text.names import has_arabic

_WANTED = 0.99  # precision at which recall is compared
_NOMENKLATURA = """
import json, sys
from followthemoney import model
from nomenklatura.matching import LogicV2
def person(name, key):
    entity = model.make_entity("Person"); entity.id = key; entity.add("name", name); return entity
config = LogicV2.default_config()
for number, line in enumerate(sys.stdin):  # ids of their own: names are remembered by id
    a, b = json.loads(line)
    print(float(LogicV2.compare(person(a, f"a{number}"), person(b, f"b{number}"), config).score))
"""


@dataclass(frozen=True)
class Reached:
    """What a program reaches: its threshold, precision and recall, and recall by sort of pair."""

    name: str
    threshold: float
    precision: float
    recall: float
    sorts: dict[str, float]


def table_pairs(path: Path) -> list[Pair]:
    """The pairs of a table with columns same, a, b."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Pair(row["same"] == "1", row["a"], row["b"], "table") for row in rows]


def romanised(name: str) -> str:
    """A name in Latin letters by the romaniser alone: the first spelling of each word."""
    if not has_arabic(name):
        return fold(name)
    return " ".join(next(iter(spellings(word)), word) for word in fold(name).split())


def reached(name: str, listed: Sequence[Pair], scores: Sequence[float], threshold: float | None = None) -> Reached:
    """Precision and recall at a threshold, or at the best one."""
    chosen = threshold if threshold is not None else _best(listed, scores)
    shown = [pair for pair, score in zip(listed, scores, strict=True) if score >= chosen]
    hits, asked = sum(pair.same for pair in shown), sum(pair.same for pair in listed)
    asked_sorts, hit_sorts = (Counter(pair.sort for pair in some if pair.same) for some in (listed, shown))
    sorts = {sort: hit_sorts[sort] / count for sort, count in asked_sorts.items()}
    return Reached(name, chosen, hits / max(len(shown), 1), hits / max(asked, 1), sorts)


def _best(listed: Sequence[Pair], scores: Sequence[float]) -> float:
    found = [reached("", listed, scores, threshold) for threshold in sorted(set(scores))]
    exact = [item for item in found if item.precision >= _WANTED]
    if exact:
        return max(exact, key=lambda item: item.recall).threshold
    return max(found, key=lambda item: 2 * item.precision * item.recall / max(item.precision + item.recall, 1e-9)).threshold


def measure(listed: Sequence[Pair], nomenklatura: str | None) -> list[Reached]:
    """Ours and the others on the same pairs."""
    ours = [compare_names(pair.a, pair.b).value for pair in listed]
    latin = [(romanised(pair.a), romanised(pair.b)) for pair in listed]
    found = [
        reached("tawthiq", listed, ours, SAME),
        reached("rapidfuzz WRatio, names as written", listed, [WRatio(pair.a, pair.b) for pair in listed]),
        reached("romaniser alone, one spelling", listed, [float(a == b) for a, b in latin], 1.0),
        reached("romaniser + rapidfuzz token_sort", listed, [token_sort_ratio(a, b) for a, b in latin]),
    ]
    return [*found, reached("nomenklatura logic-v2", listed, _nomenklatura(nomenklatura, listed))] if nomenklatura else found


def _nomenklatura(python: str, listed: Sequence[Pair]) -> list[float]:
    lines = "".join(json.dumps([pair.a, pair.b]) + "\n" for pair in listed)
    done = subprocess.run([python, "-c", _NOMENKLATURA], input=lines, capture_output=True, check=True, text=True)  # noqa: S603  # the caller's own
    return [float(line) for line in done.stdout.split()]


def _print(title: str, listed: Sequence[Pair], found: Sequence[Reached]) -> None:
    same = sum(pair.same for pair in listed)
    print(f"{title}: {len(listed)} pairs, {same} of one bearer")
    for item in found:
        sorts = ", ".join(f"{sort} {100 * share:.0f}" for sort, share in item.sorts.items())
        print(f"  {item.name:36s} P {100 * item.precision:5.1f}  R {100 * item.recall:5.1f}  at {item.threshold:.2f}  ({sorts})")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the comparison of names.")
    parser.add_argument("--shared", type=Path, required=True, help="folder with cases/names.tsv and data/names")
    parser.add_argument("--each", type=int, default=250, help="pairs of each sort of one bearer; twice as many of two")
    parser.add_argument("--nomenklatura", metavar="PYTHON", help="the Python of an environment that has nomenklatura")
    parser.add_argument("--wrong", action="store_true", help="list the pairs that tawthiq gets wrong")
    options = parser.parse_args(arguments)
    tables = {"table": table_pairs(options.shared / "cases" / "names.tsv")}
    if (options.shared / "data" / "names").is_dir():
        tables["made from lists"] = pairs(options.shared / "data" / "names", options.each)
    for title, listed in tables.items():
        _print(title, listed, measure(listed, options.nomenklatura))
        for pair in listed if options.wrong else ():
            score = compare_names(pair.a, pair.b)
            if (score.value >= SAME) != pair.same:
                print(f"    {int(pair.same)}  {score.value:.2f}  {pair.a} | {pair.b}: {score.reason_en}")


if __name__ == "__main__":
    main()
