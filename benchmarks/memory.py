"""How much memory this process and its children use together, at most."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY = 0.25  # seconds between two looks


class Peak:
    """Watches memory while a ``with`` block runs; ``total`` and ``parent`` are the highest values seen, in MB.

    Memory that processes share is counted once (proportional set size). Linux only.
    """

    def __init__(self) -> None:
        self.total = self.parent = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(_EVERY):
            sizes = [_megabytes(process) for process in _family(Path("/proc/self"))]
            self.parent = max(self.parent, sizes[0])
            self.total = max(self.total, sum(sizes))


def _family(process: Path) -> list[Path]:
    found = [process]
    for parent in found:
        try:
            tasks = list((parent / "task").iterdir())
            found += [Path("/proc") / child for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _megabytes(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:  # it ended while we looked
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
