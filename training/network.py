"""The network: the encoder of multilingual-e5-small (BERT, post-norm), lexicon features at its input, one linear layer a head."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from tawthiq.encoder.features import COUNT

HIDDEN, INNER, ATTENTION_HEADS, POSITIONS = 384, 1536, 12, 512
_EPSILON = 1e-12  # of the base model's layer norms
_MASKED = -1e4  # added to the attention of padding: exp of it is 0 in fp32, and it fits fp16


class Layer(nn.Module):
    """One transformer layer. ``plain`` spells the attention out in operators that every ONNX runtime has."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout, self.plain = dropout, False
        self.queries, self.output = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.attended = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.widen, self.narrow = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.transformed = nn.LayerNorm(HIDDEN, eps=_EPSILON)

    def _attention(self, states: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        parts = self.queries(states).view(batch, length, 3, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        if self.plain:
            weights = query @ key.transpose(-1, -2) * (1 / math.sqrt(HIDDEN // ATTENTION_HEADS))
            weights = weights if bias is None else weights + bias
            mixed = torch.softmax(weights, -1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)  # dropout here costs a tenth of the time
        return mixed.transpose(1, 2).reshape(batch, length, HIDDEN)

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """States (batch, pieces, hidden) after attention and feed-forward."""
        attended = functional.dropout(self.output(self._attention(states, bias)), self.dropout, self.training)
        states = self.attended(states + attended)
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.transformed(states + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and features to the outputs of all heads, side by side: (batch, pieces, sum of the heads' sizes)."""

    def __init__(self, vocabulary: int, layers: int, heads: Mapping[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.words, self.positions = nn.Embedding(vocabulary, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.kind, self.embedded = nn.Parameter(torch.zeros(HIDDEN)), nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.features = nn.Linear(COUNT, HIDDEN, bias=False)
        nn.init.zeros_(self.features.weight)  # the untrained network is the base model
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in heads.items()})

    def encode(self, pieces: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """States (batch, pieces, hidden) of the last layer; no mask: nothing is padding."""
        length = pieces.shape[1]
        raw = self.words(pieces) + self.positions.weight[:length][None] + self.kind
        states = functional.dropout(self.embedded(raw) + self.features(features), self.dropout, self.training)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * _MASKED
        for layer in self.layers:
            states = layer(states, bias)
        return functional.dropout(states, self.dropout, self.training)

    def forward(self, pieces: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """Outputs of all heads in their order."""
        states = self.encode(pieces, mask, features)
        return torch.cat([head(states) for head in self.heads.values()], dim=-1)


def from_base(state: Mapping[str, Tensor], layers: int, heads: Mapping[str, int], dropout: float = 0.1) -> Encoder:
    """A network whose encoder is the first layers of the base model, with fresh heads."""
    network = Encoder(state["words.weight"].shape[0], layers, heads, dropout)
    wanted = {name: value for name, value in state.items() if not name.startswith("layers.") or int(name.split(".")[1]) < layers}
    missing, unexpected = network.load_state_dict(wanted, strict=False)
    if unexpected or any(not name.startswith(("heads.", "features.")) for name in missing):
        raise ValueError(f"the base model does not fit: missing {missing}, unexpected {unexpected}")
    return network
