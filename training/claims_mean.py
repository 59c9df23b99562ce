"""The mean of several heads' weights, as one set of heads.

python -m training.claims_mean --work WORK --names layered-0,layered-1 --out layered

Heads that began as the same weights and learnt from different parts of the windows: beside each other they take as many processors, and
their mean knows all parts.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean_of(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of weights of one kind, name by name."""
    return {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}


def main() -> None:
    """Keep the mean of some heads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--names", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    weights = [torch.load(options.work / f"{name}.model") for name in options.names.split(",")]
    torch.save(mean_of(weights), options.work / f"{options.out}.model")


if __name__ == "__main__":
    main()
