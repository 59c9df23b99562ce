"""Training of one network.

python -m training.train --recipe NAME --shared ../shared --work WORK

Recipes stand in ``training/recipes.toml``. Every epoch ends in a checkpoint; the same command goes on from the last one.
"""

from __future__ import annotations

import argparse
import logging
import pickle
import random
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import torch
from torch import Tensor
from torch.nn import functional

from tawthiq.encoder.pieces import Pieces, read_pieces
from tawthiq.encoder.windows import LIMIT
from training import corpora
from training.annotations import own
from training.augment import NAMED, Pool, pool, varied
from training.batches import IGNORED, Batch, Item, collate, items, shuffled
from training.corpora import HEADS, Corpus, Sentence
from training.network import Encoder, from_base
from training.score import measure
from training.shipped import shipped

_log = logging.getLogger("training.train")
_WARM = 0.08  # share of the steps in which the rate rises
_FLOOR = 0.02  # the rate never falls below this share of its peak
_LAYER_WEIGHT = 0.3  # a sentence with nested labels has about ten layers; together they count about as much as three
_NESTED = frozenset(head for head in HEADS if head.startswith("nested-"))
_OWN_WEIGHTS = MappingProxyType({
    "own-Nominal": 0.3, "own-Role": 0.5, "own-Date": 0.3, "own-Cue": 0.5, "own-Source": 0.5, "own-Content": 0.5, "own-Inner": 0.2,
})  # names count one
_EVERY = 50  # steps between lines of the log


@dataclass(frozen=True)
class Recipe:
    """What a network is made from. ``limit`` is the longest window in pieces (0: single sentences).

    Rates are peaks of AdamW: ``rate`` that of the top layer, ``decay`` times less in each layer below, ``head_rate`` that of heads and
    lexicon features, ``pieces_rate`` that of the pieces' vectors (0: they stay as they are). ``start`` is the recipe whose weights it
    begins with, or a file of weights of ours in WORK (``*.onnx``); ``silver`` the names of files by
    ``training.teach``. ``frozen`` so many lower layers, the pieces and the features stay exactly as they are. ``pooling``: the layers above
    so many go over words.
    """

    sets: tuple[str, ...]
    heads: tuple[str, ...]
    layers: int = 6
    epochs: int = 4
    limit: int = 128
    features: bool = True
    augment: float = 0.0
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    pieces_rate: float = 0.0
    decay: float = 0.95
    budget: int = 1000
    average: float = 0.995
    seed: int = 1
    start: str = ""
    silver: tuple[str, ...] = ()
    frozen: int = 0
    pooling: int = 0


@dataclass
class Run:
    """A network in training: what a checkpoint holds."""

    network: Encoder
    averaged: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    step: int = 0
    epoch: int = 0


def recipe(name: str) -> Recipe:
    """The recipe of a name."""
    rows = tomllib.loads(Path(__file__).with_name("recipes.toml").read_text("utf-8"))[name]
    return Recipe(**rows | {"sets": tuple(rows["sets"]), "heads": tuple(rows["heads"]), "silver": tuple(rows.get("silver", ()))})


def data(shared: Path, sets: Sequence[str]) -> tuple[list[Corpus], Corpus]:
    """The sets of a recipe without what overlaps the development part, and the development part."""
    train, held_out = corpora.split_tenth(corpora.anercorp(shared / "data/ner/anercorp/train.conll"))
    readers = {
        "anercorp": lambda: train, "news": lambda: corpora.news(shared), "wiki": lambda: corpora.wiki(shared),
        "nested": lambda: corpora.nested(shared, ("train", "val")), "own": lambda: own(shared),
    }  # fmt: skip
    return [corpora.without_overlap(readers[name](), held_out) if name != "anercorp" else train for name in sets], held_out


def parameter_groups(network: Encoder, chosen: Recipe) -> list[dict[str, object]]:
    """Rates fall from the heads down; biases and norms are not pulled to zero."""
    network.words.weight.requires_grad = chosen.pieces_rate > 0
    if chosen.frozen:
        network.freeze(chosen.frozen)
    parts: list[tuple[Iterator[Tensor], float]] = [
        (network.heads.parameters(), chosen.head_rate), (network.features.parameters(), chosen.head_rate * chosen.features),
    ]  # fmt: skip
    parts += [(layer.parameters(), chosen.rate * chosen.decay ** (chosen.layers - 1 - at)) for at, layer in enumerate(network.layers)]
    bottom = [network.positions.weight, network.kind, network.embedded.weight, network.embedded.bias]
    parts.append((iter(bottom), chosen.rate * chosen.decay**chosen.layers))
    parts.append((iter([network.words.weight]), chosen.pieces_rate))
    groups = []
    for tensors, rate in parts:
        found = [tensor for tensor in tensors if tensor.requires_grad]
        for wide, pull in ((True, 0.01), (False, 0.0)):
            groups.append({"params": [t for t in found if (t.ndim > 1) == wide], "lr": rate, "peak": rate, "weight_decay": pull})
    return [group for group in groups if group["params"]]


def _weight(head: str) -> float:
    """How much a word of a head counts: layers over the same sentences share the weight of about three flat heads."""
    return _LAYER_WEIGHT if head.startswith("nested-") else _OWN_WEIGHTS.get(head, 1.0)


def _share(head: str) -> float:
    """The part of a word that a head counts as: a word taught in all layers of its set is one word."""
    return next((1 / len(layers) for layers in (_NESTED, corpora.OWN) if head in layers), 1.0)


def loss_of(network: Encoder, batch: Batch) -> Tensor:
    """Cross-entropy a taught word, over the heads that the batch teaches."""
    outputs = network.outputs(network.of_words(batch))
    total, words, at = outputs.new_zeros(()), 0.0, 0
    for head in network.heads:
        scores = outputs[..., at : at + len(HEADS[head])]
        at += len(HEADS[head])
        for loss, count in _losses(scores, batch, head):
            total, words = total + _weight(head) * loss, words + count
    return total / max(words, 1.0)


def _losses(scores: Tensor, batch: Batch, head: str) -> Iterator[tuple[Tensor, float]]:
    """(sum of the cross-entropies, words) of one head, from labels and from teachers."""
    share = _share(head)
    if head in batch.labels:
        labels = batch.labels[head]
        loss = functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), labels.reshape(-1), ignore_index=IGNORED, reduction="sum")
        yield loss, share * (labels != IGNORED).sum().item()
    if head in batch.soft:
        soft = batch.soft[head]
        yield -(soft * functional.log_softmax(scores, -1)).sum(), share * soft.sum().item()


def epoch_items(sets: Sequence[Corpus], pieces: Pieces, chosen: Recipe, names: Pool, draw: random.Random) -> list[Item]:
    """The windows of one epoch; each set's window length is drawn anew, so that short and long context are both seen."""
    found: list[Item] = []
    for corpus in sets:
        sentences: Sequence[Sentence] = corpus.sentences
        if chosen.augment and not sentences[0].soft:
            sentences = [varied(s, names, draw) if draw.random() < chosen.augment else s for s in sentences]
        found += items(sentences, pieces, chosen.limit)
    return found


def _set_rate(run: Run, steps: int) -> None:
    warm = max(1.0, _WARM * steps)
    factor = min(1.0, (run.step + 1) / warm, max(_FLOOR, (steps - run.step) / max(1.0, steps - warm)))
    for group in run.optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def _average(run: Run, keep: float) -> None:
    keep = min(keep, (1 + run.step) / (10 + run.step))
    with torch.no_grad():
        for name, value in run.network.named_parameters():
            if value.requires_grad:
                run.averaged[name].lerp_(value, 1 - keep)


def train_epoch(run: Run, batches: Sequence[Sequence[Item]], steps: int, chosen: Recipe) -> float:
    """One pass; gives the mean loss."""
    run.network.train()
    total, begun = 0.0, time.process_time()
    trained = [value for value in run.network.parameters() if value.requires_grad]
    for index, found in enumerate(batches, 1):
        _set_rate(run, steps)
        loss = loss_of(run.network, collate(found))
        run.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        run.optimizer.step()
        _average(run, chosen.average)
        run.step += 1
        total += loss.item()
        if index % _EVERY == 0:
            spent = time.process_time() - begun
            _log.info("epoch %d, %d of %d: loss %.4f, cpu %.0f s", run.epoch + 1, index, len(batches), total / index, spent)
    return total / max(1, len(batches))


def starting_state(work: Path, chosen: Recipe) -> dict[str, Tensor]:
    """The tensors that a recipe begins with: the base model's, or the averaged ones of another recipe's checkpoint.

    Heads that the recipe does not have, or whose labels have changed in number since, are left out.
    """
    if not chosen.start:
        return dict(torch.load(work / "small.pt"))
    if chosen.start.endswith(".onnx"):
        state = shipped(work / chosen.start)[0].state_dict()
        return {name: value for name, value in state.items() if _fits(name, value, chosen)}
    content = torch.load(work / f"{chosen.start}.pt")
    return {name: value for name, value in {**content["network"], **content["averaged"]}.items() if _fits(name, value, chosen)}


def _fits(name: str, value: Tensor, chosen: Recipe) -> bool:
    head = name.split(".")[1] if name.startswith("heads.") else ""
    return not head or (head in chosen.heads and len(value) == len(HEADS[head]))


def new_run(state: Mapping[str, Tensor], chosen: Recipe) -> Run:
    """A run at its beginning."""
    network = from_base(state, chosen.layers, {head: len(HEADS[head]) for head in chosen.heads}, chosen.pooling)
    optimizer = torch.optim.AdamW(parameter_groups(network, chosen), betas=(0.9, 0.999), eps=1e-6, fused=True)
    return Run(network, {name: value.detach().clone() for name, value in network.named_parameters()}, optimizer)


def save(run: Run, path: Path) -> None:
    """The checkpoint; written beside and renamed, so that a cut-off leaves the old one whole."""
    content = {"network": run.network.state_dict(), "averaged": run.averaged, "optimizer": run.optimizer.state_dict(),
               "step": run.step, "epoch": run.epoch}  # fmt: skip
    torch.save(content, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def resume(run: Run, path: Path) -> None:
    """Goes on from a checkpoint, if there is one."""
    if path.exists():
        content = torch.load(path)
        run.network.load_state_dict(content["network"])
        run.averaged.update(content["averaged"])
        run.optimizer.load_state_dict(content["optimizer"])
        run.step, run.epoch = content["step"], content["epoch"]


def averaged(run: Run, chosen: Recipe) -> Encoder:
    """The network with averaged weights."""
    heads = {head: len(HEADS[head]) for head in chosen.heads}
    network = Encoder(run.network.words.weight.shape[0], chosen.layers, heads, pooling=chosen.pooling)
    network.load_state_dict({**run.network.state_dict(), **run.averaged})
    return network


def report(run: Run, chosen: Recipe, pieces: Pieces, held_out: Corpus) -> None:
    """Strict F1 of the ANERcorp head on the development part: as is and averaged."""
    if "anercorp" not in chosen.heads:
        return
    for name, network in (("as is", run.network), ("averaged", averaged(run, chosen))):
        counts = measure(network, pieces, held_out.sentences, "anercorp", LIMIT)
        by_type = " ".join(f"{kind} {counts.f1(kind):.1f}" for kind in ("PER", "LOC", "ORG", "MISC"))
        _log.info("== epoch %d %s: F1 %.2f (%s)", run.epoch, name, counts.f1(), by_type)


def train(chosen: Recipe, shared: Path, work: Path, name: str) -> None:
    """Trains to the end of the recipe, from where the last checkpoint stands."""
    pieces = read_pieces((work / "pieces.tsv.gz").read_bytes())
    torch.manual_seed(chosen.seed)
    run, path = new_run(starting_state(work, chosen), chosen), work / f"{name}.pt"
    resume(run, path)
    sets, held_out = data(shared, chosen.sets)
    sets += [pickle.loads((work / f"{silver}.silver").read_bytes()) for silver in chosen.silver]  # noqa: S301  # our own file
    _log.info("%s: %s", name, ", ".join(f"{corpus.name} {len(corpus.sentences)} sentences" for corpus in sets))
    names = pool((s for corpus in sets for s in corpus.sentences), [head for head in chosen.heads if head in NAMED])
    while run.epoch < chosen.epochs:
        draw = random.Random(f"{chosen.seed}/{run.epoch}")  # noqa: S311
        torch.manual_seed(chosen.seed * 1000 + run.epoch)
        batches = list(shuffled(epoch_items(sets, pieces, chosen, names, draw), chosen.budget, draw))
        loss = train_epoch(run, batches, chosen.epochs * len(batches), chosen)
        run.epoch += 1
        save(run, path)
        _log.info("epoch %d done: loss %.4f", run.epoch, loss)
        report(run, chosen, pieces, held_out)


def main() -> None:
    """Train one recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(recipe(options.recipe), options.shared, options.work, options.recipe)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    main()
