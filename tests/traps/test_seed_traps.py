"""The twenty traps on the seeds themselves: the wrong reading must not appear."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from evaluation.program import program
from evaluation.run import Result, evaluate
from evaluation.score.align import iou, lenient_span
from evaluation.score.measures import Scored
from evaluation.score.model import Claim
from evaluation.sets import shared_folder, shared_sets
from tests.traps.trap_tools import is_at, joined, near

Row = dict[str, Any]


@cache
def read_seeds(*, perfectly: bool = False) -> Result:
    """The seeds as the program reads them, or as the gold does."""
    return evaluate(shared_sets(shared_folder(), ["seeds"]), None if perfectly else program())


def place(result: Result, claim: str) -> tuple[Scored, Claim]:
    """The document of a gold claim, and the claim."""
    return next((s, g) for s in result.measured.scored for g in s.gold.claims if g.id == claim)


def test_seed_trap_is_not_in_the_gold(seed_trap: Row) -> None:
    assert list(wrong(seed_trap, read_seeds(perfectly=True))) == []


def test_seed_trap_is_not_fallen_into(seed_trap: Row) -> None:
    assert list(wrong(seed_trap, read_seeds())) == []


def wrong(trap: Row, result: Result) -> Iterator[str]:
    """The wrong readings that appear."""
    if trap["kind"] == "apart":
        yield from joined(result.predicted, trap["predicate"])
        return
    scored, gold = place(result, trap["claim"])
    if trap["kind"] in ("label", "speaker"):
        yield from bad_quotations(trap, scored)
        return
    yield from (f"{c.predicate} «{c.evidence[0].text}»" for c in scored.claims if near(c, gold) and is_wrong(trap, scored, c, gold))


def is_wrong(trap: Row, scored: Scored, claim: Claim, gold: Claim) -> bool:
    """The prediction near the gold claim is the wrong reading that the trap names."""
    if trap.get("predicate", "*") not in ("*", claim.predicate):
        return False
    match trap["kind"]:
        case "polarity" | "standing" | "predicate":
            return bool(getattr(claim, trap["kind"]) == trap["value"])
        case "subject":
            return is_subject(trap, scored, claim, gold)
        case "time":
            return is_at(claim, trap["value"]) and scored.pairing.same_ref(claim.subject, gold.subject)
    raise AssertionError(trap["kind"])


def is_subject(trap: Row, scored: Scored, claim: Claim, gold: Claim) -> bool:
    """The wrong one as subject of something that is told as having happened; of an office, of the office of the claim."""
    shown = scored.pairing.entity_of.get(claim.subject.entity or "")
    same = claim.predicate != gold.predicate or scored.pairing.same_ref(claim.object, gold.object) or gold.object.entity is not None
    return shown == trap["value"] and claim.polarity == "positive" and claim.modality == "actual" and same


def bad_quotations(trap: Row, scored: Scored) -> Iterator[str]:
    """Labels shown as quotations; quotations given to the wrong speaker."""
    for quotation in scored.pairing.predicted.quotations:
        content = quotation.content
        if trap["kind"] == "label" and any(iou(content, label) >= 0.5 for label in scored.gold.non_quotations):
            yield content.text
        gold = [q for q, row in zip(scored.gold.quotations, ids(scored), strict=True) if row in trap.get("quotations", ())]
        entity = scored.pairing.entity_of.get((quotation.speaker.entity or "") if quotation.speaker else "")
        if entity == trap.get("value", "") and any(lenient_span(content, q.content) for q in gold):
            yield content.text


def ids(scored: Scored) -> list[str]:
    return [f"q{number}" for number in range(1, len(scored.gold.quotations) + 1)]
