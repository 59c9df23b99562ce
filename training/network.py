"""The network: the encoder of multilingual-e5-small (BERT, post-norm), lexicon features at its input, one linear layer a head."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from tawthiq.encoder.features import COUNT
from training.batches import Batch, pooled

HIDDEN, INNER, ATTENTION_HEADS, POSITIONS = 384, 1536, 12, 512
_EPSILON = 1e-12  # of the base model's layer norms
ENDS = 2  # states of a window before those of its words: the pieces that open and close it
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

    def resize(self, inner: int) -> None:
        """Gives the feed-forward so many inner numbers (``training.narrow`` takes some out), with fresh weights if it had others."""
        if inner != self.widen.out_features:
            self.widen, self.narrow = nn.Linear(HIDDEN, inner), nn.Linear(inner, HIDDEN)

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
    """Pieces and features to the outputs of all heads, side by side: (batch, pieces, sum of the heads' sizes).

    ``pooling``: behind so many layers the pieces of a word become one state, their mean, and the layers above go over words, which are
    fewer (0: they never do; then the means are taken of the outputs).
    """

    def __init__(self, vocabulary: int, layers: int, heads: Mapping[str, int], dropout: float = 0.1, pooling: int = 0) -> None:
        super().__init__()
        self.dropout, self.frozen, self.pooling = dropout, 0, pooling
        self.words, self.positions = nn.Embedding(vocabulary, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.kind, self.embedded = nn.Parameter(torch.zeros(HIDDEN)), nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.features = nn.Linear(COUNT, HIDDEN, bias=False)
        nn.init.zeros_(self.features.weight)  # the untrained network is the base model
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in heads.items()})

    def lower(self, pieces: Tensor, mask: Tensor | None, features: Tensor, layers: int) -> Tensor:
        """States (batch, pieces, hidden) behind so many layers; no mask: nothing is padding."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            raw = self.words(pieces) + self.positions.weight[: pieces.shape[1]][None] + self.kind
            states = functional.dropout(self.embedded(raw) + self.features(features), self.dropout, self.training)
            states = self.through(states, mask, 0, min(self.frozen, layers))
        return self.through(states, mask, self.frozen, layers)

    def through(self, states: Tensor, mask: Tensor | None, first: int, last: int) -> Tensor:
        """States behind layers ``first`` to ``last`` (end-exclusive)."""
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * _MASKED
        for layer in list(self.layers)[first:last]:
            states = layer(states, bias)
        return states

    def encode(self, pieces: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """States (batch, pieces, hidden) of the last layer, all layers over pieces."""
        return functional.dropout(self.lower(pieces, mask, features, len(self.layers)), self.dropout, self.training)

    def of_words(self, batch: Batch) -> Tensor:
        """States (batch, width, hidden) of the words."""
        if not self.pooling:
            return pooled(self.encode(batch.pieces, batch.mask, batch.features), batch.words, batch.width)
        states = self.lower(batch.pieces, batch.mask, batch.features, self.pooling)
        joined, mask = with_ends(states, batch)
        states = self.through(joined, mask, self.pooling, len(self.layers))
        return functional.dropout(states[:, ENDS:], self.dropout, self.training)

    def freeze(self, layers: int) -> None:
        """So many lower layers and what stands before them learn nothing from now on."""
        self.frozen = layers
        for part in (self.words, self.positions, self.embedded, self.features, *list(self.layers)[:layers]):
            part.requires_grad_(requires_grad=False)
        self.kind.requires_grad = False

    def forward(self, pieces: Tensor, mask: Tensor | None, features: Tensor) -> Tensor:
        """Outputs of all heads in their order, for pieces."""
        return self.outputs(self.encode(pieces, mask, features))

    def outputs(self, states: Tensor) -> Tensor:
        """Outputs of all heads in their order."""
        return torch.cat([head(states) for head in self.heads.values()], dim=-1)


def with_ends(states: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """(states, mask) of a batch's words, behind those of the pieces that open and close its windows, which the layers lean on."""
    last = states[torch.arange(len(states)), batch.mask.sum(1) - 1]
    seen = torch.zeros(len(states), batch.width + 1, dtype=torch.long).scatter(1, batch.words, 1)[:, : batch.width]
    joined = torch.cat([states[:, :1], last[:, None], pooled(states, batch.words, batch.width)], 1)
    return joined, torch.cat([seen.new_ones(len(states), ENDS), seen], 1)


def fit(layers: nn.ModuleList, state: Mapping[str, Tensor]) -> None:
    """Gives layers the sizes that their weights have in ``state``, under the names ``layers.0…``."""
    for place, layer in enumerate(layers):
        layer.resize(state[f"layers.{place}.widen.weight"].shape[0])


def from_base(state: Mapping[str, Tensor], layers: int, heads: Mapping[str, int], pooling: int = 0) -> Encoder:
    """A network whose encoder is the first layers of the base model, with fresh heads."""
    network = Encoder(state["words.weight"].shape[0], layers, heads, pooling=pooling)
    wanted = {name: value for name, value in state.items() if not name.startswith("layers.") or int(name.split(".")[1]) < layers}
    fit(network.layers, wanted)
    missing, unexpected = network.load_state_dict(wanted, strict=False)
    if unexpected or any(not name.startswith(("heads.", "features.")) for name in missing):
        raise ValueError(f"the base model does not fit: missing {missing}, unexpected {unexpected}")
    return network
