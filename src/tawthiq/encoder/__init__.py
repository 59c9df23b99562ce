"""The learned model behind one small protocol.

Weights ship in ``weights/``; without them ``load()`` gives None and the rules read alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.protocol import NOWHERE, Arc, Pointer, Proposal, Read, Tagged, Tagger

__all__ = ["NOWHERE", "Arc", "Pointer", "Proposal", "Read", "Tagged", "Tagger", "load", "load_file"]

_WEIGHTS, _PARSER, _HEADS, _PIECES = "tawthiq.onnx", "parser.onnx", "claims.onnx", "pieces.tsv.gz"


@cache
def pieces() -> Pieces:
    """The vocabulary that every set of weights shares."""
    return read_pieces(files("tawthiq.encoder").joinpath("weights", _PIECES).read_bytes())


@cache
def load() -> Tagger | None:
    """The shipped model, loaded once a process; None where the package was built without weights."""
    weights, parser, heads = (_bytes(name) for name in (_WEIGHTS, _PARSER, _HEADS))
    return OnnxTagger(weights, pieces(), parser=parser, heads=heads) if weights is not None else None


def _bytes(name: str) -> bytes | None:
    """A file of the weights, if it ships."""
    file = files("tawthiq.encoder").joinpath("weights", name)
    return file.read_bytes() if file.is_file() else None


def load_file(path: Path, *, thorough: bool = False) -> OnnxTagger:
    """A model from a file, with the shipped vocabulary; ``thorough`` reads twice, for a little more accuracy."""
    return OnnxTagger(path.read_bytes(), pieces(), thorough=thorough)
