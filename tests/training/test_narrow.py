"""Layers with fewer inner numbers; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from tawthiq.encoder.features import COUNT
from training.corpora import HEADS
from training.export import write_int8, write_plain
from training.graphs import Graph
from training.narrow import gelu, least_missed, narrow, refitted
from training.network import INNER, Encoder
from training.shipped import shipped

_DRAW = np.random.default_rng(5)


def test_narrow_knows_the_activation() -> None:
    rows = np.linspace(-6, 6, 241, dtype=np.float32)
    assert np.allclose(gelu(rows), functional.gelu(torch.from_numpy(rows)).numpy(), atol=1e-6)


def test_narrow_takes_out_what_others_say_in_its_place() -> None:
    free = _DRAW.normal(size=(400, 12))
    said = np.concatenate([free, free[:, :6] @ _DRAW.normal(size=(6, 6))], 1)  # the last six are sums of the first six
    kept = least_missed(said.T @ said / len(said), _DRAW.normal(size=(18, 5)), 12)
    assert np.linalg.matrix_rank(said[:, kept]) == 12


def test_narrow_fits_the_rest_to_what_all_said() -> None:
    free, weights = _DRAW.normal(size=(400, 12)), _DRAW.normal(size=(18, 5))
    said = np.concatenate([free, free[:, :6] @ _DRAW.normal(size=(6, 6))], 1)
    kept = least_missed(said.T @ said / len(said), weights, 12)
    fitted = refitted(said[:, kept], np.concatenate([weights[kept], np.zeros((1, 5))]), said @ weights)
    assert np.allclose(said[:, kept] @ fitted[:-1] + fitted[-1], said @ weights, atol=0.1)


def test_narrow_layers_are_smaller_and_say_nearly_the_same(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = Encoder(1600, 1, {"anercorp": len(HEADS["anercorp"])}).eval()
    for value in network.parameters():  # no two alike: the exporter would write them once
        torch.nn.init.normal_(value, std=0.1)
    network.layers[0].widen.weight.data[64:] = 0.0  # few inner numbers say anything
    write_plain(network, tmp_path / "plain.onnx")
    path = tmp_path / "int8.onnx"
    write_int8(tmp_path / "plain.onnx", path, {"version": "tiny@1", "heads": json.dumps({"anercorp": HEADS["anercorp"]}), "habits": "{}"})
    given = [{"pieces": _DRAW.integers(4, 1600, (1, 30)), "features": np.zeros((1, 30, COUNT), np.float32)} for _ in range(20)]
    graph = Graph(path)
    whole, narrowed = narrow(graph, Graph(path), "/layers.0", 128, given)
    graph.write(path)
    assert narrowed < 2 * whole + 1e-3
    assert shipped(path)[0].layers[0].widen.out_features == 128 < INNER
