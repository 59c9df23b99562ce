"""The pointers of the heads for claims in one chain of operators, whatever number of networks they are the mean of.

``fuse.py`` calls it. As PyTorch exports them each network has a chain of its own, with a column of ones for the biases. Here what triggers
look for and what words are to them stand side by side, (networks · pointers, triggers or words, wide); biases are added where they are not
the same for all words, as a softmax does not see the others; what distance and tree add stands in one table. All is equal but for rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from onnx import helper

from training.graphs import Graph, Node

_LEFT = ("Add", "Add", "Transpose", "MatMul", "MatMul", "Transpose", "Concat", "Reshape")
"""From a network's softmax up to where what triggers look for is parted."""


@dataclass(frozen=True, slots=True)
class Network:
    """Names of one network's values, and its constants.

    Values: what ``triggers`` look for (k, pointers · wide), what ``words`` are (1, 1 + n, pointers · wide), ``rows`` (k, 1 + n) and
    ``ties`` (k, n), which tell rows of its tables, and what is ``barred`` (k, 1 + n). Constants: ``pairs`` (pointers, wide + 1, wide + 1),
    tables of ``distances`` and of what is ``tied`` (rows, pointers).
    """

    triggers: str
    words: str
    rows: str
    ties: str
    barred: str
    pairs: Any
    distances: Any
    tied: Any


def pointers(graph: Graph) -> int:
    """Rewrites the pointers of a file of heads; the number of their networks, 0 if there are none or they are so already."""
    mean = _mean(graph)
    if mean is None:
        return 0
    joined: Node = graph.above(mean, "ReduceSum", "Concat")
    networks = [_network(graph, graph.maker[graph.maker[name].input[0]]) for name in joined.input]
    for picked in graph.takers(mean.output[0]):
        picked.attribute[0].i = 0  # the pointers come first now, and each is in one piece
    graph.replace(mean, _chain(graph, networks))
    return len(networks)


def _mean(graph: Graph) -> Node | None:
    """The node whose result the pointers are picked from."""
    picked = graph.maker.get("subject")
    mean = graph.maker.get(picked.input[0]) if picked is not None else None
    return mean if graph.above(mean, "ReduceSum", "Concat", "Unsqueeze", "Softmax") is not None else None


def _network(graph: Graph, softmax: Node) -> Network:
    barred_too = graph.maker[softmax.input[0]]
    together = graph.maker[barred_too.input[0]]
    scores: Node = graph.above(together, "Transpose", "MatMul")
    left: Node = graph.above(softmax, *_LEFT)
    right: Node = graph.above(graph.maker[scores.input[1]], "Gather", "Transpose", "Concat", "Reshape")
    near: Node = graph.above(graph.maker[together.input[1]], "Add")
    distance, tied = graph.maker[near.input[0]], graph.maker[graph.maker[near.input[1]].input[0]]
    return Network(
        left.input[0], right.input[0], distance.input[1], tied.input[1], graph.maker[barred_too.input[1]].input[0],
        graph.array(graph.maker[scores.input[0]].input[1]), graph.array(distance.input[0]), graph.array(tied.input[0]),
    )  # fmt: skip


def _chain(graph: Graph, networks: Sequence[Network]) -> list[Node]:
    """The nodes; the last gives the mean (pointers, k, 1 + n)."""
    first, count = networks[0], len(networks)
    pairs = np.concatenate([network.pairs for network in networks])
    wide = pairs.shape[1] - 1
    apart = graph.keep("pointers.apart", np.array([-1, len(pairs), wide]))
    parts = [f"pointers.{number}" for number in range(count)]
    return [
        helper.make_node("Concat", [network.triggers for network in networks], ["pointers.looking"], axis=1),
        helper.make_node("Reshape", ["pointers.looking", apart], ["pointers.triggers"]),
        helper.make_node("Transpose", ["pointers.triggers"], ["pointers.by_pointer"], perm=[1, 0, 2]),
        helper.make_node("MatMul", ["pointers.by_pointer", graph.keep("pointers.pairs", pairs[:, :wide, :wide].copy())], ["pointers.bare"]),
        helper.make_node("Add", ["pointers.bare", graph.keep("pointers.bias", pairs[:, wide:, :wide].copy())], ["pointers.turned"]),
        helper.make_node("Concat", [network.words for network in networks], ["pointers.seen"], axis=2),
        helper.make_node("Reshape", ["pointers.seen", apart], ["pointers.words"]),
        helper.make_node("Transpose", ["pointers.words"], ["pointers.goals"], perm=[1, 2, 0]),
        helper.make_node("MatMul", ["pointers.turned", "pointers.goals"], ["pointers.biaffine"]),
        *_near(graph, networks),
        helper.make_node("Add", ["pointers.biaffine", "pointers.near"], ["pointers.free"]),
        helper.make_node("Add", ["pointers.free", first.barred], ["pointers.scores"]),
        helper.make_node("Softmax", ["pointers.scores"], ["pointers.sure"], axis=-1),
        helper.make_node("Split", ["pointers.sure", graph.keep("pointers.each", np.full(count, len(pairs) // count))], parts, axis=0),
        helper.make_node("Sum", parts, ["pointers.sum"]),
        helper.make_node("Mul", ["pointers.sum", graph.keep("pointers.share", np.array(1 / count, np.float32))], ["pointers.mean"]),
    ]  # fmt: skip


def _near(graph: Graph, networks: Sequence[Network]) -> list[Node]:
    """What distance and tree add (networks · pointers, k, 1 + n): a table's row for each pair; the last tie is that of no word."""
    distances, tied = (np.concatenate([getattr(network, name) for network in networks], 1) for name in ("distances", "tied"))
    tied = np.concatenate([tied, np.zeros_like(tied[:1])])
    table = (distances[:, None] + tied[None]).reshape(-1, tied.shape[1])
    none, size = (graph.keep(f"pointers.{name}", np.array(value)) for name, value in (("no_word", len(tied) - 1), ("ties", len(tied))))
    pads = graph.keep("pointers.before", np.array([0, 1, 0, 0]))
    return [
        helper.make_node("Pad", [networks[0].ties, pads, none], ["pointers.tied"]),
        helper.make_node("Mul", [networks[0].rows, size], ["pointers.far"]),
        helper.make_node("Add", ["pointers.far", "pointers.tied"], ["pointers.place"]),
        helper.make_node("Gather", [graph.keep("pointers.table", table), "pointers.place"], ["pointers.by_word"], axis=0),
        helper.make_node("Transpose", ["pointers.by_word"], ["pointers.near"], perm=[2, 0, 1]),
    ]
