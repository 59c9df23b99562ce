"""What of a document's rows needs no database: workers make it beside each other, so that the one who writes only writes."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.model import Document
from tawthiq.store import index, originals
from tawthiq.store.index import Tokens
from tawthiq.store.packing import pack_text


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of a document for search, and its text and its bytes as they are kept; ``original`` is None for large ones."""

    document: str
    tokens: Tokens
    text: bytes
    original: bytes | None


def prepare(document: Document, content: bytes) -> Prepared:
    """Everything of a new document that costs time and asks nothing of the archive."""
    return Prepared(document.id, index.tokens(document, document.text), pack_text(document.text), originals.packed(content, document.text))
