"""What was made for one page and serves the next: kept until the archive changes, a few at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar, cast

from tawthiq.store.generation import State, state_of

_MOST: Final = 8  # things kept: the largest dossier of 30,000 articles takes some 60 MB

Thing = TypeVar("Thing")


class Kept:
    """A small store of views by key. Pages are made in several threads; two may make the same thing, and one is kept."""

    def __init__(self, archive: Path, most: int = _MOST) -> None:
        self._archive = archive
        self._most = most
        self._lock = Lock()
        self._things: OrderedDict[Hashable, tuple[State, object]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """What was made for a key while the archive was as it is now, else what ``make`` gives."""
        state = state_of(self._archive)
        with self._lock:
            known = self._things.get(key)
            if known is not None and known[0] == state:
                self._things.move_to_end(key)
                return cast("Thing", known[1])
        made = make()
        with self._lock:
            self._things[key] = (state, made)
            self._things.move_to_end(key)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return made
