"""What a worker process does with one file: read it, understand it, hand the documents over.

Everything here runs beside other workers and writes nothing; the parent in ``pipeline`` keeps the results.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import hashlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from multiprocessing import connection, parent_process
from os import _exit
from pathlib import Path
from typing import Any, Protocol, TextIO

from tawthiq.errors import IntakeError, UsageError
from tawthiq.intake import alive
from tawthiq.intake.metadata import Facts
from tawthiq.model import Document, Loss, Origin, Reading, Reconciliation, content_id
from tawthiq.store import Prepared, Store, prepare

_SECONDS = 300.0  # for a page, a member or a document; the slowest honest ones (a broadsheet by OCR) take about 30
_USUAL_TEXT = 500_000  # code points that are understood in that time, where it takes five times as long as on a quiet machine
_MEMORY = 3 << 30  # bytes that a worker may use: the model takes 0.5 GB, the largest honest documents 1 GB with their parse
_SLICE_TEXT = 32_000_000  # code points of one container handed over at a time: about 100 MB with its readings
_SLICE_DOCUMENTS = 2_000  # documents of one container handed over at a time; the container is read again for the next
SLICE_FIRST = 1
"""Documents that a container hands over at first: beside it others are under way, and a kill undoes what all of them have read."""
_SLICE_SOON = 10  # documents handed over after that at least
SLICE_MOST = 20
"""Documents handed over at most by a container that is come to again at once: however fast they are, a kill undoes few of them."""
_SLICE_AGAIN = 4  # times that a slice takes longer than coming to its first document: reading again costs a fifth at most
_QUICK = 0.05  # seconds of CPU to a container's first document, within which it is read again right after it
_AT_ONCE = 0.02  # seconds of CPU to the first document of a slice that is come to at once: ``SLICE_MOST`` take longer, as a rule
_COLLECTED = (50_000, 20, 100)
"""Objects and rounds between searches for circles: Python's own 700, 10, 10 took 3 % of reading; four articles make 50,000 objects."""
_HASHED = 64 << 20  # bytes: a file up to this size is hashed before it is parsed, in memory
_WITH_MEMBERS = frozenset({"mail"})  # formats whose document comes with others: a kill may have parted them
_BESIDE = frozenset({"sidecar", "manifest"})


class Source(Protocol):
    """A file found, before it is opened: where it is, how it is shown, what is said beside it; ``barred``: not to be opened."""

    @property
    def path(self) -> Path: ...
    @property
    def display(self) -> str: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def losses(self) -> tuple[Loss, ...]: ...
    @property
    def barred(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """What does the work; functions of modules, so that workers can be told of them. ``reader`` is their version."""

    discover: Callable[[Sequence[Path]], Iterator[Any]]
    read: Callable[..., Iterable[tuple[Document, bytes]]]  # of a source, and of how many of its documents to pass over
    extract: Callable[[Document], Reading]
    reconcile: Callable[..., Reconciliation]  # of documents, readings, judgements, and (if ``recording``) of who keeps what is found
    reader: str
    recording: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A document of the archive as a source: to be understood again by newer readers."""

    path: Path
    display: str
    document: str


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, from its ``skip``-th document on; or a document to understand again.

    ``single``: one document at a time, because one of them may be what the worker died of; ``plain``: not to be understood.
    """

    source: Any
    skip: int = 0
    single: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A document as a worker hands it over; ``reading`` and ``prepared`` are None for one that is in the archive already."""

    document: Document
    content: bytes
    reading: Reading | None
    place: str
    prepared: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task. ``more`` tells that the file has further documents. ``loss``: it could not be read at all.

    ``passed`` counts documents that are neither read nor recorded one by one: none can be told of a member that its parser dies of.
    """

    task: Task
    items: tuple[Item, ...] = ()
    more: bool = False
    loss: Loss | None = None
    passed: int = 0

    @property
    def following(self) -> Task:
        """What comes after it in the same file."""
        return Task(self.task.source, self.task.skip + len(self.items) + self.passed)


def with_loss(document: Document, code: str, detail: str) -> Document:
    """The document with a further loss."""
    return replace(document, losses=(*document.losses, Loss(code, document.origin.path, detail[:500])))


def process(task: Task, work: Rooms, store: Store) -> Result:
    """Reads and understands one file; never raises for what the file holds."""
    try:
        if isinstance(task.source, Kept):
            document = store.document(task.source.document)
            return Result(task, (Item(document, b"", work.extract(document), ""),))
        if not task.skip and (whole := _known_whole(task.source, store)) is not None:
            return Result(task, (whole,))
        return _read(task, work, lambda document: store.has(document) and not store.silent(document))
    except IntakeError as error:
        return Result(task, loss=Loss(error.code, task.source.display, str(error)[:500]))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop the other thirty thousand
        return failed(task, error)


def failed(task: Task, error: Exception) -> Result:
    """The result of a task that a fault of ours ended."""
    return Result(task, loss=Loss("T452", task.source.display, f"{type(error).__name__}: {error}"[:500]))


def _known_whole(source: Source, store: Store) -> Item | None:
    """A file whose bytes are a document of the archive needs no parsing, unless only its bytes tell what is said of it."""
    try:
        if source.barred or source.path.stat().st_size > _HASHED:
            return None
        content = source.path.read_bytes()
    except OSError:
        return None  # intake tells what is wrong with it
    digest = hashlib.sha256(content).hexdigest()
    if not store.has(digest) or store.silent(digest):
        return None
    head = store.head(digest)
    if head.format in _WITH_MEMBERS or _hidden(head) - source.facts.keys():
        return None
    return Item(_seen(head, source), content, None, place_of(source, None))


def _hidden(head: Document) -> set[str]:
    """Facts that came from beside the file: what the file itself says of them was not kept."""
    return {field for field, found in head.origin.metadata_from if found in _BESIDE}


def _seen(head: Document, source: Source) -> Document:
    """A known document as it was found here: without text, with what is said of it here. The file's own word is as before."""
    said = {field: found.value for field, found in source.facts.items()}
    origin = Origin(source.display, url=said.get("url", head.origin.url))
    return Document(
        head.id, "", origin, said.get("publisher", head.publisher), said.get("published", head.published),
        said.get("title", head.title), said.get("author", head.author), format=head.format, losses=source.losses,
    )


def _read(task: Task, work: Rooms, known: Callable[[str], bool]) -> Result:
    """What a container has next. Times are of the processor: a busy machine is no slow container."""
    items: list[Item] = []
    text = 0
    documents = work.read(task.source, task.skip) if task.skip else work.read(task.source)
    began = time.process_time()
    opened = 0.0
    for document, content in documents:
        opened = opened or time.process_time() - began
        if not task.skip and len(items) == SLICE_FIRST and opened < _QUICK:
            return Result(task, tuple(items), more=True)
        place = place_of(task.source, document)
        items.append(Item(document, content, None, place) if known(document.id) else _new(document, content, place, task, work))
        alive.beat()
        text += len(document.text)
        if task.single or text >= _SLICE_TEXT or _enough(len(items), time.process_time() - began, opened):
            return Result(task, tuple(items), more=True)
    return Result(task, tuple(items))


def _enough(documents: int, seconds: float, opened: float) -> bool:
    """Whether a slice of so many documents is handed over, after so many seconds, ``opened`` of them before its first document."""
    if documents >= (SLICE_MOST if opened < _AT_ONCE else _SLICE_DOCUMENTS):
        return True
    return documents >= _SLICE_SOON and seconds > _SLICE_AGAIN * opened


def _new(document: Document, content: bytes, place: str, task: Task, work: Rooms) -> Item:
    if task.plain:
        kept, reading = with_loss(document, "T457", ""), Reading(document.id, work.reader)
    else:
        alive.beat(max(1.0, len(document.text) / _USUAL_TEXT))
        kept, reading = _understood(document, work)
    return Item(kept, content, reading, place, prepare(kept, content))


def _understood(document: Document, work: Rooms) -> tuple[Document, Reading]:
    """The reading; a document that we fail to understand is kept with its text, and the failure told."""
    if not document.text.strip():
        return document, Reading(document.id, work.reader)
    try:
        return document, work.extract(document)
    except Exception as error:  # noqa: BLE001 - as in ``process``
        return with_loss(document, "T452", f"{type(error).__name__}: {error}"), Reading(document.id, work.reader)


def place_of(source: Source, document: Document | None) -> str:
    """The key of where a document stood, to know later that another stands there. No path: an archive may be given away."""
    inside = document.origin.path.removeprefix(source.display) if document is not None and document.origin.container else ""
    return content_id("p", source.path, inside)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one worker may take: seconds for a page, a member or a document, and bytes of memory."""

    seconds: float = _SECONDS
    memory: int = _MEMORY


def bounds() -> Bounds:
    """The bounds, as the variables TAWTHIQ_SECONDS and TAWTHIQ_MEMORY (bytes) set them; UsageError where one is no number above 0."""
    return Bounds(_setting("TAWTHIQ_SECONDS", _SECONDS), int(_setting("TAWTHIQ_MEMORY", _MEMORY)))


def _setting(name: str, usual: float) -> float:
    given = os.environ.get(name)
    try:
        value = float(given) if given else usual
    except ValueError:
        value = 0.0
    if not 0 < value < inf:
        raise UsageError("T455", name, value=given)
    return value


class Watch:
    """Ends the process when one page, member or document takes too long; whoever works tells now and then that he is alive.

    Parsers hang inside C code that no exception reaches, so the process ends; its parent records the file and goes on.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def beat(self, share: float = 1.0) -> None:
        """Begins to count anew, for a longer work to ``share`` times the seconds."""
        faulthandler.dump_traceback_later(self.seconds * share, exit=True, file=_nowhere())

    def stop(self) -> None:
        """Counts no longer."""
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> TextIO:
    """Where the state of a process that is ended goes: paths and texts are nobody's matter."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - stays open as long as the process


def _bound_memory(most: int) -> None:
    """A document that asks for more memory fails, alone, and not the machine; systems without such a bound have none."""
    try:
        import resource
    except ImportError:
        return
    for name in ("RLIMIT_DATA", "RLIMIT_CORE"):
        kind = getattr(resource, name, None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            wanted = 0 if name == "RLIMIT_CORE" else most
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


_worker: tuple[Rooms, Store, Watch] | None = None  # set once in each worker process, where it costs most to pass


def begin(path: Path, work: Rooms) -> None:
    """Starts a worker: Ctrl-C is the parent's matter, and a worker whose parent is gone must not stay behind."""
    global _worker  # noqa: PLW0603 - the only way to hand something to a worker process once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
    found = bounds()
    watch = Watch(found.seconds)
    _bound_memory(found.memory)
    alive.watcher.set(watch.beat)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = work, Store.open(path, readonly=True), watch


def collect_seldom() -> None:
    """Lets this process look for circles of objects seldom: readings make hardly any, and each search goes over all lexicons."""
    gc.set_threshold(*_COLLECTED)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        _exit(1)


def work_on(task: Task) -> Result:
    """``process`` in a worker that was begun."""
    if _worker is None:
        raise RuntimeError("a worker that was not begun")
    work, store, watch = _worker
    watch.beat()
    try:
        return process(task, work, store)
    finally:
        watch.stop()
