"""The shipped encoder's weights, from int8 back to fp32: where no checkpoint of its training is at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import Encoder, fit

PACKED, SCALES = ".int8", ".scales"
"""What ``training.exact`` adds to the names of a product's weights: for themselves, and for their scales, one a column."""

_TOGETHER = ("heads.weight", "heads.zero", "heads.scale", "heads.bias")
"""What ``training.fuse`` calls the parts of the heads' one product."""

_PRODUCTS = ("queries", "output", "widen", "narrow")


def shipped(path: Path) -> tuple[Encoder, dict[str, tuple[str, ...]]]:
    """The network of a file of ours and the labels of its heads."""
    model = onnx.load(path)
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    tensors |= {name.removesuffix(PACKED): _unpacked(name, tensors) for name in tensors if name.endswith(PACKED)}
    described = {entry.key: entry.value for entry in model.metadata_props}
    heads = {name: tuple(labels) for name, labels in json.loads(described["heads"]).items()}
    tensors = {name.removeprefix("network."): value for name, value in tensors.items()}  # where the upper layers go over words
    state = {name: value for name, value in tensors.items() if name.split(".")[0] in {"kind", "positions", "embedded", "layers", "heads"}}
    state["words.weight"] = tensors["rows"].astype(np.float32) * tensors["row_scales"]
    products = _products(model, tensors)
    state["features.weight"] = products.pop(0).T
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    for layer in range(layers):
        for name in _PRODUCTS:
            state[f"layers.{layer}.{name}.weight"] = products.pop(0).T
    state = {name: value for name, value in state.items() if name not in _TOGETHER} | _heads(heads, tensors, products)
    sizes, pooling = {name: len(labels) for name, labels in heads.items()}, int(described.get("pooling", "0"))
    network = Encoder(len(state["words.weight"]), layers, sizes, pooling=pooling)
    loaded = {name: torch.from_numpy(np.array(value, order="C")) for name, value in state.items()}
    fit(network.layers, loaded)
    network.load_state_dict(loaded)
    return network.eval(), heads


def _heads(heads: Mapping[str, Sequence[str]], tensors: dict[str, np.ndarray], products: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Weights and biases of the heads, where they are one product (``training.fuse``), or the weights where they are one each."""
    if _TOGETHER[0] not in tensors:
        return {f"heads.{name}.weight": products.pop(0).T for name in heads}
    weights, zeros, scales, bias = (tensors[name] for name in _TOGETHER)
    whole = (weights.astype(np.float32) - zeros.astype(np.float32)) * scales
    ends = np.cumsum([len(labels) for labels in heads.values()])[:-1]
    parts = zip(heads, np.split(whole, ends, 1), np.split(bias, ends), strict=True)
    return {f"heads.{name}.{kind}": value for name, w, b in parts for kind, value in (("weight", w.T), ("bias", b))}


def _products(model: onnx.ModelProto, tensors: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The matrices of the products with weights, in the order of the graph."""
    found = []
    for node in model.graph.node:
        name = next((name for name in node.input if name.startswith("onnx::MatMul") and tensors.get(name, np.zeros(0)).ndim == 2), None)
        if node.op_type in {"MatMul", "MatMulInteger"} and name is not None:
            found.append(_exact(name, tensors))
    return found


def _unpacked(name: str, tensors: dict[str, np.ndarray]) -> np.ndarray:
    """A matrix whose products are reckoned in fp32 (``training.exact``)."""
    found: np.ndarray = tensors[name].astype(np.float32) * tensors[name.removesuffix(PACKED) + SCALES]
    return found


def _exact(name: str, tensors: dict[str, np.ndarray]) -> np.ndarray:
    if not name.endswith("_quantized"):
        return tensors[name]
    stem = name.removesuffix("_quantized")
    exact: np.ndarray = (tensors[name].astype(np.float32) - tensors[stem + "_zero_point"].astype(np.float32)) * tensors[stem + "_scale"]
    return exact
