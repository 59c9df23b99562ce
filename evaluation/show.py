"""For those who write rules: which gold claims are missed, which predictions are wrong and in what, which slip; and the quotations."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.score.align import best_iou, judge, standing_right
from evaluation.score.claims import person_slip, speaker_slip, standing_slip
from evaluation.score.measures import Scored, quotation_pairs, quote_lenient, speaker_right
from evaluation.score.model import Claim, Document, Hop, Quotation, Ref
from evaluation.score.normalise import same_group

KINDS = ("missed", "wrong", "slips", "right", "quotes")
_EVIDENCE_WIDTH = 220  # characters: a claim's words stay on about two lines of a terminal


def show(kind: str, scored: Scored) -> Iterator[str]:
    """The lines about one document; ``kind`` is one of KINDS."""
    yield f"━━ {scored.unit}: {kind} ━━"
    yield from {"missed": _missed, "wrong": _wrong, "slips": _slips, "right": _right, "quotes": _quotes}[kind](scored)


def _missed(s: Scored) -> Iterator[str]:
    """Gold claims that no prediction shows right in everything: core ones first, each with the nearest prediction."""
    matched = {j: i for i, j in s.lenient.items()}
    found = {j for j, i in matched.items() if s.verdicts[i].right}
    missed = [j for j in range(len(s.gold.claims)) if j not in found]
    for j in sorted(missed, key=lambda j: (s.gold.claims[j].salience != "core", j)):
        yield from _gold_block(s, j)
        near = matched.get(j, _nearest_prediction(s, j))
        if near is None:
            yield "    nothing near it was predicted"
        else:
            yield from _pair_block(s, near, j, "shown, but" if j in matched else "nearest")


def _wrong(s: Scored) -> Iterator[str]:
    """Predictions that are not right: what failed, beside the gold claim they were held against or the nearest one."""
    for i, claim in enumerate(s.claims):
        if s.right[i]:
            continue
        yield from _prediction_block(s, i)
        answered = (s.compared | s.duplicates).get(i)
        near = answered if answered is not None else _nearest_gold(s, i)
        if near is None:
            yield "    no gold claim has words near these"
            continue
        state = "duplicate of" if i in s.duplicates else "against" if answered is not None else "unmatched; nearest"
        yield f"    {state} {describe(s.gold, s.gold.claims[near])}"
        yield from (f"      ✗ {failure}" for failure in failures(s, i, near))
        if s.slips.get(i):
            yield f"      SLIP {', '.join(s.slips[i])} ({claim.standing})"


def _slips(s: Scored) -> Iterator[str]:
    """Predictions that say something worse than the source, each with the gold claims it slips against."""
    for i, found in s.slips.items():
        if not found:
            continue
        yield from _prediction_block(s, i)
        yield f"    SLIP {', '.join(found)}"
        for j in _slipped_against(s, i):
            yield f"      against {describe(s.gold, s.gold.claims[j])}"
            yield f"        «{_words(s.gold.claims[j])}»"


def _right(s: Scored) -> Iterator[str]:
    """Predictions that are right in everything."""
    for i in range(len(s.claims)):
        if s.right[i]:
            yield from _prediction_block(s, i, mark="✓")


def _quotes(s: Scored) -> Iterator[str]:
    """Quotations of the gold that are missed or another's, and predicted ones that are none, in order of the text."""
    gold, own = s.gold.quotations, s.pairing.predicted.quotations
    pairs = {j: i for i, j in quotation_pairs(s, quote_lenient).items()}
    for j, quotation in enumerate(gold):
        if j not in pairs:
            yield f"✗ missed {_quote(s.gold, quotation)}"
        elif not speaker_right(s.pairing, own[pairs[j]], quotation):
            yield f"✗ speaker {_quote(s.gold, quotation)}"
            yield f"    shown {_quote(s.pairing.predicted, own[pairs[j]])}"
    for i, quotation in enumerate(own):
        if i not in pairs.values():
            yield f"· shown, not in the gold {_quote(s.pairing.predicted, quotation)}"


def _quote(document: Document, quotation: Quotation) -> str:
    words = quotation.content.text.replace("\n", "⏎")
    speaker = _ref_words(document, quotation.speaker) if quotation.speaker is not None else "∅"
    return f"[{quotation.form}] {speaker}: «{words if len(words) <= _EVIDENCE_WIDTH else words[:_EVIDENCE_WIDTH] + '…'}»"


def _slipped_against(s: Scored, i: int) -> list[int]:
    answered = (s.compared | s.duplicates).get(i)
    if answered is not None:
        return [answered]
    claim = s.claims[i]
    return [
        j for j, g in enumerate(s.gold.claims)
        if (s.pairing.same_fact(claim, g, polarity=False) and (standing_slip(claim, g) or speaker_slip(s.pairing, claim, g)))
        or person_slip(s.pairing, claim, g)
    ]  # fmt: skip


def failures(s: Scored, i: int, j: int) -> list[str]:
    """In what prediction i is not gold claim j, slot by slot; accepted readings count as right."""
    p, g = s.claims[i], s.gold.claims[j]
    return [*_fact_failures(s, p, g), *_proof_failures(s, i, p, g), *_time_failure(s, p, g)]


def _fact_failures(s: Scored, p: Claim, g: Claim) -> Iterator[str]:
    if s.pairing.same_fact(p, g):
        return
    if not _slot_right(s, p.subject, g, "subject"):
        yield f"fact, subject: {_ref_words(s.pairing.predicted, p.subject)}; gold: {_ref_words(s.gold, g.subject)}"
    if not same_group(p.predicate, g.predicate):
        yield f"fact, predicate: {p.predicate}; gold: {g.predicate}"
    if not _slot_right(s, p.object, g, "object"):
        yield f"fact, object: {_ref_words(s.pairing.predicted, p.object)}; gold: {_ref_words(s.gold, g.object)}"
    if p.polarity != g.polarity:
        yield f"fact, polarity: {p.polarity}; gold: {g.polarity}"


def _slot_right(s: Scored, p: Ref, g: Claim, slot: str) -> bool:
    options = [getattr(g, slot), *s.pairing.accepted_refs(g.accept, slot)]
    return any((p.empty or p.entity is None) if o.empty else s.pairing.same_ref(p, o) for o in options)


def _proof_failures(s: Scored, i: int, p: Claim, g: Claim) -> Iterator[str]:
    verdict = judge(s.pairing, p, g, s.original.claims[i])
    if not verdict.exact:
        yield "evidence: not the words of the stored text"
    if not verdict.evidence:
        yield f"evidence: shares {100 * best_iou(p.evidence, g.evidence):.0f} % with «{_words(g)}»"
    if not verdict.outermost or not verdict.innermost:
        end = "outermost" if not verdict.outermost else "innermost"
        yield f"chain, {end}: {_chain(s.pairing.predicted, p.chain)}; gold: {_chain(s.gold, g.chain)}"
    if not standing_right(p, g):
        yield f"standing: {p.standing} ({p.voice}, {p.polarity}, {p.modality}); gold: {g.standing}"


def _time_failure(s: Scored, p: Claim, g: Claim) -> Iterator[str]:
    """Time is not in the headline, but is measured beside it."""
    if not s.pairing.times_right(p, g, exact=False):
        yield f"(time: {_times(p) or 'none'}; gold: {_times(g)})"


def _nearest_gold(s: Scored, i: int) -> int | None:
    return _best({j: _closeness(s, i, j) for j in range(len(s.gold.claims))})


def _nearest_prediction(s: Scored, j: int) -> int | None:
    return _best({i: _closeness(s, i, j) for i in range(len(s.claims))})


def _best(scores: dict[int, float]) -> int | None:
    best = max(scores, key=lambda key: (scores[key], -key), default=None)
    return best if best is not None and scores[best] > 0 else None


def _closeness(s: Scored, i: int, j: int) -> float:
    """How near a prediction comes to a gold claim; nothing where their words are apart and the facts differ."""
    p, g = s.claims[i], s.gold.claims[j]
    words, predicate = best_iou(p.evidence, g.evidence), same_group(p.predicate, g.predicate)
    subject, thing = _slot_right(s, p.subject, g, "subject"), _slot_right(s, p.object, g, "object")
    if not words and not (predicate and subject and thing):
        return 0.0
    return 2 * words + predicate + 0.7 * subject + 0.7 * thing


def _gold_block(s: Scored, j: int) -> Iterator[str]:
    claim = s.gold.claims[j]
    yield f"✗ {'' if claim.salience == 'core' else '(minor) '}{describe(s.gold, claim)}"
    yield f"    «{_words(claim)}»"


def _prediction_block(s: Scored, i: int, mark: str = "✗") -> Iterator[str]:
    claim = s.claims[i]
    yield f"{mark} {describe(s.pairing.predicted, claim)}"
    yield f"    «{_words(claim)}»"
    makers = ", ".join(claim.raw.get("made_by") or ()) or "?"
    reasons = "; ".join(claim.raw.get("why") or ())
    yield f"    by {makers}{': ' + reasons if reasons else ''}"


def _pair_block(s: Scored, i: int, j: int, state: str) -> Iterator[str]:
    yield f"    {state}: {describe(s.pairing.predicted, s.claims[i])}"
    yield from (f"      ✗ {failure}" for failure in failures(s, i, j))


def describe(document: Document, claim: Claim) -> str:
    """A claim on one line: id, subject, predicate, object, times, standing, chain."""
    fact = f"{_ref_words(document, claim.subject)} | {claim.predicate} | {_ref_words(document, claim.object)}"
    time = f" | {_times(claim)}" if claim.time else ""
    short = claim.id.rsplit(":", 1)[-1]
    return f"[{short}] {fact}{time} | {claim.standing} | {_chain(document, claim.chain)}"


def _ref_words(document: Document, ref: Ref) -> str:
    if ref.parts:
        return " + ".join(dict.fromkeys(_ref_words(document, part) for part in ref.parts))
    names = document.names(ref.entity)[:1] if ref.entity else []
    return (names or list(ref.texts) or [ref.entity or "∅"])[0]


def _times(claim: Claim) -> str:
    return ", ".join(f"{time.rel} {time.value}" for time in claim.time)


def _chain(document: Document, chain: list[Hop]) -> str:
    return " › ".join(["outlet", *(_hop(document, hop) for hop in chain[1:])])


def _hop(document: Document, hop: Hop) -> str:
    kind = "" if hop.kind == "named" else f" ({hop.kind})"
    return f"{hop.role}:{_ref_words(document, hop.ref)}{kind}"


def _words(claim: Claim) -> str:
    words = " … ".join(span.text for span in claim.evidence).replace("\n", "⏎")
    return words if len(words) <= _EVIDENCE_WIDTH else words[:_EVIDENCE_WIDTH] + "…"
