"""The network of the heads for claims: what encoder and parser know of words, two recurrent layers, triggers and pointers.

A word is a trigger of each predicate by itself; from a trigger with its predicate biaffine pointers (Dozat and Manning 2017) go to the
words of the subject, the object and the evidence, or nowhere.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.claims_facts import PREDICATES
from training.trees import RELATIONS, TAGS

SAID = 64 + 16
"""What the encoder says of a word: probabilities of its heads' labels, and the lexicons' zeros and ones."""

STATES = 384
INPUTS = 2 * STATES + len(RELATIONS) + len(TAGS) + SAID
POINTERS = ("subject", "first", "last", "begin", "end")
"""Subject's first word; object's first and last; evidence's first and last."""

_INNER, _SIDE, _WIDE = 320, 192, 128  # sizes: of the input, of a direction, of what a word is to a pointer
_FAR = 24  # words: farther ones are alike
_BARRED = -1e4  # score of a word of another sentence
_APART = 1 + 2 * len(RELATIONS)  # ways in which two words hang together, see tawthiq.encoder.proposals


class ClaimHeads(nn.Module):
    """Chances of triggers, and scores of pointers."""

    def __init__(self, dropout: float = 0.33) -> None:
        super().__init__()
        self.dropout = dropout
        self.enter = nn.Linear(INPUTS, _INNER)
        self.across = nn.LSTM(_INNER, _SIDE, 2, bidirectional=True, batch_first=True, dropout=dropout)
        self.wide, self.triggers = nn.Linear(2 * _SIDE, 2 * _WIDE), nn.Linear(2 * _WIDE, len(PREDICATES))
        self.from_trigger = nn.Linear(2 * _SIDE, len(POINTERS) * _WIDE)
        self.to_word = nn.Linear(2 * _SIDE, len(POINTERS) * _WIDE)
        self.predicate = nn.Embedding(len(PREDICATES), len(POINTERS) * _WIDE)
        self.nowhere = nn.Parameter(torch.zeros(2 * _SIDE))
        self.pairs = nn.Parameter(torch.zeros(len(POINTERS), _WIDE + 1, _WIDE + 1))
        self.distance = nn.Embedding(2 * _FAR + 2, len(POINTERS))  # the last row: nowhere
        self.tie = nn.Embedding(_APART, len(POINTERS))
        for table in (self.predicate, self.distance, self.tie):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.constant_(self.triggers.bias, -4.0)  # few words are triggers

    def states(self, seen: Tensor, mask: Tensor | None = None) -> Tensor:
        """States (batch, words, 2 · side) of words (batch, words, inputs); ``mask`` (batch, words): false for padding."""
        del mask
        entered = functional.gelu(self.enter(functional.dropout(seen, self.dropout / 2, self.training)))
        found: Tensor = self.across(functional.dropout(entered, self.dropout, self.training))[0]
        return functional.dropout(found, self.dropout, self.training)

    def told(self, states: Tensor) -> Tensor:
        """Scores (…, predicates) of words as triggers."""
        found: Tensor = self.triggers(functional.dropout(functional.gelu(self.wide(states)), self.dropout, self.training))
        return found

    def chances(self, states: Tensor) -> Tensor:
        """Probabilities (…, predicates) of words as triggers."""
        return torch.sigmoid(self.told(states))

    def goals(self, states: Tensor) -> Tensor:
        """What words are to pointers (batch, 1 + words, pointers, wide), from states (batch, words, 2 · side); the first is nowhere."""
        words = torch.cat([self.nowhere.expand(states.shape[0], 1, 2 * _SIDE), states], 1)
        right = functional.gelu(self.to_word(words)).view(states.shape[0], words.shape[1], len(POINTERS), _WIDE)
        return torch.cat([right, torch.ones_like(right[..., :1])], -1).transpose(1, 2)

    def turned(self, triggers: Tensor, kinds: Tensor) -> Tensor:
        """What triggers look for (k, pointers, wide)."""
        left = functional.gelu(self.from_trigger(triggers) + self.predicate(kinds)).view(-1, len(POINTERS), _WIDE)
        left = torch.cat([left, torch.ones_like(left[..., :1])], -1)
        return (left.transpose(0, 1) @ self.pairs).transpose(0, 1)

    def near(self, places: Tensor, ties: Tensor) -> Tensor:
        """What distance and tree add to the scores (k, pointers, 1 + words)."""
        steps = torch.arange(ties.shape[1])[None, :] - places[:, None]
        rows = torch.cat([torch.full_like(places[:, None], 2 * _FAR + 1), steps.clamp(-_FAR, _FAR) + _FAR], 1)
        near = self.distance(rows)
        tied = functional.pad(self.tie(ties), (0, 0, 1, 0))
        return (near + tied).transpose(1, 2)


def pointer_scores(
    network: ClaimHeads, states: Tensor, sentences: Tensor, at: Tensor, words: Tensor, kinds: Tensor, ties: Tensor
) -> Tensor:
    """Scores (targets, pointers, 1 + words) of a batch's triggers, windows in order, words of other sentences barred."""
    scores = _biaffine(network.turned(states[at, words], kinds), network.goals(states), at) + network.near(words, ties)
    apart = sentences[at] != sentences[at, words][:, None]
    return scores.masked_fill(functional.pad(apart, (1, 0), value=False)[:, None], _BARRED)


def _biaffine(turned: Tensor, goals: Tensor, at: Tensor) -> Tensor:
    """Scores (targets, pointers, 1 + words), all targets of a window at once: a copy of its words for each would take most of the time."""
    counts = torch.bincount(at, minlength=len(goals))
    most = int(counts.max())
    rows = at * most + torch.arange(len(at)) - (torch.cumsum(counts, 0) - counts)[at]
    padded = turned.new_zeros(len(goals) * most, *turned.shape[1:]).index_copy(0, rows, turned)
    scores = padded.view(len(goals), most, *turned.shape[1:]).transpose(1, 2) @ goals.transpose(2, 3)
    return scores.transpose(1, 2).flatten(0, 1)[rows]
