"""Corrections on a draft."""

from __future__ import annotations

import pytest

from tawthiq.text.sentences import split_sentences
from training.annotation.apply import apply
from training.annotation.corrections import CorrectionError, parse
from training.annotation.draft import Draft
from training.annotation.labels import Mention, Said

TEXT = 'قال وزير النقل سالم الراشد إن "الجسر آمن". وأضاف الراشد أن لجنة النقل تزور النخيل غدا.'


def _span(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def _draft() -> Draft:
    mentions = (
        Mention(*_span("وزير"), "Role", "nominal", "e1"), Mention(*_span("سالم"), "Person", "name", "e2"),
        Mention(*_span("النخيل"), "Person", "name", "e3"), Mention(*_span("غدا"), "Date", "name", "date"),
    )
    return Draft(TEXT, split_sentences(TEXT), mentions, (Said(_span("قال"), None, (_span("الجسر آمن"),), "direct", None),))


def _applied(lines: str) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]], list[tuple[str | None, str, str]]]:
    (corrections,) = parse("= 1\n" + lines)
    mentions, roles, said = apply(_draft(), corrections)
    return (
        [(TEXT[m.start : m.end], m.type, m.entity) for m in mentions],
        [(TEXT[r.start : r.end], r.form) for r in roles],
        [(s.source and TEXT[slice(*s.source)], TEXT[slice(*s.contents[0])], s.form) for s in said],
    )


def test_apply_a_longer_span_takes_the_place_of_the_draft() -> None:
    mentions, roles, _ = _applied("s1 R وزير النقل @r; P سالم الراشد @r\nP الراشد* @r\n3=L\n")
    assert mentions == [
        ("وزير النقل", "Role", "e1"), ("سالم الراشد", "Person", "e1"), ("الراشد", "Person", "e1"), ("النخيل", "Place", "e2"),
        ("غدا", "Date", "date"),
    ]
    assert roles == [("وزير النقل", "reference")]


def test_apply_predicates_are_roles_but_no_mentions() -> None:
    mentions, roles, _ = _applied("-1 3\ns2 Rp لجنة النقل @e2\n")
    assert "لجنة النقل" not in [words for words, _, _ in mentions]
    assert roles == [("لجنة النقل", "predicate")]


def test_apply_attributions_are_changed_and_added() -> None:
    *_, said = _applied("a1 | | وزير النقل سالم الراشد | | @e2\ns2 a | أضاف | الراشد | لجنة .. غدا. | @e2\n")
    assert said == [
        ("وزير النقل سالم الراشد", "الجسر آمن", "direct"), ("الراشد", "لجنة النقل تزور النخيل غدا", "indirect"),
    ]


@pytest.mark.parametrize("lines", ["s1 P ماجد\n", "P ماجد*\n", "9=L\n", "s2 a | زعم | | لجنة |\n", "s9 P سالم\n"])
def test_apply_words_that_do_not_stand_there_are_errors(lines: str) -> None:
    with pytest.raises(CorrectionError):
        _applied(lines)
