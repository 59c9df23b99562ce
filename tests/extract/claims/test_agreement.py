"""What heads and tree say of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tawthiq import encoder
from tawthiq.encoder import NOWHERE, Pointer, Proposal, Read, Tagged, Tagger
from tawthiq.extract import read_with
from tawthiq.extract.claims import confidence
from tawthiq.extract.claims.agreement import MEASURED, alike, overlap, pointed
from tawthiq.extract.claims.scene import Draft, Scene
from tawthiq.model import Axes, Document, Origin
from tawthiq.text.words import Word

_TEXT = "زارت الطبيبة هدى المقداد قرية السنابل."


class _Saying:
    """The shipped model, with one proposal of ours: trigger, first word of the subject, first and last of the object."""

    def __init__(self, *words: int) -> None:
        found = encoder.load()
        assert found is not None
        self._model: Tagger = found
        trigger, subject, first, last = words
        self._one = Proposal(trigger, "visited", 0.8, _to(subject), _to(first), _to(last), _to(trigger), _to(last))

    @property
    def version(self) -> str:
        return self._model.version

    def tag(self, sentences: Sequence[Sequence[Word]]) -> tuple[Tagged, ...]:
        return self._model.tag(sentences)

    def read(self, sentences: Sequence[Sequence[Word]]) -> Read:
        return replace(self._model.read(sentences), proposals=((self._one,),) + ((),) * (len(sentences) - 1))


def _to(word: int) -> Pointer:
    return ((word, 0.9),)


def _measures(monkeypatch: pytest.MonkeyPatch, *words: int) -> dict[str, float]:
    """The measures of the visit in the text, read with a proposal."""
    seen: list[Draft] = []
    features = confidence.features

    def noted(scene: Scene, draft: Draft, axes: Axes) -> dict[str, float]:
        seen.append(draft)
        return features(scene, draft, axes)

    monkeypatch.setattr(confidence, "features", noted)
    read_with(Document("0" * 64, _TEXT, Origin("t.txt")), _Saying(*words))
    return dict(next(draft for draft in seen if draft.predicate == "visited" and not draft.rule.startswith("learned")).measures)


def test_agreement_of_the_same_arguments_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    measures = _measures(monkeypatch, 0, 1, 4, 5)
    assert measures["head whole"] == pytest.approx(0.8 * 0.9)
    assert measures["head object"] == 1.0


def test_agreement_with_another_object_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    measures = _measures(monkeypatch, 0, 1, 1, 2)
    assert (measures["head"], measures["head object"]) == (0.8, 0.0)


def test_agreement_tells_how_arguments_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    measures = _measures(monkeypatch, 0, 1, 4, 5)
    assert measures["tree subject hangs"] == 1.0
    assert measures["tree:root"] == 1.0
    assert measures["rivals"] == 0.0


def test_agreement_measures_are_known_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(name.startswith(MEASURED) for name in _measures(monkeypatch, 0, 1, 4, 5))


@pytest.mark.parametrize(("one", "other", "share"), [
    ((2, 4), (2, 4), 1.0), ((2, 4), (4, 6), 1 / 3), ((0, 1), (3, 4), 0.0),
    ((NOWHERE, NOWHERE), (NOWHERE, NOWHERE), 1.0), ((NOWHERE, NOWHERE), (0, 1), 0.0),
])  # fmt: skip
def test_agreement_overlap_counts_the_words_of_both(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    assert overlap(one, other) == pytest.approx(share)


def test_agreement_an_object_that_ends_before_it_begins_is_none() -> None:
    crossed = Proposal(0, "visited", 0.8, _to(1), _to(5), _to(4), _to(0), _to(5))
    assert pointed(crossed) == (NOWHERE, NOWHERE)


def test_agreement_knows_predicates_that_tell_nearly_the_same() -> None:
    assert alike("occupation", "holds_position")
    assert not alike("visited", "holds_position")
