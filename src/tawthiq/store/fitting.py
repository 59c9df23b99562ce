"""Whether what is to be kept together belongs together: a document, its bytes, its reading and what was prepared of it."""

from __future__ import annotations

from tawthiq.errors import StoreError
from tawthiq.model import Document, Reading, document_id
from tawthiq.store.prepared import Prepared


def check_fit(document: Document, content: bytes, found: Reading, prepared: Prepared | None = None) -> None:
    """StoreError if id, bytes, reading and what was prepared do not fit each other."""
    if document_id(content) != document.id:
        raise StoreError("T412", document.id, detail="sha-256")
    if prepared is not None and prepared.document != document.id:
        raise StoreError("T412", document.id, detail=prepared.document)
    check_spans(document, found)


def check_spans(document: Document, found: Reading) -> None:
    """StoreError if a reading is of another document, or a span of it has other words than the text."""
    if found.document != document.id:
        raise StoreError("T412", document.id, detail=found.document)
    wrong = found.mismatches(document)
    if wrong:
        raise StoreError("T412", document.id, detail=f"[{wrong[0].start}:{wrong[0].end}] {wrong[0].exact}")
