"""Windows with their targets as padded batches for the heads for claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor

from training.claims_facts import PREDICATES, Target
from training.claims_items import Item, Soft
from training.claims_network import INPUTS, POINTERS

BATCH = 12  # windows
_CHUNK = 12  # batches whose windows are sorted by length together: little padding, still mixed
_SHIFT = 1  # pointers count nowhere as 0 and words from 1


@dataclass(frozen=True)
class Batch:
    """Padded windows of n words at most, and their k targets as rows.

    ``seen`` (batch, n, inputs); ``sentences`` (batch, n), -1: padding; ``labels`` (batch, n, predicates), the weight of a target there.
    Of a target: ``at`` its window, ``words`` and ``kinds`` trigger and predicate, ``weights``, ``ties`` (k, n) how words hang together
    with the trigger, ``wanted`` (k, pointers, 1 + n) ones where a pointer is right; a row of zeros teaches nothing (the window was cut
    there). ``soft`` (k): the row tells how likely each word is instead, as teachers say.
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
    soft: Tensor


@dataclass(frozen=True)
class _Rows:
    """The targets of one window as in ``Batch``, without padding; ``labels`` (m, 3): word, predicate, weight."""

    labels: Tensor
    words: Tensor
    kinds: Tensor
    weights: Tensor
    wanted: Tensor
    soft: bool


def collate(items: Sequence[Item]) -> Batch:
    """One batch; of windows that teachers have read, what they say."""
    width = max(len(item.seen) for item in items)
    seen, sentences = torch.zeros(len(items), width, INPUTS), torch.full((len(items), width), -1)
    together = torch.zeros(len(items), width, width, dtype=torch.uint8)
    for row, item in enumerate(items):
        size = len(item.seen)
        seen[row, :size], sentences[row, :size], together[row, :size, :size] = item.seen, item.sentences, item.between
    found = [_rows(item, width) for item in items]
    at = torch.cat([torch.full_like(rows.words, number) for number, rows in enumerate(found)])
    words, kinds, weights, wanted = (torch.cat([getattr(rows, name) for rows in found]) for name in ("words", "kinds", "weights", "wanted"))
    soft = torch.cat([torch.full_like(rows.words, rows.soft, dtype=torch.bool) for rows in found])
    return Batch(seen, sentences, _labels(found, width), at, words, kinds, weights, together[at, words].long(), wanted, soft)


def _rows(item: Item, width: int) -> _Rows:
    if item.soft is not None:
        return _soft_rows(item.soft, width)
    places = places_of(item)
    words = torch.tensor([places[t.sentence, t.word] for t in item.targets], dtype=torch.long)
    kinds = torch.tensor([t.predicate for t in item.targets], dtype=torch.long)
    weights = torch.tensor([t.weight for t in item.targets])
    wanted = _wanted([(places, target) for target in item.targets], width)
    return _Rows(torch.stack([words.float(), kinds.float(), weights], 1), words, kinds, weights, wanted, soft=False)


def _soft_rows(soft: Soft, width: int) -> _Rows:
    wanted = torch.zeros(len(soft.pairs), len(POINTERS), width + 1).scatter_add(2, soft.places.long(), soft.shares.float())
    return _Rows(soft.chances.float(), soft.pairs[:, 0].long(), soft.pairs[:, 1].long(), soft.weights.float(), wanted, soft=True)


def places_of(item: Item) -> dict[tuple[int, int], int]:
    """Sentence and place of each word → its number in the window."""
    return {pair: i for i, pair in enumerate(zip(item.sentences.tolist(), item.places.tolist(), strict=True))}


def _labels(found: Sequence[_Rows], width: int) -> Tensor:
    """The greatest weight of each word's targets."""
    labels = torch.zeros(len(found), width * len(PREDICATES))
    for row, rows in enumerate(found):
        at = rows.labels[:, 0].long() * len(PREDICATES) + rows.labels[:, 1].long()
        labels[row] = labels[row].scatter_reduce(0, at, rows.labels[:, 2], "amax")
    return labels.view(len(found), width, len(PREDICATES))


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

