"""Training of the heads for claims.

python -m training.claims_train --work WORK --name NAME [--items claims.pt] [--begin silver.model] [--fold 0 --folds 4] [--epochs 12]

With a fold, the articles of that part are left out and measured on; without, everything is learnt. The averaged weights are kept as
``WORK/NAME.model``.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from training.claims_batches import BATCH, Batch, collate, shuffled
from training.claims_facts import part_of
from training.claims_items import Item
from training.claims_measure import curve, proposals
from training.claims_network import POINTERS, ClaimHeads, pointer_scores

_log = logging.getLogger("training.claims_train")
_RATE, _AVERAGE, _WARM, _FLOOR = 1e-3, 0.995, 0.05, 0.02


def loss_of(network: ClaimHeads, batch: Batch) -> Tensor:
    """Cross-entropy of triggers, a word; of pointers, a target."""
    states = network.states(batch.seen)
    chances = functional.binary_cross_entropy_with_logits(network.told(states), batch.labels, reduction="none")
    loss = (chances * (batch.sentences >= 0)[..., None]).sum() / max(1, len(batch.at))
    return loss + _pointers_loss(network, batch, states) if len(batch.at) else loss


def _pointers_loss(network: ClaimHeads, batch: Batch, states: Tensor) -> Tensor:
    scores = pointer_scores(network, states, batch.sentences, batch.at, batch.words, batch.kinds, batch.ties)
    right = torch.logsumexp(torch.log_softmax(scores, -1).masked_fill(batch.wanted == 0, -1e4), -1)
    taught = (batch.wanted.sum(-1) > 0) * batch.weights[:, None]
    return -(right * taught).sum() / taught.sum().clamp(min=1.0) * len(POINTERS) / 2


class Average:
    """A running mean of a network's weights."""

    def __init__(self, network: ClaimHeads) -> None:
        self._network, self._steps = network, 0
        self.weights: dict[str, Tensor] = {name: value.detach().clone() for name, value in network.named_parameters()}

    def step(self) -> None:
        """Take the weights of now in: of the first steps, which are farther off, less is kept."""
        keep = min(_AVERAGE, (1 + self._steps) / (10 + self._steps))
        self._steps += 1
        with torch.no_grad():
            for name, value in self._network.named_parameters():
                self.weights[name].lerp_(value, 1 - keep)


def _rates(rate: float, steps: int) -> Iterator[float]:
    """The rate of each step: up, then down to a floor."""
    warm = max(1.0, _WARM * steps)
    for step in range(steps):
        yield rate * min(1.0, (step + 1) / warm, max(_FLOOR, (steps - step) / max(1.0, steps - warm)))


def train(network: ClaimHeads, items: Sequence[Item], epochs: int, seed: int, rate: float) -> dict[str, Tensor]:
    """All epochs; gives the averaged weights."""
    draw, optimizer = Random(seed), torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)  # noqa: S311
    average, rates = Average(network), _rates(rate, epochs * -(-len(items) // BATCH))
    for epoch in range(epochs):
        network.train()
        begun, total = time.time(), 0.0
        order = shuffled(items, draw)
        for chosen in order:
            for group in optimizer.param_groups:
                group["lr"] = next(rates)
            total += _step(network, optimizer, collate(chosen))
            average.step()
        _log.info("epoch %d: loss %.3f, %.0f s", epoch + 1, total / max(1, len(order)), time.time() - begun)
    return average.weights


def _step(network: ClaimHeads, optimizer: torch.optim.Optimizer, batch: Batch) -> float:
    loss = loss_of(network, batch)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--items", default="claims.pt")
    parser.add_argument("--begin", default="")
    parser.add_argument("--test", default="", help="windows of another file to measure on")
    for name, default in (("fold", -1), ("folds", 0), ("epochs", 12), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=_RATE)
    return parser.parse_args()


def main() -> None:
    """Train one set of heads."""
    options = _options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    items: list[Item] = torch.load(options.work / options.items, weights_only=False)
    left = [item for item in items if options.fold >= 0 and part_of(item.article, options.folds) == options.fold]
    taught = [item for item in items if options.fold < 0 or part_of(item.article, options.folds) != options.fold]
    if options.test:
        left = torch.load(options.work / options.test, weights_only=False)
    network = ClaimHeads()
    if options.begin:
        network.load_state_dict(torch.load(options.work / options.begin))
    averaged = train(network, taught, options.epochs, options.seed, options.rate)
    network.load_state_dict(averaged)
    torch.save(averaged, options.work / f"{options.name}.model")
    if left:
        _log.info("%s: %s", options.name, curve(left, list(proposals(network.eval(), left))))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
