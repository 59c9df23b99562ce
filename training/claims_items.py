"""What the heads for claims learn from: windows with inputs and targets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from training.claims_facts import Target


@dataclass(frozen=True)
class Soft:
    """What teachers say of a window of n words.

    ``chances`` (m, 3): word, predicate and how likely the word is a trigger of it, where that is worth telling. Of the likelier k:
    ``pairs`` (k, 2) word and predicate, ``weights`` (k), ``places`` and ``shares`` (k, pointers, 3): where pointers go (0: nowhere,
    words from 1) and how likely.
    """

    chances: torch.Tensor
    pairs: torch.Tensor
    weights: torch.Tensor
    places: torch.Tensor
    shares: torch.Tensor


@dataclass(frozen=True)
class Item:
    """One window: inputs a word (n, inputs) and how words hang together (n, n), the sentence and place of each word, its targets."""

    article: int
    seen: torch.Tensor
    between: torch.Tensor
    sentences: torch.Tensor
    places: torch.Tensor
    targets: tuple[Target, ...]
    soft: Soft | None = None


def load_items(work: Path, pattern: str) -> list[Item]:
    """The windows of all files that a pattern fits, in order of their names."""
    return [item for path in sorted(work.glob(pattern)) for item in torch.load(path, weights_only=False)]
