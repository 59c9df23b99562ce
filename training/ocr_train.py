"""Trains the recogniser of lines on drawn lines, and on real ones if there are any.

    python -m training.ocr_train --shared ../shared --fonts FONTS.tsv --work WORK --name drawn --minutes 40
    python -m training.ocr_train … --name mixed --begin drawn --real WORK/lines.pt --minutes 15

FONTS.tsv: weight, tab, path. The rate follows the minutes spent; a cut-off run goes on from its last checkpoint (every three
minutes) when the same command is given again. WORK/NAME.pt holds the network.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import Tensor, nn

from tawthiq.intake.ocr_alphabet import SIGNS
from tawthiq.intake.ocr_lines import HEIGHT
from training.ocr_draw import Sample, draw
from training.ocr_network import COLUMNS, Recogniser
from training.ocr_real import varied
from training.ocr_text import pieces, texts

_BATCH = 7_000  # columns of all pictures of a batch
_POOL = 24  # batches drawn at once, sorted by width so that little is padded
_USES = 3  # times that a drawn line is seen
_RATE, _WARM, _CLIP = 2e-3, 50, 5.0
_LONGER = ((1.2, 4), (0.6, 7), (0.4, 13))  # below this loss a sign, lines of so many words; at first of two
_SHORTEST, _LONGEST = 2, 13  # words
_WORD = 80  # columns of a word, about
_KEPT_EVERY = 180.0  # seconds between checkpoints
_REAL_SHARE = 0.5  # of the lines of a batch, where there are real ones
_CLASS = {sign: number + 1 for number, sign in enumerate(SIGNS)}

_log = logging.getLogger("training.ocr_train")


@dataclass(slots=True)
class Run:
    """What is trained, how long it has been, and what it sees."""

    network: Recogniser
    rate: float
    spent: float = 0.0
    steps: int = 0
    words: int = _SHORTEST
    optimiser: torch.optim.Optimizer = field(init=False)

    def __post_init__(self) -> None:
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=self.rate, weight_decay=1e-3)


def fonts_of(path: Path) -> list[tuple[Path, float]]:
    """Fonts with their weights; empty lines and # are passed over."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(Path(row[1]), float(row[0])) for row in rows]


def batch_of(samples: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor]:
    """(pictures padded to the widest, all classes in a row, how many of each line)."""
    width = max(sample.pixels.shape[1] for sample in samples)
    width += -width % COLUMNS
    pictures = np.zeros((len(samples), 1, HEIGHT, width), np.float32)
    for number, sample in enumerate(samples):
        pictures[number, 0, :, : sample.pixels.shape[1]] = sample.pixels / 255.0
    classes = [[_CLASS[sign] for sign in sample.text] for sample in samples]
    lengths = torch.tensor([len(line) for line in classes])
    return torch.from_numpy(pictures), torch.tensor([one for line in classes for one in line]), lengths


def step(run: Run, samples: Sequence[Sample], rate: float) -> float:
    """One step; the loss a line."""
    pictures, classes, lengths = batch_of(samples)
    for group in run.optimiser.param_groups:
        group["lr"] = rate * min(1.0, (run.steps + 1) / _WARM)
    with torch.autocast("cpu", torch.bfloat16):
        found = run.network(pictures)
    columns = torch.tensor([max(1, sample.pixels.shape[1] // COLUMNS) for sample in samples])
    loss = nn.functional.ctc_loss(found.float(), classes, columns, lengths, zero_infinity=True)
    run.optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), _CLIP)
    run.optimiser.step()
    run.steps += 1
    return float(loss.detach())


def read(network: Recogniser, samples: Sequence[Sample]) -> list[str]:
    """What a network reads, the likeliest sign of each column."""
    network.eval()
    with torch.no_grad():
        found = [network(batch_of([sample])[0])[:, 0].argmax(-1).tolist() for sample in samples]
    network.train()
    return ["".join(SIGNS[here - 1] for last, here in zip([0, *line], line, strict=False) if here not in {0, last}) for line in found]


def error(network: Recogniser, samples: Sequence[Sample]) -> float:
    """Characters wrong, of all."""
    wrong = sum(Levenshtein.distance(sample.text, found) for sample, found in zip(samples, read(network, samples), strict=True))
    return wrong / max(1, sum(len(sample.text) for sample in samples))


def rate_at(run: Run, part: float) -> float:
    """The rate after a part of the time: falls as a cosine."""
    return run.rate * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, part))))


def _longer(words: int, loss: float) -> int:
    """How many words the next lines may have."""
    return max(words, *(count if loss < limit else 0 for limit, count in _LONGER))


class _Lines:
    """Batches of drawn lines and, where there are any, real ones."""

    def __init__(self, given: argparse.Namespace, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.fonts = fonts_of(given.fonts)
        self.real: list[Sample] = torch.load(given.real, weights_only=False) if given.real else []
        self.texts = texts(given.shared, given.more.read_text("utf-8").splitlines() if given.more else ())
        self.old: list[Sample] = []

    def pool(self, most: int) -> Iterator[list[Sample]]:
        """Batches of about one width."""
        count = _POOL * _BATCH // (_WORD * (most + 1) * 2 // 3)
        real = int(count * _REAL_SHARE) if self.real else 0
        source = pieces(self.texts, self.chance, most)
        fresh = [draw(next(source), self.fonts, self.chance) for _ in range((count - real) // (_USES if self.old else 1))]
        self.old = [*fresh, *self.old][: count - real]
        drawn = [*self.old, *(varied(self.chance.choice(self.real), self.chance) for _ in range(real))]
        batches = list(_batches(sorted(drawn, key=lambda sample: sample.pixels.shape[1])))
        self.chance.shuffle(batches)
        yield from batches


def _batches(samples: Sequence[Sample]) -> Iterator[list[Sample]]:
    """Lines of about one width."""
    batch: list[Sample] = []
    for sample in samples:
        if batch and (len(batch) + 1) * sample.pixels.shape[1] > _BATCH:
            yield batch
            batch = []
        batch.append(sample)
    yield batch


def train(run: Run, lines: Any, seconds: float, path: Path, checks: dict[str, list[Sample]]) -> None:
    """Until the time is spent."""
    kept = time.monotonic()
    while run.spent < seconds:
        began = time.monotonic()
        losses = [step(run, samples, rate_at(run, run.spent / seconds)) for samples in lines.pool(run.words)]
        run.spent += time.monotonic() - began
        loss = sum(losses) / len(losses)
        run.words = _longer(run.words, loss)
        _log.info("%6.0f s %6d steps loss %.3f, up to %d words", run.spent, run.steps, loss, run.words)
        if time.monotonic() - kept > _KEPT_EVERY or run.spent >= seconds:
            kept = time.monotonic()
            _keep(run, path)
            _log.info("errors %s", {name: round(error(run.network, samples), 4) for name, samples in checks.items()})


def _keep(run: Run, path: Path) -> None:
    known = {"network": run.network.state_dict(), "optimiser": run.optimiser.state_dict()}
    state = {**known, "spent": run.spent, "steps": run.steps, "words": run.words}
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def loaded(path: Path) -> Recogniser:
    """The network of a checkpoint."""
    network = Recogniser()
    network.load_state_dict(torch.load(path, weights_only=True)["network"])
    return network


def _begun(given: argparse.Namespace, path: Path) -> Run:
    """Where an earlier run of the name stopped, or anew."""
    run = Run(loaded(given.work / f"{given.begin}.pt") if given.begin else Recogniser(), given.rate)
    run.words = _LONGEST if given.begin else _SHORTEST
    if path.is_file():
        state = torch.load(path, weights_only=True)
        run.network.load_state_dict(state["network"])
        run.optimiser.load_state_dict(state["optimiser"])
        run.spent, run.steps, run.words = state["spent"], state["steps"], state["words"]
    return run


def main() -> None:
    """Trains."""
    parser = argparse.ArgumentParser()
    for name in ("shared", "fonts", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--begin", help="the run whose network this one starts from")
    parser.add_argument("--real", type=Path, help="real lines to learn from (training.ocr_real)")
    parser.add_argument("--more", type=Path, help="lines of other text to draw, one a line")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=_RATE)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M")
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    path = given.work / f"{given.name}.pt"
    run = _begun(given, path)
    lines = _Lines(given, given.seed + run.steps)
    source = pieces(lines.texts, random.Random(0), _LONGEST)  # noqa: S311 - repeatable, not secret
    chance = random.Random(0)  # noqa: S311 - the same lines in every run
    checks = {"drawn": [draw(next(source), lines.fonts, chance) for _ in range(40)]}
    train(run, lines, given.minutes * 60, path, checks)


if __name__ == "__main__":
    main()
