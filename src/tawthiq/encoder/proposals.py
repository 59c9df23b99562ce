"""The learned heads for claims on onnxruntime: which words carry which claims, and where subject and object stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from tawthiq.encoder.decode import Scores
from tawthiq.encoder.protocol import NOWHERE, Proposal
from tawthiq.encoder.syntax import Indices, Parsed

BARRED = -1e4
"""Score of a word that a pointer cannot point to."""

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
        fed = {"words": seen(parsed, said), "between": between(parsed), "barred": barred(sentences)}
        found, chances, *pointers = self._session.run(_OUTPUTS, fed)
        together = np.stack(pointers, 1)
        best = np.argsort(-together, axis=-1)[..., :_KEPT]
        sure = np.take_along_axis(together, best, -1)
        kept = 1 + (sure[..., 1:] >= _LEAST).sum(-1)
        shifts = (places - np.arange(len(places)) - 1)[found[:, 0], None, None]
        words = np.where(best > 0, best + shifts, NOWHERE)
        told = chances[found[:, 0], found[:, 1]].tolist()
        for (word, predicate), chance, *rows in zip(found.tolist(), told, words.tolist(), sure.tolist(), kept.tolist(), strict=True):
            pointed = [tuple(zip(at[:count], chance_of[:count], strict=True)) for at, chance_of, count in zip(*rows, strict=True)]
            yield int(sentences[word]), Proposal(int(places[word]), self._predicates[predicate], chance, *pointed)


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


def barred(sentences: Indices) -> Scores:
    """What is added to the scores of pointers (n, 1 + n) so that they stay within the sentence; the first column is «nowhere»."""
    apart = sentences[:, None] != sentences[None, :]
    found: Scores = np.pad(apart, ((0, 0), (1, 0))).astype(np.float32)
    found *= BARRED
    return found
