"""Who is who, written where it changed: of a large archive a new document leaves most entities as they were.

Rows that are the same stay as they are; the tables hold afterwards what they would hold if all had been written anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from itertools import groupby

from tawthiq.model import Entity, Identity
from tawthiq.store import analyser, ids, names, naming, outline, rows, whois
from tawthiq.store.entities import sort_of
from tawthiq.store.packing import shown

_MADE_BY = "names"  # in ``meta``: by which analyser and which further keys the names of entities are found
_PROBES = ("عبد الرحمن الشهبندر", "مُحمّد بن زُهَير", "Elias al-Khoury", "وزارة الأشغال العامة", "كوردستان", "Jean-Pierre O'Neill")
"""Names whose keys tell whether the way in which names are found has changed."""


_NEW = "INSERT INTO archive_entity (key, sort, name, names) VALUES (?, ?, ?, ?)"
_OTHER = "UPDATE archive_entity SET sort = ?, name = ?, names = ? WHERE key = ?"


def _row(entity: Entity) -> tuple[int, str, str]:
    return sort_of(entity.type.value, entity.kind.value), shown(entity.name), rows.names_json(entity)


def entities(connection: sqlite3.Connection, found: Iterable[Entity], further: naming.NameKeys) -> set[str]:
    """Writes the entities that are new or have changed; the ids of those that are no more, to be taken out by ``forget``."""
    _name_anew(connection, further)
    known = {row[0]: hash(row[1:]) for row in connection.execute("SELECT id, sort, name, names FROM archive_entity")}
    for entity in found:
        row = _row(entity)
        before = known.pop(entity.id, None)
        if before is None:
            connection.execute(_NEW, (ids.entity(entity.id), *row))
        elif before != hash(row):
            _unname(connection, entity.id, further)
            connection.execute(_OTHER, (*row, ids.entity(entity.id)))
        else:
            continue
        names.index_entity(connection, entity, further)
    return set(known)


def put(connection: sqlite3.Connection, entity: Entity, further: naming.NameKeys) -> None:
    """Writes one entity, if it is new or has changed."""
    key, row = ids.entity(entity.id), _row(entity)
    before = connection.execute("SELECT sort, name, names FROM archive_entity WHERE key = ?", (key,)).fetchone()
    if before == row:
        return
    if before is None:
        connection.execute(_NEW, (key, *row))
    else:
        _unname(connection, entity.id, further)
        connection.execute(_OTHER, (*row, key))
    names.index_entity(connection, entity, further)


def _made(further: naming.NameKeys) -> str:
    keys = [sorted(names.every_key(probe, further)) for probe in _PROBES]
    return hashlib.sha256(repr((analyser.version(), keys)).encode()).hexdigest()


def found_as_before(connection: sqlite3.Connection, further: naming.NameKeys) -> bool:
    """Whether names are found in the same way as when they were written last."""
    before = connection.execute("SELECT value FROM meta WHERE key = ?", (_MADE_BY,)).fetchone()
    return before is not None and before[0] == _made(further)


def _name_anew(connection: sqlite3.Connection, further: naming.NameKeys) -> None:
    """Makes all entities findable anew where names are found in another way than they were."""
    if found_as_before(connection, further):
        return
    naming.fill(connection, further)
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MADE_BY, _made(further)))


def _unname(connection: sqlite3.Connection, entity: str, further: naming.NameKeys) -> None:
    known = connection.execute("SELECT name, names FROM archive_entity WHERE key = ?", (ids.entity(entity),)).fetchone()
    names.forget_entity(connection, entity, (name.text for name in rows.names_of(*known)), further)


def forget(connection: sqlite3.Connection, gone: Iterable[str], further: naming.NameKeys) -> None:
    """Takes out entities that nobody is any more."""
    for entity in sorted(gone):
        _unname(connection, entity, further)
        outline.forget(connection, entity)
        connection.execute("DELETE FROM archive_entity WHERE key = ?", (ids.entity(entity),))


def identities(connection: sqlite3.Connection, found: Iterable[Identity], numbers: dict[str, int]) -> None:
    """Writes who is who, document by document; ``found`` has the identities of a document together."""
    unseen = {row[0] for row in connection.execute("SELECT DISTINCT document FROM entity WHERE archive IS NOT NULL")}
    known = whois.Whois(connection)
    for document, group in groupby(found, key=lambda item: item.document):
        number = numbers[document]
        unseen.discard(number)
        _of_document(connection, known, number, group)
    nobody = "UPDATE entity SET archive = NULL, ground = NULL, said = NULL WHERE document = ?"
    connection.executemany(nobody, [(number,) for number in sorted(unseen)])


def _of_document(connection: sqlite3.Connection, known: whois.Whois, number: int, found: Iterable[Identity]) -> None:
    gone = {row[0] for row in connection.execute("SELECT local FROM identity WHERE document = ?", (number,))}
    for item in found:
        gone.discard(shown(item.local))
        known.put((number, item.local), (item.entity, item.score, (item.reason_ar, item.reason_en)))
    for local in sorted(gone):
        known.drop((number, local))


IN_ORDER = "c.document >= 0"
"""Of every claim: it keeps SQLite to the order of documents, where it would go by an index that has half of what is asked."""
_ONE = "document << 24 | seq"  # a claim as one number: no document has 16 million claims
_COUNTED = {
    "documents": "SELECT archive, count(DISTINCT document) FROM entity WHERE archive IS NOT NULL GROUP BY archive",
    "claims": (
        f"SELECT archive, count(DISTINCT {_ONE}) FROM (SELECT e.archive, c.document, c.seq FROM claim c"
        " CROSS JOIN entity e ON e.document = c.document AND e.seq IN (c.subject, c.object)"
        f" WHERE {IN_ORDER} AND e.archive IS NOT NULL) GROUP BY archive"
    ),
}


_COUNTED_OF = {
    "documents": "SELECT count(DISTINCT e.document) FROM entity e WHERE e.archive = archive_entity.n",
    "claims": (
        f"SELECT count(DISTINCT {_ONE}) FROM (SELECT c.document, c.seq FROM entity e CROSS JOIN claim c ON c.document = e.document"
        " AND e.seq IN (c.subject, c.object) WHERE e.archive = archive_entity.n)"
    ),
}


def count_of(connection: sqlite3.Connection, entities: Iterable[str]) -> None:
    """The counters of some entities."""
    for entity in entities:
        for column, statement in _COUNTED_OF.items():
            connection.execute(f"UPDATE archive_entity SET {column} = ({statement}) WHERE key = ?", (ids.entity(entity),))


def count(connection: sqlite3.Connection) -> None:
    """Counters beside each entity, so that the list of entities needs no counting; only those that changed are written."""
    for column, statement in _COUNTED.items():
        connection.execute("DROP TABLE IF EXISTS temp.counted")
        connection.execute("CREATE TEMP TABLE counted (archive INTEGER PRIMARY KEY, number INTEGER NOT NULL)")
        connection.execute(f"INSERT INTO temp.counted {statement}")
        connection.execute(
            f"UPDATE archive_entity SET {column} = c.number FROM temp.counted c WHERE c.archive = archive_entity.n AND {column} <> c.number"
        )
        connection.execute(f"UPDATE archive_entity SET {column} = 0 WHERE {column} <> 0 AND n NOT IN (SELECT archive FROM temp.counted)")
        connection.execute("DROP TABLE temp.counted")
