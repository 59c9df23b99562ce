"""By what documents are narrowed, in memory: their index rows in order of time, outlets, standings of their claims, what queries found.

A place is the position of a document in order of its index row, thus of its day: a question is answered by a few steps over sorted
arrays of places instead of one walk through the index for each number that a page shows. With 60,000 documents it takes 3 MB.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Final, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

from tawthiq.store.blocks import NONE, STANDINGS, Codes, Rows, Standings
from tawthiq.store.columns import Columns
from tawthiq.store.days import UNDATED
from tawthiq.store.generation import State, state_of
from tawthiq.store.index import DAY_BITS, DOCUMENT_BITS
from tawthiq.text.fold import fold

WALKED: Final = 100_000
"""Rows that one query takes from the index, the newest: about 15 ms. Beyond, numbers are lower bounds."""
_KEPT: Final = 64  # walks, and questions, whose places are kept: at most 50 MB
_BEFORE_1970: Final = 719_163  # days from 0001-01-01 = 1 to 1970-01-01
# One text of all numbers: a fifth of the time that a tuple for each takes, and no garbage to be collected.
_WALK: Final = """SELECT group_concat(row) FROM (SELECT rowid AS row FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?
 ORDER BY rowid DESC LIMIT ?)"""

Found = TypeVar("Found")
Places = npt.NDArray[np.int32]
"""Ascending places of documents: the earliest first."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """A value for each place: ``codes`` point into ``values``, -1 where a document has none."""

    values: tuple[str, ...]
    codes: Codes

    def counts(self, places: Places) -> dict[str, int]:
        """How many of the places have each value; values that none has are left out."""
        codes = self.codes[places]
        numbers = np.bincount(codes[codes >= 0], minlength=len(self.values))
        return {self.values[code]: int(numbers[code]) for code in np.flatnonzero(numbers)}


class Walk(NamedTuple):
    """The places that were found; ``cut``: there may be older ones."""

    places: Places
    cut: bool


class _Kept:
    """What was found for the last few questions; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def once(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What was found before, else what ``make`` finds."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return cast("Found", self._found[key])
        found = make()
        with self._lock:
            self._found[key] = found
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return found


class Catalogue:
    """The documents of an archive at one time. Columns are read when they are first asked for; threads may share it.

    Of a catalogue of ``before`` serves on what is still true.
    """

    def __init__(self, connection: sqlite3.Connection, before: Catalogue | None = None) -> None:
        self.columns: Columns = Columns(connection, before.columns if before else None)
        by_number, known = self.columns.rows, self.columns.known
        further = by_number[known:]
        listed = np.concatenate([before.rows if before and known else by_number[:0], further[further != NONE]])
        self.rows: Rows = np.sort(listed, kind="stable")  # which takes little time where most of it is in order
        self._numbers: Places = (self.rows & DOCUMENT_BITS).astype(np.int32)
        self._place: Places = np.full(max(len(by_number), 1), NONE, np.int32)
        self._place[self._numbers] = np.arange(len(self._numbers), dtype=np.int32)
        self._publishers: Column | None = None
        self._standings: Standings | None = None
        self._kept = _Kept()
        self.walks: _Kept = before.walks if before and before.columns.same_documents(self.columns) else _Kept()

    def walk(self, connection: sqlite3.Connection, expression: str, first: int, last: int) -> Walk:
        """What an expression of FTS5 finds among the index rows from ``first`` to ``last``, the newest ``WALKED``."""
        return self.walks.once((expression, first, last), lambda: self._walk(connection, expression, first, last))

    def _walk(self, connection: sqlite3.Connection, expression: str, first: int, last: int) -> Walk:
        listed: str | None = connection.execute(_WALK, (expression, first, last, WALKED)).fetchone()[0]
        rows = np.fromstring(listed or "", np.int64, sep=",")
        return Walk(self._placed(rows[::-1]), len(rows) == WALKED)

    def kept(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What was found for a question while the archive was as it is, else what ``make`` finds; the last few are kept."""
        return self._kept.once(key, make)

    def between(self, places: Places, first: int, last: int) -> Places:
        """Those of the places whose index rows lie between two, inclusive."""
        low, high = np.searchsorted(self.rows, (first, last + 1))
        kept: Places = places[np.searchsorted(places, low) : np.searchsorted(places, high)]
        return kept

    def numbers(self, places: Places) -> list[int]:
        """The numbers of the documents at places."""
        listed: list[int] = self._numbers[places].tolist()
        return listed

    def among(self, documents: Iterable[int]) -> Flags:
        """A flag for each place: whether it is that of one of the documents."""
        flags = np.zeros(len(self.rows), np.bool_)
        flags[self._of(documents)] = True
        return flags

    def publishers(self, connection: sqlite3.Connection) -> Column:
        """The outlet of each document."""
        if self._publishers is None:
            found = self.columns.outlets(connection)
            self._publishers = Column(found.names, found.codes[self._numbers])
        return self._publishers

    def of_publisher(self, connection: sqlite3.Connection, places: Places, key: str) -> Places:
        """Those of the places whose outlet has a name that folds to a key."""
        column = self.publishers(connection)
        meant = np.array([fold(name).strip() == key for name in column.values] + [False])  # the last for those without one
        kept: Places = places[meant[column.codes[places]]]
        return kept

    def standings(self, connection: sqlite3.Connection) -> Standings:
        """The standings that the claims of each document have, a bit for each."""
        if self._standings is None:
            self._standings = self.columns.standings(connection)[self._numbers]
        return self._standings

    def with_standing(self, connection: sqlite3.Connection, places: Places, standing: str) -> Places:
        """Those of the places that have a claim of a standing."""
        kept: Places = places[(self.standings(connection)[places] & STANDINGS[standing]) != 0]
        return kept

    def counts_by_standing(self, connection: sqlite3.Connection, places: Places) -> dict[str, int]:
        """How many of the places have a claim of each standing."""
        held = self.standings(connection)[places]
        numbers = {value: int(np.count_nonzero(held & bit)) for value, bit in STANDINGS.items()}
        return {value: number for value, number in numbers.items() if number}

    def counts_by_year(self, places: Places) -> dict[str, int]:
        """How many of the places are of each year; undated documents are of none."""
        days = self.rows[places] >> DAY_BITS
        dated = (days[days != UNDATED] - _BEFORE_1970).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        years, numbers = np.unique(dated, return_counts=True)
        return {f"{int(year):04d}": int(number) for year, number in zip(years, numbers, strict=True)}

    def _of(self, documents: Iterable[int]) -> Places:
        listed = np.fromiter(documents, np.int64)
        known: Places = self._place[listed[listed < len(self._place)]]
        found: Places = known[known != NONE]
        return found

    def _placed(self, rows: Rows) -> Places:
        """The places of index rows, without rows that came in later or had another day."""
        numbers = rows & DOCUMENT_BITS
        there = numbers < len(self._place)
        places = self._place[numbers[there]]
        known: Places = places[(places != NONE) & (self.rows[places] == rows[there])]
        return known


_SERVES: Final = 10.0
"""A catalogue serves so many times as long as it took to make, though others write meanwhile: while documents are added, each batch of
which changes the archive, no more than a tenth of the time goes into catalogues. Of 287,000 documents: some three seconds."""
_QUICK: Final = 0.1  # seconds: what is made in less, of some 60,000 documents, is never behind

_Seen = tuple[int, bool]
"""What a connection has written itself: how many changes, and whether it may still undo them."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A catalogue with what it was made from. ``good_until``: seconds of the clock that only goes forward."""

    catalogue: Catalogue
    state: State
    seen: _Seen
    good_until: float


class Catalogues:
    """The catalogue of an archive as it is now: made when it is first asked for, and anew when the archive has changed.

    What a connection wrote itself it finds at once; what others write, some seconds later in a large archive (``_SERVES``).
    """

    def __init__(self, archive: Path, clock: Callable[[], float] = monotonic) -> None:
        self._archive = archive
        self._clock = clock
        self._lock = Lock()
        self._last: _Made | None = None

    def current(self, connection: sqlite3.Connection) -> Catalogue:
        """What a connection sees: what others wrote changes the files, what it wrote itself its count of changes.

        A transaction has a state of its own: what is undone leaves files and count as they were.
        """
        seen = connection.total_changes, connection.in_transaction
        with self._lock:
            if self._last is None or not self._serves(self._last, seen):
                self._last = self._make(connection, seen)
            return self._last.catalogue

    def _serves(self, made: _Made, seen: _Seen) -> bool:
        return made.seen == seen and (self._clock() < made.good_until or made.state == state_of(self._archive))

    def _make(self, connection: sqlite3.Connection, seen: _Seen) -> _Made:
        state, began = state_of(self._archive), self._clock()
        catalogue = Catalogue(connection, self._lasting(seen))
        ended = self._clock()
        took = ended - began
        return _Made(catalogue, state, seen, ended + _SERVES * took if took > _QUICK else ended)

    def _lasting(self, seen: _Seen) -> Catalogue | None:
        """The last catalogue, unless it or the next belongs to a transaction that can still be undone."""
        return self._last.catalogue if self._last and not (self._last.seen[1] or seen[1]) else None
