"""The annotator's line format, parsed. What it means: ``GUIDELINE.md``, section «Writing corrections»."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CODES = "POLREDGW"

_ADD = re.compile(
    rf"(?P<nested>&?)(?P<code>[{CODES}])(?P<form>[np]?)\s+(?P<words>.+?)\s*"
    r"(?:#(?P<nth>\d+))?(?P<all>\*?)\s*(?:@(?P<entity>\S+))?\Z", re.DOTALL,
)
_CHANGE = re.compile(rf"(?P<index>\d+)(?:=(?P<code>[{CODES}])(?P<form>[np]?))?(?:@(?P<entity>\S+))?\Z")
_DROP = re.compile(r"-\s*(?P<which>(?:a?\d+[\s,]*)+)\Z")
_MERGE = re.compile(r"(?P<one>\S+?)==(?P<other>\S+)\Z")
_SENTENCE = re.compile(r"s(?P<number>\d+)(?:\s+|\Z)")
_HEAD = re.compile(r"=\s*(?P<number>\d+)\s*\Z")
_SAID = re.compile(r"a(?P<index>\d*)\s*\|(?P<fields>.*)\Z", re.DOTALL)


class CorrectionError(ValueError):
    """A line that cannot be understood or whose words do not stand in the text."""


@dataclass(frozen=True, slots=True)
class Add:
    """A mention by its words in a sentence (all sentences if ``everywhere``)."""

    sentence: int
    words: str
    code: str
    form: str
    nth: int | None = None
    everywhere: bool = False
    nested: bool = False
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Another type, form or entity for a mention of the draft."""

    index: int
    code: str | None
    form: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class SaidLine:
    """An attribution; an empty field keeps that of the draft's attribution ``index``, «-» stands for none."""

    sentence: int
    index: int | None
    cue: str
    source: str
    content: str
    speaker: str
    form: str


@dataclass
class Corrections:
    """All corrections of one article."""

    number: int
    dropped: set[int] = field(default_factory=set)
    dropped_said: set[int] = field(default_factory=set)
    added: list[Add] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)
    said: list[SaidLine] = field(default_factory=list)


def parse(source: str) -> tuple[Corrections, ...]:
    """The corrections of each article of a file: «= number», then its lines."""
    found: list[Corrections] = []
    sentence = 0
    for line in source.splitlines():
        if not line.strip() or line.startswith("//"):
            continue
        if head := _HEAD.match(line):
            found.append(Corrections(int(head["number"])))
            sentence = 0
            continue
        if not found:
            raise CorrectionError(f"before the first «= number»: {line}")
        if at := _SENTENCE.match(line):
            sentence = int(at["number"])
        for item in line[at.end() if at else 0 :].split(";"):
            if item.strip():
                _item(found[-1], item.strip(), sentence)
    return tuple(found)


def _item(into: Corrections, item: str, sentence: int) -> None:
    if said := _SAID.match(item):
        into.said.append(_said(said, sentence))
    elif drop := _DROP.match(item):
        _drop(into, drop["which"])
    elif merge := _MERGE.match(item):
        into.merged.append((merge["one"], merge["other"]))
    elif change := _CHANGE.match(item):
        into.changed.append(Change(int(change["index"]), change["code"], change["form"] or "", change["entity"]))
    elif add := _ADD.match(item):
        nth = int(add["nth"]) if add["nth"] else None
        everywhere, nested = bool(add["all"]), bool(add["nested"])
        into.added.append(Add(sentence, add["words"], add["code"], add["form"], nth, everywhere, nested, add["entity"]))
    else:
        raise CorrectionError(f"article {into.number}, sentence {sentence}: {item}")


def _drop(into: Corrections, which: str) -> None:
    for one in which.replace(",", " ").split():
        if one.startswith("a"):
            into.dropped_said.add(int(one[1:]))
        else:
            into.dropped.add(int(one))


def _said(found: re.Match[str], sentence: int) -> SaidLine:
    fields = [part.strip() for part in found["fields"].split("|")]
    if len(fields) > 5:
        raise CorrectionError(f"too many fields: {found[0]}")
    cue, source, content, speaker, form = fields + [""] * (5 - len(fields))
    return SaidLine(sentence, int(found["index"]) if found["index"] else None, cue, source, content, speaker.removeprefix("@"), form)
