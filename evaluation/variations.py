"""In what the documents of a gold group vary: of pairs that the gold calls agreeing, and of those that it calls differing.

python -m evaluation.variations [--shared PATH]

What stands as often in the first column as in the second does not tell a difference, however well it is read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from evaluation.score.cross import gold_links
from evaluation.score.model import gold_groups
from evaluation.sets import shared_folder, shared_sets
from tawthiq.reconcile.comparison.number import Quantity, quantity
from tawthiq.reconcile.comparison.object import dice
from tawthiq.reconcile.comparison.time import Interval, interval
from tawthiq.reconcile.comparison.words import keys

Row = Mapping[str, Any]
Pair = Callable[[Row, Row], bool]

_NONE = "no two claims of one subject and predicate"
_HALF = 0.5  # Dice of content words
_POINTS = frozenset({"at", "start", "during"})


def _words(claim: Row) -> str:
    told = claim["object"]
    return "" if told is None else told if isinstance(told, str) else str(told.get("value") or told.get("text") or "")


def _days(claim: Row) -> Interval | None:
    found = (interval(str(time["value"])) for time in claim.get("time") or () if time["rel"] in _POINTS)
    return next((days for days in found if days is not None), None)


def _both(read: Callable[[Row], Any], test: Callable[[Any, Any], bool]) -> Pair:
    """A test of what both claims tell; false where one does not."""
    def holds(a: Row, b: Row) -> bool:
        first, second = read(a), read(b)
        return bool(first) and bool(second) and test(first, second)
    return holds


def _number(claim: Row) -> Quantity | None:
    return quantity(_words(claim))


def _keys(claim: Row) -> frozenset[str]:
    return keys(_words(claim))


VARIATIONS: Mapping[str, Pair] = {
    "one in the outlet's voice, one attributed": lambda a, b: (a["voice"] == "outlet") != (b["voice"] == "outlet"),
    "one a fact, one a plan or condition": lambda a, b: a["modality"] != b["modality"],
    "only one has a date": lambda a, b: (_days(a) is None) != (_days(b) is None),
    "one date is finer": _both(_days, lambda a, b: a != b and a.overlaps(b)),
    "other dates": _both(_days, lambda a, b: not a.overlaps(b)),
    "one number is vaguer": _both(_number, lambda a, b: a != b and a.fits(b)),
    "other numbers": _both(_number, lambda a, b: not a.fits(b)),
    "one object says more": _both(_keys, lambda a, b: a < b or b < a),
    "objects in other words": _both(_keys, lambda a, b: a != b),
    "in mostly other words": _both(_keys, lambda a, b: dice(a, b) < _HALF),
}
"""Name of a variation, and whether two claims of one subject and predicate have it."""


def variations(first: Sequence[Row], second: Sequence[Row]) -> Iterator[str]:
    """The variations that some claims of two documents have, which a gold group puts together."""
    pairs = [(a, b) for a, b in product(first, second) if _one_fact(a, b)]
    if not pairs:
        yield _NONE
    yield from (name for name, holds in VARIATIONS.items() if any(holds(a, b) for a, b in pairs))


def _one_fact(a: Row, b: Row) -> bool:
    return bool(a["predicate"] == b["predicate"] and a["subject"].get("entity") == b["subject"].get("entity"))


def counted(gold: Row) -> Counter[tuple[str, str]]:
    """How many pairs of documents of a gold file have a variation, by relation and name; under "" all pairs."""
    claims = {(row["file"], claim["id"]): claim for row in gold["documents"] for claim in row["claims"]}
    found: Counter[tuple[str, str]] = Counter()
    for link, group in gold_links(gold_groups(gold["cross_document"])):
        if not group.optional:
            sides = [[claims[file, claim] for claim in ids] for file, ids in zip(link.files, link.claims, strict=True)]
            found.update((link.relation, name) for name in ("", *variations(*sides)))
    return found


def table(found: Counter[tuple[str, str]]) -> str:
    """A line a variation."""
    names = ("", _NONE, *VARIATIONS)
    rows = (f"{name or 'all pairs of documents':46s}{found['agree', name]:8d}{found['differ', name]:8d}" for name in names)
    return "\n".join([f"{'':46s}{'agree':>8s}{'differ':>8s}", *rows])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="In what the agreeing and the differing pairs of the gold vary.")
    parser.add_argument("--shared", type=Path)
    options = parser.parse_args(arguments)
    sets = shared_sets(shared_folder(options.shared))
    if not sets:
        raise SystemExit("The shared gold is not there: give its folder with --shared.")
    print(table(sum((counted(json.loads(item.gold.read_text("utf-8"))) for item in sets), Counter())))


if __name__ == "__main__":
    main()
