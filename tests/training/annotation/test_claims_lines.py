"""The lines that a reader of claims writes."""

from __future__ import annotations

import pytest

from training.annotation.claims_lines import Fixed, parse
from training.annotation.corrections import CorrectionError


def test_claims_lines_verdicts_by_number() -> None:
    (lines,) = parse("= 7\nr 1 2\nm 3\nw 4 object; 5 6 trivial\ns 8 standing\n")
    assert (lines.number, lines.right, lines.minor) == (7, [1, 2], [3])
    assert lines.wrong == {4: ("wrong", "object"), 5: ("wrong", "trivial"), 6: ("wrong", "trivial"), 8: ("slip", "standing")}


def test_claims_lines_a_fix_has_a_reason_and_new_slots() -> None:
    (lines,) = parse("= 7\nf 9 chain | by=e3 | a.st=stated/planned\n")
    assert lines.fixed == [Fixed(9, "chain", {"by": "e3", "a.st": "stated/planned"})]


def test_claims_lines_right_with_second_readings_is_a_fix_without_reason() -> None:
    (lines,) = parse("= 7\nr 9 | a.st=attributed\n")
    assert lines.fixed == [Fixed(9, "", {"a.st": "attributed"})]
    assert lines.right == []


def test_claims_lines_an_added_claim_is_core_or_minor() -> None:
    (lines,) = parse("= 7\n+ s2 | e1 | met | e2 | التقى .. الوزير | pl=e4\n- s3 | e1 | visited | e4 | زار\n")
    core, minor = lines.added
    assert (core.sentence, core.subject, core.predicate, core.object, core.evidence) == (2, "e1", "met", "e2", "التقى .. الوزير")
    assert (core.options, core.core, minor.core) == ({"pl": "e4"}, True, False)


def test_claims_lines_kinds_of_sources() -> None:
    (lines,) = parse("= 7\nk e5!a e9!c\n")
    assert lines.kinds == {"e5": "anonymous", "e9": "collective"}


@pytest.mark.parametrize(
    "line", ["r 1", "= 7\nw 4 unfair", "= 7\nf 4 unfair | o=x", "= 7\n+ s1 | e1 | met", "= 7\n+ s1 | e1 | met | e2 | x | oops", "= 7\nhello"]
)
def test_claims_lines_what_cannot_be_understood_is_refused(line: str) -> None:
    with pytest.raises(CorrectionError):
        parse(line)
