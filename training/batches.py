"""Sentences to batches of tensors: windows of neighbouring sentences, padded, with the labels of every head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

import numpy as np
import torch
from torch import Tensor

from tawthiq.encoder.features import COUNT, as_word, features
from tawthiq.encoder.pieces import PAD, Pieces
from tawthiq.encoder.windows import Window, pack
from training.corpora import HEADS, Sentence

IGNORED = -100
"""The label index of what is not learnt (PyTorch's own convention)."""

_LONGEST = 256  # pieces of a window that holds one sentence
_CHUNK = 20  # batches whose windows are sorted by length together: little padding, still mixed


@dataclass(frozen=True)
class Item:
    """A window with its words' features and labels: head -> a label index a word, or in ``soft`` a row of probabilities a word."""

    window: Window
    features: np.ndarray
    labels: Mapping[str, tuple[int, ...]]
    soft: Mapping[str, np.ndarray]

    @property
    def first(self) -> int:
        """The first word of the window."""
        return self.window.words[1]


@dataclass(frozen=True)
class Batch:
    """Padded windows: pieces and mask (batch, pieces), features (batch, pieces, COUNT), labels head -> (batch, width).

    ``words`` (batch, pieces) is the word of each piece, ``width`` for special ones; ``soft`` head -> (batch, width, labels), rows of
    zeros where nothing is taught.
    """

    pieces: Tensor
    mask: Tensor
    features: Tensor
    words: Tensor
    width: int
    labels: Mapping[str, Tensor]
    soft: Mapping[str, Tensor]


@lru_cache(maxsize=200_000)
def token_features(token: str) -> tuple[int, ...]:
    """Lexicon features of a token of a corpus."""
    return features(as_word(token))


def _index(head: str, label: str) -> int:
    return HEADS[head].index(label) if label in HEADS[head] else IGNORED


def items(sentences: Sequence[Sentence], pieces: Pieces, limit: int) -> list[Item]:
    """Windows over neighbouring sentences; a limit of 0 makes each sentence a window of its own."""
    words = [word for sentence in sentences for word in sentence.words]
    heads = sorted({head for sentence in sentences for head in sentence.labels})
    labels = {head: [_index(head, label) for s in sentences for label in s.labels.get(head, ("X",) * len(s.words))] for head in heads}
    taught = sorted({head for sentence in sentences for head in sentence.soft})
    soft = {head: np.concatenate([_soft(sentence, head) for sentence in sentences]) for head in taught}
    cut = [[pieces(word) for word in sentence.words] for sentence in sentences]
    found = []
    for window in pack(cut, limit or _LONGEST, together=limit > 0):
        first, last = window.words[1], window.words[-2] + 1
        vectors = np.array([token_features(word) for word in words[first:last]], np.float32)
        hard = {head: tuple(values[first:last]) for head, values in labels.items()}
        found.append(Item(window, vectors, hard, {head: values[first:last] for head, values in soft.items()}))
    return found


def _soft(sentence: Sentence, head: str) -> np.ndarray:
    """Probabilities of a sentence, zeros where it has none."""
    return sentence.soft.get(head, np.zeros((len(sentence.words), len(HEADS[head])), np.float16))


def _padded_soft(chosen: Sequence[Item], width: int) -> dict[str, Tensor]:
    found = {}
    for head in sorted({head for item in chosen for head in item.soft}):
        rows = np.zeros((len(chosen), width, len(HEADS[head])), np.float32)
        for row, item in enumerate(chosen):
            if head in item.soft:
                rows[row, : len(item.soft[head])] = item.soft[head]
        found[head] = torch.from_numpy(rows)
    return found


def collate(chosen: Sequence[Item]) -> Batch:
    """One padded batch."""
    length = max(len(item.window) for item in chosen)
    width = max(len(item.features) for item in chosen)
    pieces = np.full((len(chosen), length), PAD, np.int64)
    words = np.full((len(chosen), length), width, np.int64)
    vectors = np.zeros((len(chosen), length, COUNT), np.float32)
    for row, item in enumerate(chosen):
        size = len(item.window)
        inside = np.array(item.window.words[1:-1]) - item.first
        pieces[row, :size], words[row, 1 : size - 1] = item.window.pieces, inside
        vectors[row, 1 : size - 1] = item.features[inside]
    heads = sorted({head for item in chosen for head in item.labels})
    labels = {head: np.full((len(chosen), width), IGNORED, np.int64) for head in heads}
    for row, item in enumerate(chosen):
        for head, values in item.labels.items():
            labels[head][row, : len(values)] = values
    tensor = torch.from_numpy
    return Batch(
        tensor(pieces), tensor((pieces != PAD).astype(np.int64)), tensor(vectors), tensor(words), width,
        {head: tensor(values) for head, values in labels.items()}, _padded_soft(chosen, width),
    )  # fmt: skip


def pooled(outputs: Tensor, words: Tensor, width: int) -> Tensor:
    """The mean of the pieces' outputs, a word: (batch, width, outputs)."""
    batch, _, size = outputs.shape
    total = outputs.new_zeros(batch, width + 1, size).scatter_add(1, words[..., None].expand(-1, -1, size), outputs)
    count = outputs.new_zeros(batch, width + 1).scatter_add(1, words, torch.ones_like(words, dtype=outputs.dtype))
    return (total / count.clamp(min=1)[..., None])[:, :width]


def shuffled(found: list[Item], budget: int, random: Random) -> Iterator[list[Item]]:
    """Batches of about so many pieces (padding counted), in random order."""
    random.shuffle(found)
    chunks: list[list[Item]] = []
    step = max(1, budget // 40) * _CHUNK
    for at in range(0, len(found), step):
        chunks += by_length(found[at : at + step], budget)
    random.shuffle(chunks)
    yield from chunks


def by_length(found: Sequence[Item], budget: int) -> list[list[Item]]:
    """Batches of about so many pieces, short windows first."""
    chunks: list[list[Item]] = [[]]
    for item in sorted(found, key=lambda item: len(item.window)):
        if chunks[-1] and len(item.window) * (len(chunks[-1]) + 1) > budget:
            chunks.append([])
        chunks[-1].append(item)
    return [chunk for chunk in chunks if chunk]
