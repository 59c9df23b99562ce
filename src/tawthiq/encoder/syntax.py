"""The parser on onnxruntime: from the states of the encoder's middle to the head of each word, its relation and its part of speech."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.protocol import ROOT, Arc
from tawthiq.encoder.windows import Window
from tawthiq.text.words import Word

Indices = npt.NDArray[np.int64]
"""Numbers of words or sentences."""

_BARRED = -1e4  # score of a head outside the sentence


class Trees:
    """Collects the arcs of one document's windows as they are read."""

    def __init__(self, parser: OnnxParser, sentences: Sequence[Sequence[Word]]) -> None:
        self._parser, self._sizes = parser, [len(sentence) for sentence in sentences]
        self._sentences = np.repeat(np.arange(len(sentences)), self._sizes)
        self._places = np.concatenate([np.arange(size) for size in self._sizes]) if self._sizes else np.zeros(0, np.int64)
        self._arcs: list[Arc] = []

    def see(self, window: Window, states: Scores) -> None:
        """Read the next window, from the encoder's states of its pieces."""
        first, last = window.words[1], window.words[-2] + 1
        self._arcs += self._parser.arcs(window, states, self._sentences[first:last], self._places[first:last])

    def arcs(self) -> tuple[tuple[Arc, ...], ...]:
        """An arc a word, sentence by sentence."""
        ends = np.cumsum(self._sizes)
        return tuple(tuple(self._arcs[end - size : end]) for end, size in zip(ends, self._sizes, strict=True))


class OnnxParser:
    """A parser whose weights are an ONNX file with its relations and tags in its metadata."""

    def __init__(self, session: Any) -> None:
        self._session = session
        described = session.get_modelmeta().custom_metadata_map
        self.version: str = described["version"]
        self._relations: tuple[str, ...] = tuple(json.loads(described["relations"]))
        self._tags: tuple[str, ...] = tuple(json.loads(described["tags"]))

    def arcs(self, window: Window, states: Scores, sentences: Indices, places: Indices) -> list[Arc]:
        """The arcs of a window's words: ``sentences[i]`` is the sentence of its i-th word, ``places[i]`` the word's index there."""
        inside = np.array(window.words[1:-1]) - window.words[1]
        fed = {"states": states[None], "pool": _pool(inside, len(window)), "barred": _barred(sentences)}
        heads, sure, relations, tags = self._session.run(None, fed)
        best, kinds = relations.argmax(1), tags.argmax(1)
        found = np.where(heads == 0, ROOT, places + heads - 1 - np.arange(len(heads)))
        together, certain = sure * relations.max(1), tags.max(1)
        rows = zip(found.tolist(), best.tolist(), kinds.tolist(), together.tolist(), certain.tolist(), strict=True)
        return [Arc(head, self._relations[kind], self._tags[tag], sure, known) for head, kind, tag, sure, known in rows]


def _pool(words: Any, pieces: int) -> Scores:
    """A matrix (words, pieces of the window) that takes the mean of each word's pieces."""
    found: Scores = np.zeros((int(words[-1]) + 1, pieces), np.float32)
    found[words, np.arange(1, pieces - 1)] = 1.0
    found /= found.sum(1, keepdims=True)
    return found


def _barred(sentences: Any) -> Scores:
    """What is added to the scores (words, 1 + words) so that no word hangs on itself or on another sentence."""
    apart = sentences[:, None] != sentences[None, :]
    np.fill_diagonal(apart, val=True)
    barred: Scores = np.pad(apart, ((0, 0), (1, 0))).astype(np.float32)
    barred *= _BARRED
    return barred
