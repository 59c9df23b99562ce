"""What an open archive holds and can be asked: documents, readings, claims, names, findings, search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tawthiq.errors import NotFoundError
from tawthiq.model import CopyGroup, Document, Entity, Finding, Identity, Judgement, Reading, Reconciliation, Word
from tawthiq.store import across, claims, facets, names, naming, reading, removing, rows, sayings, search, verify, writing
from tawthiq.store.blobs import Blobs
from tawthiq.store.catalogue import Catalogue, Catalogues
from tawthiq.store.connection import translated
from tawthiq.store.extent import Extent, extent
from tawthiq.store.facets import Facets, Narrower
from tawthiq.store.filters import (
    FEW,
    ClaimFilter,
    Counts,
    DocumentFilter,
    EntityFilter,
    EntityRow,
    FindingFilter,
    FoundClaim,
    FoundQuotation,
    LossRow,
    Mismatch,
    Order,
    QuotationFilter,
    SearchFilter,
    Sighting,
    Stored,
)
from tawthiq.store.folder import BLOBS, DATABASE
from tawthiq.store.originals import Originals
from tawthiq.store.outline import Outline
from tawthiq.store.removing import Removed
from tawthiq.store.sayings import ALL, Sayings, Stretch
from tawthiq.store.stories import Stories

_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "unreadable": "SELECT count(*) FROM document WHERE status = 'unreadable'",
    "partial": "SELECT count(*) FROM document WHERE status = 'partial'",
    "replaced": "SELECT count(*) FROM document WHERE replaced_by IS NOT NULL",
    "entities": "SELECT count(*) FROM archive_entity",
    "mentions": "SELECT coalesce(sum(mentions), 0) FROM reading",
    "claims": "SELECT count(*) FROM claim",
    "quotations": "SELECT count(*) FROM quotation",
    "findings": "SELECT count(*) FROM finding",
    "copies": "SELECT count(*) FROM copy_group",
    "losses": "SELECT count(*) FROM loss",
    "judgements": "SELECT count(*) FROM judgement WHERE undone IS NULL",
}


class Contents:
    """All questions that are put to an archive. None of them writes."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, readonly: bool, name_keys: naming.NameKeys) -> None:
        self.path = path
        self.readonly = readonly
        self.blobs = Blobs(path / BLOBS)
        self._connection = connection
        self.originals = Originals(connection, self.blobs)
        self._name_keys = name_keys
        self._catalogues = Catalogues(path)

    def share(self, catalogues: Catalogues) -> None:
        """Searches with what others who read the same archive keep of it."""
        self._catalogues = catalogues

    @property
    def _catalogue(self) -> Catalogue:
        return self._catalogues.current(self._connection)

    @property
    def settled(self) -> bool:
        """Whether the last reconciliation knew every document and every decision that the archive has now."""
        return writing.is_settled(self._connection)

    # Documents and readings

    def has(self, document: str) -> bool:
        """Whether a document of this id is in the archive."""
        return writing.number_of(self._connection, document) is not None

    def documents(self, wanted: DocumentFilter | None = None) -> Iterator[Stored]:
        """Documents without their texts and parts, newest first, undated ones last."""
        return reading.listed(self._connection, wanted or DocumentFilter())

    def document_named(self, name: str) -> str:
        """The id of the document that a person means by an id, a path, or part of one; errors as ``removing.document_named``."""
        return removing.document_named(self._connection, name)

    def document(self, document: str) -> Document:
        """A document with its text; NotFoundError if there is none."""
        return reading.document(self._connection, self._number(document))

    def head(self, document: str) -> Document:
        """A document without its text and parts: where it came from, its publisher, date and losses."""
        return reading.head(self._connection, self._number(document))

    def sightings(self, document: str) -> tuple[Sighting, ...]:
        """Every place where a document was found, with what was said of it there; the first one first."""
        return reading.sightings(self._connection, self._number(document))

    def text(self, document: str) -> str:
        """A document's text; NotFoundError if there is none."""
        return reading.text(self._connection, self._number(document))

    def words(self, document: str) -> tuple[Word, ...]:
        """The recognised words of a document with their boxes; none of one that had its text itself."""
        row = self._connection.execute("SELECT body FROM document_words WHERE document = ?", (self._number(document),)).fetchone()
        return rows.words_of(row[0]) if row else ()

    def silent(self, document: str) -> bool:
        """Whether a document is known that had no text: what could not be read then may be readable now."""
        return writing.silent(self._connection, document)

    def original(self, document: str) -> bytes:
        """The bytes of the file as it was added."""
        return self.originals.get(document)

    def reading(self, document: str) -> Reading:
        """What was understood of a document; NotFoundError if there is none."""
        return reading.reading(self._connection, self._number(document))

    def all_documents(self) -> Sequence[Document]:
        """All documents in the order they were added, each read from disk when it is asked for."""
        return reading.Documents(self._connection)

    def all_readings(self, *, light: bool = False, comparing: bool = False) -> Sequence[Reading]:
        """All readings, in the order of ``all_documents``, each read from disk when it is asked for.

        ``light`` leaves out mentions and dates, ``comparing`` dates and quotations.
        """
        return reading.Readings(self._connection, light=light, comparing=comparing)

    def outdated(self, reader: str) -> Iterator[str]:
        """Ids of the documents that another version of the readers has read."""
        statement = "SELECT d.id FROM reading r JOIN document d ON d.n = r.document WHERE r.reader <> ? ORDER BY d.n"
        return (row[0] for row in self._connection.execute(statement, (reader,)).fetchall())

    # What the documents say

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[FoundClaim]:
        """Claims in order of the time they speak of; those without a time last."""
        return claims.claims(self._connection, wanted or ClaimFilter())

    def claim(self, claim: str) -> FoundClaim:
        """One claim; NotFoundError if there is none of this id."""
        return _one(self.claims(ClaimFilter(ids=(claim,))), claim)

    def claims_beginning(self, prefix: str, limit: int = 2) -> list[str]:
        """The ids of the first claims whose id begins so."""
        return claims.beginning(self._connection, prefix, limit)

    def quotations(self, wanted: QuotationFilter | None = None) -> Iterator[FoundQuotation]:
        """Quotations, newest document first."""
        return claims.quotations(self._connection, wanted or QuotationFilter())

    def entities(self, wanted: EntityFilter | None = None) -> Iterator[EntityRow]:
        """Entities of the archive, the most documented first."""
        return names.entities(self._connection, wanted or EntityFilter())

    def entity(self, entity: str) -> Entity:
        """One entity of the archive; NotFoundError if there is none of this id."""
        found = names.entity_of(self._connection, entity)
        if found is None:
            raise NotFoundError("T001", entity, name=entity)
        return found

    def find_entities(self, name: str, limit: int = FEW) -> list[EntityRow]:
        """Entities of this name in any spelling and with any clitic, then those whose names have all its words."""
        return names.find(self._connection, name, self._name_keys, limit)

    def entities_named_so(self, name: str, limit: int = FEW) -> list[EntityRow]:
        """Entities of exactly this name, spellings and clitics aside."""
        return names.named_so(self._connection, name, limit)

    def bearer(self, document: str, name: str) -> str | None:
        """The archive's entity that bears a name in a document, if there is one."""
        return names.bearer(self._connection, document, name)

    def borne(self, entity: str, limit: int) -> list[tuple[str, str, str]]:
        """The first documents that name an entity, each with its local id and what it calls it."""
        return names.borne(self._connection, entity, limit)

    def entities_beginning(self, prefix: str, limit: int = 2) -> list[str]:
        """The ids of the first entities whose id begins so."""
        return names.beginning(self._connection, prefix, limit)

    def identities(self, *, entity: str | None = None, document: str | None = None) -> Iterator[Identity]:
        """Who is who and why: of an entity of the archive, of a document, or all."""
        return across.identities(self._connection, entity, document)

    def findings(self, wanted: FindingFilter | None = None) -> Iterator[Finding]:
        """Findings in order of their ids."""
        return across.findings(self._connection, wanted or FindingFilter())

    def copies(self, document: str | None = None) -> Iterator[CopyGroup]:
        """Groups of copies, all or those with this document."""
        return across.copies(self._connection, document)

    def reconciliation(self) -> Reconciliation:
        """All that holds across documents, as it was saved."""
        listed = self.entities(EntityFilter(limit=None))
        return Reconciliation(
            tuple(self.entity(row.id) for row in listed), tuple(self.identities()), tuple(self.copies()),
            tuple(self.findings(FindingFilter(limit=None))),
        )

    def judgements(self, target: str | None = None, *, undone: bool = False) -> Iterator[Judgement]:
        """Decisions, of one thing or all; those taken back only with ``undone``."""
        return across.judgements(self._connection, target, undone=undone)

    def losses(self, document: str | None = None) -> Iterator[LossRow]:
        """What could not be read, of a document or of all files."""
        return reading.losses(self._connection, document)

    def counts(self) -> Counts:
        """How much the archive holds."""
        with translated(self.path / DATABASE):
            return Counts(**{name: self._connection.execute(query).fetchone()[0] for name, query in _COUNTED.items()})

    def count(self, name: str) -> int:
        """One of the numbers of ``counts``: that of all mentions alone takes longer than the others together."""
        with translated(self.path / DATABASE):
            found: int = self._connection.execute(_COUNTED[name]).fetchone()[0]
        return found

    @property
    def outline(self) -> Outline:
        """What a dossier shows, as short rows: only the lines of one page are unpacked."""
        return Outline(self._connection)

    def removed(self) -> tuple[Removed, ...]:
        """Documents that were taken out, latest first."""
        return removing.removed(self._connection)

    @property
    def stories(self) -> Stories:
        """Documents that print one text, as short rows."""
        return Stories(self._connection)

    def extent(self) -> Extent:
        """Years, outlets, languages, verdicts and losses in numbers."""
        return extent(self._connection)

    def search(
        self, query: str, wanted: SearchFilter | None = None, *, limit: int = FEW, offset: int = 0,
        order: Order = Order.NEWEST,
    ) -> search.Results:
        """Documents by their words; the language of queries stands in ``query.py``. UsageError for an empty one."""
        with translated(self.path / DATABASE):
            return search.search(
                self._connection, self._catalogue, query, wanted or SearchFilter(), limit=limit, offset=offset, order=order
            )

    def facets(self, query: str, wanted: SearchFilter | None = None) -> Facets:
        """By what the results of a search can be narrowed, with counts; of formats and entities among the newest matches."""
        with translated(self.path / DATABASE):
            return facets.facets(self._connection, self._catalogue, query, wanted or SearchFilter())

    def narrower(self, query: str, wanted: SearchFilter | None = None) -> Narrower:
        """The outlets and years of the results of a search, with counts of all matches."""
        with translated(self.path / DATABASE):
            return facets.narrower(self._connection, self._catalogue, query, wanted or SearchFilter())

    def search_claims(
        self, query: str, wanted: SearchFilter | None = None, limit: int = FEW, *, stretch: Stretch = ALL, counting: bool = False,
    ) -> Sayings[FoundClaim]:
        """Claims whose evidence has the words of a query, newest document first; with ``counting`` their facets too."""
        with translated(self.path / DATABASE):
            return sayings.found_claims(
                self._connection, self._catalogue, query, wanted or SearchFilter(), limit, stretch=stretch, counting=counting
            )

    def search_quotations(
        self, query: str, wanted: SearchFilter | None = None, limit: int = FEW, *, stretch: Stretch = ALL, counting: bool = False,
    ) -> Sayings[FoundQuotation]:
        """Quotations that have the words of a query, newest document first; with ``counting`` their facets too."""
        with translated(self.path / DATABASE):
            return sayings.found_quotations(
                self._connection, self._catalogue, query, wanted or SearchFilter(), limit, stretch=stretch, counting=counting
            )

    def claims_within(self, query: str, documents: Sequence[str], limit: int) -> list[FoundClaim]:
        """The first claims of some documents whose evidence has the words of a query."""
        return sayings.claims_within(self._connection, query, documents, limit)

    def quotations_within(self, query: str, documents: Sequence[str], limit: int) -> list[FoundQuotation]:
        """The first quotations of some documents that have the words of a query."""
        return sayings.quotations_within(self._connection, query, documents, limit)

    def verify(self) -> Iterator[Mismatch]:
        """Re-reads every span, every original, every row that points to another, and the index; reports all mismatches."""
        return verify.verify(self._connection, self.blobs, readonly=self.readonly)

    def _number(self, document: str) -> int:
        return reading.number(self._connection, document)


def _one(found: Iterable[FoundClaim], claim: str) -> FoundClaim:
    for item in found:
        return item
    raise NotFoundError("T001", claim, name=claim)
