"""The parser's network: lower layers of the encoder as they are, upper layers of its own, biaffine scores of heads and relations.

After Dozat and Manning, 2017; the lower layers' states come out of the shipped encoder, so that reading a text twice costs half.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import pooled
from training.network import HIDDEN, Encoder, Layer
from training.trees import RELATIONS, TAGS

ARC, RELATION = 192, 96  # sizes of what a word is as a head and as a dependent
_BARRED = -1e4  # score of a head outside the sentence


class Biaffine(nn.Module):
    """Scores (batch, dependents, heads, outputs) of pairs of vectors."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, size + 1, size + 1))

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Both are (batch, words, size)."""
        left, right = (functional.pad(rows, (0, 1), value=1.0) for rows in (dependents, heads))
        return torch.einsum("bdi,oij,bhj->bdho", left, self.weight, right)


class Parser(nn.Module):
    """States of a middle layer to scores of heads (batch, words, 1 + words), relations (…, relations) and tags (batch, words, tags)."""

    def __init__(self, layers: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(layers))
        self.dropout = dropout
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.arc_dependent, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(HIDDEN, RELATION), nn.Linear(HIDDEN, RELATION)
        self.arcs, self.relations = Biaffine(ARC, 1), Biaffine(RELATION, len(RELATIONS))
        self.tags = nn.Linear(HIDDEN, len(TAGS))

    def _side(self, linear: nn.Module, states: Tensor) -> Tensor:
        return functional.dropout(functional.gelu(linear(states)), self.dropout, self.training)

    def upper(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """The own layers over the states (batch, pieces, hidden) of the middle."""
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * _BARRED
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def of_words(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The three scores from the states of words (batch, words, hidden)."""
        states = functional.dropout(states, self.dropout, self.training)
        with_root = torch.cat([self.root.expand(states.shape[0], 1, HIDDEN), states], 1)
        arcs = self.arcs(self._side(self.arc_dependent, states), self._side(self.arc_head, with_root))[..., 0]
        relations = self.relations(self._side(self.relation_dependent, states), self._side(self.relation_head, with_root))
        return arcs, relations, self.tags(states)

    def forward(self, states: Tensor, mask: Tensor | None, words: Tensor, width: int) -> tuple[Tensor, Tensor, Tensor]:
        """Scores from the middle's states; ``words`` tells the word of each piece."""
        return self.of_words(pooled(self.upper(states, mask), words, width))


def lower_states(encoder: Encoder, layers: int, pieces: Tensor, mask: Tensor, features: Tensor) -> Tensor:
    """States of the encoder behind so many layers."""
    raw = encoder.words(pieces) + encoder.positions.weight[: pieces.shape[1]][None] + encoder.kind
    states = functional.dropout(encoder.embedded(raw) + encoder.features(features), encoder.dropout, encoder.training)
    bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * _BARRED
    for layer in list(encoder.layers)[:layers]:
        states = layer(states, bias)
    return states


def within_sentence(arcs: Tensor, sentences: Tensor) -> Tensor:
    """Arc scores with heads outside a word's own sentence (and the word itself) barred."""
    same = sentences[:, :, None] == sentences[:, None, :]
    same &= ~torch.eye(same.shape[1], dtype=torch.bool)[None]
    return arcs.masked_fill(~functional.pad(same, (1, 0), value=True), _BARRED)
