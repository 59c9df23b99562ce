"""Windows with their targets as padded batches for the heads for claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from training.claims_facts import PREDICATES, Target
from training.claims_items import Item
from training.claims_network import INPUTS, POINTERS

BATCH = 8  # windows
_CHUNK = 18  # batches whose windows are sorted by length together: little padding, still mixed
_SHIFT = 1  # pointers count nowhere as 0 and words from 1


@dataclass(frozen=True)
class Batch:
    """Padded windows of n words at most, and their k targets as rows.

    ``seen`` (batch, n, inputs); ``sentences`` (batch, n), -1: padding; ``labels`` (batch, n, predicates), the weight of a target there.
    Of a target: ``at`` its window, ``words`` and ``kinds`` trigger and predicate, ``weights``, ``ties`` (k, n) how words hang together
    with the trigger, ``wanted`` (k, pointers, 1 + n) ones where a pointer is right; a row of zeros teaches nothing (the window was cut
    there).
    """

    seen: Tensor
    sentences: Tensor
    labels: Tensor
    at: Tensor
    words: Tensor
    kinds: Tensor
    weights: Tensor
    ties: Tensor
    wanted: Tensor


def collate(items: Sequence[Item]) -> Batch:
    """One batch."""
    width = max(len(item.seen) for item in items)
    seen, sentences = torch.zeros(len(items), width, INPUTS), torch.full((len(items), width), -1)
    together = torch.zeros(len(items), width, width, dtype=torch.uint8)
    for row, item in enumerate(items):
        size = len(item.seen)
        seen[row, :size], sentences[row, :size], together[row, :size, :size] = item.seen, item.sentences, item.between
    places = [places_of(item) for item in items]
    rows = [(row, places[row][t.sentence, t.word], t) for row, item in enumerate(items) for t in item.targets]
    at, words, kinds = (torch.tensor(found, dtype=torch.long) for found in _columns(rows))
    return Batch(seen, sentences, _labels(len(items), width, rows), at, words, kinds,
                 torch.tensor([t.weight for *_, t in rows]), together[at, words].long(),
                 _wanted([(places[row], t) for row, _, t in rows], width))  # fmt: skip


def places_of(item: Item) -> dict[tuple[int, int], int]:
    """Sentence and place of each word → its number in the window."""
    return {pair: i for i, pair in enumerate(zip(item.sentences.tolist(), item.places.tolist(), strict=True))}


def _columns(rows: Sequence[tuple[int, int, Target]]) -> tuple[list[int], list[int], list[int]]:
    return [row for row, _, _ in rows], [word for _, word, _ in rows], [t.predicate for *_, t in rows]


def _labels(count: int, width: int, rows: Iterable[tuple[int, int, Target]]) -> Tensor:
    labels = torch.zeros(count, width, len(PREDICATES))
    for row, word, target in rows:
        labels[row, word, target.predicate] = max(float(labels[row, word, target.predicate]), target.weight)
    return labels


def _wanted(targets: Sequence[tuple[dict[tuple[int, int], int], Target]], width: int) -> Tensor:
    found = torch.zeros(len(targets), len(POINTERS), width + 1)
    for row, (places, target) in enumerate(targets):
        for pointer, words in enumerate(_ends(target)):
            for word in words:
                if word < 0:
                    found[row, pointer, 0] = 1
                elif (target.sentence, word) in places:
                    found[row, pointer, places[target.sentence, word] + _SHIFT] = 1
    return found


def _ends(target: Target) -> Iterator[Sequence[int]]:
    """The right words of each pointer."""
    yield target.subjects
    for pairs in (target.objects, target.evidence):
        yield [first for first, _ in pairs]
        yield [last for _, last in pairs]


def shuffled(items: Sequence[Item], draw: Random) -> list[list[Item]]:
    """Batches in random order, windows of like length together."""
    mixed = list(items)
    draw.shuffle(mixed)
    found: list[list[Item]] = []
    for start in range(0, len(mixed), BATCH * _CHUNK):
        chunk = sorted(mixed[start : start + BATCH * _CHUNK], key=lambda item: len(item.seen))
        found += [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
    draw.shuffle(found)
    return found

