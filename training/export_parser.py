"""The parser as an ONNX file, and the encoder's file with the states that it goes on from.

python -m training.export_parser --work WORK --name NAME --version tawthiq-parser@1 --weights src/tawthiq/encoder/weights

``tawthiq.onnx`` gets a second output, "middle"; nothing else of it changes. ``parser.onnx`` is written beside it, the products of its
layers in int8.
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
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.fuse import fuse
from training.network import HIDDEN
from training.parse import Settings, new_run, resume, swapped
from training.parser import Parser
from training.trees import RELATIONS, TAGS

_log = logging.getLogger("training.export_parser")
_OPSET = 17
_MIDDLE, _WORDS = "middle", "words"


class Reading(nn.Module):
    """What the program asks for: each word's head, its probability, and the probabilities of its relations and tags."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, states: Tensor, pool: Tensor, barred: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """States (1, pieces, hidden), pool (words, pieces), barred (words, 1 + words), added to the scores of heads."""
        parser = self.parser
        words = pool @ parser.upper(states, None)[0]
        with_root = torch.cat([parser.root[None], words], 0)
        arcs = torch.softmax(_products(parser.arcs.weight[0], words, with_root, parser.arc_dependent, parser.arc_head) + barred, -1)
        sure, heads = arcs.max(-1)
        of_head = _with_one(nn.functional.gelu(parser.relation_head(with_root)))[heads]
        dependents = _with_one(nn.functional.gelu(parser.relation_dependent(words)))
        weight = parser.relations.weight
        outputs, size = weight.shape[0], weight.shape[1]
        turned = (dependents @ weight.permute(1, 0, 2).reshape(size, outputs * size)).view(-1, outputs, size)
        relations = torch.softmax((turned @ of_head[:, :, None])[..., 0], -1)
        return heads, sure, relations, torch.softmax(parser.tags(words), -1)


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones_like(rows[:, :1])], -1)


def _products(weight: Tensor, words: Tensor, heads: Tensor, of_words: nn.Module, of_heads: nn.Module) -> Tensor:
    left, right = (_with_one(nn.functional.gelu(part(rows))) for part, rows in ((of_words, words), (of_heads, heads)))
    return left @ weight @ right.T


def write(parser: Parser, path: Path, version: str) -> None:
    """The parser's file."""
    for layer in parser.layers:
        layer.plain = True
    inputs = (torch.zeros(1, 9, HIDDEN), torch.ones(7, 9) / 9, torch.zeros(7, 8))
    axes = {
        "states": {1: "pieces"}, "pool": {0: "words", 1: "pieces"}, "barred": {0: "words", 1: "places"},
        **{name: {0: "words"} for name in ("heads", "sure", "relations", "tags")},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Reading(parser).eval(), inputs, str(plain), input_names=["states", "pool", "barred"],
            output_names=["heads", "sure", "relations", "tags"], dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        products = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
        exact = [name for name in products if "/layers." not in name]
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"], nodes_to_exclude=exact
        )
    model = onnx.load(path)
    helper.set_model_props(model, {"version": version, "relations": json.dumps(RELATIONS), "tags": json.dumps(TAGS)})
    path.write_bytes(model.SerializeToString(deterministic=True))
    fuse(path)


def give_middle(path: Path, layers: int) -> None:
    """Adds the states behind so many layers to the outputs of the encoder's file, under the name "middle"."""
    model = onnx.load(path)
    if any(output.name == _MIDDLE for output in model.graph.output):
        return
    norms = [node for node in model.graph.node if node.op_type == "LayerNormalization"]  # one of the embedding, two a layer
    inner = norms[2 * layers].output[0]
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [_MIDDLE if name == inner else name for name in names]
    model.graph.output.append(helper.make_tensor_value_info(_MIDDLE, TensorProto.FLOAT, [1, "length", HIDDEN]))
    path.write_bytes(model.SerializeToString(deterministic=True))


def give_words(path: Path) -> None:
    """Adds the parser's own states of the words to its file's outputs, under the name "words": the heads for claims go on from them."""
    model = onnx.load(path)
    if any(output.name == _WORDS for output in model.graph.output):
        return
    inner = next(node.output[0] for node in model.graph.node if node.op_type == "MatMul" and node.input[0] == "pool")
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [_WORDS if name == inner else name for name in names]
    model.graph.output.append(helper.make_tensor_value_info(_WORDS, TensorProto.FLOAT, ["words", HIDDEN]))
    path.write_bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    """Export one parser."""
    options_of = argparse.ArgumentParser(description=__doc__)
    options_of.add_argument("--work", type=Path, required=True)
    options_of.add_argument("--name", required=True)
    options_of.add_argument("--version", required=True)
    options_of.add_argument("--weights", type=Path, required=True)
    options_of.add_argument("--lower", type=int, default=3)
    options_of.add_argument("--layers", type=int, default=3)
    options = options_of.parse_args()
    run = new_run(options.weights / "tawthiq.onnx", Settings(options.lower, options.layers))
    resume(run, options.work / f"{options.name}.pt")
    swapped(run)
    write(run.parser.eval(), options.weights / "parser.onnx", options.version)
    give_words(options.weights / "parser.onnx")
    give_middle(options.weights / "tawthiq.onnx", options.lower)
    _log.info("%.1f MB", (options.weights / "parser.onnx").stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
