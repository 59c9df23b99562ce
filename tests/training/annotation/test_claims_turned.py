"""Claims the wrong way round are turned."""

from __future__ import annotations

import pytest

from training.annotation.claims_turned import Turn, parse, turned
from training.annotation.claims_written import Article, Known, Ref, Verdict, Written
from training.annotation.corrections import CorrectionError

Accept = dict[str, tuple[object, ...]]
PLAIN = ("outlet", "positive", "actual")
HOLDERS, HELD = Ref("e1"), Ref("e2")
WORDS = Ref(words=((8, 20),))
TURN = Turn(7, "c01")


def _article(claim: Written, verdict: Verdict) -> Article:
    """«أوقف خفر السواحل طاقم المركب»: the coast guard e1 holds the crew e2."""
    entities = (Known("e1", "Organization", "named", ((5, 16, "name"),)), Known("e2", "Group", "named", ((17, 28, "nominal"),)))
    return Article(7, "a/7", "0" * 64, "A", entities, (claim,), (verdict,))


def _claim(subject: Ref = HOLDERS, held: Ref = HELD, accept: Accept | None = None) -> Written:
    return Written("c01", subject, "arrested", held, ((0, 28),), "stated", PLAIN, accept=accept or {})


def _turned(claim: Written, draft: Written, verdict: str = "right", reason: str = "", turn: Turn = TURN) -> Article:
    return turned(_article(claim, Verdict(draft, verdict, reason, "c01")), turn)


def test_claims_turned_swaps_subject_and_object() -> None:
    (claim,) = _turned(_claim(), _claim()).claims
    assert (claim.subject, claim.object, claim.evidence, claim.id) == (HELD, HOLDERS, ((0, 28),), "c01")


def test_claims_turned_draft_that_was_right_has_the_wrong_subject() -> None:
    (verdict,) = _turned(_claim(), _claim()).verdicts
    assert (verdict.verdict, verdict.reason) == ("fixed", "subject")


@pytest.mark.parametrize(("other", "expected"), [(HOLDERS, ("right", "")), (WORDS, ("fixed", "object"))])
def test_claims_turned_draft_that_had_it_right(other: Ref, expected: tuple[str, str]) -> None:
    (verdict,) = _turned(_claim(), _claim(HELD, other), "fixed", "subject").verdicts
    assert (verdict.verdict, verdict.reason) == expected


def test_claims_turned_second_readings_keep_what_is_no_former_subject_or_object() -> None:
    accept: Accept = {"subject": (HELD,), "object": (None, HELD, WORDS), "predicate": ("persecutes", "attacked_in")}
    (claim,) = _turned(_claim(HOLDERS, HELD, accept), _claim()).claims
    assert claim.accept == {"object": (None, WORDS), "predicate": ("attacked_in",)}


def test_claims_turned_words_become_an_entity() -> None:
    article = _turned(_claim(HOLDERS, WORDS), _claim(), turn=Turn(7, "c01", "@G"))
    assert article.claims[0].subject == Ref("n1")
    assert article.entities[-1] == Known("n1", "Group", "named", ((8, 20, "nominal"),))


def test_claims_turned_other_predicate() -> None:
    (claim,) = _turned(_claim(), _claim(), turn=Turn(7, "c01", "", "engaged_in")).claims
    assert claim.predicate == "engaged_in"


@pytest.mark.parametrize("turn", [Turn(7, "c02"), Turn(7, "c01", "e9"), Turn(7, "c01", "@G")])
def test_claims_turned_what_is_not_there_is_refused(turn: Turn) -> None:
    with pytest.raises(CorrectionError):
        _turned(_claim(), _claim(), turn=turn)


def test_claims_turned_lines() -> None:
    assert parse("28 c04 // held\n\n9 c11 s=@G p=engaged_in\n") == (Turn(28, "c04"), Turn(9, "c11", "@G", "engaged_in"))


@pytest.mark.parametrize("line", ["28", "x c04", "28 c04 e2", "28 c04 q=e2", "28 c04 p=held"])
def test_claims_turned_lines_not_understood(line: str) -> None:
    with pytest.raises(CorrectionError):
        parse(line)
