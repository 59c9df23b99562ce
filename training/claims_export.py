"""The heads for claims as an ONNX file.

python -m training.claims_export --work WORK --name NAME,OTHER --version tawthiq-claims@2 --out src/tawthiq/encoder/weights/claims.onnx

Several names, joined by commas: heads whose probabilities are averaged. ``--exact``: no int8.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnx import helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.claims_facts import PREDICATES
from training.claims_layers import LayeredHeads, heads_of
from training.claims_network import INPUTS, POINTERS, ClaimHeads
from training.fuse import fuse

_log = logging.getLogger("training.claims_export")
_OPSET = 17
_LEAST = 0.04  # of a trigger's probability: what is less likely is not proposed


class Proposing(nn.Module):
    """What the program asks for: the proposals as pairs of word and predicate, the triggers' probabilities, and where pointers go."""

    def __init__(self, heads: Sequence[ClaimHeads]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)

    def forward(self, words: Tensor, between: Tensor, barred: Tensor) -> tuple[Tensor, ...]:
        """Words (n, inputs), between (n, n), barred (n, 1 + n), added to the scores of pointers."""
        share = 1.0 / len(self.heads)
        states = [heads.states(words[None]) for heads in self.heads]
        chances = torch.stack([heads.chances(seen)[0] for heads, seen in zip(self.heads, states, strict=True)]).sum(0) * share
        found = torch.nonzero(chances >= torch.clamp(chances.max(), max=_LEAST))  # at least one: the runtime cannot do with none
        word, kind = found[:, 0], found[:, 1]
        sure = [_pointed(heads, seen, word, kind, between[word], barred[word]) for heads, seen in zip(self.heads, states, strict=True)]
        mean = torch.stack(sure).sum(0) * share
        return found, chances, *(mean[:, at] for at in range(len(POINTERS)))


def _pointed(heads: ClaimHeads, states: Tensor, word: Tensor, kind: Tensor, ties: Tensor, barred: Tensor) -> Tensor:
    """Where the pointers of triggers go (k, pointers, 1 + n)."""
    turned = heads.turned(states[0][word], kind).transpose(0, 1)
    scores = (turned @ heads.goals(states)[0].transpose(1, 2)).transpose(0, 1) + heads.near(word, ties)
    return torch.softmax(scores + barred[:, None], -1)


def write(heads: Sequence[ClaimHeads], path: Path, version: str, *, exact: bool = False) -> None:
    """The file of a set of heads."""
    inputs = (torch.randn(9, INPUTS), torch.zeros(9, 9, dtype=torch.long), torch.zeros(9, 10))
    names = ["found", "chances", *POINTERS]
    axes = {
        "words": {0: "n"}, "between": {0: "n", 1: "n"}, "barred": {0: "n", 1: "places"},
        "found": {0: "k"}, "chances": {0: "n"}, **{name: {0: "k", 1: "places"} for name in POINTERS},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Proposing(heads).eval(), inputs, str(plain), input_names=["words", "between", "barred"], output_names=names,
            dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        if exact:
            path.write_bytes(plain.read_bytes())
        else:
            model = onnx.load(plain)
            deep = {tensor.name for tensor in model.graph.initializer if len(tensor.dims) > 2}
            kept = [node.name for node in model.graph.node if node.op_type == "MatMul" and deep & set(node.input)]
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "LSTM"],
                             nodes_to_exclude=kept)  # fmt: skip
    model = onnx.load(path)
    helper.set_model_props(model, {"version": version, "predicates": json.dumps(PREDICATES)})
    path.write_bytes(model.SerializeToString(deterministic=True))
    if not exact:
        fuse(path)


def main() -> None:
    """Export one set of heads."""
    options_of = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options_of.add_argument("--work", type=Path, required=True)
    options_of.add_argument("--name", required=True)
    options_of.add_argument("--version", required=True)
    options_of.add_argument("--out", type=Path, required=True)
    options_of.add_argument("--exact", action="store_true")
    options = options_of.parse_args()
    heads = [heads_of(torch.load(options.work / f"{name}.model")).eval() for name in options.name.split(",")]
    for layer in (layer for one in heads if isinstance(one, LayeredHeads) for layer in one.layers):
        layer.plain = True
    write(heads, options.out, options.version, exact=options.exact)
    _log.info("%.1f MB", options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
