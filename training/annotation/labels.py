"""The labels of one article: offsets and keys, never words of the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.annotation.press import LABELS

Pair = tuple[int, int]

TYPES = {
    "P": "Person", "O": "Organization", "L": "Place", "R": "Role", "E": "Event", "D": "Date", "G": "Group", "W": "Work",
}
FORMS = {"d": "direct", "i": "indirect", "m": "mixed"}


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that name (form ``name``) or describe (``nominal``) an entity. A Role describes its holder."""

    start: int
    end: int
    type: str
    form: str
    entity: str


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """An office, rank or occupation with its holder; ``predicate`` where the text only says that someone has, had or gets it."""

    start: int
    end: int
    holder: str
    form: str


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with its source and what is said; ``contents`` are the pieces of one content, mostly one."""

    cue: Pair | None
    source: Pair | None
    contents: tuple[Pair, ...]
    form: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """Everything labelled in one article by one annotator."""

    number: int
    id: str
    sha256: str
    annotator: str
    reading: int
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    attributions: tuple[Said, ...] = field(default=())

    def path(self, folder: Path = LABELS) -> Path:
        """One file for an article and a reading, so that annotators never touch the same file."""
        return folder / f"{self.number:03}.{self.reading}.json"


def to_json(labels: Labels) -> str:
    """One item a line, so that a correction is a change of one line."""
    def rows(items: list[Any]) -> str:
        return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items) + "\n ]" if items else "[]"
    head = {
        "number": labels.number, "id": labels.id, "sha256": labels.sha256, "annotator": labels.annotator,
        "reading": labels.reading, "made": "by a machine reader, not checked by a person",
    }
    mentions = [[m.start, m.end, m.type, m.form, m.entity] for m in labels.mentions]
    roles = [[r.start, r.end, r.holder, r.form] for r in labels.roles]
    said = [
        {"cue": s.cue, "source": s.source, "content": list(s.contents), "form": s.form, "speaker_entity": s.speaker}
        for s in labels.attributions
    ]
    lines = [f' "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in head.items()]
    lines += [f' "{key}": {rows(items)}' for key, items in (("mentions", mentions), ("roles", roles), ("attributions", said))]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def from_json(text: str) -> Labels:
    """The labels of a file written by ``to_json``."""
    row = json.loads(text)
    said = tuple(
        Said(pair(s["cue"]), pair(s["source"]), tuple((a, b) for a, b in s["content"]), s["form"], s["speaker_entity"])
        for s in row["attributions"]
    )
    return Labels(
        row["number"], row["id"], row["sha256"], row["annotator"], row["reading"],
        tuple(Mention(*m) for m in row["mentions"]), tuple(Role(*r) for r in row["roles"]), said,
    )


def read_labels(number: int, reading: int, folder: Path = LABELS) -> Labels:
    """The labels of one article in one reading."""
    return from_json((folder / f"{number:03}.{reading}.json").read_text(encoding="utf-8"))


def load(folder: Path = LABELS) -> tuple[Labels, ...]:
    """All labels of a folder, by number and reading."""
    return tuple(from_json(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))


def pair(found: list[int] | None) -> Pair | None:
    """Two offsets read from JSON."""
    return None if found is None else (found[0], found[1])
