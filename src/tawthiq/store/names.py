"""Entities of the archive by their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from tawthiq.model import Entity
from tawthiq.reconcile.names import compare_names
from tawthiq.store import ids, naming, rows
from tawthiq.store.asking import Conditions, lazily, page
from tawthiq.store.entities import RANKED
from tawthiq.store.filters import EntityFilter, EntityRow
from tawthiq.store.naming import NameKeys, key_words
from tawthiq.store.packs import Pack, Packs
from tawthiq.text.fold import fold
from tawthiq.text.sounds import sound_key

_COLUMNS = "e.id, e.type, e.kind, e.name, e.names, e.documents, e.claims"
_NAMED = "EXISTS (SELECT 1 FROM entity x WHERE x.archive = e.n AND x.called)"
_SOUNDS = "~"  # leads keys of sound, which no key of words can equal
_SAME_WORD = 0.5  # a single word is at best a likely part of a name, and the sounds agree already
_SAME_NAME = 0.85  # score of compare_names: shown as a match of a search, where a person looks at the result
_BEARERS = "SELECT rowid FROM called WHERE called MATCH ?"
_RANK = " ORDER BY e.documents DESC, e.id"
_MANY = 5_000
"""Entities of a key from which on it is quicker to ask the most documented of all, one by one, for the key: 4 ms instead of 9 to 30."""


def sound_keys(name: str) -> Iterable[str]:
    """How the name sounds, so that it is found by its Latin spellings too."""
    key = sound_key(name)
    return (_SOUNDS + key,) if key else ()


def every_key(name: str, further: NameKeys) -> set[str]:
    """Every key under which a name is found whole."""
    own = _own(name)
    return ({own} if own else set()) | set(further(name))


def _own(name: str) -> str:
    return " ".join(key_words(name))


def index_entity(connection: sqlite3.Connection, entity: Entity, further: NameKeys) -> None:
    """Makes an entity that is not there findable by each of its names, whole and by word."""
    naming.put(connection, _number(connection, entity.id), (name.text for name in entity.names), further)


def forget_entity(connection: sqlite3.Connection, entity: str, names: Iterable[str], further: NameKeys) -> None:
    """Makes an entity with these names not findable any more."""
    naming.drop(connection, _number(connection, entity), names, further)


def _number(connection: sqlite3.Connection, entity: str) -> int:
    found: int = connection.execute("SELECT n FROM archive_entity WHERE key = ?", (ids.entity(entity),)).fetchone()[0]
    return found


def named_so(connection: sqlite3.Connection, name: str, limit: int) -> list[EntityRow]:
    """Entities of which a name has the words of this one and no others, in any spelling, the most documented first."""
    words = key_words(name)
    if not words:
        return []
    own = " ".join(words)
    bearers = _leading(connection, naming.of_name(words))
    return list(islice((row for row in bearers if any(_own(known) == own for known, _ in row.names)), limit))


def find(connection: sqlite3.Connection, name: str, further: NameKeys, limit: int) -> list[EntityRow]:
    """Entities that a name fits, the best first.

    Those whose name is this one; then those whose names sound like it and compare as one name; then those whose names
    have all its words. The most documented first in each.
    """
    words = key_words(name)
    exact = named_so(connection, name, limit)
    alike = [row for key in sorted(set(further(name))) for row in _sounding(connection, key, further, limit) if _is_named(row, name)]
    loose = islice(_leading(connection, naming.of_words(words)), limit) if words else ()
    return list({row.id: row for row in (*exact, *alike, *loose)}.values())[:limit]


def _sounding(connection: sqlite3.Connection, key: str, further: NameKeys, limit: int) -> Iterator[EntityRow]:
    """Those with a name of this further key, the most documented first."""
    asked = naming.of_key(key)
    bearers = _leading(connection, asked) if asked else iter(())
    return islice((row for row in bearers if any(key in further(known) for known, _ in row.names)), limit)


def _is_named(row: EntityRow, name: str) -> bool:
    """Whether one of the entity's names and the name asked for are spellings of one name."""
    least = _SAME_NAME if " " in name.strip() else _SAME_WORD
    return any(compare_names(name, known).value >= least for known, _ in row.names)


def _leading(connection: sqlite3.Connection, expression: str) -> Iterator[EntityRow]:
    """The entities that an expression of the index of names finds, the most documented first."""
    (found,) = connection.execute(f"SELECT count(*) FROM ({_BEARERS} LIMIT {_MANY})", (expression,)).fetchone()
    # Behind the index of ranks a unary plus keeps SQLite from looking all of them up first.
    ranked = f"archive_entity e INDEXED BY archive_entity_rank WHERE e.documents > 1 AND +e.n IN ({_BEARERS})"
    rest, all_ = (f"archive_entity e WHERE {further}e.n IN ({_BEARERS})" for further in ("e.documents <= 1 AND ", ""))
    for listed in (ranked, rest) if found == _MANY else (all_,):
        for (number,) in connection.execute(f"SELECT e.n FROM {listed}{_RANK}", (expression,)):
            yield _row(connection.execute(f"SELECT {_COLUMNS} FROM archive_entity e WHERE e.n = ?", (number,)).fetchone())


def entities(connection: sqlite3.Connection, wanted: EntityFilter) -> Iterator[EntityRow]:
    """Entities of the archive, the most documented first."""
    ask = Conditions()
    ask.equal(e__type=wanted.type, e__kind=wanted.kind)
    ask.one_of("e.key", tuple(map(ids.entity, wanted.ids)))
    if wanted.document is not None:
        ask.add("e.n IN (SELECT i.archive FROM identity i JOIN document d ON d.n = i.document WHERE d.id = ?)", wanted.document)
    if wanted.named:
        ask.add(_NAMED)
    if not wanted.ids and wanted.document is None:
        return _ranked(connection, ask, wanted.limit, wanted.offset)
    statement = f"SELECT {_COLUMNS} FROM archive_entity e{ask.where} ORDER BY e.documents DESC, e.id{page(wanted.limit, wanted.offset)}"
    return map(_row, lazily(connection, statement, ask.values))


def _ranked(connection: sqlite3.Connection, ask: Conditions, limit: int | None, offset: int) -> Iterator[EntityRow]:
    """The most documented that meet conditions, each part of them in the order of an index."""
    left, skipped = -1 if limit is None else limit, offset
    for condition, index, order in RANKED:
        listed = f"archive_entity e INDEXED BY {index}{ask.where}{' AND' if ask.parts else ' WHERE'} e.{condition}"
        told = 0
        for row in lazily(connection, f"SELECT {_COLUMNS} FROM {listed} ORDER BY e.{order}{page(left, skipped)}", ask.values):
            told += 1
            yield _row(row)
        left -= told if limit is not None else 0
        if not left:
            return
        if skipped:
            skipped -= connection.execute(f"SELECT min(count(*), ?) FROM {listed}", [skipped, *ask.values]).fetchone()[0]


def bearer(connection: sqlite3.Connection, document: str, name: str) -> str | None:
    """The archive's entity that the first bearer of a name in a document is counted to; None for no bearer."""
    found = connection.execute("SELECT n FROM document WHERE id = ?", (document,)).fetchone()
    if found is None:
        return None
    known: dict[str, str] = dict(connection.execute("SELECT local, entity FROM identity WHERE document = ?", found))
    key, pack = fold(name), Pack(connection, found[0])
    return next((known.get(own.id) for own in pack.entities if key in {fold(each.text) for each in own.names}), None)


def borne(connection: sqlite3.Connection, entity: str, limit: int) -> list[tuple[str, str, str]]:
    """The first documents that name an entity, in the order in which they were added: id, local id there, and what it calls it."""
    own = "SELECT n FROM archive_entity WHERE key = ?"
    statement = f"SELECT document, local, seq FROM identity WHERE archive = ({own}) ORDER BY document, local"
    packs = Packs(connection)
    told = ((packs[number], local, seq) for number, local, seq in lazily(connection, statement, [ids.entity(entity)]))
    return list(islice(((pack.document, local, name) for pack, local, seq in told if (name := pack.names[seq])), limit))


def _row(row: rows.Row) -> EntityRow:
    names = tuple((name.text, name.lang) for name in rows.names_of(row[3], row[4]))
    return EntityRow(row[0], row[1], row[2], row[3], names, row[5], row[6])


def entity_of(connection: sqlite3.Connection, entity: str) -> Entity | None:
    """One entity of the archive as a noun."""
    row = connection.execute("SELECT id, type, kind, name, names FROM archive_entity WHERE key = ?", (ids.entity(entity),)).fetchone()
    return rows.entity_of(row) if row else None


def beginning(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """The ids of the first entities whose id begins with a prefix, in order."""
    statement = "SELECT id FROM archive_entity WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?"
    asked = (connection.execute(statement, (*each, limit)) for each in ids.beginning(ids.ENTITY, prefix))
    return sorted(name for found in asked for (name,) in found)[:limit]
