"""What the heads for claims are given and what they answer."""

from __future__ import annotations

import numpy as np
import pytest

from tawthiq.encoder import NOWHERE
from tawthiq.encoder.model import OnnxTagger
from tawthiq.encoder.proposals import between
from tawthiq.encoder.protocol import Proposal
from tawthiq.encoder.syntax import BARRED, Parsed, apart
from tawthiq.model.predicates import predicates
from tests.encoder.tiny import in_words

_TEXT = "افتتحت وزيرة الزراعة هند الكيلاني سوق الوادي. وزارت أمس مدينة صور.\n"


def _parsed(heads: list[int], relations: list[int]) -> Parsed:
    """Three labels of relations; states of no size."""
    nothing = np.zeros((len(heads), 0), np.float32)
    sure = np.ones(len(heads), np.float32)
    return Parsed(nothing, nothing, np.array(heads), sure, np.eye(3, dtype=np.float32)[relations], nothing)


def test_proposals_between_tells_who_hangs_on_whom() -> None:
    found = between(_parsed([0, 1, 1], [0, 1, 2]))
    assert found.tolist() == [[0, 2, 3], [5, 0, 0], [6, 0, 0]]


def test_proposals_pointers_stay_in_the_sentence() -> None:
    found = apart(np.array([0, 0, 1]))
    assert found.tolist() == [[0, 0, 0, BARRED], [0, 0, 0, BARRED], [0, BARRED, BARRED, 0]]


def test_proposals_are_found_in_a_window_of_one_word(tagger: OnnxTagger) -> None:
    (found,) = tagger.read(in_words("استقال")).proposals
    assert {word for one in found for word in _words(one)} <= {0, NOWHERE}


def _words(proposal: Proposal) -> list[int]:
    pointers = (proposal.subject, proposal.first, proposal.last, proposal.begin, proposal.end)
    return [proposal.word, *(word for pointer in pointers for word, _ in pointer)]


def test_proposals_point_to_words_of_their_sentence(tagger: OnnxTagger) -> None:
    sentences = in_words(_TEXT * 40)
    found = tagger.read(sentences).proposals
    assert len(found) == len(sentences)
    assert any(found)
    assert all(NOWHERE <= word < len(words) for words, row in zip(sentences, found, strict=True) for one in row for word in _words(one))


def test_proposals_have_known_predicates_and_probabilities(tagger: OnnxTagger) -> None:
    found = [one for row in tagger.read(in_words(_TEXT)).proposals for one in row]
    assert {one.predicate for one in found} <= set(predicates())
    assert all(0 <= chance <= 1 for one in found for chance in (one.probability, one.subject[0][1], one.first[0][1]))


def test_proposals_find_a_title(tagger: OnnxTagger) -> None:
    words = in_words(_TEXT)[0]
    (title,) = [one for one in tagger.read([words]).proposals[0] if one.predicate == "holds_position" and one.probability > _LIKELY]
    pointed = (title.subject, title.first, title.last)
    assert [words[title.word].text, *(words[pointer[0][0]].text for pointer in pointed)] == ["وزيرة", "هند", "وزيرة", "الزراعة"]


_LIKELY = 0.5


def test_proposals_leave_trees_and_labels_as_they_are(tagger: OnnxTagger, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = in_words(_TEXT)
    with_heads = tagger.read(sentences)
    monkeypatch.setattr(tagger, "_proposer", None)
    without = tagger.read(sentences)
    assert (without.tagged, without.arcs, without.proposals) == (with_heads.tagged, with_heads.arcs, ())


def test_proposals_of_nothing_are_none(tagger: OnnxTagger) -> None:
    assert tagger.read([]).proposals == ()
    assert tagger.read([()]).proposals == ((),)
