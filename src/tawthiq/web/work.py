"""A program of its own that adds files, or compares, while the pages are read: arguments ARCHIVE STATE [PATH ...].

How far it is stands in a small JSON file that is replaced whole, so that whoever reads it never sees half of it.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from tawthiq import pipeline
from tawthiq.errors import TawthiqError, message
from tawthiq.store import Store
from tawthiq.views.labels import LANGUAGES

_EVERY = 0.3  # seconds between two notes of progress: more often than a page asks
_TOLD = 50  # files named that were not read; the page of losses has them all


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read, or only in part, and why, by language."""

    path: str
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class Work:
    """How far the work is. ``phase`` is "idle", "reading", "comparing", "done" or "failed"; the numbers count files and documents."""

    phase: str = "idle"
    files: int = 0
    total: int = 0
    documents: int = 0
    seconds: float = 0.0
    remaining: float | None = None
    path: str = ""
    read: int = 0
    partial: int = 0
    refused: int = 0
    already: int = 0
    replaced: int = 0
    losses: tuple[Refused, ...] = ()
    error: dict[str, str] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.phase in {"reading", "comparing"}

    @classmethod
    def of(cls, text: str) -> Self:
        """Work as it was noted."""
        found = json.loads(text)
        losses = tuple(Refused(**item) for item in found.pop("losses"))
        return cls(**found, losses=losses)


class Notes:
    """Writes how far the work is, now and then."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last = 0.0

    def progress(self, now: pipeline.Progress) -> None:
        """A note of progress, if the last one is some time ago or the work has come to its last part."""
        if now.comparing or time.monotonic() - self._last >= _EVERY:
            phase = "comparing" if now.comparing else "reading"
            self.write(Work(phase, now.files, now.total, now.documents, now.seconds, now.remaining, now.path))

    def write(self, work: Work) -> None:
        """Replaces the note."""
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(dataclasses.asdict(work), ensure_ascii=False), "utf-8")
        new.replace(self._file)
        self._last = time.monotonic()


def run(archive: Path, state: Path, paths: Sequence[Path]) -> None:
    """Adds the paths; without any, compares what the archive holds."""
    notes = Notes(state)
    try:
        notes.write(_compared(archive, notes) if not paths else _added(archive, paths, notes))
    except TawthiqError as error:
        notes.write(Work("failed", error={lang: error.text(lang) for lang in LANGUAGES}))


def _compared(archive: Path, notes: Notes) -> Work:
    began = time.monotonic()
    notes.write(Work("comparing"))
    with Store.open(archive, create=False) as store:
        if not store.settled:
            pipeline.compare(store)
    return Work("done", seconds=time.monotonic() - began)


def _added(archive: Path, paths: Sequence[Path], notes: Notes) -> Work:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Store.open(archive) as store:
        found = pipeline.add(store, list(paths), now=now, progress=notes.progress)
    done = Work("done", found.files, found.files, found.documents, found.seconds)
    losses = tuple(map(_refused, (*found.refused, *found.partial)[:_TOLD]))
    return replace(done, read=found.read, partial=len(found.partial), refused=len(found.refused), already=found.already,
                   replaced=found.replaced, losses=losses)


def _refused(item: pipeline.Refusal) -> Refused:
    why = {}
    for lang in LANGUAGES:
        texts = [message(loss.code, lang, where=loss.where, detail=loss.detail) for loss in item.losses]
        why[lang] = " ".join(f"{text.what} {text.do}".strip() for text in texts)
    return Refused(item.path, why)


def main() -> None:
    """The arguments are the archive, the file of the note, and what to add."""
    run(Path(sys.argv[1]), Path(sys.argv[2]), [Path(item) for item in sys.argv[3:]])
