"""A reading: everything that was understood of one document."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.model.claim import Claim, DateMention, Quotation
from tawthiq.model.document import Document
from tawthiq.model.entity import Entity, Mention
from tawthiq.model.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the readers found in one document; ids are local to it until ``reconcile``.

    ``published`` is the document's time used for reading relative dates (EDTF), with the reason in ``published_why``.
    """

    document: str
    reader: str
    published: str | None = None
    published_why: str = ""
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """Every span of the reading."""
        found = [mention.span for mention in self.mentions] + [date.span for date in self.dates]
        for quotation in self.quotations:
            found += [span for span in (quotation.content, quotation.cue, quotation.source) if span is not None]
            found += [hop.span for hop in quotation.chain if hop.span is not None]
        for claim in self.claims:
            found += claim.spans()
        return tuple(found)

    def mismatches(self, document: Document) -> tuple[Span, ...]:
        """The spans whose words do not stand at their place in the document; empty for every correct reading."""
        return tuple(span for span in self.spans() if not span.holds_in(document.text))
