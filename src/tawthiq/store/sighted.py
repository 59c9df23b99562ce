"""Where documents were found: rows of ``sighting``, whose title and time are left out where they are those of the document."""

from __future__ import annotations

import sqlite3
from typing import Final

OWN: Final = "ALTER TABLE sighting ADD COLUMN own INTEGER NOT NULL DEFAULT 0"
"""Which columns say what the columns of the document say, and are empty for that: a bit each."""
_FIELDS: Final = ("published", "title")


def told(name: str) -> str:
    """What a sighting says, in a statement where ``s`` is it and ``d`` its document."""
    if name not in _FIELDS:
        return f"s.{name}"
    return f"CASE WHEN s.own & {1 << _FIELDS.index(name)} THEN d.{name} ELSE s.{name} END"


COLUMNS: Final = ("path", "container", "publisher", "published", "title", "author", "url", "seen_at")
"""Of a ``filters.Sighting``, in this order."""
TOLD: Final = ", ".join(map(told, COLUMNS))
_SHORTER: Final = ", ".join(
    f"{name} = CASE WHEN sighting.{name} IS d.{name} THEN NULL ELSE sighting.{name} END" for name in _FIELDS
)
_SAME: Final = " + ".join(f"(sighting.{name} IS d.{name}) * {1 << place}" for place, name in enumerate(_FIELDS))
_WHOLE: Final = ", ".join(
    f"{name} = CASE WHEN sighting.own & {1 << place} THEN d.{name} ELSE sighting.{name} END" for place, name in enumerate(_FIELDS)
)
_OF: Final = "FROM document d WHERE d.n = sighting.document AND sighting.{} = ?"


def shorten(connection: sqlite3.Connection, number: int, column: str = "n") -> None:
    """Leaves out what the document says too: of the sighting of a number, or with ``document`` of all of a document, if they have it."""
    connection.execute(f"UPDATE sighting SET {_SHORTER}, own = {_SAME} {_OF.format(column)} AND NOT sighting.own", (number,))


def complete(connection: sqlite3.Connection, number: int) -> None:
    """Puts it in again, before the document says something else."""
    connection.execute(f"UPDATE sighting SET {_WHOLE}, own = 0 {_OF.format('document')}", (number,))
