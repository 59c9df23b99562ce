"""What the rules would call a person if no namesake had the name already: mostly what the person is called, so only another is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tawthiq.store import ids
from tawthiq.store.near.tables import asked

_OF = "SELECT coalesce(plain, entity) FROM near_person_entity WHERE entity IN ({})"
_CALLED = "SELECT entity FROM near_person_entity WHERE plain IS NULL AND entity IN ({})"
_OTHERS = "SELECT entity FROM near_person_entity WHERE plain IN ({})"


def put(connection: sqlite3.Connection, entity: str, plain: str) -> None:
    """Keeps a person with its plain id."""
    kept = None if plain == entity else ids.entity(plain)
    connection.execute("INSERT INTO near_person_entity VALUES (?, ?)", (ids.entity(entity), kept))


def drop(connection: sqlite3.Connection, entities: Iterable[str]) -> None:
    """Forgets persons."""
    connection.executemany("DELETE FROM near_person_entity WHERE entity = ?", [(ids.entity(entity),) for entity in entities])


def of(connection: sqlite3.Connection, entities: Iterable[str]) -> set[str]:
    """The plain ids of persons."""
    return _told(asked(connection, _OF, map(ids.entity, entities)))


def bearers(connection: sqlite3.Connection, plain: Iterable[str]) -> set[str]:
    """The persons with one of these plain ids."""
    wanted = list(map(ids.entity, plain))
    return _told(asked(connection, _CALLED, wanted)) | _told(asked(connection, _OTHERS, wanted))


def _told(rows: Iterable[tuple[ids.Kept]]) -> set[str]:
    return {ids.told(ids.ENTITY, row[0]) for row in rows}
