"""Files of ours in operators that onnxruntime runs faster; what they say stays the same but for rounding in fp32.

python -m training.fuse src/tawthiq/encoder/weights/tawthiq.onnx src/tawthiq/encoder/weights/parser.onnx …

The exporters call it. Attention: what the first product gives is split once, and queries, keys and values are read where they stand
(``FusedMatMul`` with its batches inside) instead of out of turned copies. Heads over one state: one product instead of one a head.
Pointers of triggers: see ``pointers.py``.
A file that is so already stays as it is.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
from onnx import helper

from training.graphs import FUSED, Graph, Node, product, product_nodes
from training.network import ATTENTION_HEADS, HIDDEN
from training.pointers import pointers

_log = logging.getLogger("training.fuse")
_PARTS = 3  # queries, keys, values


def fuse(path: Path) -> tuple[int, int, int]:
    """Rewrites one file; how many attentions, how many heads, and how many networks with pointers."""
    graph = Graph(path)
    counted = attentions(graph), heads(graph), pointers(graph)
    if any(counted):
        graph.write(path)
    return counted


def attentions(graph: Graph) -> int:
    """Rewrites every attention of a window over itself; their number."""
    found = [node for node in graph.graph.node if node.op_type == "Softmax" and _split(graph, node) is not None]
    for softmax in found:
        _attention(graph, softmax)
    return len(found)


def _split(graph: Graph, softmax: Node) -> Node | None:
    """Where queries, keys and values come from, turned as PyTorch's exporter turns them."""
    return graph.above(softmax, "Mul", "MatMul", "Squeeze", "Split", "Transpose", "Reshape")


def _attention(graph: Graph, softmax: Node) -> None:
    split: Node = _split(graph, softmax)
    name = softmax.name
    (mixed,) = graph.takers(softmax.output[0])
    (turned,) = graph.takers(mixed.output[0])
    (joined,) = graph.takers(turned.output[0])
    side = HIDDEN // ATTENTION_HEADS
    apart = graph.keep("attention.apart", np.array([-1, _PARTS * ATTENTION_HEADS, side]))
    thirds = graph.keep("attention.thirds", np.array([ATTENTION_HEADS] * _PARTS))
    whole = graph.keep("attention.joined", np.array([1, -1, HIDDEN]))
    parts = [f"{name}.{part}" for part in ("queries", "keys", "values")]
    inside = {"transBatchA": 1, "transBatchB": 1, "transB": 1, "domain": FUSED}
    graph.replace(joined, [
        helper.make_node("Reshape", [split.input[0], apart], [f"{name}.apart"]),
        helper.make_node("Split", [f"{name}.apart", thirds], parts, axis=1),
        helper.make_node("FusedMatMul", parts[:2], [f"{name}.scores"], alpha=side**-0.5, **inside),
        helper.make_node("Softmax", [f"{name}.scores"], [f"{name}.weights"], axis=-1),
        helper.make_node("FusedMatMul", [f"{name}.weights", parts[2]], [f"{name}.mixed"], transBatchB=1, domain=FUSED),
        helper.make_node("Transpose", [f"{name}.mixed"], [f"{name}.turned"], perm=[1, 0, 2]),
        helper.make_node("Reshape", [f"{name}.turned", whole], [f"{name}.joined"]),
    ])  # fmt: skip


def heads(graph: Graph) -> int:
    """Rewrites the heads that are laid side by side at the end into one; their number."""
    joined = next((node for node in graph.graph.node if node.op_type == "Concat" and node.output[0] == "outputs"), None)
    found = [_product_before(graph, name) for name in joined.input] if joined is not None else []
    told = [product(graph, node) for node in found if node is not None]
    if joined is None or len(told) < len(joined.input):
        return 0
    whole = replace(
        told[0],
        weights=graph.keep("heads.weight", np.concatenate([graph.array(one.weights) for one in told], 1)),
        zeros=graph.keep("heads.zero", np.concatenate([graph.array(one.zeros) for one in told])),
        scales=graph.keep("heads.scale", np.concatenate([graph.array(one.scales) for one in told])),
        bias=graph.keep("heads.bias", np.concatenate([graph.array(one.bias) for one in told])),
    )
    graph.replace(joined, product_nodes(graph, whole, "heads"))
    return len(told)


def _product_before(graph: Graph, name: str) -> Node | None:
    """The product in int8 that a value comes from, its bias added."""
    made = (graph.maker.get(one) for one in graph.maker[name].input)
    return next((graph.above(one, "Cast", "MatMulInteger") for one in made if one is not None), None)


def main() -> None:
    """Rewrite files in place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args().files:
        _log.info("%s: %d attentions, %d heads, pointers of %d networks", path.name, *fuse(path))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
