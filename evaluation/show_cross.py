"""For those who compare documents: which agreements and differences of the gold are missed, which findings are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.score.cross import Answers, answers, finding_links, gold_links, hits
from evaluation.score.cross import Link as Pair
from evaluation.score.measures import Scored
from evaluation.score.model import Claim, Document, Dossier, Finding, Predicted
from evaluation.show import describe

Claims = dict[str, tuple[Document, Claim]]
"""Claim id -> its document and itself."""


def show_cross(dossier: Dossier, scored: Sequence[Scored], predicted: Predicted) -> Iterator[str]:
    """The lines about one dossier: missed pairs of documents first, then wrong ones."""
    answer = answers(scored)
    asked = [(link, group) for link, group in gold_links(dossier.groups) if not group.optional]
    files = set(dossier.documents)
    given = [(link, f) for f in predicted.findings for link in finding_links(f, predicted.claim_file) if set(link.files) <= files]
    gold = {f"{s.gold.file}:{g.id}": (s.gold, g) for s in scored for g in s.gold.claims}
    shown = {c.id: (s.pairing.predicted, c) for s in scored for c in s.claims}
    yield f"━━ {dossier.name}: missed across documents ━━"
    for link, _ in asked:
        if not any(hits(p, link, answer) for p, _ in given):
            yield from _missed(link, answer, gold, shown, [f for _, f in given])
    yield f"━━ {dossier.name}: wrong across documents ━━"
    links = [link for link, _ in gold_links(dossier.groups)]
    for link, finding in given:
        if not any(hits(link, g, answer) for g in links):
            yield from _wrong(link, finding, shown)


def _missed(link: Pair, answer: Answers, gold: Claims, shown: Claims, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"✗ {link.source} {link.relation} {'/'.join(sorted(link.slots))}"
    for file, ids in zip(link.files, link.claims, strict=True):
        for claim in sorted(ids):
            yield f"    {file} {_told(gold.get(f'{file}:{claim}'))}"
            for own in (c for c, (_, p) in shown.items() if p.document == file and answer.get(c) == claim):
                verdicts = [f"{f.verdict} {_slots(f)}" for f in findings if own in f.claims]
                yield f"      read as [{own[-8:]}]; findings: {', '.join(verdicts) or 'none'}"


def _wrong(link: Pair, finding: Finding, shown: Claims) -> Iterator[str]:
    yield f"✗ {finding.id} {link.relation} {'/'.join(sorted(link.slots))} {_slots(finding)}"
    for claim in finding.claims:
        if claim in shown and shown[claim][1].document in link.files:
            yield f"    {shown[claim][1].document} {_told(shown[claim])}"


def _told(entry: tuple[Document, Claim] | None) -> str:
    return "?" if entry is None else f"{describe(*entry)} «{entry[1].evidence[0].text}»"


def _slots(finding: Finding) -> str:
    return "; ".join(f"{d['slot']}: {' / '.join(map(str, d['values']))}" for d in finding.differences)
