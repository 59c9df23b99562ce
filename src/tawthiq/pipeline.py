"""The story in one file: files are found, read and understood by workers, kept by the store, and compared at the end.

    discover -> [worker: read -> extract] -> store -> reconcile

Results are kept in the order in which the files were found, so the same folder makes the same archive. Only a few files
are under way at a time, so memory does not grow with the archive. A file on which a worker dies is tried once more
alone; if it dies again the file is recorded as a loss, and everything else goes on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tawthiq.crew import Crew, tasks_under_way
from tawthiq.errors import StoreError, UsageError
from tawthiq.model import Document, Loss, Reading, Status
from tawthiq.store import Outcome, Store
from tawthiq.watching import Looks, Watched
from tawthiq.worker import SLICE_FIRST, SLICE_MOST, Item, Kept, Result, Rooms, Task, process, with_loss

BATCH = 50
"""Documents that a kill can undo: those that are under way, and those read that wait to be written in one transaction."""
_FEWEST = 10  # documents written at once, however many workers there are: an fsync of 5 ms is then little beside reading
_LOOKS = 3  # at each document while everything is compared: at its text, at who is named in it, at what it says


def rooms(*, encoder: bool = True) -> Rooms:
    """The rooms of this program; without ``encoder`` documents are read by the rules alone."""
    from tawthiq import extract, intake, reconcile

    read, reader = (extract.read, extract.READER) if encoder else (extract.read_by_rules, extract.RULES)
    return Rooms(intake.discover, intake.read, read, reconcile.reconcile, reader, recording=True)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding is. ``files`` of ``total`` are done; ``seconds`` since it began; ``comparing`` comes last.

    While comparing, ``files`` and ``total`` count looks at documents (three at each), which began after ``since`` seconds.
    """

    files: int
    total: int
    documents: int
    path: str
    seconds: float
    comparing: bool = False
    since: float = 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds still needed if the rest goes as fast; None before the first file is done."""
        return (self.seconds - self.since) / self.files * (self.total - self.files) if self.files else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or member that could not be read, or only in part: its path, the codes of its losses, the first loss of each code."""

    path: str
    codes: tuple[str, ...]
    losses: tuple[Loss, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, path: str, losses: Sequence[Loss]) -> Self:
        """Each code once."""
        first = {loss.code: loss for loss in reversed(losses)}
        codes = tuple(dict.fromkeys(loss.code for loss in losses))
        return cls(path, codes, tuple(first[code] for code in codes))


@dataclass(frozen=True, slots=True)
class Summary:
    """What adding did. Every file found is in it: ``read``, ``partial``, ``refused`` and ``already`` count documents."""

    files: int = 0
    read: int = 0
    partial: tuple[Refusal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    already: int = 0
    replaced: int = 0
    seconds: float = 0.0
    reconciled: bool = False

    @property
    def documents(self) -> int:
        """New documents, whole, in part or only recorded as unreadable."""
        return self.read + len(self.partial) + len(self.refused)

    @property
    def rate(self) -> float:
        """New documents a second."""
        return self.documents / self.seconds if self.seconds else 0.0


def add(
    store: Store, paths: Sequence[str | Path], *, now: str, workers: int = 2, progress: Callable[[Progress], None] | None = None,
    using: Rooms | None = None, reconciling: bool = True,
) -> Summary:
    """Adds files and folders to an archive. ``now`` is an ISO 8601 time; ``workers`` 0 does all in this process.

    What is in the archive already is passed over. A program that is stopped at any time has lost at most the last
    batch; adding again completes it.
    """
    work = using or rooms()
    given = [Path(path) for path in paths]
    noted = [os.path.abspath(path) for path in given]  # noqa: PTH100 - resolve() would follow links
    store.begin_work(noted)
    began = time.monotonic()
    keeper = _Keeper(store, now, work.reader, written_at_once(workers))
    total = sum(1 for _ in work.discover(given)) if progress else 0
    for result in _results((Task(source) for source in work.discover(given)), store.path, work, workers):
        keeper.take(result)
        if progress:
            progress(Progress(keeper.files, total, keeper.documents, result.task.source.display, time.monotonic() - began))
    keeper.flush()
    reconciled = reconciling and not store.settled
    if reconciled:
        compare(store, work, progress=_since(began, keeper.documents, progress) if progress else None)
    store.end_work(noted)
    return keeper.summary(time.monotonic() - began, reconciled=reconciled)


def resume(
    store: Store, *, now: str, workers: int = 2, progress: Callable[[Progress], None] | None = None, using: Rooms | None = None,
    reconciling: bool = True,
) -> Summary:
    """Goes on with what was being added when a program was stopped; UsageError if nothing was."""
    waiting = store.work()
    if not waiting:
        raise UsageError("T454", str(store.path))
    return add(store, waiting, now=now, workers=workers, progress=progress, using=using, reconciling=reconciling)


def reread(
    store: Store, *, workers: int = 2, progress: Callable[[Progress], None] | None = None, using: Rooms | None = None,
    reconciling: bool = True,
) -> Summary:
    """Understands anew what other versions of the readers have read, from the stored texts. Files are not needed."""
    work = using or rooms()
    began = time.monotonic()
    waiting = list(store.outdated(work.reader))
    tasks = (Task(Kept(store.path, document, document)) for document in waiting)
    done = _Rereader(store)
    for result in _results(tasks, store.path, work, workers):
        done.take(result)
        if progress:
            files = done.read + len(done.refused)
            progress(Progress(files, len(waiting), done.read, result.task.source.display, time.monotonic() - began))
    done.flush()
    reconciled = reconciling and not store.settled
    if reconciled:
        compare(store, work)
    seconds = time.monotonic() - began
    return Summary(len(waiting), done.read, refused=tuple(done.refused), seconds=seconds, reconciled=reconciled)


def _since(began: float, documents: int, progress: Callable[[Progress], None]) -> Callable[[int, int], None]:
    """Tells how far comparing is as a part of adding that many documents, which began at that time."""
    since = time.monotonic() - began

    def told(done: int, total: int) -> None:
        progress(Progress(done, total, documents, "", time.monotonic() - began, comparing=True, since=since))

    told(0, 0)
    return told


def compare(
    store: Store, using: Rooms | None = None, *, whole: bool = False, progress: Callable[[int, int], None] | None = None,
) -> str | None:
    """Compares what was added or decided with what it concerns, and keeps the result: the same as if all had been compared at once.

    The code of the reason if everything had to be compared; ``whole`` asks for that. Texts and readings are then read from disk
    when asked for; ``progress`` hears of how many looks at documents so many are done.
    """
    work = using or rooms()
    why = store.compare_changes() if work.recording and not whole else "T363"
    if why is not None:
        _compare_all(store, work, progress)
    return why


def _compare_all(store: Store, work: Rooms, progress: Callable[[int, int], None] | None) -> None:
    """Compares everything; anew if somebody takes out a document meanwhile, whose rows are then missing anywhere on the way."""
    while True:
        before = store.removed()
        try:
            _compare_known(store, work, progress)
        except Exception:
            if store.removed() == before:
                raise
        else:
            return


def _compare_known(store: Store, work: Rooms, progress: Callable[[int, int], None] | None) -> None:
    judgements = tuple(store.judgements())
    documents, readings = store.all_documents(), store.all_readings(comparing=True)
    looks = Looks(_LOOKS * len(documents), progress)
    asked = Watched(documents, looks), Watched(readings, looks), judgements
    if not work.recording:
        store.save_reconciliation(work.reconcile(*asked))
        return
    recording = store.recording()
    store.save_reconciliation(work.reconcile(*asked, recording), (recording, judgements))


def written_at_once(workers: int) -> int:
    """Documents of a transaction, so that with all that is under way meanwhile they are no more than ``BATCH``."""
    return max(_FEWEST, BATCH - SLICE_MOST - max(0, tasks_under_way(workers) - 1) * SLICE_FIRST)


class _Keeper:
    """Collects results to batches, writes them, and counts."""

    def __init__(self, store: Store, now: str, reader: str, full: int) -> None:
        self.files = self.read = self.already = self.replaced = 0
        self.partial: list[Refusal] = []
        self.refused: list[Refusal] = []
        self._store, self._now, self._reader, self._full = store, now, reader, full
        self._waiting: list[Item | tuple[str, Loss]] = []

    @property
    def documents(self) -> int:
        """New documents written so far."""
        return self.read + len(self.partial) + len(self.refused)

    def summary(self, seconds: float, *, reconciled: bool) -> Summary:
        """What was done."""
        return Summary(
            self.files, self.read, tuple(self.partial), tuple(self.refused), self.already, self.replaced, seconds, reconciled
        )

    def take(self, result: Result) -> None:
        """Keeps a result; writes when a batch is full."""
        self.files += not result.more
        if result.loss is not None:
            self._waiting.append((result.task.source.display, result.loss))
        for item in result.items:
            self._waiting.append(item)
            if len(self._waiting) >= self._full:
                self.flush()

    def flush(self) -> None:
        """Writes what was collected, all or nothing."""
        with self._store.batch():
            for item in self._waiting:
                if isinstance(item, Item):
                    self._keep(item)
                else:
                    self._refuse(*item)
        self._waiting = []

    def _refuse(self, path: str, loss: Loss) -> None:
        self._store.add_loss(path, loss, self._now)
        self.refused.append(Refusal.of(path, (loss,)))

    def _keep(self, item: Item) -> None:
        document, reading = item.document, item.reading or Reading(item.document.id, self._reader)
        try:
            added = self._store.add(document, item.content, reading, self._now, item.place, item.prepared)
        except StoreError as error:
            if error.code != "T412":
                raise
            document = with_loss(document, "T452", error.text())
            added = self._store.add(document, item.content, Reading(document.id, self._reader), self._now, item.place)
        if added.outcome is Outcome.BARRED:
            self.refused.append(Refusal.of(document.origin.path, (Loss("T419", document.origin.path),)))
            return
        if added.outcome is Outcome.ALREADY:
            self.already += 1
            return
        self.replaced += added.outcome is Outcome.REPLACES
        self._count(document)

    def _count(self, document: Document) -> None:
        refusal = Refusal.of(document.origin.path, document.losses)
        if document.status is Status.READ:
            self.read += 1
        elif document.status is Status.PARTIAL:
            self.partial.append(refusal)
        else:
            self.refused.append(refusal)


class _Rereader:
    """Puts newer readings in the place of older ones, in batches. A reading that fails leaves the older one."""

    def __init__(self, store: Store) -> None:
        self.read = 0
        self.refused: list[Refusal] = []
        self._store = store
        self._waiting: list[Reading] = []

    def take(self, result: Result) -> None:
        """Keeps a reading; writes when a batch is full."""
        if result.loss is not None:
            self.refused.append(Refusal.of(result.task.source.display, (result.loss,)))
        self._waiting += [item.reading for item in result.items if item.reading is not None]
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what was collected."""
        with self._store.batch():
            for reading in self._waiting:
                self._replace(reading)
        self._waiting = []

    def _replace(self, reading: Reading) -> None:
        try:
            self._store.replace_reading(reading)
            self.read += 1
        except StoreError as error:
            if error.code != "T412":
                raise
            self.refused.append(Refusal(reading.document, ("T452",)))


# In the parent


def _results(tasks: Iterator[Task], path: Path, work: Rooms, workers: int) -> Iterator[Result]:
    """Results in the order of the tasks, those of one file in the order of its documents."""
    if workers > 0:
        yield from Crew(path, work, workers).results(tasks)
        return
    with Store.open(path, readonly=True) as store:
        for task in tasks:
            result = process(task, work, store)
            yield result
            while result.more:
                result = process(result.following, work, store)
                yield result
