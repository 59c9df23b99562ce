"""The learned model behind one small protocol.

Weights ship in ``weights/``; without them ``load()`` gives None and the rules read alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.protocol import Arc, Read, Tagged, Tagger

__all__ = ["Arc", "Read", "Tagged", "Tagger", "load", "load_file"]

_WEIGHTS, _PARSER, _PIECES = "tawthiq.onnx", "parser.onnx", "pieces.tsv.gz"


@cache
def pieces() -> Pieces:
    """The vocabulary that every set of weights shares."""
    return read_pieces(files("tawthiq.encoder").joinpath("weights", _PIECES).read_bytes())


@cache
def load() -> Tagger | None:
    """The shipped model, loaded once a process; None where the package was built without weights."""
    weights, parser = (files("tawthiq.encoder").joinpath("weights", name) for name in (_WEIGHTS, _PARSER))
    if not weights.is_file():
        return None
    return OnnxTagger(weights.read_bytes(), pieces(), parser=parser.read_bytes() if parser.is_file() else None)


def load_file(path: Path, *, thorough: bool = False) -> OnnxTagger:
    """A model from a file, with the shipped vocabulary; ``thorough`` reads twice, for a little more accuracy."""
    return OnnxTagger(path.read_bytes(), pieces(), thorough=thorough)
