"""A tiny ONNX file written byte by byte: the package onnx is not needed to run the program or its tests.

The graph is that of the sentence vectors without layers: the rows of the pieces, and their mean. Numbers of fields are those of
onnx.proto3.
"""

from __future__ import annotations

import base64

import numpy as np

from tawthiq.encoder.pieces import write_pieces
from tawthiq.text.sentences import split_sentences
from tawthiq.text.words import Word, tokenize

_FLOAT, _INT64 = 1, 7


def _varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def _field(number: int, value: int | str | bytes) -> bytes:
    """One field of a message: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    raw = value.encode("utf-8") if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(raw)) + raw


def _tensor(name: str, values: np.ndarray) -> bytes:
    dims = b"".join(_field(1, size) for size in values.shape)
    return dims + _field(2, _FLOAT) + _field(8, name) + _field(9, values.astype("<f4").tobytes())


def _value(name: str, kind: int, *dims: int | str) -> bytes:
    shape = b"".join(_field(1, _field(2 if isinstance(dim, str) else 1, dim)) for dim in dims)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _graph(rows: np.ndarray) -> bytes:
    gather = _field(1, "rows") + _field(1, "pieces") + _field(2, "states") + _field(4, "Gather")
    axes = _field(5, _field(1, "axes") + _field(8, 1) + _field(20, 7))
    kept = _field(5, _field(1, "keepdims") + _field(3, 0) + _field(20, 2))
    mean = _field(1, "states") + _field(2, "mean") + _field(4, "ReduceMean") + axes + kept
    return (
        _field(1, gather) + _field(1, mean) + _field(2, "tiny") + _field(5, _tensor("rows", rows))
        + _field(11, _value("pieces", _INT64, 1, "length")) + _field(12, _value("mean", _FLOAT, 1, rows.shape[1]))
    )  # fmt: skip


def tiny_vectors(words: list[str], width: int = 8) -> bytes:
    """Sentence vectors whose pieces are whole words with rows drawn at random; the same words give the same bytes."""
    pieces = [(text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>")] + [("\u2581" + word, -1.0) for word in words]
    rows = np.random.default_rng(7).normal(size=(len(pieces), width)).astype(np.float32)
    told = {"version": "tiny@1", "width": str(width), "pieces": base64.b64encode(write_pieces(pieces)).decode()}
    metadata = b"".join(_field(14, _field(1, key) + _field(2, value)) for key, value in told.items())
    return _field(1, 8) + _field(7, _graph(rows)) + _field(8, _field(1, "") + _field(2, 17)) + metadata


def in_words(text: str) -> list[tuple[Word, ...]]:
    """The words of a text, a tuple a sentence."""
    return [tokenize(text, sentence.start, sentence.end) for sentence in split_sentences(text)]
