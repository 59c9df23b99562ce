# ruff: noqa: D205 - brought in as it was agreed on: first sentences run over a line, flags by position
"""What is measured within one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from evaluation.score.align import (
    Pairing,
    Verdict,
    _listed,
    iou,
    lenient_span,
    match,
    shared,
    strict_span,
)
from evaluation.score.frame import make_frame, place_document
from evaluation.score.model import (
    Claim,
    DateMention,
    Document,
    Dossier,
    Hop,
    Mention,
    Quotation,
    Ref,
    Span,
)
from evaluation.score.normalise import date_compatible, date_equal, overlap
from evaluation.score.tally import Book

STANDINGS = ("stated", "attributed", "alleged", "denied", "negated", "planned", "conditional")
GUARDED = ("alleged", "denied", "negated", "planned", "conditional")


@dataclass
class Scored:
    """A gold document, its pairing, and what became of every predicted claim."""

    unit: str
    gold: Document
    original: Document  # predicted, offsets as printed
    pairing: Pairing
    lenient: dict[int, int] = field(default_factory=dict)  # claim matching: predicted index -> gold index
    compared: dict[int, int] = field(default_factory=dict)  # the same, polarity ignored for the rest
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    duplicates: dict[int, int] = field(default_factory=dict)
    slips: dict[int, list[str]] = field(default_factory=dict)
    right: dict[int, bool] = field(default_factory=dict)

    @property
    def claims(self) -> list[Claim]:
        return self.pairing.predicted.claims


def pair_document(unit: str, gold: Document, predicted: Document | None, source: str | None) -> Scored:
    """Put the predicted document (or an empty one) beside the gold document."""
    original = predicted or Document(gold.file, gold.length)
    frame = make_frame(gold, original, source)
    return Scored(unit, gold, original, Pairing(gold, place_document(original, frame), frame))


def _span_weight(test: Callable[[Span, Span], bool]) -> Callable[[Mention | DateMention, Mention | DateMention], float]:
    """The weight of a pair whose spans pass the test: the more they share, the better."""
    return lambda p, g: (1 + iou(p.span, g.span)) if test(p.span, g.span) else 0


def score_mentions(s: Scored, book: Book) -> None:
    """Mention F1, strict (same offsets, proclitics aside) and lenient (span overlap), names and nominals
    apart and together; one-to-one.
    """
    for label, form in (("names", "name"), ("nominals", "nominal"), ("all", None)):
        gold = [m for m in s.gold.mentions if form in (None, m.form)]
        own = [m for m in s.pairing.predicted.mentions if form in (None, m.form)]
        for level, test in (("strict", strict_span), ("lenient", lenient_span)):
            hits = len(match(own, gold, _span_weight(test)))
            book.prf(f"mentions.{label}.{level}", s.unit, hits, len(own), hits, len(gold))


MentionKey = tuple[str, int]


def b_cubed(
    book: Book,
    name: str,
    parts: Sequence[tuple[Scored, dict[MentionKey, str], dict[MentionKey, str]]],
    aligned: dict[MentionKey, MentionKey],
) -> None:
    """B-cubed over all mentions. Of a predicted mention aligned with a gold mention: the share of its
    predicted cluster that is aligned with mentions of the same gold entity; an unaligned one counts 0.
    Recall: the same from the gold side.
    """
    own = {k: v for _, p, _ in parts for k, v in p.items()}
    gold = {k: v for _, _, g in parts for k, v in g.items()}
    back = {g: p for p, g in aligned.items()}
    sizes_p, sizes_g = Counter(own.values()), Counter(gold.values())
    both = Counter((own[p], gold[g]) for p, g in aligned.items())
    for s, own_part, gold_part in parts:
        precision = sum(both[own[k], gold[aligned[k]]] / sizes_p[own[k]] for k in own_part if k in aligned)
        recall = sum(both[own[back[k]], gold[k]] / sizes_g[gold[k]] for k in gold_part if k in back)
        book.prf(name, s.unit, precision, len(own_part), recall, len(gold_part))


def score_entities(dossier: Dossier, scored: Sequence[Scored], book: Book) -> None:
    """B-cubed within documents and across the dossier; wrongly merged pairs of persons."""
    parts: list[tuple[Scored, dict[MentionKey, str], dict[MentionKey, str]]] = []
    aligned: dict[MentionKey, MentionKey] = {}
    for s in scored:
        own = {(s.gold.file, i): m.entity for i, m in enumerate(s.pairing.predicted.mentions)}
        gold = {(s.gold.file, i): dossier.global_id(s.gold.file, m.entity) for i, m in enumerate(s.gold.mentions)}
        links = {(s.gold.file, p): (s.gold.file, g) for p, g in s.pairing.mention_pairs.items()}
        b_cubed(book, "entities.b3_document", [(s, own, gold)], links)
        parts.append((s, own, gold))
        aligned |= links
    b_cubed(book, "entities.b3_dossier", parts, aligned)
    book.count("entities.merged_person_pairs", dossier.name, len(merged_persons(dossier, scored)))


def merged_persons(dossier: Dossier, scored: Sequence[Scored]) -> set[tuple[str, str]]:
    """Pairs of gold persons that share one predicted entity: it owns a name mention of each (any mention
    of a person who has no name mention, such as an anonymous source).
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for s in scored:
        named = {m.entity for m in s.gold.mentions if m.form == "name"}
        for p, g in s.pairing.mention_pairs.items():
            mention = s.gold.mentions[g]
            if s.gold.entities[mention.entity].type == "Person" and (mention.form == "name" or mention.entity not in named):
                owners[s.pairing.predicted.mentions[p].entity].add(dossier.global_id(s.gold.file, mention.entity))
    return {pair for persons in owners.values() for pair in combinations(sorted(persons), 2)}


def score_dates(s: Scored, book: Book) -> None:
    """Date span F1 (strict, lenient); of the leniently matched: value equal, value compatible (one
    interval inside the other, open at the same ends).
    """
    gold, own = s.gold.dates, s.pairing.predicted.dates
    for level, test in (("strict", strict_span), ("lenient", lenient_span)):
        pairs = match(own, gold, _span_weight(test))
        book.prf(f"dates.span.{level}", s.unit, len(pairs), len(own), len(pairs), len(gold))
    for level, same in (("exact", date_equal), ("compatible", date_compatible)):
        hits = sum(any(same(own[p].value, v) for v in (gold[g].value, *gold[g].accept)) for p, g in pairs.items())
        book.ratio(f"dates.value.{level}", s.unit, hits, len(pairs))


def quote_strict(p: Quotation, g: Quotation) -> bool:
    """Both ends within two characters (of the gold content or an accepted one)."""
    return any(abs(p.content.start - c.start) <= 2 and abs(p.content.end - c.end) <= 2 for c in (g.content, *g.alternatives))


def quote_lenient(p: Quotation, g: Quotation) -> bool:
    """The spans touch and at least four fifths of the words are the same."""
    contents = (g.content, *g.alternatives)
    return quote_strict(p, g) or any(shared(p.content, c) > 0 and overlap(p.content.text, c.text) >= 0.8 for c in contents)


def speaker_right(pairing: Pairing, p: Quotation, g: Quotation) -> bool:
    """The speaker is the gold speaker (or an accepted one); none where gold has none. Unnamed sources:
    half of the words.
    """
    options = [g.speaker] + [Ref(x) if x else None for x in _listed(g.accept, "speaker")]
    for option in options:
        if option is None or p.speaker is None:
            if option is None and p.speaker is None:
                return True
            continue
        known = pairing.gold.entities.get(option.entity or "")
        if pairing.same_hop(Hop("speaker", p.speaker, "named"), Hop("speaker", option, known.kind if known else "named")):
            return True
    return False


def quotation_pairs(s: Scored, test: Callable[[Quotation, Quotation], bool]) -> dict[int, int]:
    """Predicted -> gold quotation, for pairs that pass the test: the more words, the speaker and the form they share, the better."""

    def weight(p: Quotation, g: Quotation) -> float:
        if not test(p, g):
            return 0
        return 1 + iou(p.content, g.content) + 0.3 * speaker_right(s.pairing, p, g) + 0.1 * (p.form == g.form)

    return match(s.pairing.predicted.quotations, s.gold.quotations, weight)


def score_quotations(s: Scored, book: Book) -> None:
    """Content F1 (strict: both ends within 2 characters; lenient: word overlap >= .8), and content with
    the speaker right (the main figure); direct and indirect (with mixed) apart: recall over the gold of
    that form, precision over the predictions of that form. False quotations: predictions on a span that
    gold marks as a name, label or term.
    """
    gold, own = s.gold.quotations, s.pairing.predicted.quotations
    groups = {"all": ("direct", "indirect", "mixed"), "direct": ("direct",), "indirect": ("indirect", "mixed")}

    def add(name: str, pairs: Iterable[tuple[int, int]]) -> None:
        for label, forms in groups.items():
            hits_p = sum(own[p].form in forms for p, _ in pairs)
            hits_g = sum(gold[g].form in forms for _, g in pairs)
            book.prf(
                f"quotations.{name}.{label}",
                s.unit,
                hits_p,
                sum(q.form in forms for q in own),
                hits_g,
                sum(q.form in forms for q in gold),
            )

    add("content_strict", list(quotation_pairs(s, quote_strict).items()))
    pairs = list(quotation_pairs(s, quote_lenient).items())
    add("content_lenient", pairs)
    add("with_speaker", [(p, g) for p, g in pairs if speaker_right(s.pairing, own[p], gold[g])])
    book.ratio(
        "quotations.form",
        s.unit,
        sum(own[p].form in {gold[g].form, *_listed(gold[g].accept, "kind")} for p, g in pairs),
        len(pairs),
    )
    matched = {p for p, _ in pairs}
    false = sum(any(iou(q.content, n) >= 0.5 for n in s.gold.non_quotations) for i, q in enumerate(own) if i not in matched)
    book.ratio("quotations.false_per_100", s.unit, false, len(own))
