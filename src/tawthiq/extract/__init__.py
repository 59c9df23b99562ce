"""Document → Reading: names, dates, quotations, claims. ``read`` is the door."""

from __future__ import annotations

from tawthiq.extract.attribution import find_attributions, quotations, with_sources
from tawthiq.extract.claims import find_claims
from tawthiq.extract.dates import find_dates
from tawthiq.extract.dates.document_date import infer_document_date
from tawthiq.extract.frame import Layers, build_frame
from tawthiq.extract.mentions import find_mentions
from tawthiq.model import Document, Reading

__all__ = ["READER", "read"]

READER = "rules-1"
"""The version of what reads; readings made by another version can be made anew."""


def read(document: Document) -> Reading:
    """Everything that is understood of a document. The same document always gives the same reading; no text is an error."""
    published, why = infer_document_date(document.text, document.published)
    frame = build_frame(document, published, why)
    dates = find_dates(document.text, published)
    mentions = find_mentions(frame, dates)
    tree, mentions = with_sources(find_attributions(frame, mentions, dates), frame, mentions)
    claims = find_claims(Layers(frame, mentions, dates), tree)
    return Reading(
        document.id, READER, published, why,
        entities=(*mentions.entities, *claims.entities), mentions=(*mentions.mentions, *claims.mentions), dates=dates,
        quotations=quotations(tree, frame), claims=claims.claims,
    )
