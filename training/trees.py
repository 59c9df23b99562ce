"""Trees to batches: words of neighbouring sentences in windows, with the head, relation and part of speech of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import torch
from torch import Tensor

from evaluation.treebank import ROOT, Tree
from tawthiq.encoder.features import COUNT, as_word, features
from tawthiq.encoder.pieces import PAD, Pieces
from tawthiq.encoder.windows import LIMIT, Window, pack
from tawthiq.text.words import Word
from training.augment import spelling
from training.batches import IGNORED

RELATIONS = (
    "root", "nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "obl", "advcl", "advmod", "acl", "nmod", "amod", "nummod", "appos", "flat",
    "conj", "cc", "case", "mark", "det", "cop", "aux", "fixed", "compound", "parataxis", "punct", "other",
)  # fmt: skip
"""Universal relations of words; what is rare is «other»."""

TAGS = ("VERB", "NOUN", "PROPN", "ADJ", "NUM", "ADP", "PRON", "ADV", "DET", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "X")

_JOINED, _ALONE = 0.3, 0.15  # shares of sentences that begin with و, that lose their full stop
_COMMAS, _SPELLING = 0.85, 0.3  # shares of sentences whose commas are made Arabic, in which hamzas are dropped
_MARKS = {",": "،", ";": "؛", "?": "؟"}


@dataclass(frozen=True)
class Item:
    """A window: features a word; head (0: root, else its word in the window and one; IGNORED: outside), relation, tag, sentence a word."""

    window: Window
    features: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    tags: np.ndarray
    sentences: np.ndarray


@dataclass(frozen=True)
class Batch:
    """Padded windows. ``words`` (batch, pieces) is the word of each piece, ``width`` for special ones; the rest is (batch, width)."""

    pieces: Tensor
    mask: Tensor
    features: Tensor
    words: Tensor
    width: int
    heads: Tensor
    relations: Tensor
    tags: Tensor
    sentences: Tensor


def varied(tree: Tree, random: Random) -> Tree:
    """A tree as newspapers may have written it: Arabic commas, و at its head, dropped hamzas, no full stop."""
    words = [word.text for word in tree.words]
    if random.random() < _COMMAS:
        words = [_MARKS.get(word, word) for word in words]
    if random.random() < _SPELLING:
        words = [spelling(word, random) for word in words]
    if tree.words[0].kind == "word" and not tree.words[0].conjunction and random.random() < _JOINED:
        words[0] = "و" + words[0]
    found = replace(tree, words=tuple(old if new == old.text else as_word(new) for new, old in zip(words, tree.words, strict=True)))
    return _cut(found) if words[-1] == "." and len(words) - 1 not in tree.heads and random.random() < _ALONE else found


def _cut(tree: Tree) -> Tree:
    """Without the last word."""
    return replace(
        tree, words=tree.words[:-1], heads=tree.heads[:-1], relations=tree.relations[:-1], tags=tree.tags[:-1], passive=tree.passive[:-1]
    )


def items(trees: Sequence[Tree], pieces: Pieces, limit: int = LIMIT) -> list[Item]:
    """Windows over neighbouring trees."""
    words = [word for tree in trees for word in tree.words]
    sizes = [len(tree.words) for tree in trees]
    firsts = np.cumsum([0, *sizes[:-1]])
    heads = np.array([head if head == ROOT else head + first for tree, first in zip(trees, firsts, strict=True) for head in tree.heads])
    relations = np.array([_index(RELATIONS, relation, "other") for tree in trees for relation in tree.relations])
    tags = np.array([_index(TAGS, kind, "X") for tree in trees for kind in tree.tags])
    sentences = np.repeat(np.arange(len(trees)), sizes)
    found = []
    for window in pack([[pieces(word.text) for word in tree.words] for tree in trees], limit):
        first, last = window.words[1], window.words[-2] + 1
        inside = heads[first:last]
        local = np.where(inside == ROOT, 0, np.where((inside >= first) & (inside < last), inside - first + 1, IGNORED))
        found.append(Item(window, _vectors(words[first:last]), local, relations[first:last], tags[first:last], sentences[first:last]))
    return found


def _index(known: Sequence[str], label: str, rest: str) -> int:
    return known.index(label if label in known else rest)


def _vectors(words: Sequence[Word]) -> np.ndarray:
    return np.array([features(word) for word in words], np.float32)


def collate(chosen: Sequence[Item]) -> Batch:
    """One padded batch."""
    length, width = max(len(item.window) for item in chosen), max(len(item.features) for item in chosen)
    pieces, words = np.full((len(chosen), length), PAD, np.int64), np.full((len(chosen), length), width, np.int64)
    vectors = np.zeros((len(chosen), length, COUNT), np.float32)
    rows = {name: np.full((len(chosen), width), IGNORED, np.int64) for name in ("heads", "relations", "tags", "sentences")}
    for row, item in enumerate(chosen):
        size, inside = len(item.window), np.array(item.window.words[1:-1]) - item.window.words[1]
        pieces[row, :size], words[row, 1 : size - 1] = item.window.pieces, inside
        vectors[row, 1 : size - 1] = item.features[inside]
        for name, target in rows.items():
            values = getattr(item, name)
            target[row, : len(values)] = values
    tensor = torch.from_numpy
    return Batch(
        tensor(pieces), tensor((pieces != PAD).astype(np.int64)), tensor(vectors), tensor(words), width,
        **{name: tensor(values) for name, values in rows.items()},
    )  # fmt: skip
