"""What the parser changes in the rules' clauses, with trees given by hand: «word head relation tag probability»."""

from __future__ import annotations

import pytest

from tawthiq.encoder import Arc
from tawthiq.extract.claims.clause import Clause
from tawthiq.extract.claims.clauses import find_clauses
from tawthiq.extract.claims.parsed import with_trees
from tawthiq.extract.claims.token import Pos, Token
from tawthiq.extract.claims.tokens import tag
from tawthiq.extract.frame import Layers, MentionLayer, build_frame
from tawthiq.model import Document, Origin


def _tokens(rows: str) -> tuple[Token, ...]:
    """The tokens of a sentence whose rows are separated by |."""
    fields = [row.split() for row in rows.split("|")]
    text = " ".join(row[0] for row in fields)
    arcs = tuple(Arc(int(head), relation, kind, float(sure), float(sure)) for _, head, relation, kind, sure in fields)
    layers = Layers(build_frame(Document("0" * 64, text, Origin("t.txt"))), MentionLayer(), (), (arcs,))
    return with_trees(tag(layers), layers.arcs).sentences[0]


def _clause(rows: str, verb: str) -> tuple[tuple[Token, ...], Clause]:
    tokens = _tokens(rows)
    return tokens, next(clause for clause in find_clauses(tokens) if tokens[clause.verb].word.text == verb)


def _words(tokens: tuple[Token, ...], start: int, end: int) -> str:
    return " ".join(token.word.text for token in tokens[start:end])


@pytest.mark.parametrize(("form", "tag_", "sure", "verb"), [
    ("طلب", "VERB", "0.95", True),
    ("طلب", "VERB", "0.6", False),
    ("طلب", "NOUN", "0.95", False),
    ("يتكلكل", "VERB", "0.95", True),
    ("الطلب", "VERB", "0.99", False),
    ("طلبًا", "VERB", "0.99", False),
])  # fmt: skip
def test_parsed_verbs_are_those_that_both_allow(form: str, tag_: str, sure: str, *, verb: bool) -> None:
    """The parser tells a verb from a noun of the same letters, if it is sure and the form allows it."""
    tokens = _tokens(f"مهرجان 1 nsubj NOUN 0.9|{form} -1 root {tag_} {sure}|الناس 1 obj NOUN 0.9")
    assert (tokens[1].pos is Pos.VERB) is verb


def test_parsed_noun_taken_for_a_verb_is_a_noun_again() -> None:
    """A form of both that stands where verbs stand."""
    sure, unsure = (_tokens(f"وقف 1 {rest}|النار -1 root NOUN 0.9|هش 1 amod ADJ 0.9") for rest in ("nmod NOUN 0.98", "nmod NOUN 0.5"))
    assert sure[0].pos is Pos.NOUN
    assert unsure[0].pos in {Pos.NOUN, Pos.VERB}


def test_parsed_subject_behind_the_verb_replaces_a_noun_before_it() -> None:
    """The rules' weakest subject gives way to one that the parser is sure of."""
    tokens, clause = _clause(
        "المعرض 1 obl NOUN 0.5|تنظم -1 root VERB 0.99|بلدية 1 nsubj NOUN 0.97|المدينة 2 nmod NOUN 0.99|سنويا 1 advmod ADV 0.9", "تنظم"
    )
    assert clause.subject is not None
    assert _words(tokens, clause.subject.start, clause.subject.end) == "بلدية المدينة"
    assert clause.how == "after"
    assert clause.vouched == pytest.approx(0.97)


def test_parsed_subject_must_agree_with_its_verb() -> None:
    """A plural verb has its subject before it; a feminine one no masculine singular behind it."""
    rows = "حضروا -1 root VERB 0.99|المدير 0 nsubj NOUN 0.99|أمس 0 obl NOUN 0.9"
    tokens, clause = _clause(rows, "حضروا")
    assert clause.subject is None or _words(tokens, clause.subject.start, clause.subject.end) != "المدير"


def test_parsed_object_goes_first() -> None:
    """Of several nouns behind a verb the parser's object is the object."""
    tokens, clause = _clause(
        "منح -1 root VERB 0.99|المدير 0 nsubj NOUN 0.99|صباحا 0 obl NOUN 0.9|الموظفين 0 obj NOUN 0.95|إجازة 0 obj NOUN 0.4", "منح"
    )
    assert clause.objects
    assert _words(tokens, clause.objects[0].start, clause.objects[0].end) == "الموظفين"


def test_parsed_phrase_ends_before_the_verbs_next_word() -> None:
    """A definite noun and the object behind it are no phrase together."""
    tokens, clause = _clause(
        "الصيف 1 obl NOUN 0.4|رفضت -1 root VERB 0.99|بلدية 1 nsubj NOUN 0.99|مشروع 1 obj NOUN 0.99|الطريق 3 nmod NOUN 0.9", "رفضت"
    )
    assert clause.subject is not None
    assert _words(tokens, clause.subject.start, clause.subject.end) == "بلدية"
    assert _words(tokens, clause.objects[0].start, clause.objects[0].end) == "مشروع الطريق"


def test_parsed_nothing_changes_without_trees() -> None:
    """The rules read alone where no tree is given."""
    layers = Layers(build_frame(Document("0" * 64, "طلب المدير إجازة.", Origin("t.txt"))), MentionLayer(), ())
    before = [token.pos for token in tag(layers).sentences[0]]
    assert [token.pos for token in with_trees(tag(layers), layers.arcs).sentences[0]] == before


def test_parsed_subject_gives_back_the_object_that_its_phrase_had_swallowed() -> None:
    """Two definite nouns of one gender behind a verb look like a noun and its adjective."""
    rows = "زار -1 root VERB 0.99|العميد 0 nsubj NOUN 0.99|القلعة 0 obj NOUN 0.99|القديمة 2 amod ADJ 0.9"
    tokens, clause = _clause(rows, "زار")
    assert clause.subject is not None
    assert _words(tokens, clause.subject.start, clause.subject.end) == "العميد"
    assert _words(tokens, clause.objects[0].start, clause.objects[0].end) == "القلعة القديمة"
