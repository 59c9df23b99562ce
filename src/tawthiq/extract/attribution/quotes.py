"""Quotations: what the tree has as words of someone."""

from __future__ import annotations

from dataclasses import replace

from tawthiq.extract.attribution.lexicon import words
from tawthiq.extract.frame import Frame, MentionLayer
from tawthiq.extract.mentions.vocabulary import PERSONAL, Kind, nouns
from tawthiq.extract.tree import Attribution, AttributionTree
from tawthiq.model import (
    Entity,
    EntityType,
    Hop,
    HopRole,
    Mention,
    MentionForm,
    Name,
    Quotation,
    QuotationForm,
    SourceKind,
    Span,
    content_id,
)
from tawthiq.text.fold import fold
from tawthiq.text.lexicon import lookup

_MADE_BY = "rule:source"
_MARKS = frozenset('"«»“”‹›')
_TYPES = {
    HopRole.AGENCY: EntityType.ORGANIZATION,
    HopRole.CITED: EntityType.ORGANIZATION,
    HopRole.PUBLISHER: EntityType.ORGANIZATION,
    HopRole.MEDIUM: EntityType.WORK,
    HopRole.DOCUMENT: EntityType.WORK,
}


def quotations(tree: AttributionTree, frame: Frame) -> tuple[Quotation, ...]:
    """The quotations of a text in order: direct, indirect, mixed; each with the whole chain of its speaker."""
    return tuple(_quotation(tree, frame, found, found.form) for found in tree.attributions if found.form is not None)


def _quotation(tree: AttributionTree, frame: Frame, found: Attribution, form: QuotationForm) -> Quotation:
    chain = (*tree.outer, *found.hops)
    innermost = chain[-1]
    speaker = innermost.entity if innermost.role is not HopRole.PUBLISHER else None
    key = content_id("q", frame.document.id, found.content.start, found.content.end, form, [(hop.role, hop.name) for hop in chain])
    return Quotation(key, form, _unmarked(frame, found.content), found.cue, found.source, found.issuer or found.speaker or speaker, chain)


def _unmarked(frame: Frame, content: Span) -> Span:
    """The words without a mark at their ends that stands there for a part of them."""
    start, end = content.start, content.end
    while end - start > 1 and frame.text[end - 1] in _MARKS:
        end -= 1
    while end - start > 1 and frame.text[start] in _MARKS:
        start += 1
    return content if (start, end) == (content.start, content.end) else frame.span(start, end)


def with_sources(tree: AttributionTree, frame: Frame, mentions: MentionLayer) -> tuple[AttributionTree, MentionLayer]:
    """The tree with an entity for every source that has words, and the mentions with those that were new.

    Anonymous and collective sources have no name that a reader of names finds: مصادر مطلعة, عدد من النواب, بيانات رسمية.
    Within a document the same words are the same source.
    """
    entities: dict[str, Entity] = {}
    found: dict[tuple[int, int], Mention] = {}

    def known(hop: Hop) -> Hop:
        if hop.entity is not None or hop.span is None or not hop.name or hop.role is HopRole.PUBLISHER:
            return hop
        entity = content_id("e", frame.document.id, "source", fold(hop.name))
        kind = _TYPES.get(hop.role) or _type(hop)
        entities.setdefault(entity, Entity(entity, kind, (Name(hop.name),), hop.kind))
        form = MentionForm.NAME if hop.role in {HopRole.AGENCY, HopRole.CITED} else MentionForm.NOMINAL
        found.setdefault((hop.span.start, hop.span.end), Mention(entity, kind, hop.span, form, _MADE_BY))
        return replace(hop, entity=entity)

    outer = tuple(known(hop) for hop in tree.outer)
    attributions = tuple(_filled(a, tuple(known(hop) for hop in a.hops)) for a in tree.attributions)
    merged = sorted((*mentions.mentions, *found.values()), key=lambda mention: (mention.span.start, -mention.span.end))
    return replace(tree, outer=outer, attributions=attributions), MentionLayer((*mentions.entities, *entities.values()), tuple(merged))


def _type(hop: Hop) -> EntityType:
    """What a speaker without an entity is, by the head of his words: several people, a body, somebody, or a thing."""
    head = fold((hop.name or "").split()[0].strip('«»"“”'))
    keys = {head, head.removeprefix("ال"), head.removeprefix("لل")}
    kinds = {noun.kind for key in keys for noun in nouns().get(key, ())}
    if hop.kind is SourceKind.COLLECTIVE or any(noun.plural for key in keys for noun in nouns().get(key, ()) if noun.kind in PERSONAL):
        return EntityType.GROUP
    if kinds & PERSONAL or Kind.FAMILY in kinds or hop.kind is SourceKind.ANONYMOUS:
        return EntityType.PERSON
    if Kind.ORG in kinds or any(keys & words(name) for name in ("institutions", "powers", "justice")):
        return EntityType.ORGANIZATION
    ordinary = any((form := lookup(key)) is not None and form.noun for key in keys)
    return EntityType.THING if ordinary else EntityType.PERSON


def _filled(attribution: Attribution, hops: tuple[Hop, ...]) -> Attribution:
    return replace(attribution, hops=hops, speaker=attribution.speaker or (hops[-1].entity if hops else None))
