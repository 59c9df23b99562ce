"""A vector a sentence: what it says, in Arabic or English, as 384 numbers; sentences that say the same lie close together.

The weights are an optional file of about 30 MB that is not in the package (docs/model-card.md): all twelve layers of
multilingual-e5-small. ``load()`` finds it or gives None; nothing is ever downloaded.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tawthiq.encoder.pieces import BEGIN, END, read_pieces
from tawthiq.errors import UsageError

SETTING = "TAWTHIQ_VECTORS"
"""The environment variable that names the file."""

FILE = "vectors.onnx"
"""What the file is called in the folder of the user's data."""

LIMIT = 256
"""Pieces of one sentence that are read, about 150 words; longer ones are cut there."""

_PREFIX = "query:"  # the base model was trained with it before sentences that are compared with each other

Matrix = NDArray[np.float32]


class Vectors(Protocol):
    """A model that gives sentences as vectors. One instance serves one process."""

    @property
    def version(self) -> str:
        """Name and version of the weights."""

    def __call__(self, sentences: Sequence[str]) -> Matrix:
        """Vectors of unit length: float32 (sentences, 384); their product is the cosine."""


class OnnxVectors:
    """Vectors by an ONNX file that carries its vocabulary in its metadata; sentences are read one at a time."""

    def __init__(self, weights: bytes) -> None:
        from tawthiq.encoder.model import session

        self._session = session(weights)
        found: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map
        self.version: str = found["version"]
        self._width = int(found["width"])
        self._pieces = read_pieces(base64.b64decode(found["pieces"]))

    def __call__(self, sentences: Sequence[str]) -> Matrix:
        """A row of unit length for each sentence."""
        rows = np.zeros((len(sentences), self._width), np.float32)
        for index, sentence in enumerate(sentences):
            rows[index] = self._one(sentence)
        return rows

    def _one(self, sentence: str) -> Any:
        fed = np.array([framed(self._pieces, sentence)], np.int64)
        mean = self._session.run(["mean"], {"pieces": fed})[0][0]
        return mean / max(float(np.linalg.norm(mean)), 1e-12)


def framed(pieces: Callable[[str], Iterable[int]], sentence: str) -> list[int]:
    """The pieces of a sentence as the model reads them: opened, led by the prefix, closed; at most ``LIMIT``."""
    found = (piece for word in (_PREFIX, *sentence.split()) for piece in pieces(word))
    return [BEGIN, *islice(found, LIMIT - 2), END]


def load(path: Path | None = None) -> Vectors | None:
    """The model of a file, of the setting, or of the folder of the user's data, loaded once a process; None where there is none.

    UsageError if a file that was named is not there or is no such model.
    """
    named = path or (Path(os.environ[SETTING]) if os.environ.get(SETTING) else None)
    if named is None:
        return _loaded(home()) if os.path.isfile(home()) else None  # noqa: PTH113 - is_file() raises where a folder may not be looked into
    if not named.is_file():
        raise UsageError("T371", str(named), home=str(home()))
    return _loaded(named)


def found_file(path: Path | None = None) -> Path | None:
    """The file that ``load`` would read; None where there is none."""
    named = path or (Path(os.environ[SETTING]) if os.environ.get(SETTING) else home())
    return named if named.is_file() else None


def home() -> Path:
    """Where the file is looked for without a setting: the user's data, by the habits of the system."""
    user = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where a user has no home, as in some containers
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or user / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = user / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or user / ".local" / "share")
    return base / "tawthiq" / FILE


@cache
def _loaded(path: Path) -> OnnxVectors:
    try:
        return OnnxVectors(path.read_bytes())
    except Exception as error:  # onnxruntime's own errors have no common parent
        raise UsageError("T372", str(path), reason=type(error).__name__) from error
