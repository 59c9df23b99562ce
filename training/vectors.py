"""Sentence vectors: all twelve layers of the base model, untouched, as one ONNX file with the pieces of Arabic and English.

python -m training.vectors --base WORK/base.pt --out optional/vectors.onnx

Kept are the pieces of the encoder's own vocabulary, which the Arabic press chose, and the commonest pieces of the 120,000
commonest English words (package wordfreq), small and capital. The file gives the mean of the last states of a sentence's
pieces; vocabulary and version are in its metadata.
"""

from __future__ import annotations

import argparse
import base64
import logging
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from evaluation.utterances import read_pairs
from tawthiq.encoder import pieces as shipped
from tawthiq.encoder.features import COUNT
from tawthiq.encoder.pieces import UNKNOWN, Pieces, write_pieces
from tawthiq.encoder.vectors import Matrix, OnnxVectors, framed
from training.export import row_vectors
from training.network import HIDDEN, Encoder, from_base

VERSION = "e5-small-ar-en@1"
_LAYERS = 12
_OPSET = 17
_SIZE = 23_400  # pieces, about 400 bytes each; with 22.6 MB of everything else the file stays below 32 MB
_WORDS = 120_000  # English words, down to one use in 16 million
_log = logging.getLogger("training.vectors")


class Mean(nn.Module):
    """The mean of the last states of all pieces of one sentence: what the base model was trained to compare."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        """Pieces (1, length) to a vector (1, 384)."""
        nothing = torch.zeros(1, 1, COUNT)
        return self.encoder.encode(pieces, None, nothing).mean(1)


def choose(pieces: Sequence[tuple[str, float]], kept: frozenset[str], words: Mapping[str, int], size: int) -> list[int]:
    """Ids of the pieces to keep, in the order of the base model: ``kept``, and by their use in the words the commonest others."""
    cut, used = Pieces(pieces), Counter[int]()
    for word, count in words.items():
        for form in (word, word.capitalize()):
            used.update(dict.fromkeys(cut(form), count))
    always = {index for index, (piece, _) in enumerate(pieces) if index <= UNKNOWN or piece in kept}
    ranked = sorted((index for index in used if index not in always), key=lambda index: (-used[index], index))
    return sorted(always | set(ranked[: size - len(always)]))


def write(base: Mapping[str, Tensor], pieces: Sequence[tuple[str, float]], path: Path) -> None:
    """The int8 file of a base model that has these pieces only."""
    network = from_base(base, _LAYERS, {"none": 1}).eval()
    for layer in network.layers:
        layer.plain = True
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as in training.export
            torch.onnx.export(
                Mean(network), (torch.full((1, 7), 5),), str(plain), input_names=["pieces"], output_names=["mean"],
                dynamic_axes={"pieces": {1: "length"}}, opset_version=_OPSET, dynamo=False,
            )  # fmt: skip
        _quantize(plain, pieces, path)


def _quantize(plain: Path, pieces: Sequence[tuple[str, float]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
    model = onnx.load(path)
    row_vectors(model.graph)
    vocabulary = base64.b64encode(write_pieces(pieces)).decode("ascii")
    helper.set_model_props(model, {"version": VERSION, "width": str(HIDDEN), "pieces": vocabulary})
    path.write_bytes(model.SerializeToString(deterministic=True))


def exact(base: Mapping[str, Tensor], pieces: Sequence[tuple[str, float]], sentences: Sequence[str]) -> Matrix:
    """The vectors of the fp32 network with its full vocabulary."""
    network, cut = from_base(base, _LAYERS, {"none": 1}).eval(), Pieces(pieces)
    with torch.no_grad():
        rows = [Mean(network)(torch.tensor([framed(cut, sentence)]))[0].numpy() for sentence in sentences]
    return np.array([row / np.linalg.norm(row) for row in rows], np.float32)


def compare(path: Path, base: Mapping[str, Tensor], pieces: Sequence[tuple[str, float]], sentences: Sequence[str]) -> None:
    """Says how near the file is to the fp32 network, and how fast it reads."""
    model = OnnxVectors(path.read_bytes())
    model(sentences[:4])
    began = time.process_time()
    ours = model(sentences)
    seconds, theirs = time.process_time() - began, exact(base, pieces, sentences)
    cosines = (ours * theirs).sum(1)
    between = np.abs((ours @ ours.T) - (theirs @ theirs.T)).mean()
    _log.info("%d sentences: cosine with fp32 least %.4f, mean %.4f", len(sentences), cosines.min(), cosines.mean())
    _log.info("mean change of the cosine of two sentences %.4f; %.1f sentences a CPU second", between, len(sentences) / seconds)


def english() -> dict[str, int]:
    """The commonest English words, each with its uses in a thousand million words."""
    from wordfreq import get_frequency_dict

    found = {word: share for word, share in get_frequency_dict("en", wordlist="large").items() if _latin(word)}
    ranked = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:_WORDS]
    return {word: round(share * 1e9) for word, share in ranked}


def _latin(word: str) -> bool:
    return word.isascii() and any(char.isalpha() for char in word)


def main() -> None:
    """Choose, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    base = torch.load(options.base)
    kept = choose(base["pieces"], shipped().texts(), english(), _SIZE)
    small = [base["pieces"][index] for index in kept]
    state = dict(base["state"]) | {"words.weight": base["state"]["words.weight"][torch.tensor(kept)].clone()}
    write(state, small, options.out)
    _log.info("%d pieces, %.1f MB", len(small), options.out.stat().st_size / 1e6)
    sentences = sorted({text for pair in read_pairs() for text in (pair.first, pair.second)})
    compare(options.out, base["state"], base["pieces"], sentences)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
