"""How good proposals of the heads for claims are: precision against the share of all wanted claims, on windows they have not learnt from.

python -m training.claims_measure --work WORK --names layered-0,recurrent-0 [--items claims.pt] --fold 0 --folds 4

Several names, joined by commas: the mean of their probabilities, as ``training.claims_export`` puts them into one file.

A proposal is right if a claim of its sentence has a predicate of its group, its subject, and an object that shares half the words; the
word that carries it may be another, as the program's claims are judged too.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from evaluation.score.normalise import same_group
from training.claims_batches import Batch, collate
from training.claims_facts import PREDICATES, Target, part_of
from training.claims_items import Item, load_items
from training.claims_layers import heads_of
from training.claims_network import ClaimHeads, pointer_scores

_log = logging.getLogger("training.claims_measure")
_LEAST = 0.04  # of a trigger's probability, as in training.claims_export
_PRECISIONS, _RECALLS = (0.6, 0.46), (0.16, 0.25)  # points of the curve that are told
_HALF = 0.5
_FEW = 20  # proposals before which a share says nothing


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal of a window (its number): sentence, predicate, likelihood in everything, the words of subject and object (-1: nowhere)."""

    window: int
    sentence: int
    predicate: int
    chance: float
    subject: int
    object: tuple[int, int]


def proposals(networks: Sequence[ClaimHeads], items: Sequence[Item]) -> Iterator[Guess]:
    """What networks together propose of windows."""
    with torch.no_grad():
        for number, item in enumerate(items):
            yield from _of_window(networks, number, item)


def _of_window(networks: Sequence[ClaimHeads], number: int, item: Item) -> Iterator[Guess]:
    batch = collate([item])
    states = [network.states(batch.seen) for network in networks]
    chances = torch.stack([network.chances(seen)[0] for network, seen in zip(networks, states, strict=True)]).mean(0)
    words, kinds = torch.nonzero(chances >= _LEAST).unbind(1)
    if not len(words):
        return
    pointed = pointed_at(networks, states, batch, words, kinds, item.between.long()[words])
    sure, best = pointed[:, :3].max(-1)
    whole = chances[words, kinds] * sure.prod(-1)
    for word, kind, chance, at in zip(words.tolist(), kinds.tolist(), whole.tolist(), best.tolist(), strict=True):
        subject, first, last = (int(item.places[place - 1]) if place else -1 for place in at)
        yield Guess(number, int(item.sentences[word]), kind, chance, subject, (first, last))


def pointed_at(
    networks: Sequence[ClaimHeads], states: Sequence[Tensor], batch: Batch, words: Tensor, kinds: Tensor, ties: Tensor
) -> Tensor:
    """Where pointers go in the one window of a batch (k, pointers, 1 + n), the mean of the networks."""
    at = torch.zeros_like(words)
    scores = [pointer_scores(n, seen, batch.sentences, at, words, kinds, ties) for n, seen in zip(networks, states, strict=True)]
    return torch.stack([torch.softmax(one, -1) for one in scores]).mean(0)


def curve(items: Sequence[Item], guesses: Sequence[Guess]) -> str:
    """Average precision and some points of the curve, in percent."""
    points = _points(items, guesses)
    steps = zip([0.0, *(recall for recall, _ in points)], points, strict=False)
    area = sum((recall - before) * precision for before, (recall, precision) in steps)
    at = [f"found {100 * _recall(points, share):.1f} at {100 * share:.0f} % right" for share in _PRECISIONS]
    at += [f"{100 * _precision(points, share):.1f} % right at {100 * share:.0f} found" for share in _RECALLS]
    return f"{_wanted(items)} wanted; average precision {100 * area:.1f}; {'; '.join(at)}"


def _points(items: Sequence[Item], guesses: Sequence[Guess]) -> list[tuple[float, float]]:
    """Share of wanted claims found and share of right proposals, the likeliest proposals first."""
    wanted, right, points = max(1, _wanted(items)), 0, []
    found: set[tuple[int, int]] = set()
    for count, guess in enumerate(sorted(guesses, key=lambda guess: -guess.chance), 1):
        targets = items[guess.window].targets
        fitting = [number for number, target in enumerate(targets) if fits(guess, target)]
        right += bool(fitting)
        found |= {(guess.window, number) for number in fitting if targets[number].weight == 1.0}
        points.append((len(found) / wanted, right / count))
    return points


def _wanted(items: Sequence[Item]) -> int:
    return sum(target.weight == 1.0 for item in items for target in item.targets)


def _recall(points: Sequence[tuple[float, float]], precision: float) -> float:
    return max((recall for recall, share in points[_FEW:] if share >= precision), default=0.0)


def _precision(points: Sequence[tuple[float, float]], recall: float) -> float:
    return next((share for found, share in points if found >= recall), 0.0)


def fits(guess: Guess, target: Target) -> bool:
    """Whether a proposal says what a target says."""
    if guess.sentence != target.sentence or not same_group(PREDICATES[guess.predicate], PREDICATES[target.predicate]):
        return False
    return guess.subject in target.subjects and any(_overlap(guess.object, pair) >= _HALF for pair in target.objects)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Twice the shared words over the words of both; two that are nowhere are the same."""
    if -1 in one or -1 in other:
        return float(-1 in one and -1 in other)
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * max(0, shared) / max(1, one[1] - one[0] + 1 + other[1] - other[0] + 1)


def main() -> None:
    """Print the curve of heads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--names", required=True)
    parser.add_argument("--items", default="claims.pt")
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--folds", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    items = [item for item in load_items(options.work, options.items) if part_of(item.article, options.folds) == options.fold]
    networks = [heads_of(torch.load(options.work / f"{name}.model")).eval() for name in options.names.split(",")]
    _log.info("%s: %s", options.names, curve(items, list(proposals(networks, items))))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
