"""The optional file of sentence vectors for pages: loaded by the first page that needs it, vectors kept for what was asked lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray
from starlette.requests import Request

from tawthiq.encoder.vectors import Vectors, found_file, home, load
from tawthiq.errors import UsageError
from tawthiq.store import Store
from tawthiq.views.retold import retold
from tawthiq.views.utterances import UtteranceRow

_MOST: Final = 4_000  # sentences kept: 6 MB, and some pages of one spokesman


class Likeness:
    """Vectors of sentences. Pages are made in several threads; the model is asked by one at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._model: Vectors | None = None
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def here(self) -> bool:
        """Whether the file is there; nothing is read."""
        return found_file(self._path) is not None

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each sentence; UsageError (T370) where the file is not there."""
        with self._lock:
            rows = [self._row(sentence) for sentence in sentences]
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return np.stack(rows)

    def _row(self, sentence: str) -> NDArray[np.float32]:
        if sentence not in self._kept:
            self._kept[sentence] = self._loaded()([sentence])[0]
        self._kept.move_to_end(sentence)
        return self._kept[sentence]

    def _loaded(self) -> Vectors:
        self._model = self._model or load(self._path)
        if self._model is None:
            raise UsageError("T370", home=str(home()))
        return self._model


def retold_of(request: Request, store: Store, document: str, within: tuple[int, int] | None = None) -> tuple[UtteranceRow, ...] | None:
    """What a document, or a place in it, quotes and others tell in other words; None where that is not asked for or cannot be told."""
    likeness: Likeness = request.app.state.likeness
    if not (likeness.here and request.query_params.get("retold")):
        return None
    return retold(store, likeness, document, within)
