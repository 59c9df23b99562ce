# ruff: noqa: D205, FBT001, FBT003 - brought in as it was agreed on: first sentences run over a line, flags by position
"""What is measured of the claims of one document."""

from __future__ import annotations

from collections import Counter

from evaluation.score.align import (
    Pairing,
    _listed,
    best_iou,
    evidence_right,
    judge,
    match,
    standing_right,
)
from evaluation.score.measures import GUARDED, STANDINGS, Scored
from evaluation.score.model import (
    Claim,
)
from evaluation.score.normalise import same_group
from evaluation.score.tally import Book


def match_claims(s: Scored) -> None:
    """The one-to-one assignments of predicted and gold claims.

    lenient: over pairs with the same fact; among equally many matches the assignment prefers pairs right
    in everything, then right standing, chain, evidence, core claims.
    compared: lenient, plus an assignment of the rest with polarity ignored (to see dropped denials).
    duplicates: predictions left over whose fact is that of a gold claim already taken.
    """
    gold, own, pairing = s.gold.claims, s.claims, s.pairing

    def weight(p: tuple[int, Claim], g: Claim, polarity: bool) -> float:
        if not pairing.same_fact(p[1], g, polarity=polarity):
            return 0
        v = judge(pairing, p[1], g, s.original.claims[p[0]])
        return (
            1000
            + 100 * v.right
            + 30 * v.standing
            + 20 * v.innermost
            + 10 * v.outermost
            + 10 * v.evidence
            + 5 * (g.salience == "core")
            + 5 * pairing.same_fact(p[1], g, strict=True)
            + 3 * best_iou(p[1].evidence, g.evidence)
            + pairing.times_right(p[1], g, exact=False)
        )

    numbered = list(enumerate(own))
    s.lenient = match(numbered, gold, lambda p, g: weight(p, g, True))
    rest_p = [p for p in numbered if p[0] not in s.lenient]
    rest_g = [j for j in range(len(gold)) if j not in s.lenient.values()]
    loose = match(rest_p, rest_g, lambda p, j: weight(p, gold[j], False))
    s.compared = s.lenient | {rest_p[a][0]: rest_g[b] for a, b in loose.items()}
    for i, claim in rest_p:
        options = [(weight((i, claim), g, True), j) for j, g in enumerate(gold)] if i not in s.compared else []
        best = max(options, default=(0, 0))
        if best[0] > 0:
            s.duplicates[i] = best[1]
    for i, j in (s.compared | s.duplicates).items():
        s.verdicts[i] = judge(pairing, own[i], gold[j], s.original.claims[i])


def standing_slip(p: Claim, g: Claim) -> str | None:
    """Alleged, denied, negated, planned or conditional in the gold, shown as stated; or a denial dropped:
    denied or negated in the gold, shown with positive polarity as stated or attributed.
    """
    if standing_right(p, g) and p.polarity == g.polarity:
        return None
    if g.standing in GUARDED and p.standing == "stated" and not standing_right(p, g):
        return f"{g.standing}_as_stated"
    flipped = p.polarity == "positive" and "positive" not in {g.polarity, *_listed(g.accept, "polarity")}
    if g.standing in ("denied", "negated") and flipped and p.standing in ("stated", "attributed"):
        return "denial_dropped"
    return None


def speaker_slip(pairing: Pairing, p: Claim, g: Claim) -> str | None:
    """The innermost source shown is a person of the document who is in no gold chain of the claim."""
    if not p.chain:
        return None
    shown = pairing.gold_person(p.chain[-1].ref)
    sources = {h.ref.entity for chain in pairing.chains(g) for h in chain}
    return "wrong_speaker" if shown and shown not in sources else None


def person_slip(pairing: Pairing, p: Claim, g: Claim) -> str | None:
    """Same words and predicate group, but another person in the subject or object, or the two swapped."""
    if not same_group(p.predicate, g.predicate) or not evidence_right(p.evidence, g.evidence):
        return None
    subject_right, object_right = pairing.same_ref(p.subject, g.subject), g.object.empty or pairing.same_ref(p.object, g.object)
    other_subject = pairing.gold_person(p.subject) not in (None, g.subject.entity)
    other_object = g.object.entity is not None and pairing.gold_person(p.object) not in (None, g.object.entity)
    if (other_subject and object_right) or (other_object and subject_right):
        return "wrong_person"
    swapped = not g.object.empty and pairing.same_ref(p.subject, g.object) and pairing.same_ref(p.object, g.subject)
    return "wrong_person" if swapped and not (subject_right and object_right) else None


def find_slips(s: Scored) -> None:
    """Slips: what a predicted claim says worse than the source. Claims compared with a gold claim are
    checked for standing and speaker. Others are held against the gold claims with the same fact (polarity
    ignored): they slip if they slip against all of them; without such a claim, a wrong person is looked for.
    """
    for i, p in enumerate(s.claims):
        if i in s.compared or i in s.duplicates:
            near = [s.gold.claims[(s.compared | s.duplicates)[i]]]
        else:
            near = [g for g in s.gold.claims if s.pairing.same_fact(p, g, polarity=False)]
        found = [[x for x in (standing_slip(p, g), speaker_slip(s.pairing, p, g)) if x] for g in near]
        if near:
            s.slips[i] = min(found, key=len)
        else:
            s.slips[i] = [x for g in s.gold.claims if (x := person_slip(s.pairing, p, g))][:1]


def apply_judgements(s: Scored, judged: dict[tuple[str, str], str]) -> None:
    """Right and slips of every predicted claim, the judgements of a person first."""
    for i, p in enumerate(s.claims):
        automatic = i in s.verdicts and s.verdicts[i].right and (i in s.lenient or i in s.duplicates)
        verdict = judged.get((s.gold.file, p.id), judged.get((s.gold.file, p.id.rpartition(":")[2])))  # without the run
        s.right[i] = automatic if verdict is None else verdict == "right"
        if verdict is not None:
            s.slips[i] = ["judged"] if verdict == "slip" else []


def score_headline(s: Scored, book: Book) -> None:
    """Found, Right and Slips (see README).

    Found: gold core claims whose matched prediction is right in fact, evidence, ends of the chain, standing.
    Right: predicted claims right in all of that. A right duplicate is left out; a wrong one counts as wrong.
    Slips: predicted claims with at least one slip.
    """
    core = [j for j, g in enumerate(s.gold.claims) if g.salience == "core"]
    found = {j for i, j in s.lenient.items() if s.verdicts[i].right}
    book.ratio("headline.found", s.unit, sum(j in found for j in core), len(core))
    shown = [i for i in range(len(s.claims)) if not (i in s.duplicates and s.right[i])]
    book.ratio("headline.right", s.unit, sum(s.right[i] for i in shown), len(shown))
    book.ratio("headline.slips", s.unit, sum(bool(x) for x in s.slips.values()), len(s.claims))


def score_claims(s: Scored, book: Book) -> None:
    """Claims P/R/F1, strict and lenient; recall of core claims; time value compatible where gold has a
    dated phrase; evidence; duplicates.
    """
    gold, own = s.gold.claims, s.claims
    strict = match(own, gold, lambda p, g: (1 + best_iou(p.evidence, g.evidence)) if s.pairing.same_fact(p, g, strict=True) else 0)
    for level, pairs in (("strict", strict), ("lenient", s.lenient)):
        book.prf(f"claims.{level}", s.unit, len(pairs), len(own), len(pairs), len(gold))
    core = [j for j, g in enumerate(gold) if g.salience == "core"]
    book.ratio("claims.core_recall_lenient", s.unit, sum(j in s.lenient.values() for j in core), len(core))
    dated = [(i, j) for i, j in s.lenient.items() if any(t.span for t in gold[j].time)]
    book.ratio("claims.time_compatible", s.unit, sum(s.pairing.times_right(own[i], gold[j], exact=False) for i, j in dated), len(dated))
    book.ratio("claims.duplicates_per_100", s.unit, len(s.duplicates), len(own))
    n = len(s.lenient)
    book.ratio(
        "evidence.overlap_strict",
        s.unit,
        sum(best_iou(own[i].evidence, gold[j].evidence) >= 0.5 for i, j in s.lenient.items()),
        n,
    )
    book.ratio("evidence.overlap_lenient", s.unit, sum(s.verdicts[i].evidence for i in s.lenient), n)


def score_exactness(s: Scored, book: Book) -> None:
    """Byte-exactness: share of predicted spans whose text is the slice of the stored text at their
    offsets. Must be 100. Spans on unknown text are not counted.
    """
    frame, doc = s.pairing.frame, s.original
    evidence = [frame.exact(e) for c in doc.claims for e in c.evidence]
    refs = [r.span for c in doc.claims for r in (c.subject, c.object, c.place, *(h.ref for h in c.chain))]
    refs += [t.span for c in doc.claims for t in c.time] + [h.ref.span for q in doc.quotations for h in q.chain]
    refs += [m.span for m in doc.mentions] + [d.span for d in doc.dates] + [q.content for q in doc.quotations]
    others = [frame.exact(x) for x in refs if x]
    for name, results in (("evidence.exact", evidence), ("spans.exact_other", others)):
        known = [r for r in results if r is not None]
        book.ratio(name, s.unit, sum(known), len(known))
    book.count("evidence.exactness_unknown", s.unit, sum(r is None for r in evidence))


def score_chains(s: Scored, book: Book) -> None:
    """On leniently matched claims. exact: all hops, in order (exact_roles: and their roles). hops: F1 over
    hops (longest common subsequence). outermost, innermost: the ends. kind: named/anonymous/collective of
    the innermost hop. lost_anonymity: anonymous in the gold, named in the prediction, per 100 anonymous.
    """
    for i, j in s.lenient.items():
        p, g, chains = s.claims[i], s.gold.claims[j], s.pairing.chains(s.gold.claims[j])
        book.ratio("chain.exact", s.unit, any(s.pairing.chain_right(p.chain, c) for c in chains), 1)
        book.ratio("chain.exact_roles", s.unit, any(s.pairing.chain_right(p.chain, c, strict=True) for c in chains), 1)
        shared_hops, best = max(
            ((s.pairing.hops_shared(p.chain, c), c) for c in chains), key=lambda x: 2 * x[0] / max(1, len(p.chain) + len(x[1]))
        )
        book.prf("chain.hops", s.unit, shared_hops, len(p.chain), shared_hops, len(best))
        book.ratio("chain.outermost", s.unit, s.verdicts[i].outermost, 1)
        book.ratio("chain.innermost", s.unit, s.verdicts[i].innermost, 1)
        if p.chain and g.chain:
            book.ratio("chain.kind", s.unit, p.chain[-1].kind == g.chain[-1].kind, 1)
            if g.chain[-1].kind == "anonymous":
                book.ratio("chain.lost_anonymity_per_100", s.unit, p.chain[-1].kind == "named", 1)


def axis_right(p: Claim, g: Claim, axis: str) -> bool:
    """The gold value, an accepted one, or (voice, modality) any where another accepted label is shown."""
    if axis != "polarity" and p.standing != g.standing and standing_right(p, g):
        return True
    return getattr(p, axis) in {getattr(g, axis), *_listed(g.accept, axis)}


def score_standing(s: Scored, book: Book, confusion: Counter[tuple[str, str]]) -> None:
    """On compared claims. accuracy: gold label or an accepted one; per axis; guarded: on the claims that
    are not stated or attributed in the gold. Slips per 100 predicted claims, by type. attribution_dropped:
    attributed in the gold, shown as stated (no slip, but watched).
    """
    for i, j in s.compared.items():
        p, g = s.claims[i], s.gold.claims[j]
        right = standing_right(p, g)
        book.ratio("standing.accuracy", s.unit, right, 1)
        if g.standing in GUARDED:
            book.ratio("standing.accuracy_guarded", s.unit, right, 1)
        for axis in ("voice", "polarity", "modality"):
            book.ratio(f"standing.{axis}", s.unit, axis_right(p, g, axis), 1)
        confusion[g.standing, p.standing if not right else g.standing] += 1
        if g.standing == "attributed":
            book.ratio("standing.attribution_dropped_per_100", s.unit, p.standing == "stated" and not right, 1)
    kinds = [f"{x}_as_stated" for x in GUARDED] + ["denial_dropped", "wrong_person", "wrong_speaker", "judged"]
    for kind in kinds:
        book.ratio(f"slips.{kind}", s.unit, sum(kind in found for found in s.slips.values()), len(s.claims))
    escalated = sum(any(x.endswith("_as_stated") for x in found) for found in s.slips.values())
    book.ratio("standing.escalations_per_100", s.unit, escalated, len(s.claims))


def macro_f1(confusion: Counter[tuple[str, str]]) -> float | None:
    """Mean F1 over the standings that occur in the gold (an accepted label counts as the gold label)."""
    scores = []
    for label in STANDINGS:
        gold = sum(n for (g, _), n in confusion.items() if g == label)
        shown = sum(n for (_, p), n in confusion.items() if p == label)
        if gold:
            scores.append(200.0 * confusion[label, label] / (gold + shown))
    return sum(scores) / len(scores) if scores else None


def score_calibration(s: Scored, book: Book) -> None:
    """Confidence against right-in-all-of-that; right duplicates are left out."""
    for i, p in enumerate(s.claims):
        if p.confidence is not None and not (i in s.duplicates and s.right[i]):
            book.confidence(s.unit, p.confidence, s.right[i])
