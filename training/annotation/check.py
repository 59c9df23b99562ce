"""What looks wrong in labels, for a second look: ``python -m training.annotation.check [NUMBERS]``. Nothing here is an error by itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from training.annotation.labels import Labels, Mention, load
from training.annotation.press import SHARED, listed, texts

LONG = 700  # code points: longer contents mostly come from last words that were found too late
BEFORE_DATES = ("لمدة ", "خلال ", "حتى ", "منذ ", "في ", "غضون ")


def doubts(labels: Labels, text: str) -> Iterator[str]:
    """One line for each thing that looks wrong."""
    for one, other in combinations(labels.mentions, 2):
        if one.end > other.start and _doubtful(one, other):
            yield f"{one.type} in {other.type}: {text[one.start : one.end]} / {text[other.start : other.end]}"
    yield from _date_doubts(labels, text)
    yield from _said_doubts(labels, text)
    persons = {m.entity for m in labels.mentions if m.type == "Person"}
    yield from (
        f"role and name side by side with different holders: {text[one.start : other.end]}"
        for one, other in combinations(labels.mentions, 2)
        if one.type == "Role" and other.type == "Person" and other.form == "name" and one.entity not in persons
        and 0 < other.start - one.end <= 2 and text[one.end : other.start].strip() in {"", "،"}
    )


def _doubtful(one: Mention, other: Mention) -> bool:
    same = (one.start, one.end) == (other.start, other.end)
    nested = other.end <= one.end or (one.start == other.start)
    return same or not nested or (one.type == other.type and (one.form == other.form or one.entity == other.entity) and one.type != "Role")


def _date_doubts(labels: Labels, text: str) -> Iterator[str]:
    for mention in labels.mentions:
        words = text[mention.start : mention.end]
        if mention.type == "Date" and words.startswith(BEFORE_DATES):
            yield f"preposition in a date: {words}"


def _said_doubts(labels: Labels, text: str) -> Iterator[str]:
    known = {m.entity for m in labels.mentions}
    for said in labels.attributions:
        start, end = said.contents[0][0], said.contents[-1][1]
        cue = "-" if said.cue is None else text[slice(*said.cue)]
        if end - start > LONG:
            yield f"long content of {cue}: {end - start} code points, ends {text[end - 30 : end]}"
        if said.speaker is not None and said.speaker not in known:
            yield f"the speaker of {cue} has no mention"
        if said.source is not None and said.speaker is None:
            yield f"source without speaker: {cue} {text[slice(*said.source)]}"
        if text[start] in "وف" and text[start - 1 : start].isspace() and text[start + 1 : start + 3] == "ال":
            yield f"content begins with a conjunction: {text[start : start + 30]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", type=int, nargs="*")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    chosen = [one for one in load() if not options.numbers or one.number in options.numbers]
    numbers = {one.number for one in chosen}
    found = texts(options.shared, [row for row in listed() if row.number in numbers])
    for labels in chosen:
        for doubt in doubts(labels, found[labels.number]):
            sys.stdout.write(f"{labels.number}.{labels.reading} {doubt}\n")


if __name__ == "__main__":
    main()
