"""Is it one utterance? Pairs of quotations (``utterances.tsv``): how many are found, how many of those found are right.

python -m evaluation.utterances [--show] [--bars]        needs the file of sentence vectors (TAWTHIQ_VECTORS)
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tawthiq.encoder.vectors import home, load
from tawthiq.errors import UsageError
from tawthiq.reconcile.utterances import Utterance, bar, compatible, one_speaker
from tawthiq.text.names import has_arabic

_FILE = Path(__file__).with_name("utterances.tsv")
_STEPS = (0.91, 0.92, 0.925, 0.93, 0.933, 0.94, 0.945, 0.95, 0.955, 0.96)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations with their speakers, whether they are one utterance, what the pair tests, and the part of the file."""

    part: str
    kind: str
    same: bool
    first_speaker: str
    first: str
    second_speaker: str
    second: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, the cosine of its vectors, and whether speakers, numbers, negation and names let it be one utterance."""

    pair: Pair
    cosine: float
    agrees: bool
    bar: float

    @property
    def cross(self) -> bool:
        """Whether it is Arabic beside English."""
        return has_arabic(self.pair.first) != has_arabic(self.pair.second)

    def found(self, least: float | None = None) -> bool:
        """Whether the program calls it one utterance, with its own bar or another."""
        return self.agrees and self.cosine >= (self.bar if least is None else least)


def read_pairs(path: Path = _FILE) -> list[Pair]:
    """The pairs in the order of the file."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [Pair(part, kind, label == "same", *words) for part, kind, label, *words in rows]


def judge(pairs: Sequence[Pair]) -> list[Judged]:
    """All pairs as the program sees them; UsageError T370 without the file of vectors."""
    model = load()
    if model is None:
        raise UsageError("T370", home=str(home()))
    cosines = (model([pair.first for pair in pairs]) * model([pair.second for pair in pairs])).sum(1)
    return [_judged(pair, float(cosine)) for pair, cosine in zip(pairs, cosines, strict=True)]


def _judged(pair: Pair, cosine: float) -> Judged:
    a = Utterance("a", 0, len(pair.first), pair.first, "", pair.first_speaker)
    b = Utterance("b", 0, len(pair.second), pair.second, "", pair.second_speaker)
    return Judged(pair, cosine, one_speaker(a, b) and compatible(a, b), bar(a, b))


def scored(judged: Sequence[Judged], least: float | None = None) -> tuple[int, int, int]:
    """How many same pairs there are, how many of them are found, how many others are found too."""
    found = [item for item in judged if item.found(least)]
    return sum(item.pair.same for item in judged), sum(item.pair.same for item in found), sum(not item.pair.same for item in found)


def _row(name: str, judged: Sequence[Judged], least: float | None = None) -> str:
    same, right, wrong = scored(judged, least)
    return f"{name:22} same {same:3}  found {right:3}  others {len(judged) - same:3}  wrongly found {wrong:3}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="the pairs that are judged wrongly")
    parser.add_argument("--bars", action="store_true", help="the figures for other bars")
    options = parser.parse_args()
    every = judge(read_pairs())
    for part in ("1", "2"):
        print(f"part {part}")
        _print([item for item in every if item.pair.part == part], bars=options.bars, show=options.show)


def _print(judged: Sequence[Judged], *, bars: bool, show: bool) -> None:
    for kind in dict.fromkeys(item.pair.kind for item in judged):
        print(_row(kind, [item for item in judged if item.pair.kind == kind]))
    for name, part in (("Arabic and English", True), ("Arabic alone", False)):
        chosen = [item for item in judged if item.cross is part]
        print(_row(name, chosen))
        for least in _STEPS if bars else ():
            print(_row(f"  {least}", chosen, least))
    print(_row("all", judged))
    print(_row("vectors alone", [Judged(item.pair, item.cosine, agrees=True, bar=item.bar) for item in judged]))
    for item in judged if show else ():
        if item.found() is not item.pair.same:
            print(f"{item.cosine:.3f} {'agrees' if item.agrees else 'parts '} {item.pair.kind}: {item.pair.first} | {item.pair.second}")


if __name__ == "__main__":
    main()
