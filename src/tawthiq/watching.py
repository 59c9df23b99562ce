"""Sequences that tell how far somebody has gone through them: what compares an archive sees documents and no clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
_EVERY = 1.0  # seconds between two words of it


class Looks:
    """Counts looks at items, of one sequence or several, and says so now and then."""

    def __init__(self, total: int, told: Callable[[int, int], None] | None) -> None:
        self._done, self._total, self._told = 0, total, told
        self._last = time.monotonic()

    def one(self) -> None:
        """One look more; more than were expected (when work is begun anew) are as many as that."""
        self._done = min(self._done + 1, self._total)
        if self._told is not None and time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self._told(self._done, self._total)


class Watched(Sequence[T]):
    """A sequence that counts each item that is come to in order; items asked for by their places are not counted."""

    def __init__(self, items: Sequence[T], looks: Looks) -> None:
        self._items, self._looks = items, looks

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self._looks.one()
            yield item

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._items[place]
