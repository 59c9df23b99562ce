"""A trained network as one ONNX file: int8 products with a scale a column, int8 piece vectors with a scale a row.

python -m training.export --recipe NAME --shared ../shared --work WORK --version tawthiq-1 --out src/tawthiq/encoder/weights/tawthiq.onnx
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tawthiq.encoder.features import COUNT
from tawthiq.encoder.mixing import LAYERS, OTHERS, OURS
from training.corpora import HEADS
from training.fuse import fuse
from training.habits import habits
from training.network import ENDS, Encoder
from training.train import Recipe, averaged, data, new_run, recipe, resume, starting_state

READ = frozenset({*OURS, *OTHERS, *LAYERS})
"""Heads that the program reads; the others have done their part in training."""

_log = logging.getLogger("training.export")
_OPSET = 17
_AXES = {name: {1: "length"} for name in ("pieces", "features", "outputs")}
HIGHEST = 127.0  # of int8


def trained(name: str, work: Path) -> tuple[Encoder, Recipe]:
    """The averaged network of a recipe's checkpoint; of several joined by +, where one goes on from another, the mean of their weights."""
    first, *others = (_trained(one, work) for one in name.split("+"))
    states = [network.state_dict() for network, _ in (first, *others)]
    first[0].load_state_dict({key: torch.stack([state[key] for state in states]).mean(0) for key in states[0]})
    return first


def _trained(name: str, work: Path) -> tuple[Encoder, Recipe]:
    chosen = recipe(name)
    run = new_run(starting_state(work, chosen), chosen)
    resume(run, work / f"{name}.pt")
    return averaged(run, chosen).eval(), chosen


class _OverWords(nn.Module):
    """A network whose upper layers go over words, as the program asks it: with the matrix that takes the means of their pieces."""

    def __init__(self, network: Encoder) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        """Outputs (1, words, all heads) and the states (1, pieces, hidden) that a parser goes on from; pool is (2 + words, pieces)."""
        network = self.network
        middle = network.lower(pieces, None, features, network.pooling)
        states = network.through((pool @ middle[0])[None], None, network.pooling, len(network.layers))
        return network.outputs(states[:, ENDS:]), middle


def write_plain(network: Encoder, path: Path) -> None:
    """The network in fp32, for one window at a time: single windows stay in the cache and need no padding, and so are read fastest."""
    for layer in network.layers:
        layer.plain = True
    pieces, features = torch.full((1, 7), 5), torch.zeros(1, 7, COUNT)
    asked = _OverWords(network) if network.pooling else network
    inputs = (pieces, features, torch.ones(5, 7) / 7) if network.pooling else (pieces, None, features)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter we use is the older one; the newer asks for two more packages
        torch.onnx.export(
            asked.eval(), inputs, str(path), input_names=["pieces", "features", "pool"][: 2 + bool(network.pooling)],
            output_names=["outputs", "middle"][: 1 + bool(network.pooling)], dynamic_axes=_axes(network), opset_version=_OPSET,
            dynamo=False,
        )  # fmt: skip


def _axes(network: Encoder) -> dict[str, dict[int, str]]:
    over_words = {"outputs": {1: "words"}, "pool": {0: "places", 1: "length"}, "middle": {1: "length"}}
    return _AXES | over_words if network.pooling else _AXES


def row_vectors(graph: Any) -> None:
    """Replaces the table of piece vectors by int8 rows, each with its own scale."""
    table = max((tensor for tensor in graph.initializer if len(tensor.dims) == 2), key=lambda tensor: tensor.dims[0])
    node = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == table.name)
    values = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(values).max(1, keepdims=True), 1e-12).astype(np.float32) / HIGHEST
    rows = np.round(values / scales).astype(np.int8)
    at, index, output = list(graph.node).index(node), node.input[1], node.output[0]
    graph.initializer.remove(table)
    graph.initializer.extend([numpy_helper.from_array(rows, "rows"), numpy_helper.from_array(scales, "row_scales")])
    graph.node.remove(node)
    replaced = [
        helper.make_node("Gather", ["rows", index], ["row"]), helper.make_node("Cast", ["row"], ["row_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["row_scales", index], ["row_scale"]), helper.make_node("Mul", ["row_float", "row_scale"], [output]),
    ]  # fmt: skip
    for offset, fresh in enumerate(replaced):
        graph.node.insert(at + offset, fresh)


def write_int8(plain: Path, path: Path, described: dict[str, str]) -> None:
    """The shipped form of an fp32 file."""
    products = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
    exact = [name for name in products if "heads" in name or "features" in name]  # small, and rounding them cost half a point
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"], nodes_to_exclude=exact)
    model = onnx.load(path)
    row_vectors(model.graph)
    helper.set_model_props(model, described)
    path.write_bytes(model.SerializeToString(deterministic=True))
    fuse(path)


def main() -> None:
    """Export one recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    network, chosen = trained(options.recipe, options.work)
    heads = [head for head in chosen.heads if head in READ]
    network.heads = nn.ModuleDict({head: network.heads[head] for head in heads})
    sentences = [sentence for corpus in data(options.shared, chosen.sets)[0] for sentence in corpus.sentences]
    described = {
        "version": options.version, "heads": json.dumps({head: list(HEADS[head]) for head in heads}),
        "habits": json.dumps(habits(sentences, heads)), "pooling": str(network.pooling),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_plain(network, plain)
        write_int8(plain, options.out, described)
        _log.info("fp32 %.1f MB, int8 %.1f MB", plain.stat().st_size / 1e6, options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
