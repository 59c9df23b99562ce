"""Copied texts: what ``reconcile`` finds among all articles of four days, on 300 pairs judged by reading.

python -m evaluation.copies --shared PATH
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from tawthiq.model import CopyGroup, Document, Origin
from tawthiq.reconcile.copies import Texts, find_copies

PAIRS = Path(__file__).with_name("copies.tsv")
_DAYS = ("2015-07-23", "2015-07-24", "2015-07-25", "2015-07-26")
_SHORTEST = 250  # characters; shorter items are headlines and captions
_ID = 12  # hex digits of an article's id in the table
APART, PASSAGE, COPY = "apart", "passage", "copy"

Pair = tuple[str, str]
"""The ids of two articles in order."""


def articles(folder: Path) -> list[Document]:
    """The articles of the days, each url once, as it was harvested first."""
    found: dict[str, Document] = {}
    for day in _DAYS:
        with zipfile.ZipFile(folder / f"{day}.zip") as archive:
            rows = [row for name in archive.namelist() for row in json.loads(archive.read(name))]
        for row in rows:
            text, key = (row.get("content") or "").strip(), sha256((row.get("url") or "").encode()).hexdigest()[:_ID]
            if len(text) >= _SHORTEST:
                found.setdefault(key, Document(key, text, Origin(key)))
    return list(found.values())


def judged(path: Path = PAIRS) -> dict[Pair, str]:
    """The pairs with their verdicts."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {_pair(a, b): verdict for a, b, verdict in rows}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def told(groups: Iterable[CopyGroup]) -> dict[Pair, str]:
    """What is found of each pair: a copy of the whole text, or a passage."""
    found: dict[Pair, str] = {}
    for group in groups:
        kind = COPY if all(member.span is None for member in group.members) else PASSAGE
        for a, b in combinations(sorted(member.document for member in group.members), 2):
            found[a, b] = COPY if COPY in {kind, found.get((a, b))} else PASSAGE
    return found


def precision_and_recall(verdicts: Mapping[Pair, str], found: Mapping[Pair, str], kinds: Sequence[str]) -> tuple[float, float]:
    """Of the pairs found as one of these kinds how many are, and the other way round."""
    shown = {pair for pair in verdicts if found.get(pair) in kinds}
    asked = {pair for pair, verdict in verdicts.items() if verdict in kinds}
    return len(shown & asked) / max(len(shown), 1), len(shown & asked) / max(len(asked), 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision and recall."""
    parser = argparse.ArgumentParser(description="Measure copies on pairs judged by reading.")
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/press/saudinewsnet")
    options = parser.parse_args(arguments)
    documents = articles(options.shared / "data" / "press" / "saudinewsnet" / "dataset")
    verdicts, found = judged(), told(find_copies(Texts(documents)).groups)
    print(f"{len(documents)} articles, {len(verdicts)} pairs: {dict(Counter(verdicts.values()))}")
    for name, kinds in (("copied text, whole or in passages", (COPY, PASSAGE)), ("whole texts", (COPY,))):
        precision, recall = precision_and_recall(verdicts, found, kinds)
        print(f"{name}: precision {100 * precision:.1f} %, recall {100 * recall:.1f} %")


if __name__ == "__main__":
    main()
