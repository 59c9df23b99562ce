"""The probes: every special predicate has some, no half falls under its floor, nothing is told worse than it was said."""

from __future__ import annotations

from functools import cache

import pytest

from evaluation.probes import PARTS, Tried, floors, main, probes, rate, tried, worse
from tawthiq.model.predicates import OPEN, predicates

_PLAIN = {"has_trait", "engaged_in", "hopes_or_demands", "has_purpose", OPEN}
_LEAST = 12  # probes of a predicate, both halves and every reading counted
_STANDINGS = {"stated", "attributed", "alleged", "denied", "negated", "planned", "conditional", "*"}


@cache
def _results(part: str) -> tuple[Tried, ...]:
    return tuple(tried(probe) for probe in probes(part))


@pytest.mark.parametrize("part", PARTS)
def test_probes_rate_is_not_under_its_floor(part: str) -> None:
    assert rate(_results(part)) >= floors()[part]


@pytest.mark.parametrize("part", PARTS)
def test_probes_tell_nothing_worse_than_it_was_said(part: str) -> None:
    assert worse(_results(part)) == []


def test_probes_name_known_predicates_and_standings() -> None:
    every = [probe for part in PARTS for probe in probes(part)]
    assert {p for probe in every for p in probe.predicates} <= set(predicates())
    assert {s for probe in every for s in probe.standings} <= _STANDINGS


@pytest.mark.parametrize("predicate", sorted(set(predicates()) - _PLAIN))
def test_probes_are_many_of_every_special_predicate(predicate: str) -> None:
    assert sum(predicate in probe.predicates for part in PARTS for probe in probes(part)) >= _LEAST


def test_probes_halves_share_no_sentence() -> None:
    every = [probe.sentence for part in PARTS for probe in probes(part)]
    halves = [{probe.sentence for probe in probes(part)} for part in PARTS]
    assert sum(map(len, halves)) == len(set(every))


def test_probes_show_what_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--part", "open", "--show", "born_in"]) == 0
    assert "wanted:" in capsys.readouterr().out
