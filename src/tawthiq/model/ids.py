"""Ids are hashes of content: the same input gives the same ids, on any machine, in any order."""

from __future__ import annotations

import hashlib

_LENGTH = 20  # hex digits kept: 80 bits, a collision among 10^9 items has probability under 10^-6


def document_id(content: bytes) -> str:
    """The sha-256 of a document's bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """A short id of what identifies an item; parts are separated so that no two lists collide by joining."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:_LENGTH]}"
