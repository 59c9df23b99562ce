"""The archive on disk: one folder with ``store.db`` (truth and search), ``blobs/`` (the originals) and ``format.json``."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from tawthiq.errors import NotFoundError, StoreError
from tawthiq.model import (
    CopyGroup,
    Decision,
    Document,
    Entity,
    Finding,
    Identity,
    Judgement,
    Loss,
    Reading,
    Reconciliation,
    Word,
)
from tawthiq.store import (
    across,
    analyser,
    claims,
    facets,
    folders,
    index,
    keeping,
    names,
    outlining,
    reading,
    rows,
    sayings,
    search,
    verify,
    writing,
)
from tawthiq.store.blobs import Blobs
from tawthiq.store.connection import connect, transaction, translated
from tawthiq.store.extent import Extent, extent
from tawthiq.store.facets import Facets
from tawthiq.store.filters import (
    FEW,
    Added,
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
    Outcome,
    QuotationFilter,
    SearchFilter,
    Sighting,
    Stored,
)
from tawthiq.store.fitting import check_fit, check_spans
from tawthiq.store.folders import BLOBS, DATABASE
from tawthiq.store.near import changes
from tawthiq.store.near.recording import Recording
from tawthiq.store.near.update import update
from tawthiq.store.originals import Originals
from tawthiq.store.outline import Outline
from tawthiq.store.prepared import Prepared, prepare
from tawthiq.store.sayings import Sayings
from tawthiq.store.stories import Stories

_UNCOMPARED = frozenset({Decision.UNSURE, Decision.ACCEPT})  # decisions that change nothing between documents
_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "unreadable": "SELECT count(*) FROM document WHERE status = 'unreadable'",
    "partial": "SELECT count(*) FROM document WHERE status = 'partial'",
    "replaced": "SELECT count(*) FROM document WHERE replaced_by IS NOT NULL",
    "entities": "SELECT count(*) FROM archive_entity",
    "mentions": "SELECT count(*) FROM mention",
    "claims": "SELECT count(*) FROM claim",
    "quotations": "SELECT count(*) FROM quotation",
    "findings": "SELECT count(*) FROM finding",
    "copies": "SELECT count(*) FROM copy_group",
    "losses": "SELECT count(*) FROM loss",
    "judgements": "SELECT count(*) FROM judgement WHERE undone IS NULL",
}


class Store:
    """An open archive. One writer and any number of readers at a time; close it or use it in a ``with`` block."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, readonly: bool, name_keys: names.NameKeys) -> None:
        self.path = path
        self.readonly = readonly
        self.blobs = Blobs(path / BLOBS)
        self._connection = connection
        self.originals = Originals(connection, self.blobs)
        self._name_keys = name_keys

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = True, readonly: bool = False, name_keys: names.NameKeys = names.sound_keys,
    ) -> Store:
        """Opens an archive, or makes one; StoreError for what is none, is newer than this program or cannot be written.

        ``name_keys`` gives further keys by which names are found (across scripts); with others than the archive was
        reconciled with, names are found by their own spelling only.
        """
        folder = Path(path)
        folders.check(folder, create=create and not readonly)
        if not readonly:
            folders.make(folder)
        store = cls(folder, connect(folder / DATABASE, readonly=readonly), readonly=readonly, name_keys=name_keys)
        if not readonly:
            store._settle()
        return store

    def _settle(self) -> None:
        """What every writer does first: a format file of today, no half-written blobs, an index of today's analyser."""
        folders.write_format(self.path)
        self.blobs.sweep()
        if index.version(self._connection) != analyser.version():
            self.rebuild_index()
        if not outlining.is_current(self._connection):
            with self.batch():
                outlining.build(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes; what SQLite says of a damaged file inside the block becomes a StoreError."""
        self.close()
        if isinstance(error, zlib.error):
            raise StoreError("T404", str(self.path), detail=error) from error
        if isinstance(error, sqlite3.DatabaseError):
            with translated(self.path / DATABASE):
                raise error

    def close(self) -> None:
        """Ends the connection; a batch that was not ended is undone."""
        self._connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything added inside is written together or not at all: an fsync for many documents instead of one each."""
        if self.readonly:
            raise StoreError("T409", str(self.path))
        inner = self._connection.in_transaction
        with transaction(self._connection, self.path / DATABASE):
            yield
            if not inner:  # the originals are on the disk before the rows that speak of them
                self.blobs.sync()

    # Writing

    def add(
        self, document: Document, content: bytes, reading: Reading, added_at: str, place: str | None = None,
        prepared: Prepared | None = None,
    ) -> Added:
        """Keeps a document: its bytes, its text, its reading, its words for search, in one transaction.

        The same bytes again change nothing but where they were found, if that is new (``sightings``); their text and reading
        are not looked at. Other bytes at the same ``place`` (the document's path unless given) are a new document that
        replaces the one before. ``added_at`` is an ISO 8601 time; ``prepared`` is what a worker made of the document with
        ``prepare``. StoreError if id, bytes, reading and what was prepared do not fit each other.
        """
        check_fit(document, content, reading, prepared)
        ready = cache(lambda: prepared or prepare(document, content))
        with self.batch():
            where = place or "/".join(filter(None, (document.origin.container, document.origin.path)))
            added = writing.add(self._connection, document, len(content), reading, added_at, where, ready)
            if added.outcome is not Outcome.ALREADY:
                self.originals.put(document.id, content, ready().original)
            return added

    def replace_reading(self, found: Reading) -> None:
        """Puts a newer reading in the place of the old one; NotFoundError if there is no such document."""
        number = self._number(found.document)
        check_spans(reading.document(self._connection, number), found)
        with self.batch():
            writing.replace_reading(self._connection, number, found)

    def add_loss(self, path: str, loss: Loss, noted_at: str) -> None:
        """Records a file that never became a document. It is forgotten when the file at this place can be read."""
        with self.batch():
            self._connection.execute("DELETE FROM loss WHERE document IS NULL AND path = ? AND code = ?", (path, loss.code))
            writing.add_loss(self._connection, None, path, loss, noted_at)

    def save_reconciliation(self, found: Reconciliation, recorded: tuple[Recording, Sequence[Judgement]] | None = None) -> None:
        """Puts identities, copies and findings in the place of the last ones; judgements stay.

        ``recorded``: what was kept on the way, and the judgements that were known; without it everything is compared next time.
        """
        with self.batch():
            across.save(self._connection, found, self._name_keys)
            outlining.build(self._connection)
            changes.begin(self._connection)
            if recorded is not None and recorded[0].whole:
                recorded[0].flush()
                changes.done(self._connection, recorded[1])
            if recorded is None or not changes.waiting(self._connection):
                writing.settle(self._connection)

    def recording(self) -> Recording:
        """Keeps what a comparing of everything finds, for ``compare_changes``."""
        return Recording(self._connection, self.batch)

    def compare_changes(self) -> str | None:
        """Compares what was added or decided since the last comparing with what it concerns, and keeps the result.

        Some hundred documents in one transaction. The code of the reason if that is not possible and everything must be compared.
        """
        while True:
            with self.batch():
                found = changes.reason(self._connection, self._name_keys)
                if found is None and not update(self._connection, self._name_keys):
                    writing.settle(self._connection)
                    return None
            if found is not None:
                return found

    def judge(self, judgement: Judgement) -> None:
        """Records a person's decision, or (with ``undone``) that it was taken back."""
        with self.batch():
            across.judge(self._connection, judgement)
            if judgement.decision not in _UNCOMPARED:
                writing.unsettle(self._connection)

    def rebuild_index(self) -> int:
        """Builds the search index anew from the stored texts; how many documents."""
        with self.batch():
            return index.rebuild(self._connection)

    def begin_work(self, paths: Sequence[str]) -> None:
        """Notes what is being added, so that it can be gone on with after a power cut."""
        with self.batch():
            self._connection.executemany("INSERT OR IGNORE INTO work (path) VALUES (?)", [(os.fsencode(path).hex(),) for path in paths])

    def end_work(self, paths: Sequence[str]) -> None:
        """Forgets what has been added."""
        with self.batch():
            self._connection.executemany("DELETE FROM work WHERE path = ?", [(os.fsencode(path).hex(),) for path in paths])

    def work(self) -> tuple[str, ...]:
        """The paths that were being added when a program stopped, in the order given."""
        listed = self._connection.execute("SELECT path FROM work ORDER BY n")
        return tuple(os.fsdecode(bytes.fromhex(path)) for (path,) in listed)

    def backup(self, file: str | Path) -> int:
        """Writes the whole archive as it is now to one file, while others read and write it; how many originals."""
        return keeping.backup(self._connection, self.blobs, Path(file))

    def compact(self) -> tuple[int, int]:
        """Frees what is not needed; the size of the database before and after, in bytes."""
        if self.readonly:
            raise StoreError("T409", str(self.path))
        with translated(self.path / DATABASE):
            return keeping.compact(self._connection, self.path / DATABASE)

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

    @property
    def outline(self) -> Outline:
        """What a dossier shows, as short rows: only the lines of one page are unpacked."""
        return Outline(self._connection)

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
            return search.search(self._connection, query, wanted or SearchFilter(), limit=limit, offset=offset, order=order)

    def facets(self, query: str, wanted: SearchFilter | None = None) -> Facets:
        """By what the results of a search can be narrowed, with counts among the newest matches."""
        with translated(self.path / DATABASE):
            return facets.facets(self._connection, query, wanted or SearchFilter())

    def search_claims(
        self, query: str, wanted: SearchFilter | None = None, limit: int = FEW, *, counting: bool = False,
    ) -> Sayings[FoundClaim]:
        """Claims whose evidence has the words of a query, newest document first; with ``counting`` their facets too."""
        with translated(self.path / DATABASE):
            return sayings.found_claims(self._connection, query, wanted or SearchFilter(), limit, counting=counting)

    def search_quotations(
        self, query: str, wanted: SearchFilter | None = None, limit: int = FEW, *, counting: bool = False,
    ) -> Sayings[FoundQuotation]:
        """Quotations that have the words of a query, newest document first; with ``counting`` their facets too."""
        with translated(self.path / DATABASE):
            return sayings.found_quotations(self._connection, query, wanted or SearchFilter(), limit, counting=counting)

    def verify(self) -> Iterator[Mismatch]:
        """Re-reads every span, every original, every row that points to another, and the index; reports all mismatches."""
        return verify.verify(self._connection, self.blobs, readonly=self.readonly)

    def _number(self, document: str) -> int:
        return reading.number(self._connection, document)


def _one(found: Iterable[FoundClaim], claim: str) -> FoundClaim:
    for item in found:
        return item
    raise NotFoundError("T001", claim, name=claim)
