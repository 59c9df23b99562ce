"""Training of the parser.

python -m training.parse --trees FILE.conllu --encoder src/tawthiq/encoder/weights/tawthiq.onnx --work WORK --name NAME

Every tenth block of ten sentences is kept aside. The lower layers stay as they are in the encoder, unless ``--tune`` is given; the
upper ones begin as the encoder's. A cut-off run goes on from its last epoch when the same command is given again.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from evaluation.syntax import OBJECT, SUBJECT, Found, Score, score
from evaluation.treebank import Tree, read_trees
from tawthiq.encoder import pieces as vocabulary
from tawthiq.encoder.pieces import Pieces
from training.batches import IGNORED
from training.network import Encoder
from training.parser import Parser, lower_states, within_sentence
from training.shipped import shipped
from training.trees import RELATIONS, TAGS, Batch, Item, collate, items, varied

_log = logging.getLogger("training.parse")
_BLOCK, _ASIDE = 10, 9  # sentences of a block; which of ten blocks is kept aside
_TOGETHER = 3  # at most so many neighbouring sentences are shuffled as one, so that windows hold neighbours
_TAG_WEIGHT = 0.3
_WARM, _FLOOR = 0.08, 0.02  # as in training.train
_VERBAL, _NAMING = TAGS.index("VERB"), {TAGS.index(name) for name in ("NOUN", "PROPN", "ADJ", "NUM", "X")}


@dataclass(frozen=True)
class Settings:
    """``lower`` layers of the encoder, ``layers`` of the parser's own; rates are peaks of AdamW."""

    lower: int = 3
    layers: int = 3
    epochs: int = 20
    batch: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    average: float = 0.99
    tune: bool = False
    seed: int = 1


@dataclass
class Run:
    """What is trained, and what a checkpoint holds."""

    encoder: Encoder
    parser: Parser
    averaged: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    step: int = 0
    epoch: int = 0

    def trained(self) -> dict[str, Tensor]:
        """The tensors that learn, by name."""
        both = (("encoder.", self.encoder), ("parser.", self.parser))
        return {stem + name: value for stem, part in both for name, value in part.named_parameters() if value.requires_grad}


def split(trees: Sequence[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Trees to train on and trees kept aside."""
    aside = [at // _BLOCK % 10 == _ASIDE for at in range(len(trees))]
    return [t for t, out in zip(trees, aside, strict=True) if not out], [t for t, out in zip(trees, aside, strict=True) if out]


def new_run(path: Path, chosen: Settings) -> Run:
    """A run at its beginning."""
    encoder, _ = shipped(path)
    parser = Parser(chosen.layers)
    for own, given in zip(parser.layers, list(encoder.layers)[chosen.lower : chosen.lower + chosen.layers], strict=True):
        own.resize(given.widen.out_features)
        own.load_state_dict(given.state_dict())
    for name, value in encoder.named_parameters():
        value.requires_grad = chosen.tune and not name.startswith(("heads.", "words.")) and _is_lower(name, chosen.lower)
    run = Run(encoder, parser, {}, torch.optim.AdamW(_groups(encoder, parser, chosen), eps=1e-6))
    run.averaged = {name: value.detach().clone() for name, value in run.trained().items()}
    return run


def _is_lower(name: str, lower: int) -> bool:
    return not name.startswith("layers.") or int(name.split(".")[1]) < lower


def _groups(encoder: Encoder, parser: Parser, chosen: Settings) -> list[dict[str, object]]:
    deep = [value for value in (*parser.layers.parameters(), *encoder.parameters()) if value.requires_grad]
    top = [value for name, value in parser.named_parameters() if not name.startswith("layers.")]
    found = []
    for tensors, rate in ((deep, chosen.rate), (top, chosen.head_rate)):
        for wide, pull in ((True, 0.01), (False, 0.0)):
            found.append({"params": [t for t in tensors if (t.ndim > 1) == wide], "lr": rate, "peak": rate, "weight_decay": pull})
    return [group for group in found if group["params"]]


def scores(run: Run, batch: Batch, chosen: Settings) -> tuple[Tensor, Tensor, Tensor]:
    """Scores of arcs (barred outside the sentence), relations and tags."""
    with torch.set_grad_enabled(chosen.tune and torch.is_grad_enabled()):
        states = lower_states(run.encoder, chosen.lower, batch.pieces, batch.mask, batch.features)
    arcs, relations, tags = run.parser(states, batch.mask, batch.words, batch.width)
    return within_sentence(arcs, batch.sentences), relations, tags


def loss_of(run: Run, batch: Batch, chosen: Settings) -> Tensor:
    """Cross-entropies of heads, of relations to the right head, and of tags."""
    arcs, relations, tags = scores(run, batch, chosen)
    known = batch.heads != IGNORED
    index = batch.heads.clamp(min=0)[..., None, None].expand(-1, -1, 1, len(RELATIONS))
    of_head = relations.gather(2, index)[:, :, 0]
    loss = functional.cross_entropy(arcs[known], batch.heads[known]) + functional.cross_entropy(of_head[known], batch.relations[known])
    return loss + _TAG_WEIGHT * functional.cross_entropy(tags[known], batch.tags[known])


def epoch_items(trees: Sequence[Tree], pieces: Pieces, draw: random.Random) -> list[Item]:
    """The windows of one epoch: runs of neighbours in random order, varied."""
    runs, at = [], 0
    while at < len(trees):
        size = draw.randint(1, _TOGETHER)
        runs.append(trees[at : at + size])
        at += size
    draw.shuffle(runs)
    return [item for run in runs for item in items([varied(tree, draw) for tree in run], pieces)]


def train_epoch(run: Run, batches: Sequence[Sequence[Item]], steps: int, chosen: Settings) -> float:
    """One pass; gives the mean loss."""
    run.parser.train()
    run.encoder.train(chosen.tune)
    total, tensors = 0.0, run.trained()
    for found in batches:
        warm = max(1.0, _WARM * steps)
        factor = min(1.0, (run.step + 1) / warm, max(_FLOOR, (steps - run.step) / max(1.0, steps - warm)))
        for group in run.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        loss = loss_of(run, collate(found), chosen)
        run.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(tensors.values()), 1.0)
        run.optimizer.step()
        keep = min(chosen.average, (1 + run.step) / (10 + run.step))
        with torch.no_grad():
            for name, value in tensors.items():
                run.averaged[name].lerp_(value, 1 - keep)
        run.step += 1
        total += loss.item()
    return total / max(1, len(batches))


def swapped(run: Run) -> None:
    """Exchanges the weights as they are for the averaged ones; called again, back."""
    with torch.no_grad():
        for name, value in run.trained().items():
            kept = value.detach().clone()
            value.copy_(run.averaged[name])
            run.averaged[name] = kept


def attachment(run: Run, trees: Sequence[Tree], pieces: Pieces, chosen: Settings) -> tuple[float, float]:
    """Shares of words (marks left out) with the right head, and with the right relation as well, in percent."""
    right = labelled = words = 0
    for found in items(trees, pieces):
        batch = collate([found])
        arcs, relations, _ = scores(run, batch, chosen)
        heads = arcs.argmax(-1)
        named = relations.gather(2, heads[..., None, None].expand(-1, -1, 1, len(RELATIONS)))[:, :, 0].argmax(-1)
        counted = (batch.heads != IGNORED) & (batch.relations != RELATIONS.index("punct"))
        hit = (heads == batch.heads) & counted
        words, right = words + int(counted.sum()), right + int(hit.sum())
        labelled += int((hit & (named == batch.relations)).sum())
    return 100 * right / words, 100 * labelled / words


def found_in(run: Run, tree: Tree, pieces: Pieces, chosen: Settings) -> list[Found]:
    """The verbs of a sentence with the subjects and objects that the parser gives them, as ``evaluation.syntax`` counts them."""
    answer: dict[int, dict[str, int]] = {}
    for item in items([tree], pieces):
        first = item.window.words[1]
        arcs, relations, tags = scores(run, collate([item]), chosen)
        heads, kinds = arcs[0].argmax(-1), tags[0].argmax(-1)
        for at in range(len(item.features)):
            if kinds[at] == _VERBAL:
                answer.setdefault(first + at, {})
            relation = RELATIONS[int(relations[0, at, heads[at]].argmax())]
            if relation in (*SUBJECT, *OBJECT) and heads[at] > 0 and kinds[at] in _NAMING and kinds[heads[at] - 1] == _VERBAL:
                answer.setdefault(first + int(heads[at]) - 1, {}).setdefault(relation, first + at)
    start = [word.start for word in tree.words]
    places = {at: {name: start[word] for name, word in row.items()} for at, row in answer.items()}
    return [Found(start[at], row.get("nsubj"), row.get("obj")) for at, row in places.items()]


def measured(run: Run, trees: Sequence[Tree], pieces: Pieces, chosen: Settings) -> Score:
    """Subjects and objects against trees."""
    by_text = {tree.text: tree for tree in trees}
    return score(trees, lambda text: found_in(run, by_text[text], pieces, chosen))


def report(run: Run, trees: Sequence[Tree], pieces: Pieces, chosen: Settings) -> str:
    """Attachment, subjects and objects, by the averaged weights."""
    swapped(run)
    run.parser.eval()
    run.encoder.eval()
    with torch.no_grad():
        right, labelled = attachment(run, trees, pieces, chosen)
        total = measured(run, trees, pieces, chosen)
    swapped(run)
    subjects, objects = total.row(), total.row("object")
    return f"UAS {right:.1f} LAS {labelled:.1f} subjects %.1f/%.1f/%.1f objects %.1f/%.1f/%.1f" % (*subjects[:3], *objects[:3])


def save(run: Run, path: Path) -> None:
    """The checkpoint; written beside and renamed, so that a cut-off leaves the old one whole."""
    parts = {"encoder": run.encoder.state_dict(), "parser": run.parser.state_dict(), "optimizer": run.optimizer.state_dict()}
    torch.save({**parts, "averaged": run.averaged, "step": run.step, "epoch": run.epoch}, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def resume(run: Run, path: Path) -> None:
    """Goes on from a checkpoint, if there is one."""
    if path.exists():
        content = torch.load(path)
        run.encoder.load_state_dict(content["encoder"])
        run.parser.load_state_dict(content["parser"])
        run.optimizer.load_state_dict(content["optimizer"])
        run.averaged, run.step, run.epoch = content["averaged"], content["step"], content["epoch"]


def train(trees: Sequence[Tree], others: Sequence[Tree], run: Run, chosen: Settings, path: Path) -> None:
    """Trains to the last epoch; ``others`` are trees of another file, for the report alone."""
    pieces, (taught, aside) = vocabulary(), split(trees)
    resume(run, path)
    while run.epoch < chosen.epochs:
        draw, begun = random.Random(f"{chosen.seed}/{run.epoch}"), time.time()  # noqa: S311
        torch.manual_seed(chosen.seed * 1000 + run.epoch)
        found = epoch_items(taught, pieces, draw)
        batches = [found[at : at + chosen.batch] for at in range(0, len(found), chosen.batch)]
        loss = train_epoch(run, batches, chosen.epochs * len(batches), chosen)
        run.epoch += 1
        save(run, path)
        _log.info("epoch %d: loss %.3f, %.0f s; aside %s", run.epoch, loss, time.time() - begun, report(run, aside, pieces, chosen))
    if others:
        _log.info("others: %s", report(run, others, pieces, chosen))


def main() -> None:
    """Train one parser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=Path, required=True)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--tune", action="store_true", help="the lower layers learn too")
    for name, default in (("lower", 3), ("layers", 3), ("epochs", 20), ("threads", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--rate", type=float, default=2e-4)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    chosen = Settings(options.lower, options.layers, options.epochs, rate=options.rate, tune=options.tune)
    others = list(read_trees(options.others)) if options.others else []
    train(list(read_trees(options.trees)), others, new_run(options.encoder, chosen), chosen, options.work / f"{options.name}.pt")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
