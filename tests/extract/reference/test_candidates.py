"""What a pronoun could mean: whoever and whatever agrees, the latest first."""

from __future__ import annotations

import math

import pytest

from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.extract.reference import Asked, Discourse, Noun, weighing
from tawthiq.extract.reference.candidates import sight
from tawthiq.extract.reference.weighing import meant
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import Document, Entity, EntityType, Hop, HopRole, Mention, MentionForm, Name, Origin, Span

_TEXT = "اجتمعت رئيسة البلدية سلمى قطان بالمقاول بسام عواد وبحثت معه خطة الطرق. وقالت إنها جاهزة."
_PEOPLE = {"سلمى قطان": "f", "بسام عواد": "m"}


def _discourse(text: str = _TEXT) -> Discourse:
    entities = tuple(Entity(name, EntityType.PERSON, (Name(name),)) for name in _PEOPLE)
    mentions = tuple(
        Mention(name, EntityType.PERSON, Span.of(text, text.index(name), text.index(name) + len(name)), MentionForm.NAME)
        for name in _PEOPLE
        if name in text
    )
    document = Document("0" * 64, text, Origin("t.txt"))
    found = Discourse(Layers(build_frame(document), MentionLayer(entities, mentions), ()), AttributionTree((Hop(HopRole.PUBLISHER, "م"),)))
    found.genders.update(_PEOPLE)
    return found


def _noun(words: str, gender: str, number: str = "s", *, people: bool = False) -> Noun:
    at = _TEXT.index(words)
    return Noun(at, at + len(words), gender, number, "behind a verb", definite=True, people=people, entity=lambda: words)


def _asked(gender: str, number: str = "s") -> Asked:
    at = _TEXT.index("إنها")
    return Asked(at, at + len("إنها"), gender, number, "verbless")


def test_candidates_are_those_that_agree() -> None:
    found = sight(_discourse(), (), _asked("f"))
    assert [candidate.entity for candidate in found.candidates] == ["سلمى قطان"]


def test_candidates_stand_the_latest_first() -> None:
    found = sight(_discourse(), (_noun("خطة الطرق", "f"),), _asked("f"))
    assert [candidate.noun is not None for candidate in found.candidates] == [True, False]


def test_candidates_of_things_in_the_plural_are_taken_up_like_one_woman() -> None:
    several = (_noun("الطرق", "m", "p"),)
    assert len(sight(_discourse(), several, _asked("f")).candidates) == 2
    assert sight(_discourse(), several, _asked("m", "p")).candidates == ()


def test_candidates_of_people_in_the_plural_are_taken_up_as_several() -> None:
    several = (_noun("الطرق", "m", "p", people=True),)
    assert [candidate.noun for candidate in sight(_discourse(), several, _asked("m", "p")).candidates] == list(several)


def test_candidates_leave_out_who_is_excluded() -> None:
    asked = Asked(_asked("f").start, _asked("f").end, "f", "s", "clitic", exclude=frozenset({"سلمى قطان"}))
    assert sight(_discourse(), (), asked).candidates == ()


def test_weighing_means_nothing_where_nothing_agrees() -> None:
    discourse = _discourse()
    assert meant(discourse, sight(discourse, (), _asked("m", "p"))) is None


def test_weighing_gives_chances_of_one_among_all_and_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "_weights", lambda: {"noun": 1.0})
    discourse = _discourse()
    found = meant(discourse, sight(discourse, (_noun("خطة الطرق", "f"),), _asked("f")))
    assert found is not None
    assert found.candidate.noun is not None
    assert found.chance == pytest.approx(math.e / (math.e + 2))  # beside her and nobody, who weigh nothing


def test_weighing_tells_the_chance_of_whom_the_rules_take() -> None:
    discourse, asked = _discourse(), _asked("f")
    taken = Asked(asked.start, asked.end, "f", "s", "verbless", answer="سلمى قطان", why="صاحب القول")
    found = meant(discourse, sight(discourse, (), taken))
    assert found is not None
    assert found.of_answer == found.chance
