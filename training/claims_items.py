"""What the heads for claims learn from: windows with inputs and targets."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from training.claims_facts import Target


@dataclass(frozen=True)
class Item:
    """One window: inputs a word (n, inputs) and how words hang together (n, n), the sentence and place of each word, its targets."""

    article: int
    seen: torch.Tensor
    between: torch.Tensor
    sentences: torch.Tensor
    places: torch.Tensor
    targets: tuple[Target, ...]
