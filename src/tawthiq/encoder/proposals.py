"""The learned heads for claims on onnxruntime: which words carry which claims, and where subject and object stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.protocol import NOWHERE, Pointer, Proposal
from tawthiq.encoder.syntax import Indices, Parsed, apart

_KEPT, _LEAST = 3, 0.05  # words a pointer keeps, and the least probability of any but the likeliest


class OnnxProposer:
    """Heads whose weights are an ONNX file with their predicates in its metadata."""

    def __init__(self, session: Any) -> None:
        self._session = session
        described = session.get_modelmeta().custom_metadata_map
        self.version: str = described["version"]
        self._predicates: tuple[str, ...] = tuple(json.loads(described["predicates"]))

    def proposals(self, parsed: Parsed, said: Scores, sentences: Indices, places: Indices) -> Iterator[tuple[int, Proposal]]:
        """Sentence and proposal of each claim that a window's words may carry, from what encoder and parser know of them."""
        fed = {"words": seen(parsed, said), "between": between(parsed), "barred": apart(sentences)}
        found, chances, *pointers = self._session.run(_OUTPUTS, fed)
        shifts = (places - np.arange(len(places)) - 1)[found[:, 0], None, None]
        told = zip(sentences[found[:, 0]], places[found[:, 0]], found[:, 1], chances[found[:, 0], found[:, 1]], strict=True)
        for (sentence, word, predicate, chance), pointed in zip(told, _pointed(np.stack(pointers, 1), shifts), strict=True):
            yield int(sentence), Proposal(int(word), self._predicates[predicate], float(chance), *pointed)


def _pointed(chances: Scores, shifts: Indices) -> Iterator[Sequence[Pointer]]:
    """The pointers of each trigger out of their probabilities (k, pointers, 1 + words); ``shifts`` (k, 1, 1) makes words of places."""
    best = _likeliest(chances)
    sure = np.take_along_axis(chances, best, -1)
    words = np.where(best > 0, best + shifts, NOWHERE)
    pairs = list(zip(words.ravel().tolist(), sure.ravel().tolist(), strict=True))
    of_trigger, of_pointer = best.shape[1] * best.shape[2], best.shape[2]
    kept = (1 + (sure[..., 1:] >= _LEAST).sum(-1)).tolist()
    for first, counts in zip(range(0, len(pairs), of_trigger), kept, strict=True):
        yield [tuple(pairs[at : at + count]) for at, count in zip(range(first, first + of_trigger, of_pointer), counts, strict=True)]


def _likeliest(chances: Scores) -> Indices:
    """The last axis's indices of the highest chances, at most ``_KEPT``, the highest first: a full sort takes four times as long."""
    kept = min(_KEPT, chances.shape[-1])
    found = np.argpartition(chances, -kept, axis=-1)[..., -kept:]
    order = np.argsort(-np.take_along_axis(chances, found, -1), axis=-1)
    best: Indices = np.take_along_axis(found, order, -1)
    return best


_OUTPUTS = ("found", "chances", "subject", "first", "last", "begin", "end")


def seen(parsed: Parsed, said: Scores) -> Scores:
    """What the heads go on from, a row a word: states of parser and encoder, relation, part of speech, what the encoder says."""
    together: Scores = np.concatenate([parsed.words, parsed.middle, parsed.relations, parsed.tags, said], 1)
    return together.astype(np.float32)


def between(parsed: Parsed) -> Indices:
    """How words hang together (n, n).

    0: not at all; 1 + relation: the column's word hangs on the row's; behind those: the row's word hangs on the column's.
    """
    kinds, labels = parsed.relations.argmax(1), parsed.relations.shape[1]
    found: Indices = np.zeros((len(kinds), len(kinds)), np.int64)
    below = np.flatnonzero(parsed.heads > 0)
    above = parsed.heads[below] - 1
    found[above, below], found[below, above] = 1 + kinds[below], 1 + labels + kinds[below]
    return found
