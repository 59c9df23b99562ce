"""From format 13 to 14: what stood twice of a document or a finding stands once. ``begin`` leaves it to be done by slices."""

from __future__ import annotations

import sqlite3
from typing import Final

from tawthiq.model import Finding
from tawthiq.store import compared, rows, sighted, slices
from tawthiq.store.packing import UNREADABLE, unpack, unpack_plain

_DOCUMENTS, _FINDINGS = "shortening_documents", "shortening_findings"
_SLICE: Final = 5_000  # rows of a transaction: a second of work that a stop can undo
_OF_DOCUMENTS: Final = f"SELECT d.n, d.body, {rows.TOLD.format('d')} FROM document d WHERE d.n > ? ORDER BY d.n LIMIT ?"


def begin(connection: sqlite3.Connection) -> None:
    """The columns that say so, and that the rows are still to be written anew. Run inside a transaction."""
    connection.execute(sighted.OWN)
    for key in (_DOCUMENTS, _FINDINGS):
        slices.begin(connection, key)


def under_way(connection: sqlite3.Connection) -> bool:
    """Whether some rows are as they were before."""
    return any(slices.under_way(connection, work.key) for work in _WORKS)


def finish(connection: sqlite3.Connection, told: slices.Progress | None = None) -> None:
    """Writes anew what is left. What is damaged stays as it is, for ``verify`` to tell."""
    for work in _WORKS:
        slices.finish(connection, work, told)


def _documents(connection: sqlite3.Connection, behind: int) -> int | None:
    found = connection.execute(_OF_DOCUMENTS, (behind, _SLICE)).fetchall()
    for number, body, *told in found:
        try:
            shorter = rows.shortened(unpack_plain(body), told)
        except UNREADABLE:
            continue
        connection.execute("UPDATE document SET body = ? WHERE n = ?", (shorter, number))
        sighted.shorten(connection, number, "document")
    return found[-1][0] if len(found) == _SLICE else None


def _findings(connection: sqlite3.Connection, behind: int) -> int | None:
    found = connection.execute("SELECT n, body FROM finding WHERE n > ? ORDER BY n LIMIT ?", (behind, _SLICE)).fetchall()
    for number, body in found:
        try:
            finding = unpack(Finding, body)
        except UNREADABLE:
            continue
        connection.execute("UPDATE finding SET body = ? WHERE n = ?", (compared.body(finding), number))
    return found[-1][0] if len(found) == _SLICE else None


_WORKS: Final = (slices.Work(_DOCUMENTS, "document", "n", _documents), slices.Work(_FINDINGS, "finding", "n", _findings))
