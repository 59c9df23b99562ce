"""The reader's line format for claims, parsed. What it means: ``claims/README.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from training.annotation.corrections import CorrectionError

VERDICTS = {"w": "wrong", "s": "slip"}
REASONS = frozenset({
    "subject", "object", "predicate", "standing", "chain", "evidence", "time", "place", "polarity", "trivial", "duplicate", "nonsense",
})

_HEAD = re.compile(r"=\s*(?P<number>\d+)\s*\Z")
_KINDS = re.compile(r"k\s+(?P<kinds>(?:\S+![ac]\s*)+)\Z")
_JUDGED = re.compile(r"(?P<verdict>[ws])\s+(?P<items>.+)\Z")
_RIGHT = re.compile(r"(?P<which>[rm])\s+(?P<numbers>[\d\s,]+)\Z")
_FIX = re.compile(r"(?:f\s+(?P<number>\d+)\s+(?P<reason>\w+)|r\s+(?P<right>\d+))\s*\|(?P<fields>.*)\Z")
_ADD = re.compile(r"(?P<sign>[+-])\s+(?:s(?P<sentence>\d+)\s*\|)?(?P<fields>.*)\Z")


@dataclass(frozen=True, slots=True)
class Added:
    """A claim in words: its four fields and its options, to be found in or near a sentence."""

    sentence: int | None
    subject: str
    predicate: str
    object: str
    evidence: str
    options: dict[str, str]
    core: bool


@dataclass(frozen=True, slots=True)
class Fixed:
    """A draft claim with other values in some slots, and in one word what was wrong (empty: nothing, second readings are added)."""

    number: int
    reason: str
    options: dict[str, str]


@dataclass
class Lines:
    """Everything said of one article. ``right`` and ``minor`` are numbers of draft claims, ``wrong`` number → verdict, reason."""

    number: int
    right: list[int] = field(default_factory=list)
    minor: list[int] = field(default_factory=list)
    wrong: dict[int, tuple[str, str]] = field(default_factory=dict)
    fixed: list[Fixed] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)


def parse(source: str) -> tuple[Lines, ...]:
    """The lines of each article of a file: «= number», then its lines; CorrectionError for what cannot be understood."""
    found: list[Lines] = []
    for line in map(str.strip, source.splitlines()):
        if not line or line.startswith("//"):
            continue
        if head := _HEAD.match(line):
            found.append(Lines(int(head["number"])))
        elif not found:
            raise CorrectionError(f"before the first «= number»: {line}")
        else:
            _line(found[-1], line)
    return tuple(found)


def _line(into: Lines, line: str) -> None:
    if kinds := _KINDS.match(line):
        marks = {"a": "anonymous", "c": "collective"}
        into.kinds |= {key: marks[mark] for key, mark in (item.split("!") for item in kinds["kinds"].split())}
    elif right := _RIGHT.match(line):
        (into.right if right["which"] == "r" else into.minor).extend(int(n) for n in right["numbers"].replace(",", " ").split())
    elif judged := _JUDGED.match(line):
        for item in judged["items"].split(";"):
            _judge(into, VERDICTS[judged["verdict"]], item)
    elif fix := _FIX.match(line):
        reason = _reason(into, fix["reason"]) if fix["reason"] else ""
        into.fixed.append(Fixed(int(fix["number"] or fix["right"]), reason, _options(into, fix["fields"].split("|"))))
    elif add := _ADD.match(line):
        into.added.append(_added(into, add))
    else:
        raise CorrectionError(f"article {into.number}: {line}")


def _judge(into: Lines, verdict: str, item: str) -> None:
    *numbers, reason = item.split()
    for number in numbers:
        into.wrong[int(number)] = (verdict, _reason(into, reason))


def _reason(into: Lines, reason: str) -> str:
    if reason not in REASONS:
        raise CorrectionError(f"article {into.number}: {reason} is none of {', '.join(sorted(REASONS))}")
    return reason


def _added(into: Lines, add: re.Match[str]) -> Added:
    fields = [part.strip() for part in add["fields"].split("|")]
    if len(fields) < 4:
        raise CorrectionError(f"article {into.number}: subject | predicate | object | evidence: {add[0]}")
    sentence = int(add["sentence"]) if add["sentence"] else None
    return Added(sentence, fields[0], fields[1], fields[2], fields[3], _options(into, fields[4:]), add["sign"] == "+")


def _options(into: Lines, fields: list[str]) -> dict[str, str]:
    found = {}
    for one in (part.strip() for part in fields if part.strip()):
        key, equals, value = one.partition("=")
        if not equals:
            raise CorrectionError(f"article {into.number}: {one}")
        found[key.strip()] = value.strip()
    return found
