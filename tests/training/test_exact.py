"""Files with exact products; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from tawthiq.encoder.features import COUNT
from training.corpora import HEADS
from training.exact import write_exact
from training.export import write_int8, write_plain
from training.network import Encoder
from training.shipped import shipped


def _files(folder: Path) -> tuple[Path, Path]:
    """A small network as an int8 file, and that with exact products; the pieces are its longest table, as in every model of ours."""
    torch.manual_seed(0)
    network = Encoder(1600, 1, {"anercorp": len(HEADS["anercorp"])}).eval()
    for value in network.parameters():
        torch.nn.init.normal_(value, std=0.1)  # no two alike: the exporter would write them once
    described = {"version": "tiny@1", "heads": json.dumps({"anercorp": HEADS["anercorp"]}), "habits": "{}"}
    write_plain(network, folder / "plain.onnx")
    write_int8(folder / "plain.onnx", folder / "int8.onnx", described)
    write_exact(folder / "int8.onnx", folder / "exact.onnx", "tiny@2")
    return folder / "int8.onnx", folder / "exact.onnx"


def test_exact_files_reckon_what_the_unpacked_network_does(tmp_path: Path) -> None:
    source, exact = _files(tmp_path)
    pieces, features = torch.tensor([[0, 5, 9, 7, 2]]), torch.zeros(1, 5, COUNT)
    session = onnxruntime.InferenceSession(str(exact), providers=["CPUExecutionProvider"])
    (found,) = session.run(["outputs"], {"pieces": pieces.numpy(), "features": features.numpy()})
    with torch.no_grad():
        assert np.allclose(found, shipped(source)[0](pieces, None, features).numpy(), atol=1e-4)


def test_exact_files_give_back_the_same_weights(tmp_path: Path) -> None:
    source, exact = (shipped(path)[0].state_dict() for path in _files(tmp_path))
    assert all(torch.equal(value, exact[name]) for name, value in source.items())


def test_exact_files_are_small_and_bear_their_version(tmp_path: Path) -> None:
    source, exact = _files(tmp_path)
    described = onnxruntime.InferenceSession(str(exact), providers=["CPUExecutionProvider"]).get_modelmeta().custom_metadata_map
    assert described["version"] == "tiny@2"
    assert exact.stat().st_size < 1.05 * source.stat().st_size
