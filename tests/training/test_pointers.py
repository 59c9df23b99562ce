"""Pointers of several networks in one chain; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from training.claims_export import write
from training.claims_layers import LayeredHeads
from training.claims_network import INPUTS, POINTERS, ClaimHeads
from training.graphs import Graph
from training.pointers import pointers


def _file(folder: Path) -> Path:
    """A file of two networks of random weights, one of each kind."""
    torch.manual_seed(0)
    networks = [LayeredHeads().eval(), ClaimHeads().eval()]
    for layer in networks[0].layers:
        layer.plain = True
    for value in (value for network in networks for value in network.parameters()):
        torch.nn.init.normal_(value, std=0.1)
    write(networks, folder / "heads.onnx", "tests@1", exact=True)
    return folder / "heads.onnx"


def _said(path: Path, words: int) -> list[Any]:
    draw = np.random.default_rng(words)
    barred = np.zeros((words, words + 1), np.float32)
    barred[: words // 2, words // 2 + 1 :] = barred[words // 2 :, 1 : words // 2 + 1] = -1e4
    fed = {
        "words": draw.normal(size=(words, INPUTS)).astype(np.float32), "between": draw.integers(0, 57, (words, words)), "barred": barred,
    }  # fmt: skip
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    said: list[Any] = session.run(["found", "chances", *POINTERS], fed)
    return said


@pytest.mark.parametrize("words", [1, 2, 31])
def test_pointers_go_where_they_went(tmp_path: Path, words: int) -> None:
    path = _file(tmp_path)
    before = _said(path, words)
    graph = Graph(path)
    pointers(graph)
    graph.write(path)
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(_said(path, words), before, strict=True))


def test_pointers_of_all_networks_are_one_chain_once(tmp_path: Path) -> None:
    graph = Graph(_file(tmp_path))
    assert pointers(graph) == 2
    graph.write(tmp_path / "heads.onnx")
    kinds = [node.op_type for node in onnx.load(tmp_path / "heads.onnx").graph.node]
    again = Graph(tmp_path / "heads.onnx")
    assert (kinds.count("Pad"), pointers(again)) == (1, 0)
