"""The lists of an archive: claims, quotations, entities, documents, differences, search results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tawthiq.errors import message
from tawthiq.model import Finding, Verdict
from tawthiq.store import (
    ClaimFilter,
    EntityFilter,
    EntityRow,
    FindingFilter,
    FoundClaim,
    FoundQuotation,
    LossRow,
    QuotationFilter,
    Sighting,
    Store,
    Stored,
)
from tawthiq.store import DocumentFilter as DocumentFilter  # noqa: PLC0414  # part of this module's door
from tawthiq.views import model as view
from tawthiq.views.correcting import as_left, decided_claims
from tawthiq.views.decisions import verdicts
from tawthiq.views.roles import role_of
from tawthiq.views.words import chain_of, evidence_of, is_own_words, object_words, statement_of

_SHOWN = 3  # claims of a finding on which all agree


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list: subject, predicate and object in words, and what its document says. ``role``: as in ``Line``."""

    subject: str
    predicate: str
    object: str
    publisher: str | None
    published: str | None
    path: str
    statement: view.Statement
    role: str = ""


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation in a list; ``cue`` is the word that brings it (قال, نفى)."""

    quotation: str
    speaker: str | None
    form: str
    publisher: str | None
    published: str | None
    path: str
    chain: tuple[view.Link, ...]
    evidence: view.Evidence
    cue: str | None = None
    document: str = ""


class LossInWords(NamedTuple):
    """A loss: its code, where in the file, what happened and what to do in both languages, and the detail it was told with."""

    code: str
    where: str
    arabic: str
    english: str
    detail: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list, with its losses.

    ``also`` are further places where the same bytes were found. ``document`` is None for a file that never became one.
    """

    document: str | None
    path: str
    publisher: str | None
    published: str | None
    title: str | None
    author: str | None
    language: str | None
    format: str
    status: str
    length: int
    replaces: str | None
    replaced_by: str | None
    losses: tuple[LossInWords, ...]
    also: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A finding on which sources differ, or perhaps do (``verdict``); ``entity``: the id of its subject, where it is one of the archive."""

    subject: str
    predicate: str
    slot: str
    values: tuple[str, ...]
    claims: tuple[tuple[ClaimRow, ...], ...]
    reason_ar: str
    reason_en: str
    verdict: str = Verdict.DIFFER.value
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A finding on which sources agree: ``told`` claims from ``low`` to ``high`` independent chains, the first of them in words."""

    subject: str
    predicate: str
    object: str
    low: int
    high: int
    told: int
    claims: tuple[ClaimRow, ...]


def claim_rows(store: Store, wanted: ClaimFilter) -> Iterator[ClaimRow]:
    """Claims that fit a filter, as the store orders them; what people rejected only where it is asked for by its id."""
    yield from _rows(store, decided_claims(store, wanted, verdicts(store), rejected=bool(wanted.ids)))


def rows_of_claims(store: Store, claims: Iterable[FoundClaim]) -> Iterator[ClaimRow]:
    """The same of claims found otherwise, such as by their words."""
    yield from _rows(store, as_left(store, claims, verdicts(store)))


def _rows(store: Store, claims: Iterable[tuple[FoundClaim, str]]) -> Iterator[ClaimRow]:
    for found, decided in claims:
        head = store.head(found.claim.document)
        subject, object_ = (_entity_name(store, entity) for entity in (found.subject, found.object))
        words = object_ or object_words(found.claim)
        statement = replace(statement_of(found.claim, 0, store.text(found.claim.document), words), decided=decided)
        yield ClaimRow(
            subject or found.claim.subject.text or "", found.claim.predicate, words, head.publisher, head.published,
            head.origin.path, statement, role_of(found.claim),
        )


def _entity_name(store: Store, entity: str | None) -> str | None:
    if entity is None:
        return None
    return next((row.name for row in store.entities(EntityFilter(ids=(entity,)))), None)


def quotation_rows(store: Store, wanted: QuotationFilter) -> Iterator[QuotationRow]:
    """Quotations that fit a filter; of a speaker only their own words, not what they deny or are accused of."""
    found = store.quotations(wanted)
    yield from rows_of_quotations(store, (one for one in found if wanted.speaker is None or is_own_words(one.quotation)))


def rows_of_quotations(store: Store, quotations: Iterable[FoundQuotation]) -> Iterator[QuotationRow]:
    """Quotations in words."""
    for found in quotations:
        head = store.head(found.document)
        quotation = found.quotation
        chain = chain_of(quotation)
        speaker = _entity_name(store, found.speaker) or (chain[-1].name if len(chain) > 1 else None)
        yield QuotationRow(
            quotation.id, speaker if chain[-1].name else None, quotation.form.value, head.publisher, head.published, head.origin.path,
            chain, evidence_of(store.text(found.document), quotation.content),
            quotation.cue.exact if quotation.cue else None, found.document,
        )


def entity_rows(store: Store, wanted: EntityFilter) -> Iterator[EntityRow]:
    """Entities that fit a filter, the most documented first."""
    yield from store.entities(wanted)


def document_rows(store: Store, wanted: DocumentFilter) -> Iterator[DocumentRow]:
    """Documents that fit a filter, with their losses in words."""
    for stored in store.documents(wanted):
        yield _document(store, stored)


def document_row(store: Store, document: str) -> DocumentRow:
    """One document by its id; NotFoundError if there is none."""
    store.head(document)
    return next(document_rows(store, DocumentFilter(ids=(document,))))


def _document(store: Store, stored: Stored) -> DocumentRow:
    document = stored.document
    losses = tuple(_loss(row) for row in store.losses(document.id))
    return DocumentRow(
        document.id, document.origin.path, document.publisher, document.published, document.title, document.author,
        document.language, document.format, stored.status, stored.chars, document.replaces, stored.replaced_by, losses,
        store.sightings(document.id)[1:],
    )


def lost_files(store: Store) -> Iterator[DocumentRow]:
    """Files that never became a document, each with why."""
    for row in store.losses():
        if row.document is None:
            yield DocumentRow(None, row.path, None, None, None, None, None, "none", "unreadable", 0, None, None, (_loss(row),))


def _loss(row: LossRow) -> LossInWords:
    return LossInWords(row.code, row.where, *_in_words(row.code, row.where, row.detail), row.detail)


def _in_words(code: str, where: str, detail: str) -> tuple[str, str]:
    texts = []
    for lang in ("ar", "en"):
        found = message(code, lang, where=where, detail=detail)
        texts.append(f"{found.what} {found.do}".strip())
    return texts[0], texts[1]


def difference_rows(store: Store, wanted: FindingFilter) -> Iterator[DifferenceRow]:
    """What sources differ in, or what the verdict asked for says, one row a finding and slot."""
    for finding in store.findings(replace(wanted, verdict=wanted.verdict or Verdict.DIFFER)):
        yield from _difference(store, finding)


def _difference(store: Store, finding: Finding) -> Iterator[DifferenceRow]:
    subject = _entity_name(store, finding.subject.entity) or finding.subject.text or ""
    for item in finding.differences:
        claims = tuple(tuple(claim_rows(store, ClaimFilter(ids=ids))) for ids in item.claims)
        told = (item.slot.value, item.values, claims, item.reason_ar, item.reason_en, finding.verdict.value)
        yield DifferenceRow(subject, finding.predicate, *told, entity=finding.subject.entity)


def agreement_rows(store: Store, wanted: FindingFilter) -> Iterator[AgreementRow]:
    """What sources agree on, one row a finding."""
    for finding in store.findings(replace(wanted, verdict=Verdict.AGREE)):
        rows = tuple(claim_rows(store, ClaimFilter(ids=finding.claims[:_SHOWN])))
        if rows:
            chains = finding.independent
            first = rows[0]
            yield AgreementRow(first.subject, finding.predicate, first.object, chains.low, chains.high, len(finding.claims), rows)
