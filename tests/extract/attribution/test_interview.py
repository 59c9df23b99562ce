"""Whose words the lines of an interview are."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tawthiq.extract import read_by_rules
from tawthiq.extract.attribution.turns import answers, lines, named
from tawthiq.model import Document, HopRole, Origin, Reading, Standing, document_id

CASES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "interviews.toml").read_text("utf-8"))


@cache
def reading(name: str) -> Reading:
    text: str = CASES[name]["text"]
    return read_by_rules(Document(document_id(text.encode()), text, Origin(name), "صحيفة الميناء", "2020-03-01", language="ar"))


def whose(name: str, begins: str) -> list[str | None]:
    """The speakers of the quotation that begins with these words, outermost first."""
    found = [q for q in reading(name).quotations if q.content.exact.startswith(begins)]
    return [hop.name for hop in found[0].chain if hop.role is HopRole.SPEAKER] if found else []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "who" in case])
def test_interview_gives_answers_to_who_is_asked(name: str) -> None:
    case = CASES[name]
    assert [whose(name, begins) for begins in case["answers"]] == [[case["who"] or None]] * len(case["answers"])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "speakers" in case])
def test_interview_gives_lines_to_the_name_that_opens_them(name: str) -> None:
    case = CASES[name]
    assert [whose(name, begins) for begins in case["answers"]] == [[speaker] for speaker in case["speakers"]]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "outlet" in case])
def test_interview_leaves_to_the_outlet_what_stands_behind_it(name: str) -> None:
    for words in CASES[name]["outlet"]:
        start = CASES[name]["text"].index(words)
        assert not any(q.content.start <= start < q.content.end for q in reading(name).quotations)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "answers" not in case])
def test_interview_is_not_seen_where_lines_only_look_like_one(name: str) -> None:
    assert not any("\n" in q.content.exact for q in reading(name).quotations)
    assert all(whose(name, line.split(": ")[-1]) in ([], ["كمال النوري"]) for line in CASES[name]["text"].splitlines() if line)


def test_interview_attributes_what_an_answer_tells() -> None:
    told = [c for c in reading("letters").claims if "نديم القاسم" in c.evidence[0].exact]
    assert told
    assert all(c.standing is Standing.ATTRIBUTED and c.chain[-1].name == "رباب الصفدي" for c in told)


def test_turns_lines_have_what_marks_them_outside() -> None:
    found = lines("\n  - نعم.\nس٢: لماذا؟ \n")
    assert [(line.mark, line.asks) for line in found] == [("-", False), ("س", True)]


def test_turns_answers_begin_where_their_words_do() -> None:
    text = "* لماذا؟\n- لأنه بعيد.\n* ومتى؟\n- غدا."
    found = answers(text)
    assert found is not None
    assert found.marked
    assert [text[turn.start : turn.end] for turn in found.answers] == ["لأنه بعيد.", "غدا."]
    assert [turn.last for turn in found.answers] == [False, True]


@pytest.mark.parametrize("text", ["", "لماذا؟", "- نعم\n- لا", "قال فلان: نعم.\nوقال آخر: لا.\n", ":" * 50, "س:\nج:\n"])
def test_turns_finds_nothing_in_other_lines(text: str) -> None:
    assert answers(text) is None
    assert named(text) == ()
