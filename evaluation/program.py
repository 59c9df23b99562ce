"""Running the program under measure, in this process: files in, lines of the exchange format out."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tawthiq.export.exchange import Line, lines
from tawthiq.model import Document, Origin, Reading, Reconciliation, document_id

Reader = Callable[[Document], Reading]
"""What reads a document."""

Intake = Callable[[Path], list[tuple[Document, bytes]]]
"""What makes documents of a file, each with its bytes."""

Comparer = Callable[[Sequence[Document], Sequence[Reading]], Reconciliation]
"""What compares readings."""

DEFAULT_INTAKE = "tawthiq.intake:read_path"
DEFAULT_READER = "tawthiq.extract:read"
RULES_READER = "tawthiq.extract:read_by_rules"
DEFAULT_COMPARER = "tawthiq.reconcile:reconcile"


@dataclass(frozen=True)
class Program:
    """The three steps that are measured, and which of them are stand-ins because the room is not there."""

    intake: Intake
    reader: Reader
    comparer: Comparer
    stand_ins: tuple[str, ...] = field(default=())

    def run(self, paths: Iterable[Path]) -> Iterator[Line]:
        """The lines of these files, read and compared as one archive."""
        documents = [document for path in paths for document, _ in self.intake(path)]
        readings = [self.reader(document) for document in documents]
        yield from lines(documents, readings, self.comparer(documents, readings))


def program(reader: str | Reader = DEFAULT_READER) -> Program:
    """The program; ``reader`` is or names (``module:function``) another one than ``tawthiq.extract.read``."""
    reads: Reader | None = _found(reader) if isinstance(reader, str) else reader
    if reads is None:
        raise LookupError(f"there is no reader {reader}")
    rooms = {name: _found(name) for name in (DEFAULT_INTAKE, DEFAULT_COMPARER)}
    stand_ins = tuple(name for name, room in rooms.items() if room is None)
    return Program(rooms[DEFAULT_INTAKE] or plain_intake, reads, rooms[DEFAULT_COMPARER] or no_comparison, stand_ins)


@cache
def _found(name: str) -> Any:
    """The function ``module:function``, or None if the module or the function is not there."""
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function, None)
    except ModuleNotFoundError as error:
        if error.name and module.startswith(error.name):
            return None
        raise


def no_comparison(documents: Sequence[Document], readings: Sequence[Reading]) -> Reconciliation:
    """Stand-in for ``reconcile``: nothing is compared, every document keeps its own entities."""
    del documents, readings
    return Reconciliation()


def plain_intake(path: Path) -> list[tuple[Document, bytes]]:
    """Stand-in for ``intake``: UTF-8 text with its sidecar, nothing else."""
    content = path.read_bytes()
    sidecar = path.with_suffix(".meta.json")
    meta = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.is_file() else {}
    document = Document(
        document_id(content),
        content.decode("utf-8"),
        Origin(path.name, url=meta.get("url")),
        publisher=meta.get("publisher") or None,
        published=meta.get("published") or None,
        title=meta.get("title") or None,
        author=meta.get("author") or None,
        language="ar",
    )
    return [(document, content)]
