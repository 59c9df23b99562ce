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
from typing import Any, Final, TypeVar, cast

import numpy as np
import numpy.typing as npt

from tawthiq.model import Standing
from tawthiq.store.days import UNDATED
from tawthiq.store.generation import State, state_of
from tawthiq.store.index import DAY_BITS, DOCUMENT_BITS
from tawthiq.text.fold import fold

WALKED: Final = 200_000
"""Rows that one query takes from the index, the newest: about 0.1 s. Beyond, numbers are lower bounds."""
_KEPT: Final = 64  # walks and questions whose places are kept: at most 50 MB
_NONE: Final = -1  # the code of a document that has no value
_BEFORE_1970: Final = 719_163  # days from 0001-01-01 = 1 to 1970-01-01
_STANDINGS: Final = {item.value: 1 << number for number, item in enumerate(Standing)}  # one bit each
_PUBLISHED: Final = "SELECT publisher, n FROM document INDEXED BY document_publisher WHERE publisher IS NOT NULL"

Found = TypeVar("Found")
Rows = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
"""Ascending places of documents: the earliest first."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """A value for each place: ``codes`` point into ``values``, -1 where a document has none."""

    values: tuple[str, ...]
    codes: Places

    def counts(self, places: Places) -> dict[str, int]:
        """How many of the places have each value; values that none has are left out."""
        codes = self.codes[places]
        numbers = np.bincount(codes[codes >= 0], minlength=len(self.values))
        return {self.values[code]: int(numbers[code]) for code in np.flatnonzero(numbers)}


class Catalogue:
    """The documents of an archive at one time. Columns are read when they are first asked for; threads may share it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        listed = connection.execute("SELECT row FROM search_row").fetchall()
        self.rows: Rows = np.sort(np.fromiter((row for (row,) in listed), np.int64, len(listed)))
        numbers = self.rows & DOCUMENT_BITS
        self._place: Places = np.full(int(numbers.max(initial=0)) + 1, _NONE, np.int32)
        self._place[numbers] = np.arange(len(numbers), dtype=np.int32)
        self._lock = Lock()
        self._publishers: Column | None = None
        self._standings: npt.NDArray[np.uint16] | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def walk(self, connection: sqlite3.Connection, expression: str, first: int, last: int) -> Places:
        """The places that an expression of FTS5 finds among the index rows from ``first`` to ``last``, the newest ``WALKED``."""
        return self.kept((expression, first, last), lambda: self._walk(connection, expression, first, last))

    def _walk(self, connection: sqlite3.Connection, expression: str, first: int, last: int) -> Places:
        statement = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
        listed = connection.execute(statement, (expression, first, last, WALKED)).fetchall()
        return self._placed(np.fromiter((row for (row,) in listed), np.int64, len(listed))[::-1])

    def kept(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What was found for a question while the archive was as it is, else what ``make`` finds; the last few are kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("Found", self._kept[key])
        found = make()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def between(self, places: Places, first: int, last: int) -> Places:
        """Those of the places whose index rows lie between two, inclusive."""
        low, high = np.searchsorted(self.rows, (first, last + 1))
        kept: Places = places[np.searchsorted(places, low) : np.searchsorted(places, high)]
        return kept

    def numbers(self, places: Places) -> list[int]:
        """The numbers of the documents at places."""
        return [int(row) & DOCUMENT_BITS for row in self.rows[places]]

    def among(self, documents: Iterable[int]) -> Flags:
        """A flag for each place: whether it is that of one of the documents."""
        flags = np.zeros(len(self.rows), np.bool_)
        flags[self._of(documents)] = True
        return flags

    def publishers(self, connection: sqlite3.Connection) -> Column:
        """The outlet of each document."""
        with self._lock:
            if self._publishers is None:
                listed = connection.execute(_PUBLISHED).fetchall()
                values = tuple(dict.fromkeys(name for name, _ in listed))
                known = {name: code for code, name in enumerate(values)}
                codes = np.full(len(self.rows), _NONE, np.int32)
                places = self._of(number for _, number in listed)
                told = np.fromiter((known[name] for name, number in listed if self._is_known(number)), np.int32, len(places))
                codes[places] = told
                self._publishers = Column(values, codes)
            return self._publishers

    def of_publisher(self, connection: sqlite3.Connection, places: Places, key: str) -> Places:
        """Those of the places whose outlet has a name that folds to a key."""
        column = self.publishers(connection)
        meant = np.array([fold(name).strip() == key for name in column.values] + [False])  # the last for those without one
        kept: Places = places[meant[column.codes[places]]]
        return kept

    def standings(self, connection: sqlite3.Connection) -> npt.NDArray[np.uint16]:
        """The standings that the claims of each document have, a bit for each."""
        with self._lock:
            if self._standings is None:
                self._standings = np.zeros(len(self.rows), np.uint16)
                for value, bit in _STANDINGS.items():
                    listed = connection.execute("SELECT DISTINCT document FROM claim WHERE standing = ?", (value,))
                    self._standings[self._of(number for (number,) in listed)] |= np.uint16(bit)
            return self._standings

    def with_standing(self, connection: sqlite3.Connection, places: Places, standing: str) -> Places:
        """Those of the places that have a claim of a standing."""
        kept: Places = places[(self.standings(connection)[places] & _STANDINGS[standing]) != 0]
        return kept

    def counts_by_standing(self, connection: sqlite3.Connection, places: Places) -> dict[str, int]:
        """How many of the places have a claim of each standing."""
        held = self.standings(connection)[places]
        numbers = {value: int(np.count_nonzero(held & bit)) for value, bit in _STANDINGS.items()}
        return {value: number for value, number in numbers.items() if number}

    def counts_by_year(self, places: Places) -> dict[str, int]:
        """How many of the places are of each year; undated documents are of none."""
        days = self.rows[places] >> DAY_BITS
        dated = (days[days != UNDATED] - _BEFORE_1970).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        years, numbers = np.unique(dated, return_counts=True)
        return {f"{int(year):04d}": int(number) for year, number in zip(years, numbers, strict=True)}

    def _is_known(self, number: int) -> bool:
        """Whether a document was there when the rows were read: others come in while documents are added."""
        return number < len(self._place) and self._place[number] != _NONE

    def _of(self, documents: Iterable[int]) -> Places:
        listed = np.fromiter(documents, np.int64)
        known: Places = self._place[listed[listed < len(self._place)]]
        found: Places = known[known != _NONE]
        return found

    def _placed(self, rows: Rows) -> Places:
        """The places of index rows, without rows that came in later."""
        places = np.searchsorted(self.rows, rows)
        known = places < len(self.rows)
        known[known] = self.rows[places[known]] == rows[known]
        found: Places = places[known].astype(np.int32)
        return found


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
        catalogue = Catalogue(connection)
        ended = self._clock()
        took = ended - began
        return _Made(catalogue, state, seen, ended + _SERVES * took if took > _QUICK else ended)
