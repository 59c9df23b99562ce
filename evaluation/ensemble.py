"""Several models read as one: the mean of their log-probabilities, for comparison where neither size nor speed counts.

A TOML file beside the weights names the members:

    version = "…"
    head = "anercorp"          # the guideline that all of them know
    [[networks]]
    file = "….onnx"
    share = 1.0                # against the other networks
    [field]                    # a conditional random field, if there is one
    file = "….npz"
    share = 0.15               # of the whole
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from evaluation.field import Field, read_field
from tawthiq import encoder
from tawthiq.encoder.decode import Scores, log_softmax
from tawthiq.encoder.protocol import Read, Tagged
from tawthiq.text.words import Word

Sentences = Sequence[Sequence[Word]]
"""A document: words of its sentences."""


class Network(Protocol):
    """A model that gives its scores before it searches them."""

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Labels by head."""

    def scores(self, sentences: Sentences) -> Mapping[str, Scores]:
        """For each head log-probabilities (words of all sentences, labels)."""

    def spans(self, sentences: Sentences, scores: Mapping[str, Scores]) -> tuple[Tagged, ...]:
        """The spans that such scores amount to."""


@dataclass(frozen=True)
class Ensemble:
    """A tagger out of networks with their shares and, for ``field_share`` of what is said, a field. The first network's habits count."""

    version: str
    head: str
    networks: tuple[Network, ...]
    shares: tuple[float, ...]
    field: Field | None = None
    field_share: float = 0.0

    def scores(self, sentences: Sentences) -> Scores:
        """Log-probabilities (words of all sentences, labels of the head)."""
        said = [network.scores(sentences)[self.head] for network in self.networks]
        found = np.average(said, axis=0, weights=self.shares)
        if self.field is not None:
            labels = self.networks[0].labels[self.head]
            others = [self.field.of([word.text for word in sentence], labels) for sentence in sentences]
            found = (1 - self.field_share) * found + self.field_share * np.concatenate(others)
        return log_softmax(found.astype(np.float32))

    def tag(self, sentences: Sentences) -> tuple[Tagged, ...]:
        """The labelled spans of a document."""
        return self.networks[0].spans(sentences, {self.head: self.scores(sentences)}) if any(sentences) else ()

    def read(self, sentences: Sentences) -> Read:
        """The same; there are no trees."""
        return Read(self.tag(sentences))


def load(path: Path, *, thorough: bool = True) -> Ensemble:
    """The ensemble of a TOML file; ``thorough``: each network reads every sentence with its neighbours and alone."""
    rows = tomllib.loads(path.read_text("utf-8"))
    networks = tuple(encoder.load_file(path.with_name(row["file"]), thorough=thorough) for row in rows["networks"])
    shares = tuple(float(row["share"]) for row in rows["networks"])
    asked = rows.get("field")
    field = read_field(path.with_name(asked["file"])) if asked else None
    return Ensemble(rows["version"], rows["head"], networks, shares, field, asked["share"] if asked else 0.0)
