"""The heads for claims as an ONNX file.

python -m training.claims_export --work WORK --name NAME --version tawthiq-claims@1 --out src/tawthiq/encoder/weights/claims.onnx

Several names, joined by commas: the mean of their weights. ``--exact``: no int8.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx import helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.claims_facts import PREDICATES
from training.claims_network import INPUTS, POINTERS, ClaimHeads

_log = logging.getLogger("training.claims_export")
_OPSET = 17
_LEAST = 0.04  # of a trigger's probability: what is less likely is not proposed


class Proposing(nn.Module):
    """What the program asks for: the proposals as pairs of word and predicate, the triggers' probabilities, and where pointers go."""

    def __init__(self, heads: ClaimHeads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, words: Tensor, between: Tensor, barred: Tensor) -> tuple[Tensor, ...]:
        """Words (n, inputs), between (n, n), barred (n, 1 + n), added to the scores of pointers."""
        states = self.heads.states(words[None])
        chances = self.heads.chances(states)[0]
        found = torch.nonzero(chances >= torch.clamp(chances.max(), max=_LEAST))  # at least one: the runtime cannot do with none
        word, kind = found[:, 0], found[:, 1]
        turned = self.heads.turned(states[0][word], kind).transpose(0, 1)
        scores = (turned @ self.heads.goals(states)[0].transpose(1, 2)).transpose(0, 1) + self.heads.near(word, between[word])
        sure = torch.softmax(scores + barred[word][:, None], -1)
        return found, chances, *(sure[:, at] for at in range(len(POINTERS)))


def write(heads: ClaimHeads, path: Path, version: str, *, exact: bool = False) -> None:
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


def main() -> None:
    """Export one set of heads."""
    options_of = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options_of.add_argument("--work", type=Path, required=True)
    options_of.add_argument("--name", required=True)
    options_of.add_argument("--version", required=True)
    options_of.add_argument("--out", type=Path, required=True)
    options_of.add_argument("--exact", action="store_true")
    options = options_of.parse_args()
    found = [torch.load(options.work / f"{name}.model") for name in options.name.split(",")]
    heads = ClaimHeads()
    heads.load_state_dict({key: torch.stack([one[key] for one in found]).mean(0) for key in found[0]})
    write(heads.eval(), options.out, options.version, exact=options.exact)
    _log.info("%.1f MB", options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
