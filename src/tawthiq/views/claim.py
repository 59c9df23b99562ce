"""One claim with its chain of sources: who says so, from whom, who else, and who says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.model import Finding, Judgement
from tawthiq.store import ClaimFilter, FindingFilter, FoundClaim, Store
from tawthiq.views import lists
from tawthiq.views import model as view
from tawthiq.views.correcting import current_values, left
from tawthiq.views.decisions import verdicts
from tawthiq.views.dossier import numbered_sources
from tawthiq.views.retold import quoted_within
from tawthiq.views.utterances import UtteranceRow


@dataclass(frozen=True, slots=True)
class Voice:
    """What one document says on the matter, as a row of a list and with its source. ``copies`` print the same text."""

    row: lists.ClaimRow
    source: view.Source
    copies: tuple[view.Source, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim, the claims that findings set beside it, what they differ in, and how many independent chains there are.

    ``subject`` and ``object`` are archive-wide entity ids where they are entities; ``about`` and ``acts`` link a speech act with
    what it is about, ``linked`` are these in words. ``reason_ar``, ``reason_en`` say why the claims were set side by side. ``values``
    is what a correction would change, as it holds now, by field. ``quoted``: its words stand in a quotation whose speaker can be
    known again elsewhere; ``retold`` is where that is told in other words, None where it was not looked for.
    """

    claim: str
    subject: str | None
    object: str | None
    voice: Voice
    beside: tuple[Voice, ...]
    verdict: str
    differences: tuple[view.Difference, ...]
    low: int
    high: int
    common_link: str | None
    reason_ar: str
    reason_en: str
    why: tuple[str, ...]
    about: str | None
    acts: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    values: tuple[tuple[str, str], ...] = ()
    quoted: bool = False
    retold: tuple[UtteranceRow, ...] | None = None
    linked: tuple[lists.ClaimRow, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """From where to where its words stand (code points, end-exclusive)."""
        words = self.voice.row.statement.evidence
        return words[0].start, words[-1].end


def claim_page(store: Store, claim: str) -> ClaimPage:
    """The page of a claim; NotFoundError (T001) if the archive has none of that id."""
    found = store.claim(claim)
    now = next((item for item, _ in left(store, [found], ClaimFilter(), verdicts(store))), found)
    finding = next(iter(store.findings(FindingFilter(claim=claim))), None)
    ids = tuple(other for other in finding.claims if other != claim) if finding else ()
    others = list(store.claims(ClaimFilter(ids=ids))) if ids else []
    voices, acts = _voices(store, [found, *others]), _acts(store, found)
    linked = tuple(item for item in (found.claim.about_claim, *acts) if item)
    return ClaimPage(
        claim, now.subject, now.object, voices[0], tuple(voices[1:]), finding.heard.value if finding else "single_source",
        _differences(finding), finding.independent.low if finding else 1, finding.independent.high if finding else 1,
        finding.common_link.name if finding and finding.common_link else None,
        finding.reason_ar if finding else "", finding.reason_en if finding else "", found.claim.why, found.claim.about_claim,
        acts, tuple(store.judgements(claim, undone=True)),
        tuple(current_values(now.claim).items()), bool(quoted_within(store, found.claim.document, _place(found))),
        linked=tuple(lists.claim_rows(store, ClaimFilter(ids=linked))) if linked else (),
    )


def _place(found: FoundClaim) -> tuple[int, int]:
    return found.claim.evidence[0].start, found.claim.evidence[-1].end


def _differences(finding: Finding | None) -> tuple[view.Difference, ...]:
    if finding is None:
        return ()
    return tuple(
        view.Difference(item.slot.value, item.values, item.claims, item.reason_ar, item.reason_en) for item in finding.differences
    )


def _voices(store: Store, found: Sequence[FoundClaim]) -> list[Voice]:
    """A voice a claim; what prints the text of another voice's document is named beside that voice."""
    sources = numbered_sources(store, {item.claim.document for item in found})
    rows = {row.statement.claim: row for row in lists.claim_rows(store, ClaimFilter(ids=tuple(item.claim.id for item in found)))}
    numbered = {source.number: source for source in sources.values()}
    return [
        Voice(rows[item.claim.id], sources[item.claim.document], tuple(numbered[n] for n in sources[item.claim.document].copies))
        for item in found
        if item.claim.id in rows
    ]


def _acts(store: Store, found: FoundClaim) -> tuple[str, ...]:
    """The speech acts of the same document that are about this claim."""
    same = store.claims(ClaimFilter(document=found.claim.document))
    return tuple(item.claim.id for item in same if item.claim.about_claim == found.claim.id)
