"""Document → Reading: names, dates, quotations, claims.

``read`` is the door: rules and the learned model that ships with us. ``read_by_rules`` reads as where the model is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tawthiq.encoder import Tagger
from tawthiq.extract import tagging
from tawthiq.extract.attribution import find_attributions, quotations, with_sources
from tawthiq.extract.claims import find_claims
from tawthiq.extract.dates import find_dates
from tawthiq.extract.dates.document_date import infer_document_date
from tawthiq.extract.frame import Layers, build_frame
from tawthiq.extract.mentions import find_mentions
from tawthiq.extract.tree import AttributionTree
from tawthiq.model import Document, Entity, Name, Reading

__all__ = ["READER", "RULES", "Understanding", "read", "read_by_rules", "read_with", "understand"]

RULES = "rules-2"
"""The version of the rules alone."""

READER = "rules-2+encoder-1+parser-1+claims-2"
"""The version of what reads; readings made by another version can be made anew. Each mention tells whether rule or model made it."""


def read(document: Document) -> Reading:
    """Everything that is understood of a document. The same document always gives the same reading; no text is an error."""
    return _read(document, tagging.shipped(), READER)


def read_by_rules(document: Document) -> Reading:
    """``read`` without the learned model."""
    return _read(document, None, RULES)


def read_with(document: Document, tagger: Tagger | None) -> Reading:
    """``read`` with another model than the one that ships with us: to measure it."""
    return _read(document, tagger, READER)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a reading was made from: the layers of a text, its attribution tree, and who read them."""

    layers: Layers
    tree: AttributionTree
    reader: str


def understand(document: Document, *, by_rules: bool = False) -> Understanding:
    """Everything but the claims: what ``read`` puts claims together from."""
    return _understood(document, None, RULES) if by_rules else _understood(document, tagging.shipped(), READER)


def _understood(document: Document, tagger: Tagger | None, reader: str) -> Understanding:
    published, why = infer_document_date(document.text, document.published)
    frame = build_frame(document, published, why)
    dates = find_dates(document.text, published)
    tags = tagging.tag(frame, tagger)
    mentions = find_mentions(frame, dates, tags)
    tree, mentions = with_sources(find_attributions(frame, mentions, dates, tags), frame, mentions)
    arcs, proposals = tuple(one.arcs for one in tags), tuple(one.proposals for one in tags)
    return Understanding(Layers(frame, mentions, dates, arcs, proposals), tree, reader)


def _read(document: Document, tagger: Tagger | None, reader: str) -> Reading:
    found = _understood(document, tagger, reader)
    frame, mentions = found.layers.frame, found.layers.mentions
    claims = find_claims(found.layers, found.tree)
    return Reading(
        document.id, reader, frame.published, frame.published_why,
        entities=tuple(_named(entity, claims.names) for entity in (*mentions.entities, *claims.entities)),
        mentions=(*mentions.mentions, *claims.mentions), dates=found.layers.dates,
        quotations=quotations(found.tree, frame), claims=claims.claims,
    )


def _named(entity: Entity, names: Mapping[str, tuple[Name, ...]]) -> Entity:
    """An entity with what else it is called."""
    return replace(entity, names=(*entity.names, *names[entity.id])) if entity.id in names else entity
