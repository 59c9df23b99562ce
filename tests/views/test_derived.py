"""Questions that follow from several claims: asked where they are worth it, never asserted."""

from __future__ import annotations

import pytest

from tawthiq.model import Argument, Axes, Claim, Hop, HopRole, Modality, Polarity, Span, Time, TimeRelation
from tawthiq.store import EntityRow, FoundClaim
from tawthiq.views.derived import derived, raise_questions

WHO = EntityRow("e-1", "Person", "named", "رامز الطواشي", (("رامز الطواشي", "ar"),), 2, 4)
NAMES = {"e-1": "رامز الطواشي", "e-2": "كوثر البيطار"}


def told(predicate: str, words: str, *times: str, subject: str = "e-1", axes: Axes = Axes()) -> FoundClaim:  # noqa: B008 - frozen
    """A claim of its own document; times as "relation value"."""
    pairs = [text.split(" ") for text in times]
    key = f"c-{predicate}-{words}-{subject}"
    claim = Claim(
        key, f"d-{key}", Argument(entity=subject), predicate, Argument(value=words) if words else None, (Span(0, 2, "قد"),),
        (Hop(HopRole.PUBLISHER, "صحيفة"),), axes, time=tuple(Time(TimeRelation(relation), value) for relation, value in pairs),
    )
    return FoundClaim(claim, subject, None)


BORN = told("born_on", "1990", "at 1990")


def kinds(*claims: FoundClaim) -> list[str]:
    return [item.kind for item in derived(WHO, claims, NAMES)]


@pytest.mark.parametrize(("claim", "found"), [
    (told("holds_position", "مدير المرفأ", "start 2004"), ["age"]), (told("holds_position", "مدير المرفأ", "start 2015"), []),
    (told("founded", "مصنع زجاج", "at 1985"), ["before_birth"]), (told("educated", "الثانوية", "at 2004"), []),
    (told("holds_position", "مدير المرفأ", "as_of 2004"), []),
    (told("founded", "مصنع زجاج", "at 1985", axes=Axes(modality=Modality.INTENDED)), []),
    (told("founded", "مصنع زجاج", "at 1985", axes=Axes(polarity=Polarity.NEGATED)), []),
])  # fmt: skip
def test_derived_age_is_asked_where_it_is_unlikely(claim: FoundClaim, found: list[str]) -> None:
    assert kinds(BORN, claim) == found


def test_derived_question_tells_what_it_follows_from() -> None:
    (found,) = derived(WHO, [BORN, told("holds_position", "مدير المرفأ", "start 2004")], NAMES)
    assert "13–14" in found.question_ar
    assert found.question_ar.endswith("؟")
    assert found.question_en.endswith("?")
    assert found.claims == (BORN.claim.id, "c-holds_position-مدير المرفأ-e-1")


def test_derived_deed_after_death_is_asked() -> None:
    assert kinds(told("died", "", "at 2010-05-02"), told("visited", "صور", "at 2012")) == ["after_death"]
    assert kinds(told("died", "", "at 2010-05-02"), told("visited", "صور", "at 2010")) == []


def test_derived_two_offices_at_once_are_asked() -> None:
    first = told("holds_position", "وزير الري", "start 2010", "end 2014")
    assert kinds(first, told("holds_position", "سفير في تونس", "start 2012", "end 2016")) == ["offices"]
    assert kinds(first, told("holds_position", "سفير في تونس", "start 2014", "end 2016")) == []
    assert kinds(first, told("holds_position", "عضو لجنة السدود", "start 2012", "end 2016")) == []


def test_derived_one_office_of_two_people_is_asked() -> None:
    first = told("holds_position", "وزير الري السوداني", "start 2010", "end 2014")
    assert kinds(first, told("holds_position", "وزير الري السوداني", "start 2011", "end 2013", subject="e-2")) == ["holders"]
    assert kinds(first, told("holds_position", "وزير الري السوداني", "start 2014", "end 2018", subject="e-2")) == []


@pytest.mark.parametrize(("kind", "predicates", "found"), [
    ("Person", {"born_on", "met", "holds_position"}, {"born_on", "met", "holds_position"}), ("Person", {"met", "holds_position"}, {"holds_position"}),
    ("Person", {"met"}, set()), ("Organization", {"died", "holds_position"}, {"holds_position"}), ("Place", set(), set()),
])
def test_derived_predicates_that_raise_questions(kind: str, predicates: set[str], found: set[str]) -> None:
    assert raise_questions(kind, predicates) == found
