"""The other heads for claims: transformer layers over words, begun as the encoder's upper layers, in place of recurrent ones.

More than three go on as the base model's layers behind those that the encoder has.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.claims_network import INPUTS, STATES, ClaimHeads
from training.network import Layer, fit
from training.shipped import shipped

ENCODER = Path("src/tawthiq/encoder/weights/tawthiq.onnx")
_FIRST = 3  # of the encoder's layers: those behind the third, whose states are given
LAYERS = 3  # the encoder's that are left
_QUIET = 0.1  # dropout of layers that are learnt already
_MASKED = -1e4  # added to the attention of padding


class LayeredHeads(ClaimHeads):
    """Chances of triggers, and scores of pointers, from words that see the whole window."""

    def __init__(self, dropout: float = 0.33, layers: int = LAYERS) -> None:
        super().__init__(dropout)
        del self.across
        self.enter = nn.Linear(INPUTS - STATES, STATES)
        nn.init.zeros_(self.enter.weight)  # to begin with, nothing is added to the encoder's states
        nn.init.zeros_(self.enter.bias)
        self.layers = nn.ModuleList(Layer(_QUIET) for _ in range(layers))
        for layer in self.layers:
            layer.plain = True  # windows are short: of PyTorch's own attention the way back alone took as long as all else

    def states(self, seen: Tensor, mask: Tensor | None = None) -> Tensor:
        """States (batch, words, hidden); ``mask`` (batch, words) is false for padding."""
        middle, rest = seen[..., STATES : 2 * STATES], torch.cat([seen[..., :STATES], seen[..., 2 * STATES :]], -1)
        states = middle + self.enter(functional.dropout(rest, self.dropout / 2, self.training))
        states = functional.dropout(states, _QUIET, self.training)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * _MASKED
        for layer in self.layers:
            states = layer(states, bias)
        return functional.dropout(states, self.dropout, self.training)


def begun(encoder: Path = ENCODER, base: Path | None = None, layers: int = LAYERS) -> LayeredHeads:
    """Heads whose layers are those of the shipped encoder, then those of the base model."""
    network, (known, _) = LayeredHeads(layers=layers), shipped(encoder)
    deeper = _deeper(base, _FIRST + layers) if base is not None else {}
    for place, layer in enumerate(network.layers):
        number = _FIRST + place
        state = known.layers[number].state_dict() if number < len(known.layers) else deeper[number]
        layer.resize(state["widen.bias"].shape[0])
        layer.load_state_dict(state)
    return network


def _deeper(base: Path, end: int) -> dict[int, dict[str, Tensor]]:
    """Layers of the base model by their numbers, to the one before ``end``."""
    weights: dict[str, Tensor] = torch.load(base)["state"]
    found: dict[int, dict[str, Tensor]] = {number: {} for number in range(end)}
    for name, value in weights.items():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            found.setdefault(int(number), {})[rest] = value
    return found


def heads_of(weights: dict[str, Tensor]) -> ClaimHeads:
    """Heads of the kind that these weights are of."""
    if not any(name.startswith("layers.") for name in weights):
        plain = ClaimHeads()
        plain.load_state_dict(weights)
        return plain
    network = LayeredHeads(layers=1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers.")))
    fit(network.layers, weights)
    network.load_state_dict(weights)
    return network
