"""The label says what part the object plays."""

from __future__ import annotations

import pytest

from tawthiq.model import Argument, Claim, Hop, HopRole, Span
from tawthiq.model.predicates import predicates
from tawthiq.views.labels import standing_label
from tawthiq.views.roles import _roles, label_of, role_of


def claim(predicate: str, text: str, target: str) -> Claim:
    start = text.index(target)
    span = Span(start, start + len(target), target)
    return Claim("c", "d", Argument(value="سامر"), predicate, Argument(span=span), (Span(0, len(text), text),), (Hop(HopRole.PUBLISHER, None),))


@pytest.mark.parametrize(
    ("predicate", "text", "target", "arabic", "english"),
    [
        ("fled", "فر سامر من الحصار", "الحصار", "فرّ من", "fled from"), ("fled", "لجأت هدى إلى الجبل", "الجبل", "لجأ إلى", "fled to"),
        ("fled", "هرب عبر الوادي ليلا", "الوادي", "فرّ عبر", "fled through"), ("fled", "هاجر سامر مع أسرته", "أسرته", "فرّ أو لجأ", "fled"),
        ("educated", "تخرج سامر من معهد البحار", "معهد البحار", "تخرّج في", "graduated from"),
        ("met", "التقى سامر من الوفد رئيسه", "رئيسه", "التقى أو تحدّث إلى", "met or spoke with"),
    ],
)
def test_roles_label_by_the_word_before_the_object(predicate: str, text: str, target: str, arabic: str, english: str) -> None:
    role = role_of(claim(predicate, text, target))
    assert (label_of(predicate, "ar", role=role), label_of(predicate, "en", role=role)) == (arabic, english)


def test_roles_have_labels_from_both_sides_in_both_languages() -> None:
    for predicate, roles in _roles().items():
        for role in roles:
            labels = {label_of(predicate, lang, inverse=inverse, role=role) for lang in ("ar", "en") for inverse in (False, True)}
            assert all(labels)


def test_roles_no_label_leaks_the_scheme() -> None:
    for predicate in predicates().values():
        for lang in ("ar", "en"):
            for inverse in (False, True):
                assert not {"(", ")", "/", "_"} & set(predicate.label(lang, inverse=inverse)), predicate.id


@pytest.mark.parametrize(("standing", "clause", "words"), [("negated", True, "بصيغة النفي"), ("negated", False, "منفيّ"), ("denied", True, "منفيّ على لسان مصدر")])
def test_roles_a_clause_with_its_negation_is_not_negated_again(standing: str, words: str, *, clause: bool) -> None:
    assert standing_label(standing, "ar", clause=clause) == words
