from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from evaluation import ensemble
from evaluation.ensemble import Ensemble, Sentences
from evaluation.field import Field, checksum
from tawthiq.encoder.decode import Scores
from tawthiq.encoder.features import as_word
from tawthiq.encoder.protocol import Tagged

_HEAD, _LABELS = "two", ("O", "B-PER")
_SHIPPED = Path(ensemble.__file__).with_name("weights") / "anercorp.toml"


@dataclass(frozen=True)
class _Says:
    """A network that says one probability of a person for every word."""

    chance: float

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        return {_HEAD: _LABELS}

    def scores(self, sentences: Sentences) -> dict[str, Scores]:
        words = sum(map(len, sentences))
        return {_HEAD: np.log(np.tile(np.array([1 - self.chance, self.chance], np.float32), (words, 1)))}

    def spans(self, sentences: Sentences, scores: Mapping[str, Scores]) -> tuple[Tagged, ...]:
        del sentences
        return tuple(Tagged(0, at, at + 1, 0, 0, "Person", "names", 1.0) for at, row in enumerate(scores[_HEAD]) if row[1] > row[0])


def _sentence(text: str) -> Sentences:
    return [[as_word(token) for token in text.split()]]


def _chance(found: Ensemble, text: str) -> float:
    return float(np.exp(found.scores(_sentence(text)))[0, 1])


def test_ensemble_means_log_probabilities_by_share() -> None:
    found = Ensemble("test@1", _HEAD, (_Says(0.9), _Says(0.2)), (3.0, 1.0))
    likely, other = 0.9**0.75 * 0.2**0.25, 0.1**0.75 * 0.8**0.25
    assert _chance(found, "نام") == pytest.approx(likely / (likely + other), rel=1e-5)


def test_ensemble_lets_a_field_have_its_share() -> None:
    field = Field(_LABELS, np.array([checksum("w=سلمي")], np.uint32), np.array([[-5.0, 5.0]], np.float32), np.zeros((2, 2), np.float32))
    with_field = Ensemble("test@1", _HEAD, (_Says(0.4),), (1.0,), field, 0.3)
    assert not Ensemble("test@1", _HEAD, (_Says(0.4),), (1.0,)).tag(_sentence("سلمى نامت"))
    assert [one.first for one in with_field.tag(_sentence("سلمى نامت"))] == [0]


def test_ensemble_gives_nothing_for_a_document_without_words() -> None:
    assert Ensemble("test@1", _HEAD, (_Says(0.9),), (1.0,)).read([[]]).tagged == ()


def test_ensemble_of_the_comparison_weights_names_a_place() -> None:
    found = ensemble.load(_SHIPPED, thorough=False)
    (one,) = found.tag(_sentence("وصل وفد الجمعية إلى لندن مساء أمس ."))
    assert (one.first, one.last, one.label) == (4, 5, "Place")
