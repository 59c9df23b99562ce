"""ONNX files of ours as graphs to be rewritten: who makes a value, who takes it, and products in int8 with what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FUSED = "com.microsoft"
"""Where onnxruntime keeps operators of its own."""

_HIGHEST = 127.0  # of int8

Node = Any
"""A node of a graph: the package onnx has no types."""


class Graph:
    """A model's graph, to be rewritten in place."""

    def __init__(self, path: Path) -> None:
        self.model = onnx.load(path)
        self.graph = self.model.graph
        del self.graph.value_info[:]  # shapes as they were
        self.tensors = {tensor.name: tensor for tensor in self.graph.initializer}
        self.maker = {name: node for node in self.graph.node for name in node.output}

    def takers(self, name: str) -> list[Node]:
        """The nodes that a value goes into."""
        return [node for node in self.graph.node if name in node.input]

    def above(self, node: Node | None, *kinds: str) -> Node | None:
        """The node that is reached from ``node`` by going up its first input, if the nodes on the way are of these kinds."""
        for kind in kinds:
            found = self.maker.get(node.input[0]) if node is not None else None
            node = found if found is not None and found.op_type == kind else None
        return node

    def array(self, name: str) -> Any:
        """The values of a constant."""
        return numpy_helper.to_array(self.tensors[name])

    def keep(self, name: str, values: Any) -> str:
        """Makes a constant, in place of one of that name if there is one; its name."""
        fresh = numpy_helper.from_array(values, name)
        if name in self.tensors:
            self.tensors[name].CopyFrom(fresh)
        else:
            self.graph.initializer.append(fresh)
            self.tensors[name] = self.graph.initializer[-1]
        return name

    def replace(self, node: Node, nodes: Sequence[Node]) -> None:
        """Puts nodes in place of one; the last of them gives what it gave."""
        at = next(index for index, one in enumerate(self.graph.node) if one is node)
        nodes[-1].output[0] = node.output[0]
        for one in nodes:
            one.name = f"{one.output[0]}/{one.op_type}"
        self.graph.node.remove(node)
        for offset, one in enumerate(nodes):
            self.graph.node.insert(at + offset, one)
        self.maker = {name: one for one in self.graph.node for name in one.output}

    def write(self, path: Path) -> None:
        """The file, without what nothing goes on from."""
        wanted = {output.name for output in self.graph.output}
        for node in reversed(list(self.graph.node)):
            if wanted.isdisjoint(node.output):
                self.graph.node.remove(node)
            else:
                wanted.update(node.input)
        for tensor in [tensor for tensor in self.graph.initializer if tensor.name not in wanted]:
            self.graph.initializer.remove(tensor)
        if any(node.domain == FUSED for node in self.graph.node) and all(one.domain != FUSED for one in self.model.opset_import):
            self.model.opset_import.append(helper.make_opsetid(FUSED, 1))
        path.write_bytes(self.model.SerializeToString(deterministic=True))


@dataclass(frozen=True, slots=True)
class Product:
    """A product in int8 with its bias, as onnxruntime's quantiser writes it: the names of what belongs to it.

    ``source``: what comes in, in fp32; ``output``: what comes out with the bias; the others are constants.
    """

    node: Node
    source: str
    weights: str
    zeros: str
    scales: str
    bias: str
    output: str

    def exact(self, graph: Graph) -> Any:
        """The weights (inputs, outputs) in fp32."""
        whole = graph.array(self.weights).astype(np.float32) - graph.array(self.zeros).astype(np.float32)
        return whole * graph.array(self.scales)

    def store(self, graph: Graph, weights: Any, bias: Any) -> None:
        """Other weights (inputs, outputs), rounded to int8 with a scale a column, and another bias."""
        scales = np.maximum(np.abs(weights).max(0), np.finfo(np.float32).tiny) / _HIGHEST
        graph.keep(self.weights, np.round(weights / scales).astype(np.int8))
        graph.keep(self.scales, scales.astype(np.float32))
        graph.keep(self.zeros, np.zeros(weights.shape[1], np.int8))
        graph.keep(self.bias, bias.astype(np.float32))


def product(graph: Graph, node: Node) -> Product:
    """What belongs to a MatMulInteger that has a bias."""
    (cast,) = graph.takers(node.output[0])
    (scaled,) = graph.takers(cast.output[0])
    (added,) = graph.takers(scaled.output[0])
    bias = next(name for name in added.input if name in graph.tensors)
    source, scales = graph.maker[node.input[0]].input[0], graph.maker[scaled.input[1]].input[1]
    return Product(node, source, node.input[1], node.input[3], scales, bias, added.output[0])


def product_nodes(graph: Graph, told: Product, name: str) -> list[Node]:
    """Nodes of a product of what ``told`` takes in with the constants that it names; the last one gives ``name``."""
    quantized, _, zero = told.node.input[:3]
    scale = next(one for one in graph.maker[quantized].output if one.endswith("scale"))
    return [
        helper.make_node("Mul", [scale, told.scales], [f"{name}.scale_in"]),
        helper.make_node("MatMulInteger", [quantized, told.weights, zero, told.zeros], [f"{name}.whole"]),
        helper.make_node("Cast", [f"{name}.whole"], [f"{name}.float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.float", f"{name}.scale_in"], [f"{name}.scaled"]),
        helper.make_node("Add", [told.bias, f"{name}.scaled"], [name]),
    ]
