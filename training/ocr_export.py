"""A trained recogniser of lines as one ONNX file, its numbers kept in half precision.

python -m training.ocr_export --checkpoint WORK/mixed.pt --version tawthiq-lines@1 --out src/tawthiq/intake/weights/lines.onnx
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from tawthiq.intake.ocr_lines import HEIGHT
from training.ocr_train import loaded

_log = logging.getLogger("training.ocr_export")
_OPSET = 17
_LEAST = 256  # numbers: smaller tensors stay as they are


def exported(checkpoint: Path) -> Any:
    """The graph of a checkpoint, any width, one line at a time."""
    network = loaded(checkpoint).eval()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.onnx"
        torch.onnx.export(
            network, (torch.zeros(1, 1, HEIGHT, 256),), str(path), input_names=["lines"], output_names=["signs"],
            dynamic_axes={"lines": {3: "width"}, "signs": {0: "columns"}}, opset_version=_OPSET, dynamo=False,
        )
        return onnx.load(str(path))


def halved(model: Any) -> None:
    """Large tensors in half precision, brought back to single when the file is read."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) >= _LEAST:
            name = tensor.name
            half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
            tensor.CopyFrom(half)
            casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = exported(given.checkpoint)
    halved(model)
    helper.set_model_props(model, {"version": given.version})
    onnx.checker.check_model(model)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(model.SerializeToString())
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _log.info("%s: %d bytes", given.out, given.out.stat().st_size)


if __name__ == "__main__":
    main()
