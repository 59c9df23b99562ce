"""Files rewritten into faster operators; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from tawthiq.encoder.features import COUNT
from training.export import write_plain
from training.fuse import fuse
from training.network import Encoder

_HEADS = {"names": 5, "roles": 3}


def _file(folder: Path) -> Path:
    """A small network in int8, as the quantiser writes it."""
    torch.manual_seed(0)
    network = Encoder(40, 2, _HEADS).eval()
    for value in network.parameters():
        torch.nn.init.normal_(value, std=0.1)
    write_plain(network, folder / "plain.onnx")
    quantize_dynamic(folder / "plain.onnx", folder / "int8.onnx", weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
    return folder / "int8.onnx"


def _outputs(path: Path, length: int) -> Any:
    pieces, features = np.arange(length)[None] % 40, np.ones((1, length, COUNT), np.float32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(["outputs"], {"pieces": pieces, "features": features})[0]


@pytest.mark.parametrize("length", [2, 7, 30])
def test_fuse_changes_nothing_that_is_said(tmp_path: Path, length: int) -> None:
    path = _file(tmp_path)
    before = _outputs(path, length)
    fuse(path)
    assert np.allclose(_outputs(path, length), before, atol=1e-4)


def test_fuse_counts_attentions_and_heads_and_leaves_fused_files_alone(tmp_path: Path) -> None:
    path = _file(tmp_path)
    assert fuse(path) == (2, 2, 0)
    content = path.read_bytes()
    assert fuse(path) == (0, 0, 0)
    assert path.read_bytes() == content


def test_fuse_leaves_one_product_of_all_heads_and_no_turned_copies(tmp_path: Path) -> None:
    path = _file(tmp_path)
    fuse(path)
    kinds = [node.op_type for node in onnx.load(path).graph.node]
    assert kinds.count("FusedMatMul") == 4  # two an attention
    assert kinds.count("Transpose") == 2  # one an attention: what it gives
    assert kinds.count("MatMulInteger") == 1 + 2 * 4 + 1  # features, four a layer, heads
