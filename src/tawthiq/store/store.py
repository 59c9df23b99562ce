"""The archive on disk: opening, closing and writing it. What can be asked of it stands in ``contents.py``."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from tawthiq.errors import StoreError
from tawthiq.model import Decision, Document, Judgement, Loss, Reading, Reconciliation
from tawthiq.store import across, analyser, blocks, folder, index, keeping, names, naming, outlining, reading, removing, writing
from tawthiq.store.connection import connect, transaction, translated
from tawthiq.store.contents import Contents
from tawthiq.store.filters import Added, Outcome
from tawthiq.store.fitting import check_fit, check_spans
from tawthiq.store.folder import DATABASE
from tawthiq.store.near import changes
from tawthiq.store.near.recording import Recording
from tawthiq.store.near.update import update
from tawthiq.store.prepared import Prepared, prepare
from tawthiq.store.removing import Removed
from tawthiq.store.repacking import Progress

_UNCOMPARED = frozenset({Decision.UNSURE, Decision.ACCEPT})  # decisions that change nothing between documents


class Store(Contents):
    """An open archive. One writer and any number of readers at a time; close it or use it in a ``with`` block."""

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = True, readonly: bool = False, name_keys: naming.NameKeys = names.sound_keys,
        told: Progress | None = None,
    ) -> Store:
        """Opens an archive, or makes one; StoreError for what is none, is newer than this program or cannot be written.

        ``name_keys`` gives further keys by which names are found (across scripts); with others than the archive was
        reconciled with, names are found by their own spelling only. ``told`` hears how many documents of how many are
        brought to today's format, where a writer finds an archive of an older program.
        """
        place = Path(path)
        folder.check(place, create=create and not readonly)
        if not readonly:
            folder.make(place)
        store = cls(place, connect(place / DATABASE, readonly=readonly, told=told), readonly=readonly, name_keys=name_keys)
        try:
            if not readonly:
                store._settle()
        except BaseException:
            store.close()
            raise
        return store

    def _settle(self) -> None:
        """What every writer does first: a format file of today, no half-written blobs, an index of today's analyser."""
        folder.write_format(self.path)
        self.blobs.sweep()
        if removing.is_unwiped(self._connection):
            self._wipe()
        if index.version(self._connection) != analyser.version():
            self.rebuild_index()
        if not outlining.is_current(self._connection):
            with self.batch():
                outlining.build(self._connection)
        if blocks.missing(self._connection):
            with self.batch():
                blocks.fill(self._connection)

    def _wipe(self) -> None:
        """Ends what a program that was stopped while removing began. What hinders it (a full disk, readers) is no reason not to open."""
        for entry in self.removed():
            self.blobs.remove(entry.id)
        with suppress(StoreError):
            self.compact()

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
            if added.outcome in (Outcome.NEW, Outcome.REPLACES):
                self.originals.put(document.id, content, ready().original)
            return added

    def replace_reading(self, found: Reading) -> None:
        """Puts a newer reading in the place of the old one; NotFoundError if there is no such document."""
        number = self._number(found.document)
        check_spans(reading.document(self._connection, number), found)
        with self.batch():
            writing.replace_reading(self._connection, number, found)

    def remove(self, name: str, *, author: str, note: str, removed_at: str) -> Removed:
        """Takes a document out, named by id or path, with all that was found in it; everything must be compared after it.

        What was deleted can be read in the file of the database until ``compact`` has given the space back; the next writer does that
        if nobody has.
        """
        identifier = removing.document_named(self._connection, name)
        entry = Removed(identifier, self.head(identifier).origin.path, author, note, removed_at)
        with self.batch():
            removing.remove(self._connection, entry)
            writing.unsettle(self._connection)
            changes.begin(self._connection)
        self.blobs.remove(identifier)
        return entry

    def allow(self, name: str) -> str:
        """Lets a removed document, named by id or path, be added again; its id."""
        with self.batch():
            return removing.allow(self._connection, name)

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
            if recorded is None or not (changes.waiting(self._connection) or self._decided_since(recorded[1])):
                writing.settle(self._connection)

    def _decided_since(self, known: Sequence[Judgement]) -> bool:
        """Whether people decided something, or took it back, that a comparing did not know."""
        now = across.judgements(self._connection, None, undone=False)
        before, after = ({item.id for item in items if item.decision not in _UNCOMPARED} for items in (known, now))
        return before != after

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
