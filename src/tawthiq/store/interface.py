"""What an archive must be able to do, whatever engine holds it: for a shared server beside the folder on one machine.

``Documents`` keeps, ``Search`` finds. ``tawthiq.store.Store`` is both, in SQLite. The analyser and the understanding of
queries stand outside every engine, so that all find the same documents; ``tests/store/contract.py`` says what must hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from tawthiq.model import Document, Loss, Reading
from tawthiq.store.filters import FEW, Added, DocumentFilter, LossRow, Order, SearchFilter, Sighting, Stored
from tawthiq.store.prepared import Prepared
from tawthiq.store.search import Results


class Documents(Protocol):
    """Keeps documents with their bytes and texts. Documents are named by their ids; methods raise NotFoundError for unknown ones."""

    def batch(self) -> AbstractContextManager[None]:
        """Everything added inside is kept together or not at all; inside another batch it belongs to that one."""
        ...

    def add(
        self, document: Document, content: bytes, reading: Reading, added_at: str, place: str | None = None,
        prepared: Prepared | None = None,
    ) -> Added:
        """Keeps a document. Known bytes change nothing but where they were found; other bytes at a place replace what stood there.

        ``prepared``: what a worker made of the document already, for an engine that has use for it.
        """
        ...

    def add_loss(self, path: str, loss: Loss, noted_at: str) -> None:
        """Records a file that never became a document; forgotten when the file at this place can be read."""
        ...

    def has(self, document: str) -> bool:
        """Whether a document is kept."""
        ...

    def document(self, document: str) -> Document:
        """A document as it was added, with its text."""
        ...

    def text(self, document: str) -> str:
        """The text alone."""
        ...

    def original(self, document: str) -> bytes:
        """The bytes as they were added."""
        ...

    def documents(self, wanted: DocumentFilter | None = None) -> Iterator[Stored]:
        """Documents without their texts, newest first, undated ones last."""
        ...

    def sightings(self, document: str) -> tuple[Sighting, ...]:
        """Every place where a document was found, with what was said of it there."""
        ...

    def losses(self, document: str | None = None) -> Iterator[LossRow]:
        """What could not be read."""
        ...


class Search(Protocol):
    """Finds documents by their words."""

    def search(
        self, query: str, wanted: SearchFilter | None = None, *, limit: int = FEW, offset: int = 0, order: Order = Order.NEWEST,
    ) -> Results:
        """The documents that a query finds, with the words around; UsageError for a query that says nothing."""
        ...


class SharedStore(Documents, Search, Protocol):
    """Both."""
