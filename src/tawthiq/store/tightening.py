"""Texts and small originals that an older program packed, as today's packs them: fewer bytes, the same words.

Both forms are read, so nothing must be done for it and a stop undoes some hundred documents at most; ``compact`` does it.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from tawthiq.store import originals
from tawthiq.store.packing import UNREADABLE, pack_text, unpack_text
from tawthiq.store.slices import whole

_SLICE: Final = 500  # documents of a transaction: a tenth of a second
_OLDER: Final = """SELECT t.document, t.body, o.body FROM document_text t LEFT JOIN original o ON o.document = t.document
 WHERE t.document > ? AND (substr(t.body, 1, 1) = x'78' OR substr(o.body, 1, 1) = x'78') ORDER BY t.document LIMIT ?"""


def tighten(connection: sqlite3.Connection) -> None:
    """Packs anew what is packed as it was until format 12. What is damaged stays as it is, for ``verify`` to tell."""
    last: int | None = -1
    while last is not None:
        with whole(connection):
            last = _slice(connection, last)


def _slice(connection: sqlite3.Connection, behind: int) -> int | None:
    """Some documents behind a number; the last of them, None where there are no more."""
    found = connection.execute(_OLDER, (behind, _SLICE)).fetchall()
    for number, body, original in found:
        try:
            text = unpack_text(body)
            small = None if original is None else originals.packed(originals.unpacked(original, body), text)
        except UNREADABLE:
            continue
        connection.execute("UPDATE document_text SET body = ? WHERE document = ?", (pack_text(text), number))
        if small is not None:
            connection.execute("UPDATE original SET body = ? WHERE document = ?", (small, number))
    return found[-1][0] if len(found) == _SLICE else None
