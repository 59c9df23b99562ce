"""A file of ours with the same int8 weights, whose products are reckoned in fp32: for comparison, where speed does not count.

python -m training.exact --weights WORK/anercorp.onnx --version anercorp-encoder@3 --out evaluation/weights/anercorp.onnx

What int8 products lose is mostly the rounding of what comes in, anew for every window, not that of the weights (training/README.md). The
file is as small as before: weights are unpacked when it is loaded.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.export import HIGHEST, row_vectors, write_plain
from training.shipped import PACKED, SCALES, shipped

_SMALLEST = 1e-12  # a column of zeros has a scale too


def unpacked_weights(graph: Any) -> None:
    """Keeps the weights of the encoder's products in int8 with a scale a column, unpacked before the product; heads and features stay."""
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    for node in [node for node in graph.node if node.op_type == "MatMul" and node.input[1] in tensors]:
        if "heads" not in node.name and "features" not in node.name:
            _pack(graph, tensors[node.input[1]])


def _pack(graph: Any, tensor: Any) -> None:
    values, name = numpy_helper.to_array(tensor), tensor.name
    scales = np.maximum(np.abs(values).max(0), _SMALLEST).astype(np.float32) / HIGHEST
    packed = np.round(values / scales).astype(np.int8)
    graph.initializer.remove(tensor)
    graph.initializer.extend([numpy_helper.from_array(packed, name + PACKED), numpy_helper.from_array(scales, name + SCALES)])
    # Not DequantizeLinear: onnxruntime joins that with the product and rounds what comes in again.
    graph.node.insert(0, helper.make_node("Mul", [f"{name}.float", name + SCALES], [name]))
    graph.node.insert(0, helper.make_node("Cast", [name + PACKED], [f"{name}.float"], to=TensorProto.FLOAT))


def write_exact(source: Path, path: Path, version: str) -> None:
    """The file at ``source`` with exact products, under another version."""
    described = {entry.key: entry.value for entry in onnx.load(source).metadata_props} | {"version": version}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_plain(shipped(source)[0], plain)
        model = onnx.load(plain)
    unpacked_weights(model.graph)
    row_vectors(model.graph)
    helper.set_model_props(model, described)
    path.write_bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    """Write one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_exact(options.weights, options.out, options.version)


if __name__ == "__main__":
    main()
