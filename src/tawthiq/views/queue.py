"""What is worth deciding, by effect: names that could be one person's, claims that make sources differ, readings that are unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tawthiq.model import Verdict
from tawthiq.model.judgement import OF_CLAIMS
from tawthiq.store import ClaimFilter, EntityFilter, FindingFilter, Store
from tawthiq.store.outline import LineFilter
from tawthiq.views.identities import Candidate, undecided, undecided_with
from tawthiq.views.labels import label
from tawthiq.views.lists import ClaimRow, claim_rows
from tawthiq.views.words import is_unsure

_AMONG = (120, 400, 1_000)
"""People, and bodies, that are compared for the queue, the most documented: more of them only where too few questions are found among
those. Of 60,000 articles 120 take 0.2 s, 1,000 some 2 s, all minutes."""
_LEADING = 20  # entities whose unsure readings are looked at, the most documented
_LINES = 60  # lines of one of them
_FINDINGS = 60  # differences looked at: a person decides a few at a time, and the queue is made anew after each


@dataclass(frozen=True, slots=True)
class Question:
    """Something to decide: a pair of names or a claim. ``effect`` is how many documents or claims the answer touches."""

    effect: int
    pair: Candidate | None
    claim: ClaimRow | None
    reason_ar: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that could be one, the most documented first; ``complete``: all that are looked for, not only those that come first."""

    pairs: tuple[Candidate, ...]
    complete: bool


def pairs_undecided(store: Store, least: int | None = None) -> Pairs:
    """Pairs that could be one among the most documented. ``least``: so many are enough.

    A pair ranks by the less documented of its two: those of a kind that are found among fewer stand before those found among more.
    """
    for among in _AMONG[:-1] if least is not None else ():
        pairs = tuple(undecided(store, among))
        if least is not None and len(pairs) >= least:
            return Pairs(pairs, complete=False)
    return Pairs(tuple(undecided(store, _AMONG[-1])), complete=True)


def pairs_of(store: Store, entity: str) -> tuple[Candidate, ...]:
    """Those among the most documented who could be an entity."""
    return tuple(undecided_with(store, entity, _AMONG[-1]))


def questions(store: Store, pairs: Sequence[Candidate], limit: int) -> tuple[Question, ...]:
    """The first of the queue: what touches most comes first."""
    found = [*map(on_pair, pairs[:limit]), *_claims(store, limit)]
    if len(found) < limit:
        found += islice(_unsure(store), limit - len(found))
    return tuple({_key(item): item for item in sorted(found, key=lambda item: -item.effect)}.values())[:limit]


def _key(item: Question) -> str:
    return item.claim.statement.claim if item.claim else f"{item.pair.first.id} {item.pair.second.id}" if item.pair else ""


def on_pair(pair: Candidate) -> Question:
    """Whether two names are one person's."""
    return Question(min(pair.first.documents, pair.second.documents), pair, None, pair.reason_ar, pair.reason_en)


def _claims(store: Store, limit: int) -> list[Question]:
    """Claims of differences that nobody has decided on: one that was misread makes a difference that is none. At most ``limit``."""
    decided = {item.target for item in store.judgements() if item.decision in OF_CLAIMS}
    asked = (store.findings(FindingFilter(verdict=verdict, limit=_FINDINGS)) for verdict in (Verdict.DIFFER, Verdict.PERHAPS))
    listed = [finding for findings in asked for finding in sorted(findings, key=lambda finding: -len(finding.claims))]
    found: list[Question] = []
    for finding in listed[:_FINDINGS]:
        ids = tuple(claim for claim in finding.claims if claim not in decided)[: limit - len(found)]
        rows = claim_rows(store, ClaimFilter(ids=ids)) if ids else ()
        told = (finding.reason_ar, finding.reason_en)
        found += [Question(len(finding.claims), None, row, *told) for row in rows if not row.statement.decided]
    return found


def _unsure(store: Store) -> Iterator[Question]:
    """Claims about those most written of that may have been misread, and that nobody has looked at. Each concerns itself alone."""
    for entity in store.entities(EntityFilter(kind="named", named=True, limit=_LEADING)):
        rows = store.outline.lines(entity.id, LineFilter(limit=_LINES))
        found = store.outline.claims((row.document, row.seq) for row in rows)
        unsure = [item.claim.id for item in found.values() if is_unsure(item.claim)]
        reasons = (label("web", "unsure_about", lang, name=entity.name) for lang in ("ar", "en"))
        reason_ar, reason_en = reasons
        for row in claim_rows(store, ClaimFilter(ids=tuple(unsure))) if unsure else ():
            if not row.statement.decided:
                yield Question(1, None, row, reason_ar, reason_en)
