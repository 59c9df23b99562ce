"""Claims by what they have in common, put aside in a temporary file: an archive's claims would not fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from tawthiq.reconcile.comparison.item import Item

_IN_MEMORY = 8 << 20  # bytes of claims that are held before a file is made: about 15,000 claims
_PARTS = 16  # blocks are put in order in so many parts, one at a time


class Blocks:
    """Items under 64-bit keys. Only blocks with claims of several documents come back."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by ``__exit__``
        self._places = array("Q", [0])
        self._documents = array("Q")
        self._keys = array("Q")
        self._items = array("I")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def add(self, item: Item, keys: Iterable[int]) -> None:
        """Puts an item under each of its keys."""
        data = item.packed()
        number = len(self._documents)
        self._file.write(data)
        self._places.append(self._places[-1] + len(data))
        self._documents.append(item.document)
        for key in keys:
            self._keys.append(key)
            self._items.append(number)

    def shared(self, alone: Callable[[int], bool] = lambda _: False) -> Iterator[tuple[int, list[Item]]]:
        """The blocks with several documents in order of their keys, each in order of claim ids; ``alone``: keys of which one will do."""
        width = (1 << 64) // _PARTS
        for part in range(_PARTS):
            marks = [(key << 32) | item for key, item in zip(self._keys, self._items, strict=True) if key // width == part]
            for key, group in groupby(sorted(marks), key=lambda mark: mark >> 32):
                numbers = [mark & 0xFFFF_FFFF for mark in group]
                if len({self._documents[number] for number in numbers}) > 1 or alone(key):
                    yield key, sorted(map(self._read, dict.fromkeys(numbers)), key=lambda item: (item.id, item.document))

    def _read(self, number: int) -> Item:
        start, end = self._places[number], self._places[number + 1]
        self._file.seek(start)
        return Item.unpacked(self._file.read(end - start))
