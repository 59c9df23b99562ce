"""What the rules claim of an article, in the terms of the written claims: the draft that a reader judges."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tawthiq.extract import read
from tawthiq.model import Argument, Claim, Document, Origin, Reading, Span
from training.annotation.claims_written import CLAIMS, Hop, Known, Ref, When, Written, claim_row, read_claim
from training.annotation.draft import frozen as frozen_mentions
from training.annotation.labels import Labels, Pair, read_labels
from training.annotation.press import Listed

DRAFTS = CLAIMS / "drafts"
FIRST = 1  # the reading of the labels that claims are written on
_ARABIC = re.compile(r"[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Draft:
    """The rules' claims, numbered from 1 in order of the text, and the entities they and the labels know."""

    entities: tuple[Known, ...]
    claims: tuple[Written, ...]


def frozen(row: Listed, text: str, labels: Labels, folder: Path = DRAFTS) -> Draft:
    """The draft as it was first shown: the rules change while readers work, and verdicts name its claims by number."""
    path = folder / f"{row.number:03}.json"
    if not path.exists():
        found = draft(row, text, labels)
        folder.mkdir(exist_ok=True, parents=True)
        rows = {"entities": [[k.key, k.type, k.kind, k.mentions] for k in found.entities], "claims": [claim_row(c) for c in found.claims]}
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    entities = tuple(Known(k, t, kind, tuple((a, b, f) for a, b, f in mentions)) for k, t, kind, mentions in kept["entities"])
    return Draft(entities, tuple(read_claim(c) for c in kept["claims"]))


def labels_for(row: Listed, text: str) -> Labels:
    """The labels of an article, or in their place what the program itself finds in one that is not labelled."""
    if Labels(row.number, row.id, row.sha256, "", FIRST).path().is_file():
        return read_labels(row.number, FIRST)
    found = frozen_mentions(row.number, text, row.date)
    return Labels(row.number, row.id, row.sha256, "draft", 0, tuple(m for m in found.mentions if m.form != "predicate"))


def draft(row: Listed, text: str, labels: Labels) -> Draft:
    """The rules' claims with the entities of the labels; what only the rules know gets a key of its own."""
    document = Document("draft", text, Origin(f"{row.number:03}.txt"), publisher=row.outlet, published=row.date)
    reading = read(document)
    terms = _Terms(text, labels, reading)
    claims = sorted((c for c in reading.claims if c.predicate != "open"), key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.id))
    written = tuple(terms.claim(i, claim) for i, claim in enumerate(claims, 1))
    return Draft((*known(labels), *terms.own.values()), written)


def known(labels: Labels) -> tuple[Known, ...]:
    """The entities of the labels in order of their keys' first mention; a role is a nominal mention of its holder."""
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    types: dict[str, list[str]] = {}
    for m in labels.mentions:
        if m.type != "Date":
            mentions.setdefault(m.entity, []).append((m.start, m.end, "nominal" if m.type == "Role" else m.form))
            types.setdefault(m.entity, []).append("Person" if m.type == "Role" else m.type)
    return tuple(Known(key, Counter(types[key]).most_common(1)[0][0], "named", tuple(found)) for key, found in mentions.items())


class _Terms:
    """Keys of the labels for the entities of the rules."""

    def __init__(self, text: str, labels: Labels, reading: Reading) -> None:
        self.text = text
        self.labelled = [(a, b, k.key) for k in known(labels) for a, b, _ in k.mentions]
        self.places: dict[str, list[tuple[Span, str]]] = {}
        for m in reading.mentions:
            self.places.setdefault(m.entity, []).append((m.span, m.form.value))
        self.types = {e.id: (e.type.value, e.kind.value) for e in reading.entities}
        self.own: dict[str, Known] = {}

    def key(self, entity: str, span: Span | None) -> str:
        """The labels' key of the mention meant, else of most mentions of the entity, else one of its own."""
        here = self._overlapped([span]) if span else None
        found = here or self._overlapped([place for place, _ in self.places.get(entity, [])])
        if found:
            return found
        if entity not in self.own:
            kind, source = self.types.get(entity, ("Thing", "named"))
            mentions = tuple((s.start, s.end, form) for s, form in self.places.get(entity, []))
            self.own[entity] = Known(f"x{len(self.own) + 1}", kind, source, mentions)
        return self.own[entity].key

    def _overlapped(self, spans: Iterable[Span]) -> str | None:
        votes: Counter[str] = Counter()
        for span in spans:
            for start, end, key in self.labelled:
                common = min(end, span.end) - max(start, span.start)
                if 2 * common > min(end - start, span.end - span.start) and 4 * common >= max(end - start, span.end - span.start):
                    votes[key] += 2 * common - (end - start)  # the tightest mention wins
        return votes.most_common(1)[0][0] if votes else None

    def ref(self, argument: Argument | None, near: Pair) -> Ref | None:
        if argument is None:
            return None
        if isinstance(argument.value, tuple):
            return Ref(parts=tuple(r for part in argument.value if (r := self.ref(part, near))))
        if argument.entity:
            return Ref(self.key(argument.entity, argument.span))
        if argument.span:
            return Ref(words=((argument.span.start, argument.span.end),))
        value = argument.value or ""
        at = self.text.find(value, *near)
        return Ref(words=((at, at + len(value)),)) if at >= 0 and _ARABIC.search(value) else Ref(value=value)

    def claim(self, number: int, claim: Claim) -> Written:
        """A claim of the rules in the terms of the labels; qualifiers are left out."""
        near = claim.evidence[0].start, claim.evidence[-1].end
        chain = tuple(
            Hop(h.role.value, self._source(h.entity, h.span), h.kind.value) for h in claim.chain[1:]
        )
        times = tuple(When(t.relation.value, t.value, (t.span.start, t.span.end) if t.span else None) for t in claim.time)
        axes = (claim.axes.voice.value, claim.axes.polarity.value, claim.axes.modality.value)
        return Written(
            str(number), self.ref(claim.subject, near) or Ref(value="?"), claim.predicate, self.ref(claim.object, near),
            tuple((s.start, s.end) for s in claim.evidence), claim.standing.value, axes, chain, times, self.ref(claim.place, near),
            made_by=claim.made_by,
        )

    def _source(self, entity: str | None, span: Span | None) -> Ref | None:
        if entity:
            return Ref(self.key(entity, span))
        return Ref(words=((span.start, span.end),)) if span else None


