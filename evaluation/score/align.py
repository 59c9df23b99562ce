# ruff: noqa: D205, FBT001, FBT002 - brought in as it was agreed on: first sentences run over a line, flags by position
"""Which prediction answers which gold item: spans, entities, references, chains, claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from evaluation.score.frame import Frame
from evaluation.score.model import Claim, Document, Hop, Mention, Quotation, Ref, Span
from evaluation.score.normalise import (
    SYMMETRIC,
    any_name,
    date_compatible,
    date_equal,
    interval,
    only_proclitics,
    overlap,
    same_group,
    same_words,
)

P = TypeVar("P")
G = TypeVar("G")

# ------------------------------------------------------------------ maximum-weight matching


def _hungarian(weights: list[list[float]]) -> list[int]:
    """Row -> column of a maximum-weight assignment of a matrix with rows <= columns (O(n^2 m))."""
    rows, columns = len(weights), len(weights[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        best, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            current, delta, following = owner[column], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -weights[current - 1][j - 1] - u[current] - v[j]
                if cost < best[j]:
                    best[j], way[j] = cost, column
                if best[j] < delta:
                    delta, following = best[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    best[j] -= delta
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    result = [-1] * rows
    for j in range(1, columns + 1):
        if owner[j]:
            result[owner[j] - 1] = j - 1
    return result


def best_matching(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """One-to-one matching of maximum total weight over the given pairs (all weights positive).
    Exact: the Hungarian method on every connected component of the pair graph.
    """
    neighbours: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for left, right in weights:
        neighbours["l", left].add(("r", right))
        neighbours["r", right].add(("l", left))
    seen: set[tuple[str, int]] = set()
    result: dict[int, int] = {}
    for start in sorted(neighbours):
        if start in seen:
            continue
        component, stack = [], [start]
        seen.add(start)
        while stack:
            node = stack.pop()
            component.append(node)
            for other in neighbours[node] - seen:
                seen.add(other)
                stack.append(other)
        rows = sorted(i for side, i in component if side == "l")
        columns = sorted(i for side, i in component if side == "r")
        flipped = len(rows) > len(columns)
        if flipped:
            rows, columns = columns, rows
        matrix = [[weights.get((c, r) if flipped else (r, c), 0.0) for c in columns] for r in rows]
        for row, column in zip(rows, _hungarian(matrix), strict=False):
            pair = (columns[column], row) if flipped else (row, columns[column])
            if pair in weights:
                result[pair[0]] = pair[1]
    return result


def match(predicted: Sequence[P], gold: Sequence[G], weight: Callable[[P, G], float]) -> dict[int, int]:
    """best_matching over all pairs whose weight is positive: index of prediction -> index of gold."""
    pairs = {(i, j): w for i, p in enumerate(predicted) for j, g in enumerate(gold) if (w := weight(p, g)) > 0}
    return best_matching(pairs)


# ------------------------------------------------------------------ spans


def shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def iou(a: Span, b: Span) -> float:
    """Shared characters over the characters of either span."""
    common = shared(a, b)
    union = (a.end - a.start) + (b.end - b.start) - common
    return common / union if union else 0.0


def strict_span(a: Span, b: Span) -> bool:
    """Same end, and same start once proclitics and the article are left out."""
    if a.end != b.end:
        return False
    longer, shorter = (a, b) if a.start <= b.start else (b, a)
    return only_proclitics(longer.text[: shorter.start - longer.start])


def lenient_span(a: Span, b: Span) -> bool:
    """At least half of the shorter span and a quarter of both together is shared."""
    shorter = min(a.end - a.start, b.end - b.start)
    return shorter > 0 and shared(a, b) >= shorter / 2 and iou(a, b) >= 0.25


def evidence_right(predicted: Sequence[Span], gold: Sequence[Span]) -> bool:
    """Some predicted span shares half of all characters with a gold evidence span (IoU >= .5), or holds
    four fifths of it without being longer than 300 characters or three times the gold span.
    """
    for p in predicted:
        for g in gold:
            length = g.end - g.start
            holds = shared(p, g) >= 0.8 * length > 0 and p.end - p.start <= max(300, 3 * length)
            if iou(p, g) >= 0.5 or holds:
                return True
    return False


def best_iou(predicted: Sequence[Span], gold: Sequence[Span]) -> float:
    return max((iou(p, g) for p in predicted for g in gold), default=0.0)


# ------------------------------------------------------------------ one document, gold and predicted


@dataclass
class Pairing:
    """One gold document beside the program's document of the same name."""

    gold: Document
    predicted: Document
    frame: Frame
    entity_of: dict[str, str] = field(default_factory=dict)  # predicted entity -> gold entity
    mention_pairs: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entity_of = align_entities(self.gold, self.predicted)
        self.mention_pairs = match(self.predicted.mentions, self.gold.mentions, self._mention_weight)

    def _mention_weight(self, p: Mention, g: Mention) -> float:
        """Lenient span match; strict spans, same form and the aligned entity are preferred."""
        if not lenient_span(p.span, g.span):
            return 0.0
        return (
            1.0
            + iou(p.span, g.span)
            + 0.5 * strict_span(p.span, g.span)
            + 0.2 * (p.form == g.form)
            + 0.1 * (self.entity_of.get(p.entity) == g.entity)
        )

    # -------------------------------------------------------------- references

    def same_ref(self, p: Ref, g: Ref, strict: bool = False) -> bool:
        """Predicted slot and gold slot mean the same (the gold slot is not empty).

        Gold entity: the predicted entity that its mentions align with it, or, for an entity without
        aligned mentions, a name or words that agree. Gold literal: normalised token overlap >= .5
        (strict: the same words), dates by interval containment (strict: equal).
        Gold list: one part (strict: every part).
        """
        if p.empty:
            return False
        if g.any_literal:
            return p.entity is None
        if g.parts:
            own = p.parts or (p,)
            hits = [any(self.same_ref(x, part, strict) for x in own) for part in g.parts]
            return all(hits) if strict else any(hits)
        if p.parts:
            return not strict and any(self.same_ref(x, g, strict) for x in p.parts)
        if g.entity:
            return self._same_entity(p, g.entity)
        return self._same_literal(p, g.texts, strict)

    def _same_entity(self, p: Ref, gold_entity: str) -> bool:
        if p.entity in self.entity_of:
            return self.entity_of[p.entity] == gold_entity
        if p.span and any(m.entity == gold_entity and lenient_span(p.span, m.span) for m in self.gold.mentions):
            return True
        return any_name(list(p.texts) + self.predicted.names(p.entity), self.gold.names(gold_entity))

    def _same_literal(self, p: Ref, gold_texts: Sequence[str], strict: bool) -> bool:
        words = list(p.texts) + (self.predicted.names(p.entity) if p.entity else [])
        known = self.predicted.entities.get(p.entity or "")
        if known and known.type == "Person":  # half of a name is not a person
            return any_name(words, gold_texts)
        for a in words:
            for b in gold_texts:
                if interval(b) is not None and interval(a) is not None:
                    if date_equal(a, b) if strict else date_compatible(a, b):
                        return True
                elif same_words(a, b) or (not strict and overlap(a, b) >= 0.5):
                    return True
        return False

    def gold_person(self, ref: Ref) -> str | None:
        """The gold person a predicted slot points to, if any."""
        known = self.entity_of.get(ref.entity or "")
        return known if known and self.gold.entities[known].type == "Person" else None

    # -------------------------------------------------------------- chains

    def same_hop(self, p: Hop, g: Hop, strict: bool = False) -> bool:
        """The hop names the same source (strict: and has the same role). A gold hop without entity
        asks for a hop without entity; an unnamed publisher may also be the one of the metadata.
        """
        if strict and p.role != g.role:
            return False
        if not g.ref.empty:
            return self.same_ref(p.ref, g.ref) or self._same_words_of_source(p, g)
        if p.role != g.role or p.ref.entity:
            return False
        if g.role == "publisher":
            return not p.ref.texts or any_name(p.ref.texts, [self.gold.publisher or ""])
        return g.kind != "named" or not p.ref.texts

    def _same_words_of_source(self, p: Hop, g: Hop) -> bool:
        """Unnamed sources have no name to compare: half of the words must agree."""
        if g.kind == "named" or p.ref.entity in self.entity_of:
            return False
        return any(overlap(a, b) >= 0.5 for a in p.ref.texts for b in list(g.ref.texts) + self.gold.names(g.ref.entity))

    def chain_right(self, predicted: Sequence[Hop], gold: Sequence[Hop], strict: bool = False) -> bool:
        """Every hop, in order."""
        return len(predicted) == len(gold) and all(self.same_hop(p, g, strict) for p, g in zip(predicted, gold, strict=False))

    def hops_shared(self, predicted: Sequence[Hop], gold: Sequence[Hop]) -> int:
        """Length of the longest common subsequence of hops."""
        row = [0] * (len(gold) + 1)
        for p in predicted:
            diagonal = 0
            for j, g in enumerate(gold, 1):
                above = row[j]
                row[j] = diagonal + 1 if self.same_hop(p, g) else max(above, row[j - 1])
                diagonal = above
        return row[-1]

    def chains(self, gold: Claim | Quotation) -> list[list[Hop]]:
        """The gold chain and its accepted alternatives."""
        return [gold.chain, *accepted_chains(gold.accept.get("chain"), gold.chain, self.gold.entities)]

    # -------------------------------------------------------------- claims

    def same_fact(self, p: Claim, g: Claim, strict: bool = False, polarity: bool = True) -> bool:
        """Lenient: subject entity, predicate group, object (same entity or overlap >= .5), polarity.
        Strict: the same predicate, object and polarity, and the value of every gold time that has words.
        Accepted readings count as the gold reading in both.
        """
        accept = g.accept
        if polarity and p.polarity not in {g.polarity, *_listed(accept, "polarity")}:
            return False
        predicates = {g.predicate, *accepted_predicates(accept)}
        if p.predicate not in predicates and (strict or not any(same_group(p.predicate, x) for x in predicates)):
            return False
        if strict and not self.times_right(p, g, exact=True):
            return False
        subjects = [g.subject, *self.accepted_refs(accept, "subject")]
        objects = [g.object, *self.accepted_refs(accept, "object")]
        if self._slots(p.subject, p.object, subjects, objects, strict):
            return True
        swap = accept.get("subject_object_swap") or accept.get("reversed") or (not strict and g.predicate in SYMMETRIC)
        return bool(swap) and self._slots(p.object, p.subject, subjects, objects, strict)

    def _slots(self, subject: Ref, obj: Ref, subjects: list[Ref], objects: list[Ref], strict: bool) -> bool:
        return self._any_ref(subject, subjects, strict) and self._any_ref(obj, objects, strict)

    def _any_ref(self, p: Ref, options: Sequence[Ref], strict: bool) -> bool:
        return any(self._no_object(p, strict) if g.empty else self.same_ref(p, g, strict) for g in options)

    def _no_object(self, p: Ref, strict: bool) -> bool:
        """Gold states no object: none, or (lenient) words that are no entity."""
        return p.empty or (not strict and p.entity is None and not p.parts)

    def accepted_refs(self, accept: dict[str, Any], key: str) -> list[Ref]:
        """Accepted subjects or objects: entity ids (a remark in brackets is left out), 'null' or 'none',
        'literal', 'literal: …', 'L(words)', or words.
        """
        refs = []
        for value in _listed(accept, key):
            bare = re.sub(r"\s*\(.*$", "", value) if isinstance(value, str) else value
            if value in (None, "null", "none"):
                refs.append(Ref())
            elif bare in self.gold.entities:
                refs.append(Ref(bare))
            elif m := re.fullmatch(r"L\((.*)\)", str(value)):
                refs.append(Ref(texts=(m[1],)))
            elif re.match(r"(the )?literal\b", str(value)):
                refs.append(Ref(any_literal=True))
            else:
                refs.append(Ref(texts=(str(value),)))
        return refs

    def times_right(self, p: Claim, g: Claim, exact: bool) -> bool:
        """Every gold time with words has a predicted time with the same (or a compatible) value."""
        test = date_equal if exact else date_compatible
        also = [re.sub(r"^\w+ (?=[\dX.])", "", str(v)) for v in _listed(g.accept, "time")]
        if "none" in also or any(test(t.value, v) for t in p.time for v in also):
            return True
        return all(
            any(test(t.value, value) for t in p.time for value in (gold_time.value, *gold_time.accept))
            for gold_time in g.time
            if gold_time.span is not None
        )


def align_entities(gold: Document, predicted: Document) -> dict[str, str]:
    """Predicted entity -> the gold entity that most of its mentions overlap (each predicted mention votes
    for the gold mention it covers best; a name in common breaks ties). Entities whose mentions overlap
    nothing are aligned by name, if exactly one gold entity of the document has that name.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for p in predicted.mentions:
        scored = [(iou(p.span, g.span), g.entity) for g in gold.mentions if lenient_span(p.span, g.span)]
        best = max((s for s, _ in scored), default=0.0)
        for score, entity in scored:
            if score == best:
                votes[p.entity][entity] += score
    gold_names = {e: gold.names(e) for e in gold.entities}
    result: dict[str, str] = {}
    for entity, tally in votes.items():
        own = predicted.names(entity)
        result[entity] = max(sorted(tally), key=lambda g: tally[g] + 0.5 * _equal_name(own, gold_names[g]))
    here = {m.entity for m in predicted.mentions}
    for entity in sorted(predicted.used_entities() & set(predicted.entities) - set(votes)):
        own = predicted.entities[entity].names
        everything = own + predicted.names(entity) if entity in here else own
        for test, names in ((_equal_name, own), (any_name, own), (_equal_name, everything)):
            fits = [g for g in gold_names if test(names, gold_names[g])]
            if len(fits) == 1:
                result[entity] = fits[0]
            if fits:
                break
    return result


def _equal_name(left: Sequence[str], right: Sequence[str]) -> bool:
    return any(same_words(a, b) for a in left for b in right)


def _listed(accept: dict[str, Any], key: str) -> list[Any]:
    value = accept.get(key)
    return [] if value is None else value if isinstance(value, list) else [value]


def accepted_predicates(accept: dict[str, Any]) -> list[str]:
    """Predicate ids of 'accept'; a remark in brackets is left out, a restriction ('only …') drops the entry."""
    values = [v for v in _listed(accept, "predicate") if isinstance(v, str) and "only" not in v]
    return [m[0] for v in values if (m := re.match(r"\w+", v))]


_SHORT_ROLES = {
    "a": ("agency", "named"),
    "n": ("speaker", "named"),
    "x": ("speaker", "anonymous"),
    "c": ("speaker", "collective"),
    "d": ("document", "named"),
    "m": ("medium", "named"),
    "h": ("speaker", "anonymous"),
    "o": ("cited", "named"),
}


def accepted_chains(value: object, chain: Sequence[Hop], entities: Container[str]) -> list[list[Hop]]:
    """Accepted chains: lists of entity ids or of hops; one flat list is one chain. In words: short forms
    such as 'a:agency > n:speaker' that follow the publisher of the gold chain ('' = the publisher alone),
    '+id' for one more hop, 'without the … hop' for the gold chain less the hops of that role.
    """
    if not isinstance(value, list) or not value:
        return []
    by_entity = {h.ref.entity: h for h in chain}
    if all(x is None or isinstance(x, dict) or x in entities for x in value if not isinstance(x, list)) and not any(
        isinstance(x, list) for x in value
    ):
        return [[_accepted_hop(x, index, by_entity) for index, x in enumerate(value)]]
    found = []
    for item in value:
        if isinstance(item, list):
            found.append([_accepted_hop(x, index, by_entity) for index, x in enumerate(item)])
        elif isinstance(item, str):
            found += _chain_in_words(item, chain, entities)
    return [c for c in found if c]


def _chain_in_words(text: str, chain: Sequence[Hop], entities: Container[str]) -> list[list[Hop]]:
    if text == "" or re.match(r"[anxcdmho]:", text):
        return [[chain[0]] + [_short_hop(h) for h in text.split(">") if h.strip()]]
    if m := re.match(r"without the (\w+) hop", text):
        return [[h for h in chain if h.role != m[1]]]
    ids = [x.strip() for x in text[1:].split("/")] if text.startswith("+") else []
    return [[*chain, Hop("speaker", Ref(x), "named")] for x in ids if x in entities]


def _short_hop(text: str) -> Hop:
    code, _, name = text.strip().partition(":")
    role, kind = _SHORT_ROLES[code]
    return Hop(role, Ref(texts=(name.strip(),) if name.strip() else ()), kind)


def _accepted_hop(value: object, index: int, by_entity: dict[str | None, Hop]) -> Hop:
    if isinstance(value, dict):
        return Hop(value.get("role", "speaker"), Ref(value.get("entity")), value.get("kind") or "named")
    if value in by_entity:
        return by_entity[value]
    role = "publisher" if index == 0 else "speaker"
    return Hop(role, Ref(str(value)) if value else Ref(), "named" if value else "anonymous")


# ------------------------------------------------------------------ is a matched claim right in everything?


@dataclass(frozen=True)
class Verdict:
    """The parts of 'right in all of that' for one predicted claim beside one gold claim."""

    evidence: bool
    exact: bool
    outermost: bool
    innermost: bool
    standing: bool

    @property
    def right(self) -> bool:
        return self.evidence and self.exact and self.outermost and self.innermost and self.standing


def standing_right(p: Claim, g: Claim) -> bool:
    """The gold label, or an accepted one; with the other polarity, where that is accepted, its label too."""
    labels = {g.standing, *_listed(g.accept, "standing")}
    if p.polarity != g.polarity and p.polarity in _listed(g.accept, "polarity"):
        plain = {"attributed": "attributed", "alleged": "alleged"}.get(g.voice, "stated")
        labels.add("negated" if p.polarity == "negated" else plain)
    return p.standing in labels


def judge(pairing: Pairing, p: Claim, g: Claim, original: Claim) -> Verdict:
    """Judge a predicted claim (spans on the gold text) and its original spans (in its own text)."""
    ends = [
        (
            bool(p.chain) and pairing.same_hop(p.chain[0], chain[0]),
            bool(p.chain) and pairing.same_hop(p.chain[-1], chain[-1]) and (len(p.chain) > 1) == (len(chain) > 1),
        )
        for chain in pairing.chains(g)
        if chain
    ]
    outer, inner = max(ends, default=(not p.chain, not p.chain), key=lambda e: (e[0] and e[1], e[1], e[0]))
    exact = bool(original.evidence) and all(pairing.frame.exact(s) is not False for s in original.evidence)
    return Verdict(evidence_right(p.evidence, g.evidence), exact, outer, inner, standing_right(p, g))
