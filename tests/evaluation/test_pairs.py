from collections import Counter

import pytest

from evaluation.pairs import Case, cases, found, main, right

LEAST = 0.9  # of the differences of the open part that are found; three are known to be missed


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[Case, str]]:
    return [(case, found(case)[0]) for case in cases() if case.part == "open"]


def test_pairs_table_has_both_parts_and_all_labels() -> None:
    told = Counter((case.part, case.label) for case in cases())
    assert {part for part, _ in told} == {"open", "kept"}
    assert {label for _, label in told} == {"differ", "perhaps", "agree", "apart", "fits"}


def test_pairs_no_difference_is_shown_where_there_is_none(verdicts: list[tuple[Case, str]]) -> None:
    assert [case for case, verdict in verdicts if case.label != "differ" and verdict == "differ"] == []


def test_pairs_differences_are_found(verdicts: list[tuple[Case, str]]) -> None:
    asked = [right(case.label, verdict) for case, verdict in verdicts if case.label == "differ"]
    assert sum(asked) >= LEAST * len(asked)


def test_pairs_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--part", "open"])
    assert "differ: found" in capsys.readouterr().out
