"""What several heads together say of windows that nobody annotated, with what the rules read there: to learn from.

python -m training.claims_soft --work WORK --names layered,recurrent [--items 'silver/*.pt'] [--out soft]

The chances of triggers and the places of arguments are the means of the heads; where a rule has read a claim with more confidence than
that, its confidence counts, and its arguments by their share.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training.claims_batches import Batch, collate
from training.claims_facts import PREDICATES
from training.claims_items import Item, Soft
from training.claims_layers import heads_of
from training.claims_measure import pointed_at
from training.claims_network import POINTERS, ClaimHeads

_log = logging.getLogger("training.claims_soft")
_TOLD = 0.01  # chances below are taken for none
_LIKELY, _READ = 0.1, 0.3  # from which chance of the heads, and which confidence of a rule, on pointers are taught
_KEPT = 3  # places a pointer keeps


def soft_windows(heads: Sequence[ClaimHeads], items: Iterable[Item]) -> Iterator[Item]:
    """The windows with what the heads and the rules say in place of targets."""
    with torch.no_grad():
        for item in items:
            yield replace(item, targets=(), soft=_soft(heads, item))


def _soft(heads: Sequence[ClaimHeads], item: Item) -> Soft:
    batch = collate([item])
    states = [network.states(batch.seen) for network in heads]
    chances = torch.stack([network.chances(seen)[0] for network, seen in zip(heads, states, strict=True)]).mean(0)
    rules = _rules(batch)
    likely = {(word, kind) for word, kind in torch.nonzero(chances >= _LIKELY).tolist()}
    pairs = sorted(likely | {pair for pair, row in rules.items() if batch.weights[row] >= _READ})
    at = torch.tensor(pairs, dtype=torch.long).view(-1, 2)
    pointed = pointed_at(heads, states, batch, at[:, 0], at[:, 1], item.between.long()[at[:, 0]])
    weights = chances[at[:, 0], at[:, 1]].clone()
    for number, pair in enumerate(pairs):
        if pair in rules:
            sure = float(batch.weights[rules[pair]])
            pointed[number] = _mixed(pointed[number], batch.wanted[rules[pair]], sure / (sure + float(weights[number])))
            weights[number] = max(float(weights[number]), sure)
    chances[at[:, 0], at[:, 1]] = weights
    words, kinds = torch.nonzero(chances >= _TOLD).unbind(1)
    shares, places = pointed.topk(min(_KEPT, pointed.shape[-1]), -1)
    return Soft(torch.stack([words.float(), kinds.float(), chances[words, kinds]], 1), at.short(), weights,
                places.short(), (shares / shares.sum(-1, keepdim=True)).half())  # fmt: skip


def _rules(batch: Batch) -> dict[tuple[int, int], int]:
    """Word and predicate of each claim of a rule: its row, the surest last."""
    order = sorted(range(len(batch.words)), key=lambda row: float(batch.weights[row]))
    return {(int(batch.words[row]), int(batch.kinds[row])): row for row in order if batch.weights[row] >= _LIKELY}


def _mixed(heads: Tensor, rule: Tensor, share: float) -> Tensor:
    """The places of the pointers of one claim, the rule's by its share where it knows any (pointers, 1 + n)."""
    known = rule.sum(-1, keepdim=True)
    return torch.where(known > 0, (1 - share) * heads + share * rule / known.clamp(min=1.0), heads)


def main() -> None:
    """Label windows softly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--names", required=True)
    parser.add_argument("--items", default="silver/*.pt")
    parser.add_argument("--out", default="soft", help="a folder in WORK, with a file for each that is read")
    options = parser.parse_args()
    torch.set_num_threads(1)
    heads = [heads_of(torch.load(options.work / f"{name}.model")).eval() for name in options.names.split(",")]
    (options.work / options.out).mkdir(exist_ok=True)
    for path in sorted(options.work.glob(options.items)):
        items = list(soft_windows(heads, torch.load(path, weights_only=False)))
        torch.save(items, options.work / options.out / path.name)
        _log.info("%s: %d windows, %d likely triggers of %d predicates, %d pointers each", path.name, len(items),
                  sum(len(item.soft.pairs) for item in items if item.soft is not None), len(PREDICATES), len(POINTERS))  # fmt: skip


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
