"""The things of a sentence and the one before, which pronouns may take up."""

from __future__ import annotations

import pytest

from tawthiq.extract.claims.scene import Scene
from tawthiq.extract.claims.things import things_before
from tawthiq.extract.claims.tokens import tag
from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.extract.reference import Discourse
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import Document, Hop, HopRole, Origin


def _things(text: str, word: str) -> list[tuple[str, str]]:
    layers = Layers(build_frame(Document("0" * 64, text, Origin("t.txt"))), MentionLayer((), ()), ())
    tree = AttributionTree((Hop(HopRole.PUBLISHER, "م"),))
    found = things_before(Scene(layers, tree, tag(layers), Discourse(layers, tree)), text.index(word))
    return [(text[noun.start : noun.end], noun.role) for noun in found]


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("أقرت الخطة الجديدة لأنها عادلة.", "لأنها", ("الخطة الجديدة", "behind a verb")),
        ("أكد أن الهدنة هشة. وأضاف أنها قصيرة.", "أنها", ("الهدنة", "opening")),
        ("تحدث عن الجسر القديم. وقال إنه متصدع.", "إنه", ("الجسر القديم", "complement")),
    ],
)
def test_things_are_told_with_what_they_stand_behind(text: str, word: str, wanted: tuple[str, str]) -> None:
    assert wanted in _things(text, word)


def test_things_are_no_days() -> None:
    assert [words for words, _ in _things("افتتح المعرض يوم أمس. وقال إنه كبير.", "وقال")] == ["المعرض"]


def test_things_farther_back_than_a_sentence_are_left_out() -> None:
    assert not [words for words, _ in _things("أقر المجلس الخطة. نزل المطر. وقال إنها عادلة.", "إنها") if "الخطة" in words]
