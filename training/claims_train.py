"""Training of the heads for claims.

python -m training.claims_train --work WORK --name NAME [--items claims.pt] [--begin silver.model] [--fold 0 --folds 4] [--epochs 12]
       [--layered [--layers 6 --base WORK/base.pt]] [--beside soft.pt --share 0.1]

With a fold, the articles of that part are left out and measured on; without, everything is learnt. The averaged weights are kept as
``WORK/NAME.model`` after every epoch. ``--items`` may be a pattern (soft/*.pt). ``--layered``: transformer layers
(training.claims_layers), half precision. ``--beside``: windows of which a share is learnt beside the items in every epoch, at half their
weight.
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
from training.claims_items import Item, load_items
from training.claims_layers import LAYERS, LayeredHeads, begun, heads_of
from training.claims_measure import curve, proposals
from training.claims_network import POINTERS, ClaimHeads, pointer_scores

_log = logging.getLogger("training.claims_train")
_RATE, _AVERAGE, _WARM, _FLOOR = 1e-3, 0.995, 0.05, 0.02
_SLOW = 0.2  # share of the rate for layers that are learnt already
_BESIDE = 0.5  # weight of a batch that is learnt beside
_NEVER, _UNLIKELY = -1e4, -30.0  # log-probabilities: of what is not meant; the least that a teacher's share is multiplied with


def loss_of(network: ClaimHeads, batch: Batch) -> Tensor:
    """Cross-entropy of triggers, a word; of pointers, a target."""
    inside = batch.sentences >= 0
    with torch.autocast("cpu", torch.bfloat16, enabled=isinstance(network, LayeredHeads)):
        states = network.states(batch.seen, inside)
        told = network.told(states)
    chances = functional.binary_cross_entropy_with_logits(told.float(), batch.labels, reduction="none")
    loss = (chances * inside[..., None]).sum() / max(1.0, float(batch.weights.sum()))
    return loss + _pointers_loss(network, batch, states.float()) if len(batch.at) else loss


def _pointers_loss(network: ClaimHeads, batch: Batch, states: Tensor) -> Tensor:
    scores = pointer_scores(network, states, batch.sentences, batch.at, batch.words, batch.kinds, batch.ties)
    logs = torch.log_softmax(scores, -1)
    hard = torch.logsumexp(logs.masked_fill(batch.wanted == 0, _NEVER), -1)
    right = torch.where(batch.soft[:, None], (batch.wanted * logs.clamp(min=_UNLIKELY)).sum(-1), hard)
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


Batches = list[tuple[list[Item], float]]


def train(
    network: ClaimHeads, items: Sequence[Item], epochs: int, seed: int, rate: float, beside: Sequence[Item] = (), share: float = 0.0
) -> Iterator[dict[str, Tensor]]:
    """Epoch after epoch the averaged weights."""
    draw, optimizer = Random(seed), _optimizer(network)  # noqa: S311
    steps = epochs * (-(-len(items) // BATCH) + -(-int(len(beside) * share) // BATCH))
    average, rates = Average(network), _rates(rate, steps)
    for epoch in range(epochs):
        network.train()
        begun, total = time.time(), 0.0
        order = _order(items, beside, share, draw)
        for chosen, weight in order:
            now = next(rates)
            for group in optimizer.param_groups:
                group["lr"] = now * group["pace"]
            total += _step(network, optimizer, collate(chosen), weight)
            average.step()
        _log.info("epoch %d: loss %.3f, %.0f s", epoch + 1, total / max(1, len(order)), time.time() - begun)
        yield average.weights


def _optimizer(network: ClaimHeads) -> torch.optim.Optimizer:
    """Of the layers that are learnt already a slower pace."""
    known = [value for name, value in network.named_parameters() if name.startswith("layers.")]
    fresh = [value for name, value in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": fresh, "pace": 1.0}, *([{"params": known, "pace": _SLOW}] if known else [])]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _order(items: Sequence[Item], beside: Sequence[Item], share: float, draw: Random) -> Batches:
    """The batches of an epoch with the weight of each."""
    order: Batches = [(chosen, 1.0) for chosen in shuffled(items, draw)]
    if beside:
        order += [(chosen, _BESIDE) for chosen in shuffled(draw.sample(list(beside), int(len(beside) * share)), draw)]
        draw.shuffle(order)
    return order


def _step(network: ClaimHeads, optimizer: torch.optim.Optimizer, batch: Batch, weight: float) -> float:
    loss = loss_of(network, batch) * weight
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
    parser.add_argument("--layered", action="store_true")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--base", type=Path, default=None, help="the base model, for more layers than the encoder has")
    parser.add_argument("--beside", default="", help="windows learnt beside the items")
    parser.add_argument("--share", type=float, default=0.1, help="of the windows beside, in an epoch")
    parser.add_argument("--test", default="", help="windows of another file to measure on")
    for name, default in (("fold", -1), ("folds", 0), ("epochs", 12), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=_RATE)
    return parser.parse_args()


def _network(options: argparse.Namespace) -> ClaimHeads:
    if options.begin:
        return heads_of(torch.load(options.work / options.begin))
    return begun(base=options.base, layers=options.layers) if options.layered else ClaimHeads()


def main() -> None:
    """Train one set of heads."""
    options = _options()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    items = load_items(options.work, options.items)
    left = [item for item in items if options.fold >= 0 and part_of(item.article, options.folds) == options.fold]
    taught = [item for item in items if options.fold < 0 or part_of(item.article, options.folds) != options.fold]
    if options.test:
        left = load_items(options.work, options.test)
    beside = load_items(options.work, options.beside) if options.beside else []
    network, path = _network(options), options.work / f"{options.name}.model"
    for averaged in train(network, taught, options.epochs, options.seed, options.rate, beside, options.share):
        torch.save(averaged, path)
    network.load_state_dict(torch.load(path))
    if left:
        _log.info("%s: %s", options.name, curve(left, list(proposals([network.eval()], left))))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
