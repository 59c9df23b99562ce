"""The nouns as lines of the exchange format (version 1): one JSON object a line, offsets in code points of the stored text.

The format is defined by ``evaluation/score/schema/exchange.schema.json`` and told in ``evaluation/score/README.md``.
Everything here is pure: dictionaries come out, writing them is the caller's matter.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from tawthiq.model import (
    Argument,
    Chain,
    Claim,
    DateMention,
    Difference,
    Document,
    Entity,
    Finding,
    Hop,
    Mention,
    Quotation,
    Reading,
    Reconciliation,
    Span,
    Time,
    Verdict,
)

Line = dict[str, Any]
"""One line of the exchange format, ready for ``json.dumps``."""

Ids = Mapping[str, str]
"""Entity id of a reading -> entity id of the archive."""

_NOWHERE: Line = {"start": None, "end": None, "text": None}


def lines(documents: Iterable[Document], readings: Iterable[Reading], reconciliation: Reconciliation) -> Iterator[Line]:
    """All lines of an archive: documents, entities, what was read of each document, findings.

    Entities that the reconciliation does not speak of keep an id of their own document.
    """
    read = list(readings)
    ids = _archive_ids(reconciliation)
    for document in documents:
        yield document_line(document)
    for entity in reconciliation.entities:
        yield entity_line(entity, entity.id)
    for reading in read:
        known = ids[reading.document]
        yield from (entity_line(e, own_id(reading, e.id)) for e in reading.entities if e.id not in known)
        own = {e.id: own_id(reading, e.id) for e in reading.entities}
        yield from reading_lines(reading, {**own, **known})
    for finding in reconciliation.findings:
        yield finding_line(finding)


def _archive_ids(reconciliation: Reconciliation) -> defaultdict[str, dict[str, str]]:
    """Document -> entity of its reading -> entity of the archive."""
    ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for identity in reconciliation.identities:
        ids[identity.document][identity.local] = identity.entity
    return ids


def own_id(reading: Reading, local: str) -> str:
    """The id in the exchange of an entity that nobody has compared with other documents yet."""
    return f"{reading.document[:12]}#{local}"


def document_line(document: Document) -> Line:
    """A document. ``path`` is the file's name alone; ``text`` is there where it is not the file decoded as UTF-8."""
    line: Line = {
        "kind": "document", "id": document.id, "path": _file_name(document.origin.path), "sha256": document.id,
        "publisher": document.publisher, "published": document.published, "language": document.language,
        "length": len(document.text), "status": str(document.status),
        "losses": [{"code": loss.code, "where": loss.where, "detail": loss.detail} for loss in document.losses],
    }
    return line if _is_the_file(document) else {**line, "text": document.text}


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _is_the_file(document: Document) -> bool:
    """Whether the stored text is, code point by code point, the file: the id is the hash of the file's bytes."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() == document.id


def entity_line(entity: Entity, entity_id: str) -> Line:
    """An entity under its id in the exchange."""
    names = [{"text": name.text, "lang": name.lang, "preferred": name.preferred} for name in entity.names]
    return {"kind": "entity", "id": entity_id, "type": str(entity.type), "names": names, "source_kind": str(entity.kind)}


def reading_lines(reading: Reading, entity_ids: Ids) -> Iterator[Line]:
    """Mentions, dates, quotations and claims of one document, entities under their ids of the archive."""
    yield from (_mention_line(mention, reading.document, entity_ids) for mention in reading.mentions)
    yield from (_date_line(date, reading.document) for date in reading.dates)
    yield from (_quotation_line(quotation, reading.document, entity_ids) for quotation in reading.quotations)
    yield from (_claim_line(claim, entity_ids) for claim in reading.claims)


def _mention_line(mention: Mention, document: str, ids: Ids) -> Line:
    return {
        "kind": "mention", "document": document, "entity": ids.get(mention.entity, mention.entity),
        **_span(mention.span), "form": str(mention.form),
    }


def _date_line(date: DateMention, document: str) -> Line:
    return {"kind": "date", "document": document, **_span(date.span), "value": date.value, "precision": date.precision}


def _quotation_line(quotation: Quotation, document: str, ids: Ids) -> Line:
    return {
        "kind": "quotation", "id": quotation.id, "document": document, "form": str(quotation.form),
        "content": _span(quotation.content),
        "cue": _span(quotation.cue) if quotation.cue else None,
        "source": _span(quotation.source) if quotation.source else None,
        "speaker": _id(quotation.speaker, ids), "chain": _chain(quotation.chain, ids),
    }


def _claim_line(claim: Claim, ids: Ids) -> Line:
    return {
        "kind": "claim", "id": claim.id, "document": claim.document,
        "subject": _argument(claim.subject, ids), "predicate": claim.predicate, "object": _argument(claim.object, ids),
        "qualifiers": dict(claim.qualifiers), "time": [_time(time) for time in claim.time],
        "place": _argument(claim.place, ids), "evidence": [_span(span) for span in claim.evidence],
        "chain": _chain(claim.chain, ids),
        "voice": str(claim.axes.voice), "polarity": str(claim.axes.polarity), "modality": str(claim.axes.modality),
        "standing": str(claim.standing), "about_claim": claim.about_claim,
        "confidence": claim.confidence, "made_by": list(claim.made_by), "why": list(claim.why),
    }


def finding_line(finding: Finding) -> Line:
    """A finding; its subject and object carry ids of the archive already. The format has no «perhaps»: that is a difference, not sure."""
    asked = finding.verdict is Verdict.PERHAPS
    return {
        "kind": "finding", "id": finding.id,
        "subject": _argument(finding.subject, {}), "predicate": finding.predicate, "object": _argument(finding.object, {}),
        "claims": list(finding.claims), "verdict": str(Verdict.DIFFER if asked else finding.verdict), "sure": not asked,
        "differences": [_difference(difference) for difference in finding.differences],
        "independent": {"min": finding.independent.low, "max": finding.independent.high},
        "common_link": _hop(finding.common_link, {}) if finding.common_link else None,
    }


def _difference(difference: Difference) -> Line:
    claims = [list(ids) for ids in difference.claims]
    return {"slot": str(difference.slot), "values": list(difference.values), "claims": claims}


def _argument(argument: Argument | None, ids: Ids) -> Line | None:
    """Entity and words; ``value`` where there is a normal form, a list where several are joined."""
    if argument is None:
        return None
    line: Line = {"entity": _id(argument.entity, ids), "text": argument.text}
    if isinstance(argument.value, tuple):
        line["value"] = [_argument(part, ids) for part in argument.value]
    elif argument.value is not None:
        line["value"] = argument.value
    return line


def _time(time: Time) -> Line:
    return {"rel": str(time.relation), "value": time.value, **(_span(time.span) if time.span else _NOWHERE)}


def _chain(chain: Chain, ids: Ids) -> list[Line]:
    return [_hop(hop, ids) for hop in chain]


def _hop(hop: Hop, ids: Ids) -> Line:
    place = _span(hop.span) if hop.span else _NOWHERE
    return {"role": str(hop.role), "name": hop.name, "entity": _id(hop.entity, ids), "kind": str(hop.kind), **place}


def _id(entity: str | None, ids: Ids) -> str | None:
    return None if entity is None else ids.get(entity, entity)


def _span(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "text": span.exact}
