"""Reading annotated articles with heads that have not learnt from them.

``TAWTHIQ_HEADS=WORK python -m evaluation --gold press --part open --reader training.claims_cross:read`` reads each article by the file
``WORK/cross-K.onnx`` of the part K in which it was left out (``training.claims_train --fold K``); other texts by the first of them.
"""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from tawthiq.encoder import pieces
from tawthiq.encoder.model import OnnxTagger
from tawthiq.extract import read_with
from tawthiq.model import Document, Reading
from training.claims_facts import part_of

VARIABLE = "TAWTHIQ_HEADS"
_NUMBER = re.compile(r"press-(\d+)")


def read(document: Document) -> Reading:
    """The reading of a document by the heads that do not know it."""
    folder = Path(os.environ[VARIABLE])
    folds = len(list(folder.glob("cross-*.onnx")))
    number = _NUMBER.search(document.origin.path)
    return read_with(document, _tagger(folder / f"cross-{part_of(int(number[1]), folds) if number else 0}.onnx"))


@cache
def _tagger(heads: Path) -> OnnxTagger:
    weights, parser = (files("tawthiq.encoder").joinpath("weights", name).read_bytes() for name in ("tawthiq.onnx", "parser.onnx"))
    return OnnxTagger(weights, pieces(), parser=parser, heads=heads.read_bytes())
