"""How far two readings of the same articles agree: ``python -m training.annotation.agreement [--json]``.

F1 a layer, the second reading scored against the first, pooled over articles. Strict: the same offsets (and type, where a
layer has types). Lenient: half of the shorter span and a quarter of both shared, as in the scorer of the project.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.annotation.labels import Labels, Pair, Said, load
from training.annotation.press import LABELS

Item = tuple[int, int, str]
"""A span with what has to agree beside it."""


@dataclass(frozen=True, slots=True)
class Count:
    """Items of the first and the second reading and how many of them meet."""

    first: int = 0
    second: int = 0
    strict: int = 0
    lenient: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.first + other.first, self.second + other.second, self.strict + other.strict, self.lenient + other.lenient,
        )

    def f1(self, met: int) -> float | None:
        """In percent; None where neither reading has an item."""
        return round(200 * met / (self.first + self.second), 1) if self.first + self.second else None


def overlaps(one: Item, other: Item) -> bool:
    """Half of the shorter and a quarter of both spans shared, and the same value beside them."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter, longer = sorted((one[1] - one[0], other[1] - other[0]))
    return one[2] == other[2] and shared > 0 and 2 * shared >= shorter and 4 * shared >= longer


def count(first: Iterable[Item], second: Iterable[Item]) -> Count:
    """One-to-one matches: equal items first, the others in order of the text."""
    one, two = Counter(first), Counter(second)
    same = sum((one & two).values())
    left, right = sorted((one - two).elements()), sorted((two - one).elements())
    lenient = same
    for item in left:
        found = next((other for other in right if overlaps(item, other)), None)
        if found is not None:
            right.remove(found)
            lenient += 1
    return Count(one.total(), two.total(), same, lenient)


def aligned(first: Labels, second: Labels) -> dict[str, str]:
    """Entity of the second reading → the entity of the first with which it shares most mentions."""
    owners = {(m.start, m.end): m.entity for m in first.mentions}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in second.mentions:
        if (owner := owners.get((mention.start, mention.end))) is not None:
            votes[mention.entity][owner] += 1
    return {entity: max(sorted(counts), key=counts.__getitem__) for entity, counts in votes.items()}


def _spans(pairs: Iterable[Pair | None]) -> list[Item]:
    return [(*pair, "") for pair in pairs if pair is not None]


def _speakers(labels: Labels, names: dict[str, str] | None) -> list[Item]:
    def name(said: Said) -> str:
        return "" if said.speaker is None else said.speaker if names is None else names.get(said.speaker, "?" + said.speaker)
    return [(*said.contents[0], name(said)) for said in labels.attributions]


def layers(labels: Labels, names: dict[str, str] | None = None) -> dict[str, list[Item]]:
    """Items a layer; ``names`` puts entities in the terms of another reading."""
    def entity(key: str) -> str:
        return key if names is None else names.get(key, "?" + key)
    mentions = [m for m in labels.mentions if m.type not in {"Date", "Role"}]
    keys: dict[str, Callable[[], list[Item]]] = {
        "names": lambda: [(m.start, m.end, m.type) for m in mentions if m.form == "name"],
        "nominals": lambda: [(m.start, m.end, m.type) for m in mentions if m.form == "nominal"],
        "dates": lambda: [(m.start, m.end, "") for m in labels.mentions if m.type == "Date"],
        "roles": lambda: [(r.start, r.end, "") for r in labels.roles],
        "roles with holder": lambda: [(r.start, r.end, entity(r.holder)) for r in labels.roles],
        "entities of mentions": lambda: [(m.start, m.end, entity(m.entity)) for m in mentions],
        "cues": lambda: _spans(said.cue for said in labels.attributions),
        "sources": lambda: _spans(said.source for said in labels.attributions),
        "contents": lambda: _spans(pair for said in labels.attributions for pair in said.contents),
        "contents with speaker": lambda: _speakers(labels, names),
    }
    return {name: items() for name, items in keys.items()}


def agreement(pairs: Sequence[tuple[Labels, Labels]]) -> dict[str, Count]:
    """Counts a layer over pairs of readings."""
    total: dict[str, Count] = defaultdict(Count)
    for first, second in pairs:
        one, two = layers(first), layers(second, aligned(first, second))
        for name, items in one.items():
            total[name] += count(items, two[name])
    return dict(total)


def read_twice(labels: Sequence[Labels]) -> list[tuple[Labels, Labels]]:
    """Pairs of reading 1 and reading 2 of the same article by different annotators."""
    readings = {(one.number, one.reading): one for one in labels}
    pairs = [(one, readings[number, 2]) for (number, reading), one in readings.items() if reading == 1 and (number, 2) in readings]
    return [(one, two) for one, two in pairs if one.annotator != two.annotator]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pairs = read_twice(load(options.labels))
    table = {
        name: {"first": c.first, "second": c.second, "strict": c.f1(c.strict), "lenient": c.f1(c.lenient)}
        for name, c in agreement(pairs).items()
    }
    if options.json:
        sys.stdout.write(json.dumps({"articles": len(pairs), "layers": table}) + "\n")
        return
    sys.stdout.write(f"{len(pairs)} articles read twice\n")
    for name, row in table.items():
        sys.stdout.write(f"{name:24} {row['first']:5} {row['second']:5}  strict {row['strict']}  lenient {row['lenient']}\n")


if __name__ == "__main__":
    main()
