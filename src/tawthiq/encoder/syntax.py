"""The parser on onnxruntime: from the states of the encoder's middle to the head of each word, its relation and its part of speech."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.protocol import ROOT, Arc, Proposal
from tawthiq.encoder.windows import Window, means
from tawthiq.text.words import Word

Indices = npt.NDArray[np.int64]
"""Numbers of words or sentences."""

BARRED = -1e4
"""What is added to the score of a word that nothing may hang on or point to."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser says of the n words of a window.

    ``words`` (n, hidden): its own states of them; ``middle`` (n, hidden): the encoder's, which it went on from; ``heads`` (n): 0 for the
    root, else the head's place in the window and one; ``sure`` (n): probability of the head; ``relations``, ``tags``: (n, labels).
    """

    words: Scores
    middle: Scores
    heads: Indices
    sure: Scores
    relations: Scores
    tags: Scores


class Trees:
    """Collects the arcs of one document's windows as they are read, and what ``proposer`` sees in them."""

    def __init__(self, parser: OnnxParser, sentences: Sequence[Sequence[Word]], proposer: Proposer | None = None) -> None:
        self._parser, self._sizes, self._proposer = parser, [len(sentence) for sentence in sentences], proposer
        self._sentences = np.repeat(np.arange(len(sentences)), self._sizes)
        self._places = np.concatenate([np.arange(size) for size in self._sizes]) if self._sizes else np.zeros(0, np.int64)
        self._arcs: list[Arc] = []
        self._proposals: list[list[Proposal]] = [[] for _ in sentences]

    def see(self, windows: Sequence[Window], states: Sequence[Scores], said: Scores) -> None:
        """Read the next windows, from the encoder's states of their pieces and what it says of their words (``said``, one row a word)."""
        first = windows[0].words[1]
        spans = [(window.words[1], window.words[-2] + 1) for window in windows]
        seen = [
            self._parser.parsed(window, of_window, self._sentences[begin:end])
            for window, of_window, (begin, end) in zip(windows, states, spans, strict=True)
        ]
        self._arcs += self._parser.arcs(seen, self._places[first : spans[-1][1]])
        for parsed, (begin, end) in zip(seen, spans, strict=True):
            self._propose(parsed, said[begin - first : end - first], slice(begin, end))

    def _propose(self, parsed: Parsed, said: Scores, words: slice) -> None:
        """Keep what the heads for claims see in a window's words."""
        if self._proposer is not None:
            for sentence, proposal in self._proposer.proposals(parsed, said, self._sentences[words], self._places[words]):
                self._proposals[sentence].append(proposal)

    def arcs(self) -> tuple[tuple[Arc, ...], ...]:
        """An arc a word, sentence by sentence."""
        ends = np.cumsum(self._sizes)
        return tuple(tuple(self._arcs[end - size : end]) for end, size in zip(ends, self._sizes, strict=True))

    def proposals(self) -> tuple[tuple[Proposal, ...], ...]:
        """What each sentence may claim; nothing at all without a proposer."""
        return tuple(map(tuple, self._proposals)) if self._proposer is not None else ()


class Proposer(Protocol):
    """What sees claims in a window that has been parsed."""

    def proposals(self, parsed: Parsed, said: Scores, sentences: Indices, places: Indices) -> Iterator[tuple[int, Proposal]]:
        """Sentence and proposal of each claim that a window's words may carry."""


class OnnxParser:
    """A parser whose weights are an ONNX file with its relations and tags in its metadata."""

    def __init__(self, session: Any) -> None:
        self._session = session
        described = session.get_modelmeta().custom_metadata_map
        self.version: str = described["version"]
        self._relations: tuple[str, ...] = tuple(json.loads(described["relations"]))
        self._tags: tuple[str, ...] = tuple(json.loads(described["tags"]))

    def parsed(self, window: Window, states: Scores, sentences: Indices) -> Parsed:
        """What the parser says of a window's words: ``sentences[i]`` is the sentence of its i-th word."""
        inside = np.array(window.words[1:-1]) - window.words[1]
        pool = _pool(inside, len(window))
        fed = {"states": states[None], "pool": pool, "barred": _barred(sentences)}
        words, *rest = self._session.run(_OUTPUTS, fed)
        return Parsed(words, means(states[1:-1], inside), *rest)

    def arcs(self, windows: Sequence[Parsed], places: Indices) -> list[Arc]:
        """The arcs of the words of windows: ``places[i]`` is the index of their i-th word in its sentence."""
        heads, inside = (np.concatenate(rows) for rows in zip(*((one.heads, np.arange(len(one.heads))) for one in windows), strict=True))
        relations, tags = np.concatenate([one.relations for one in windows]), np.concatenate([one.tags for one in windows])
        best, kinds = relations.argmax(1), tags.argmax(1)
        found = np.where(heads == 0, ROOT, places + heads - 1 - inside)
        together, certain = np.concatenate([one.sure for one in windows]) * relations.max(1), tags.max(1)
        rows = zip(found.tolist(), best.tolist(), kinds.tolist(), together.tolist(), certain.tolist(), strict=True)
        return [Arc(head, self._relations[kind], self._tags[tag], sure, known) for head, kind, tag, sure, known in rows]


_OUTPUTS = ("words", "heads", "sure", "relations", "tags")


def _pool(words: Any, pieces: int) -> Scores:
    """A matrix (words, pieces of the window) that takes the mean of each word's pieces."""
    found: Scores = np.zeros((int(words[-1]) + 1, pieces), np.float32)
    found[words, np.arange(1, pieces - 1)] = 1.0
    found /= found.sum(1, keepdims=True)
    return found


def _barred(sentences: Any) -> Scores:
    """What is added to the scores (words, 1 + words) so that no word hangs on itself or on another sentence."""
    barred = apart(sentences)
    np.fill_diagonal(barred[:, 1:], val=BARRED)
    return barred


def apart(sentences: Indices) -> Scores:
    """What is added to scores of words (words, 1 + words) so that they stay within the sentence; the first column stands for no word."""
    found: Scores = np.zeros((len(sentences), len(sentences) + 1), np.float32)
    np.multiply(sentences[:, None] != sentences[None, :], np.float32(BARRED), out=found[:, 1:])
    return found
