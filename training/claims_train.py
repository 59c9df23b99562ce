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

from evaluation.score.normalise import same_group
from training.claims_facts import PREDICATES, part_of
from training.claims_items import Item
from training.claims_network import POINTERS, ClaimHeads

_log = logging.getLogger("training.claims_train")
_BATCH, _RATE, _AVERAGE, _WARM, _FLOOR = 8, 1e-3, 0.995, 0.05, 0.02
_SHIFT = 1  # pointers count nowhere as 0 and words from 1
_BARRED = -1e4


class Batch:
    """Padded windows, and their targets as rows."""

    def __init__(self, items: Sequence[Item]) -> None:
        width = max(len(item.seen) for item in items)
        self.seen = torch.stack([functional.pad(item.seen.float(), (0, 0, 0, width - len(item.seen))) for item in items])
        self.sentences = torch.stack([functional.pad(item.sentences, (0, width - len(item.seen)), value=-1) for item in items])
        self.between = [functional.pad(item.between.long(), (0, width - len(item.seen), 0, width - len(item.seen))) for item in items]
        self.labels = torch.zeros(len(items), width, len(PREDICATES))
        rows: list[tuple[int, int, int]] = []
        wanted: list[Tensor] = []
        weights: list[float] = []
        for at, item in enumerate(items):
            place = {(int(s), int(p)): i for i, (s, p) in enumerate(zip(item.sentences, item.places, strict=True))}
            for target in item.targets:
                word = place[target.sentence, target.word]
                self.labels[at, word, target.predicate] = max(float(self.labels[at, word, target.predicate]), target.weight)
                rows.append((at, word, target.predicate))
                weights.append(target.weight)
                wanted.append(_wanted(target, place, width))
        self.rows = torch.tensor(rows, dtype=torch.long).view(-1, 3)
        self.wanted = torch.stack(wanted) if wanted else torch.zeros(0, len(POINTERS), width + 1)
        self.weights = torch.tensor(weights)


def _wanted(target: object, place: dict[tuple[int, int], int], width: int) -> Tensor:
    """Ones (pointers, 1 + words) where a pointer is right; a row of zeros teaches nothing (the window was cut there)."""
    found = torch.zeros(len(POINTERS), width + 1)
    ends = {"subject": target.subjects}  # type: ignore[attr-defined]
    for name, pairs in (("first", target.objects), ("begin", target.evidence)):  # type: ignore[attr-defined]
        ends[name], ends["last" if name == "first" else "end"] = tuple(p[0] for p in pairs), tuple(p[1] for p in pairs)
    for row, name in enumerate(POINTERS):
        for word in ends[name]:
            if word < 0:
                found[row, 0] = 1
            elif (target.sentence, word) in place:  # type: ignore[attr-defined]
                found[row, place[target.sentence, word] + _SHIFT] = 1  # type: ignore[attr-defined]
    return found


def pointer_scores(network: ClaimHeads, batch: Batch, states: Tensor) -> Tensor:
    """Scores (targets, pointers, 1 + words), words of other sentences barred."""
    at, word, kind = batch.rows.unbind(1)
    ties = torch.stack([batch.between[a][w] for a, w in zip(at.tolist(), word.tolist(), strict=True)])
    scores = network.pointers(states[at, word], kind, network.goals(states)[at], word, ties)
    apart = batch.sentences[at] != batch.sentences[at, word][:, None]
    return scores.masked_fill(functional.pad(apart, (1, 0), value=False)[:, None], _BARRED)


def loss_of(network: ClaimHeads, batch: Batch) -> Tensor:
    """Cross-entropy of triggers, a word; of pointers, a target."""
    states = network.states(batch.seen)
    real = (batch.sentences >= 0)[..., None]
    chances = functional.binary_cross_entropy_with_logits(network.chances(states), batch.labels, reduction="none")
    loss = (chances * real).sum() / max(1, len(batch.rows))
    if len(batch.rows):
        logs = torch.log_softmax(pointer_scores(network, batch, states), -1)
        right = torch.logsumexp(logs.masked_fill(batch.wanted == 0, -1e4), -1)
        taught = (batch.wanted.sum(-1) > 0) * batch.weights[:, None]
        loss = loss - (right * taught).sum() / max(1.0, float(taught.sum())) * len(POINTERS) / 2
    return loss


def train(network: ClaimHeads, items: Sequence[Item], epochs: int, seed: int, rate: float) -> dict[str, Tensor]:
    """All epochs; gives the averaged weights."""
    draw, optimizer = Random(seed), torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)  # noqa: S311
    averaged = {name: value.detach().clone() for name, value in network.named_parameters()}
    steps, step = epochs * -(-len(items) // _BATCH), 0
    for epoch in range(epochs):
        network.train()
        begun, total, order = time.time(), 0.0, list(items)
        draw.shuffle(order)
        for start in range(0, len(order), _BATCH):
            warm = max(1.0, _WARM * steps)
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / warm, max(_FLOOR, (steps - step) / max(1.0, steps - warm)))
            loss = loss_of(network, Batch(order[start : start + _BATCH]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            keep = min(_AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in network.named_parameters():
                    averaged[name].lerp_(value, 1 - keep)
            step, total = step + 1, total + loss.item()
        _log.info("epoch %d: loss %.3f, %.0f s", epoch + 1, total * _BATCH / max(1, len(order)), time.time() - begun)
    return averaged


def proposals(network: ClaimHeads, item: Item, least: float) -> Iterator[tuple[float, int, int, list[int]]]:
    """Chance, trigger, predicate and the likeliest word of each pointer (-1: nowhere), of one window."""
    batch = Batch([item])
    states = network.states(batch.seen)
    chances = torch.sigmoid(network.chances(states))[0]
    for word, kind in torch.nonzero(chances > least).tolist():
        batch.rows = torch.tensor([[0, word, kind]])
        best = pointer_scores(network, batch, states)[0].argmax(-1) - _SHIFT
        yield float(chances[word, kind]), word, kind, best.tolist()


def measured(network: ClaimHeads, items: Sequence[Item], bars: Sequence[float] = (0.2, 0.35, 0.5, 0.65)) -> str:
    """At several bars: triggers proposed, share right (predicates of one group are alike), with subject and object right too, recall."""
    network.eval()
    counts = {bar: [0, 0, 0, set()] for bar in bars}
    wanted = 0
    with torch.no_grad():
        for n, item in enumerate(items):
            place = {(int(s), int(p)): i for i, (s, p) in enumerate(zip(item.sentences, item.places, strict=True))}
            gold = [(target, place[target.sentence, target.word]) for target in item.targets]
            wanted += sum(target.weight == 1.0 for target in item.targets)
            back = {i: (int(s), int(p)) for (s, p), i in place.items()}
            for chance, word, kind, best in proposals(network, item, min(bars)):
                named = [-1 if at < 0 else back[at][1] for at in best]
                near = [i for i, (t, at) in enumerate(gold) if at == word and same_group(PREDICATES[kind], PREDICATES[t.predicate])]
                whole = [i for i in near if _whole(gold[i][0], named)]
                for bar in bars:
                    if chance >= bar:
                        found = counts[bar]
                        found[0], found[1], found[2] = found[0] + 1, found[1] + bool(near), found[2] + bool(whole)
                        found[3] |= {(n, i) for i in whole if gold[i][0].weight == 1.0}  # type: ignore[operator]
    rows = [f"{bar}: {n} triggers {100 * t / max(1, n):.1f} whole {100 * w / max(1, n):.1f} found {100 * len(f) / max(1, wanted):.1f}"
            for bar, (n, t, w, f) in counts.items()]  # type: ignore[misc]  # fmt: skip
    return f"{wanted} wanted; " + "; ".join(rows)


def _whole(target: object, named: Sequence[int]) -> bool:
    subject, first, last = named[:3]
    if subject not in target.subjects:  # type: ignore[attr-defined]
        return False
    return any(_overlap((first, last), pair) >= 0.5 for pair in target.objects)  # type: ignore[attr-defined]


def _overlap(a: Sequence[int], b: Sequence[int]) -> float:
    if a[0] < 0 or b[0] < 0:
        return float(a[0] < 0 and b[0] < 0)
    shared = min(a[1], b[1]) - max(a[0], b[0]) + 1
    return 2 * max(0, shared) / max(1, a[1] - a[0] + 1 + b[1] - b[0] + 1)


def main() -> None:
    """Train one set of heads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--items", default="claims.pt")
    parser.add_argument("--begin", default="")
    parser.add_argument("--test", default="", help="windows of another file to measure on")
    for name, default in (("fold", -1), ("folds", 0), ("epochs", 12), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=_RATE)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    items: list[Item] = torch.load(options.work / options.items, weights_only=False)
    taught = [item for item in items if options.fold < 0 or part_of(item.article, options.folds) != options.fold]
    left = [item for item in items if options.fold >= 0 and part_of(item.article, options.folds) == options.fold]
    if options.test:
        left = torch.load(options.work / options.test, weights_only=False)
    network = ClaimHeads()
    if options.begin:
        network.load_state_dict(torch.load(options.work / options.begin))
    averaged = train(network, taught, options.epochs, options.seed, options.rate)
    network.load_state_dict(averaged)
    torch.save(averaged, options.work / f"{options.name}.model")
    if left:
        _log.info("%s: %s", options.name, measured(network, left))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
