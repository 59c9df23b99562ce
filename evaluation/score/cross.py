# ruff: noqa: D205, FBT001 - brought in as it was agreed on: first sentences run over a line, flags by position
"""What is measured across documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from evaluation.score.align import (
    match,
)
from evaluation.score.measures import Scored
from evaluation.score.model import (
    Dossier,
    Finding,
    Group,
    Predicted,
)
from evaluation.score.tally import Book


@dataclass(frozen=True)
class Link:
    """What is said of two documents: the same fact (agree) or a different value of a slot (differ)."""

    source: str  # group or finding id
    files: tuple[str, str]
    relation: str
    slots: frozenset[str]
    claims: tuple[frozenset[str], frozenset[str]]

    def same_slot(self, gold: Link) -> bool:
        """A slot in common; where gold names none of the known slots, any will do."""
        return bool(self.slots & gold.slots) or gold.slots == {"other"}


def gold_links(groups: Sequence[Group]) -> list[tuple[Link, Group]]:
    """One link for every pair of documents of a group. Documents of a differing group that give the same
    value agree; these links are optional.
    """
    links = []
    for group in groups:
        files = sorted(f for f, ids in group.members.items() if ids)
        if group.relation in ("agree", "differ"):
            for a, b in combinations(files, 2):
                ends = (frozenset(group.members[a]), frozenset(group.members[b]))
                if group.relation == "differ" and a in group.values and group.values[a] == group.values.get(b):
                    links.append((Link(group.id, (a, b), "agree", frozenset(), ends), replace(group, chains=None, optional=True)))
                else:
                    links.append((Link(group.id, (a, b), group.relation, group.slots, ends), group))
    return links


def finding_links(finding: Finding, claim_file: dict[str, str]) -> list[Link]:
    """One link for every pair of documents of a finding, with the slots that differ between them. Where
    the differences of a differing finding give two documents the same value, they agree.
    """
    by_file: dict[str, set[str]] = defaultdict(set)
    for claim in finding.claims:
        if claim in claim_file:
            by_file[claim_file[claim]].add(claim)
    links = []
    for a, b in combinations(sorted(by_file), 2):
        ends = (frozenset(by_file[a]), frozenset(by_file[b]))
        slots = frozenset(d["slot"] for d in finding.differences if _differs(d, *ends))
        same_value = finding.verdict == "differ" and finding.differences and not slots
        relation = "agree" if same_value else finding.verdict
        if relation in ("agree", "differ"):
            links.append(Link(finding.id, (a, b), relation, slots, ends))
    return links


def _differs(difference: dict[str, Any], a: frozenset[str], b: frozenset[str]) -> bool:
    """The two documents give different values for the slot (or the finding does not say which)."""
    values_a = {k for k, ids in enumerate(difference.get("claims", [])) if a & set(ids)}
    values_b = {k for k, ids in enumerate(difference.get("claims", [])) if b & set(ids)}
    return not (values_a and values_b) or values_a != values_b


Answers = dict[str, str]
"""Predicted claim -> the gold claim that it answers, ids."""


def hits(p: Link, g: Link, answer: Answers) -> bool:
    """The same files and relation, and on both sides a claim that answers one of the gold group."""
    ends = [{answer[c] for c in side if c in answer} for side in p.claims]
    return p.files == g.files and p.relation == g.relation and all(e & set(c) for e, c in zip(ends, g.claims, strict=False))


def _link_weight(answer: Answers, slot: bool) -> Callable[[tuple[Link, Finding], tuple[Link, Group]], float]:
    """The weight of a hit; with ``slot``, only where the slot is right too."""

    def weight(p: tuple[Link, Finding], g: tuple[Link, Group]) -> float:
        same = p[0].same_slot(g[0])
        return (10 + same - g[1].optional) if hits(p[0], g[0], answer) and (same or not slot) else 0

    return weight


def answers(scored: Sequence[Scored]) -> Answers:
    """Which gold claim each predicted one answers."""
    return {s.claims[i].id: s.gold.claims[j].id for s in scored for i, j in (s.lenient | s.duplicates | s.compared).items()}


def score_cross(dossier: Dossier, scored: Sequence[Scored], predicted: Predicted, book: Book) -> None:
    """Pair F1 for agree and for differ (differ_slot: and the slot right), over pairs of documents of one
    fact. A predicted pair is right if some of its claims match gold claims of the group on both sides.
    Precision over all predicted pairs inside the dossier; decidable: only those whose claims both match
    a gold claim. Independent sources, of agreeing findings matched: within = [min, max] holds the gold number
    (or interval); error = mean distance of the two ends from the gold ends; width = max - min.
    """
    answer = answers(scored)
    files = {s.gold.file for s in scored}
    gold = gold_links(dossier.groups)
    own = [(link, f) for f in predicted.findings for link in finding_links(f, predicted.claim_file) if set(link.files) <= files]

    for name, relation, slot in (("agree", "agree", False), ("differ", "differ", False), ("differ_slot", "differ", True)):
        asked = [x for x in gold if x[0].relation == relation]
        given = [x for x in own if x[0].relation == relation]
        pairs = match(given, asked, _link_weight(answer, slot))
        free = {g for g, x in enumerate(asked) if x[1].optional}
        used = sum(g not in free for g in pairs.values())
        again = sum(
            any(hits(x[0], g[0], answer) and (not slot or x[0].same_slot(g[0])) for g in asked)
            for i, x in enumerate(given)
            if i not in pairs
        )
        n_p = len(given) - again - sum(g in free for g in pairs.values())
        book.prf(f"cross.{name}", dossier.name, used, n_p, used, len(asked) - len(free))
        unknown = sum(not all(any(c in answer for c in side) for side in x[0].claims) for x in given)
        if not slot:
            book.ratio(f"cross.{name}_precision_decidable", dossier.name, used, n_p - unknown)
        if name == "agree":
            score_independence(dossier.name, {given[p][1].id: (given[p][1], asked[g][1]) for p, g in pairs.items()}, book)


def score_independence(unit: str, found: dict[str, tuple[Finding, Group]], book: Book) -> None:
    for finding, group in found.values():
        if group.chains is not None:
            low, high = group.chains
            book.ratio("cross.independent_within", unit, finding.low <= low and high <= finding.high, 1)
            book.mean("cross.independent_error", unit, (abs(finding.low - low) + abs(finding.high - high)) / 2, 1)
            book.mean("cross.independent_width", unit, finding.high - finding.low, 1)
