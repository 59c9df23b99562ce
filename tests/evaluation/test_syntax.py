"""Scoring of subjects and objects on trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.syntax import Found, by_chunker, score, table
from evaluation.treebank import Tree, read_trees

_ROWS = """\
1	أعاد	_	VERB	VP-A-3MS--	Voice=Act	0	root	_	SpaceAfter=Yes
2	مدير	_	NOUN	N------S1R	_	1	nsubj	_	_
3	المتحف	_	NOUN	N------S2D	_	2	nmod	_	_
4	عشرين	_	NUM	Q---------	_	5	nummod	_	_
5	لوحة	_	NOUN	N------S4I	_	1	obj	_	_
"""
_TEXT = "أعاد مدير المتحف عشرين لوحة"


@pytest.fixture
def trees(tmp_path: Path) -> list[Tree]:
    """One tree."""
    path = tmp_path / "trees.conllu"
    path.write_text(_ROWS, "utf-8")
    return list(read_trees(path))


def _at(word: str) -> int:
    return _TEXT.index(word)


def test_syntax_counts_the_head_word(trees: list[Tree]) -> None:
    """The head of a phrase is right, the noun that it stands with is not."""
    right = score(trees, lambda _: [Found(0, _at("مدير"), _at("لوحة"))])
    wrong = score(trees, lambda _: [Found(0, _at("المتحف"), _at("لوحة"))])
    assert right.row("verb first") == pytest.approx((100, 100, 100, 1))
    assert wrong.row("verb first")[:2] == (0, 0)
    assert wrong.row("object")[:2] == (100, 100)


def test_syntax_takes_a_number_for_what_it_counts(trees: list[Tree]) -> None:
    """Files differ in which of the two is the head."""
    assert score(trees, lambda _: [Found(0, None, _at("عشرين"))]).row("object")[:2] == (100, 100)


def test_syntax_holds_no_subject_from_elsewhere_against_a_reading(trees: list[Tree]) -> None:
    """A subject that is not the verb's own counts for nothing where the tree does not know it."""
    found = score(trees, lambda _: [Found(0, _at("المتحف"), None, own=False)])
    assert (found.given["verb first"], found.hit["verb first"]) == (0, 0)
    assert "verb first" in table(found)


def test_syntax_reads_the_claims_clauses() -> None:
    """The rules' clauses are given by offsets of their heads."""
    (found,) = by_chunker(_TEXT, by_rules=True)
    assert (found.verb, found.subject) == (0, _at("مدير"))
