"""Noun phrases and clauses: where phrases end, and who is the subject."""

from __future__ import annotations

import pytest

from tawthiq.extract.claims.chunk import noun_phrase
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.clauses import find_clauses
from tawthiq.extract.claims.token import Token
from tawthiq.extract.claims.tokens import tag
from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.model import Document, Origin


def _tokens(text: str) -> tuple[Token, ...]:
    document = Document("0" * 64, text, Origin("t.txt"))
    return tag(Layers(build_frame(document), MentionLayer(), ())).sentences[0]


def _clauses(text: str) -> tuple[tuple[Token, ...], list[Clause]]:
    tokens = _tokens(text)
    return tokens, find_clauses(tokens)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("الحقول الواسعة والخضراء المزروعة", "الحقول الواسعة"),
        ("انخفاض منسوب المياه الجوفية في الوادي", "انخفاض منسوب المياه الجوفية"),
        ("عدد من سكان القرية هربوا", "عدد من سكان القرية"),
        ("مسرحا شعبيا بإدارة الممثل", "مسرحا شعبيا"),
        ("هؤلاء المزارعون بستانهم", "هؤلاء المزارعون"),
        ("مسلحون قتل الحارس", "مسلحون"),
    ],
)
def test_chunk_noun_phrase_ends(text: str, phrase: str) -> None:
    tokens = _tokens(text)
    found = noun_phrase(tokens, 0)
    assert found is not None
    assert " ".join(token.word.text for token in tokens[found.start : found.end]) == phrase


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("أصدرت الوزارة بيانا", "أصدرت", "الوزارة"),
        ("الوزارة التي أصدرت البيان", "أصدرت", "الوزارة"),
        ("اختارتها المنظمة سفيرة", "اختارتها", "المنظمة"),
        ("إن المصارف الدولية رفضت الطلب", "رفضت", "المصارف الدولية"),
        ("كانت الوزارة قد رفضت الطلب", "رفضت", "الوزارة"),
    ],
)
def test_clauses_subject(text: str, verb: str, subject: str) -> None:
    tokens, clauses = _clauses(text)
    clause = next(c for c in clauses if tokens[c.verb].word.text == verb)
    assert clause.subject is not None
    assert " ".join(token.word.text for token in tokens[clause.subject.start : clause.subject.end]) == subject


def test_clauses_relative_with_pronoun_takes_up_its_antecedent_as_object() -> None:
    tokens, clauses = _clauses("القرية التي دمرها الجيش")
    assert clauses[0].resumed
    assert clauses[0].subject is not None
    assert tokens[clauses[0].subject.head].word.text == "الجيش"


def test_clauses_negation_of_the_auxiliary_reaches_the_verb() -> None:
    _, clauses = _clauses("لم يكن يحب البحر")
    assert clauses[-1].negated


def test_clauses_of_any_length_are_found_in_order() -> None:
    _, clauses = _clauses("زار الوفد المصنع " * 200)
    assert [c.verb for c in clauses] == sorted(c.verb for c in clauses)


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("اللاعب الذي فاز فريقه بالكأس غائب", "فاز", "فريقه"),
        ("التاجر الذي رممت زوجته مدرسة القرية", "رممت", "زوجته"),
        ("التاجر الذي علّم ابنه الحساب", "علّم", "التاجر"),
    ],
)
def test_clauses_relative_verb_takes_what_is_the_antecedents(text: str, verb: str, subject: str) -> None:
    tokens, clauses = _clauses(text)
    found = next(clause for clause in clauses if tokens[clause.verb].word.text == verb).subject
    assert found is not None
    assert " ".join(token.word.text for token in tokens[found.start : found.end]) == subject
