"""Sentences that we made up, one fact each, predicate by predicate: how many of the facts are read, and none worse than it was said.

python -m evaluation.probes [--part PART] [--show PREDICATE] [--update]

``probes_open.tsv`` is for those who write rules. ``probes_kept.tsv`` was written before the rules were fitted to the other half,
and is not looked at while fitting; its rate is the one to quote. ``life`` has offices, lives and families as obituaries tell them.
``traps_open`` and ``traps_kept`` are the same for constructions that mislead a reader: what was tried, what nouns tell, whose words go on.
The floors (``probes_floors.json``) only rise.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.score.normalise import SYMMETRIC, overlap
from tawthiq.extract import read
from tawthiq.model import Argument, Claim, Document, Origin, Reading
from tawthiq.text.fold import fold

PARTS = ("open", "life", "kept", "traps_open", "traps_kept")
FLOORS = Path(__file__).with_name("probes_floors.json")
ANY = "*"
SHARED_WORDS = 0.5  # share of words, as the scorer compares words
UNSURE = frozenset({"alleged", "denied", "negated", "planned", "conditional"})
_PUBLISHED = "2021-03-01"


@dataclass(frozen=True, slots=True)
class Probe:
    """A sentence and a fact of it; every field but the sentence holds the readings that are right."""

    sentence: str
    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    standings: tuple[str, ...]

    @property
    def predicate(self) -> str:
        """The predicate that the probe is counted under."""
        return self.predicates[0]


@dataclass(frozen=True, slots=True)
class Tried:
    """A probe and what the program read: ``found`` the fact with its standing, ``worse`` the fact as stated where it is not."""

    probe: Probe
    reading: Reading
    found: bool
    worse: bool


def probes(part: str) -> tuple[Probe, ...]:
    """The probes of a part, in the order of the table."""
    lines = Path(__file__).with_name(f"probes_{part}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Probe(sentence, *(tuple(field.split("|")) for field in fields)) for sentence, *fields in rows)


def tried(probe: Probe) -> Tried:
    """The probe's sentence read as a text of its own."""
    reading = read(Document("0" * 64, probe.sentence, Origin("probe.txt"), publisher="صحيفة المنارة", published=_PUBLISHED))
    same = [claim for claim in reading.claims if _same_fact(probe, reading, claim)]
    right = [claim for claim in same if ANY in probe.standings or claim.standing.value in probe.standings]
    guarded = UNSURE.issuperset(probe.standings)
    return Tried(probe, reading, bool(right), guarded and any(claim.standing.value == "stated" for claim in same))


def _same_fact(probe: Probe, reading: Reading, claim: Claim) -> bool:
    if claim.predicate not in probe.predicates:
        return False
    ends = [(claim.subject, claim.object)]
    if claim.predicate in SYMMETRIC and claim.object is not None:
        ends.append((claim.object, claim.subject))
    return any(_says(reading, subject, probe.subjects) and _says(reading, item, probe.objects) for subject, item in ends)


def _says(reading: Reading, argument: Argument | None, wanted: Iterable[str]) -> bool:
    words = _words(reading, argument)
    return any(want == ANY or any(_agree(want, word) for word in words) for want in wanted)


def _words(reading: Reading, argument: Argument | None) -> list[str]:
    if argument is None:
        return []
    name = next((entity.name for entity in reading.entities if entity.id == argument.entity), "")
    return [word for word in (name, argument.text, str(argument.value or "")) if word]


def _agree(want: str, word: str) -> bool:
    return fold(want) in fold(word) or overlap(want, word) >= SHARED_WORDS


def rate(results: Sequence[Tried]) -> float:
    """Found, of 100."""
    return 100 * sum(result.found for result in results) / len(results)


def worse(results: Sequence[Tried]) -> list[str]:
    """The sentences of which something is told worse than they say it."""
    return [result.probe.sentence for result in results if result.worse]


def floors() -> dict[str, float]:
    """The lowest rate of each part."""
    return dict(json.loads(FLOORS.read_text("utf-8"))) if FLOORS.is_file() else {}


def _raise(part: str, reached: float) -> None:
    known = floors()
    known[part] = max(known.get(part, 0.0), math.floor(10 * reached) / 10)
    FLOORS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")


def _table(results: Sequence[Tried]) -> list[str]:
    every, found = Counter(r.probe.predicate for r in results), Counter(r.probe.predicate for r in results if r.found)
    lines = [f"{name:20} {found[name]:3} / {count}" for name, count in every.items()]
    return [*lines, f"{'all':20} {sum(found.values()):3} / {len(results)}  {rate(results):.1f} %, worse than said: {len(worse(results))}"]


def _told(result: Tried) -> list[str]:
    reading, probe = result.reading, result.probe
    wanted = " | ".join("/".join(field) for field in (probe.subjects, probe.predicates, probe.objects, probe.standings))
    claims = (
        f"    {_shown(reading, c.subject)} | {c.predicate} | {_shown(reading, c.object)} | {c.standing.value}  ({c.made_by[0]})"
        for c in reading.claims
    )
    return [f"{'!' if result.worse else '✗'} {probe.sentence}", f"  wanted: {wanted}", *claims]


def _shown(reading: Reading, argument: Argument | None) -> str:
    return " = ".join(dict.fromkeys(_words(reading, argument))) or "∅"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rates; 1 if a part is under its floor or something is told worse than it was said."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.probes", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=PARTS, default="open")
    parser.add_argument("--show", metavar="PREDICATE", help="what is not found, with everything that was read; all: of every predicate")
    parser.add_argument("--update", action="store_true", help="raise the floor to what is reached")
    chosen = parser.parse_args(arguments)
    results = [tried(probe) for probe in probes(chosen.part)]
    shown = [r for r in results if not r.found and chosen.show in {"all", *r.probe.predicates}]
    print("\n".join([*(line for result in shown for line in _told(result)), *_table(results)]))
    if chosen.update:
        _raise(chosen.part, rate(results))
    return int(rate(results) < floors().get(chosen.part, 0.0) or bool(worse(results)))


if __name__ == "__main__":
    sys.exit(main())
