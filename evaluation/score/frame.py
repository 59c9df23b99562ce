# ruff: noqa: D205, FBT003 - brought in as it was agreed on: first sentences run over a line, flags by position
"""Texts and offsets: the program's stored text beside the text of the gold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from evaluation.score.model import UNKNOWN, Document, Hop, Ref, Span


def sparse_text(doc: Document) -> str:
    """What the gold spans tell of the source text; UNKNOWN elsewhere."""
    spans = [m.span for m in doc.mentions] + [d.span for d in doc.dates] + [q.content for q in doc.quotations]
    spans += doc.non_quotations + [s for c in doc.claims for s in c.evidence]
    length = max([doc.length or 0] + [s.end for s in spans])
    chars = [UNKNOWN] * length
    for span in spans:
        if len(span.text) == span.end - span.start:
            chars[span.start : span.end] = span.text
    return "".join(chars)


def agrees(span: Span, text: str) -> bool | None:
    """True: the text has these words at this place. False: it has not. None: the place is unknown."""
    if span.start >= span.end or len(span.text) != span.end - span.start or span.end > len(text):
        return False
    part = text[span.start : span.end]
    if any(b not in (a, UNKNOWN) for a, b in zip(span.text, part, strict=False)):
        return False
    return None if UNKNOWN in part else True


def squeeze(text: str) -> str:
    """The text without any whitespace."""
    return re.sub(r"\s+", "", text)


def find_quote(span: Span, text: str, near: int, window: int = 600) -> tuple[Span, bool] | None:
    """The nearest exact occurrence of the quote, else the nearest one that differs only in whitespace
    (then True).
    """
    words = span.text.strip()
    if not words:
        return None
    low, high = max(0, near - window), near + window + len(words)
    exact = [m.start() for m in re.finditer(re.escape(words), text[low:high])]
    if exact:
        start = low + min(exact, key=lambda s: abs(low + s - near))
        return Span(start, start + len(words), words), False
    pattern = r"\s+".join(map(re.escape, words.split()))
    loose = [(m.start() + low, m.end() + low) for m in re.finditer(pattern, text[low:high])]
    if loose:
        start, end = min(loose, key=lambda se: abs(se[0] - near))
        return Span(start, end, text[start:end]), True
    return None


@dataclass
class Frame:
    """How the offsets of one predicted document lie on the gold text."""

    gold_text: str
    stored: str | None
    same: bool
    trusted: bool  # the stored text has the words of the source (whitespace aside)
    counts: dict[str, int] = field(default_factory=lambda: {"as_is": 0, "moved": 0, "moved_whitespace": 0, "lost": 0})

    def exact(self, span: Span) -> bool | None:
        """Byte-exactness of a predicted span in its own stored text; None = cannot be known here."""
        if not self.trusted:
            return False
        if self.stored is not None:
            return agrees(span, self.stored)
        return agrees(span, self.gold_text) if self.same else None

    def place(self, span: Span) -> Span:
        """The span on the gold text: as it is, or moved by quote search where the texts differ."""
        if self.same:
            self.counts["as_is"] += 1
            return span
        length = len(self.stored) if self.stored is not None else len(self.gold_text)
        near = round(span.start * len(self.gold_text) / max(length, 1))
        found = find_quote(span, self.gold_text, near)
        if found is None:
            self.counts["lost"] += 1
            return replace(span, start=near, end=near + len(span.text)) if UNKNOWN in self.gold_text else Span(-2, -1, span.text)
        self.counts["moved_whitespace" if found[1] else "moved"] += 1
        return found[0]


def make_frame(gold: Document, predicted: Document, source: str | None) -> Frame:
    """Compare the stored text with the gold text (or with what the gold spans tell of it)."""
    text = source if source is not None else sparse_text(gold)
    stored = predicted.text
    if stored is None:
        length = len(text) if source is not None else gold.length
        return Frame(text, None, predicted.length in (None, length) or length is None, True)
    if source is not None:
        return Frame(text, stored, stored == source, squeeze(stored) == squeeze(source))
    same = len(stored) == len(text) and all(b in (a, UNKNOWN) for a, b in zip(stored, text, strict=False))
    return Frame(text, stored, same, True)


def place_document(doc: Document, frame: Frame) -> Document:
    """A copy of the predicted document with its spans on the gold text."""
    put = frame.place

    def put_ref(ref: Ref) -> Ref:
        return replace(ref, span=put(ref.span)) if ref.span else ref

    def put_chain(chain: list[Hop]) -> list[Hop]:
        return [replace(h, ref=put_ref(h.ref)) for h in chain]

    return replace(
        doc,
        mentions=[replace(m, span=put(m.span)) for m in doc.mentions],
        dates=[replace(d, span=put(d.span)) for d in doc.dates],
        quotations=[
            replace(q, content=put(q.content), speaker=put_ref(q.speaker) if q.speaker else None, chain=put_chain(q.chain))
            for q in doc.quotations
        ],
        claims=[
            replace(
                c,
                evidence=[put(s) for s in c.evidence],
                chain=put_chain(c.chain),
                subject=put_ref(c.subject),
                object=put_ref(c.object),
                time=[replace(t, span=put(t.span)) if t.span else t for t in c.time],
            )
            for c in doc.claims
        ],
    )
