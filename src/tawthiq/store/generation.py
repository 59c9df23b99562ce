"""Which state of an archive something was made from: what was made for one question serves the next until the archive changes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FILES: Final = ("store.db", "store.db-wal")

State = tuple[tuple[int, int], ...]


def state_of(archive: Path) -> State:
    """Length and time of the files that every writing changes."""
    return tuple(_stamp(archive / name) for name in _FILES)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
