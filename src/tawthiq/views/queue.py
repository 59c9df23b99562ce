"""What is worth deciding, by effect: names that could be one person's, claims that make sources differ, readings that are unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tawthiq.model import Verdict
from tawthiq.model.judgement import OF_CLAIMS
from tawthiq.store import ClaimFilter, EntityFilter, FindingFilter, Store
from tawthiq.store.outline import LineFilter
from tawthiq.views.identities import Candidate, undecided
from tawthiq.views.labels import label
from tawthiq.views.lists import ClaimRow, claim_rows
from tawthiq.views.words import is_unsure

_AMONG = 1_000  # people, and bodies, compared for the queue: 4 s with 60,000 articles at first; 3,000 take 10 s, all minutes
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


def pairs_undecided(store: Store, entity: str | None = None) -> tuple[Candidate, ...]:
    """Pairs that could be one among the most documented, those of an entity or all; the most documented first."""
    return tuple(pair for pair in undecided(store, _AMONG, entity) if entity in {None, pair.first.id, pair.second.id})


def questions(store: Store, pairs: Sequence[Candidate], limit: int) -> tuple[Question, ...]:
    """The first of the queue: what touches most comes first."""
    found = [*map(on_pair, pairs[:limit]), *_claims(store)]
    if len(found) < limit:
        found += islice(_unsure(store), limit - len(found))
    return tuple({_key(item): item for item in sorted(found, key=lambda item: -item.effect)}.values())[:limit]


def _key(item: Question) -> str:
    return item.claim.statement.claim if item.claim else f"{item.pair.first.id} {item.pair.second.id}" if item.pair else ""


def on_pair(pair: Candidate) -> Question:
    """Whether two names are one person's."""
    return Question(min(pair.first.documents, pair.second.documents), pair, None, pair.reason_ar, pair.reason_en)


def _claims(store: Store) -> Iterator[Question]:
    """Claims of differences that nobody has decided on: one that was misread makes a difference that is none."""
    decided = {item.target for item in store.judgements() if item.decision in OF_CLAIMS}
    asked = (store.findings(FindingFilter(verdict=verdict, limit=_FINDINGS)) for verdict in (Verdict.DIFFER, Verdict.PERHAPS))
    for finding in islice(chain.from_iterable(asked), _FINDINGS):
        ids = tuple(claim for claim in finding.claims if claim not in decided)
        for row in claim_rows(store, ClaimFilter(ids=ids)) if ids else ():
            if not row.statement.decided:
                yield Question(len(finding.claims), None, row, finding.reason_ar, finding.reason_en)


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
