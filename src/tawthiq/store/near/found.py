"""Findings, brought up to date: only for the blocks of claims that are new, or whose subject, object or copies are others now."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from tawthiq.model import Finding, Judgement
from tawthiq.reconcile.caches import in_stretches
from tawthiq.reconcile.comparison.item import Item, Known
from tawthiq.reconcile.decisions import as_decided
from tawthiq.reconcile.findings import findings_of, items_of
from tawthiq.reconcile.identity import bearing
from tawthiq.reconcile.matter import Surroundings
from tawthiq.reconcile.rivals import one_page
from tawthiq.reconcile.scene import Form, Head
from tawthiq.store import compared, reading
from tawthiq.store.near import items, pages
from tawthiq.store.near.copied import copies_of
from tawthiq.store.near.pages import Sight
from tawthiq.store.near.tables import one, signed, unsigned
from tawthiq.store.packing import column, shown

Found = dict[str, Finding]
"""Findings by their ids."""


def keep_block(connection: sqlite3.Connection, key: int, findings: Iterable[str]) -> None:
    """Keeps which findings come of a block."""
    connection.executemany("INSERT OR IGNORE INTO near_finding VALUES (?, ?)", [(signed(key), finding) for finding in findings])


def grow(connection: sqlite3.Connection, documents: Iterable[int], judgements: Sequence[Judgement]) -> set[str]:
    """Compares the claims of documents that are new or have changed; the subjects and objects of what is found now or no longer."""
    parts = _Parts(connection)
    changed: set[int] = set()
    for document in in_stretches(sorted(set(documents))):
        changed |= _prepare(connection, document, judgements)
    keys = changed | parts.changed()
    return _compare(connection, keys, _Around(connection, parts.now))


class _Parts:
    """Places inside places, as the claims tell them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before = self._told()

    def _told(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._connection.execute("SELECT DISTINCT smaller, larger FROM near_part").fetchall())

    def changed(self) -> set[int]:
        """The blocks in which claims stand that happened at both places of a pair that is told now or no longer."""
        self.now = self._told()
        return {key for pair in self.now ^ self._before for key in self._keys(pair[0]) & self._keys(pair[1])}

    def _keys(self, place: str) -> set[int]:
        rows = self._connection.execute("SELECT document, line FROM near_placed WHERE place = ?", (place,)).fetchall()
        return {key for number, line in rows for key in items.keys_at(self._connection, number, line)}


def _prepare(connection: sqlite3.Connection, document: int, judgements: Sequence[Judgement]) -> set[items.Key]:
    """Prepares the claims of a document anew; the blocks of those that are not as they were."""
    (found,) = as_decided((reading.reading(connection, document, comparing=True),), judgements)
    now = list(items_of(found, known_of(connection, document), copies_of(connection, document)))
    return items.keep(connection, document, now)


def known_of(connection: sqlite3.Connection, document: int) -> Known:
    """What is known of a document, from its page and who is who."""
    sight = Sight(connection, (document,))
    place = sight.place(document)
    named = dict(connection.execute("SELECT local, entity FROM identity WHERE document = ?", (document,)))
    locals_ = dict(zip(sight.scene.locals(place), sight.scene.refs(place), strict=True))
    ids = {local: named[shown(local)] for local in locals_}
    several = _several(connection, document)
    head = reading.head(connection, document)
    return Known(
        Head(head.id, head.publisher, head.published), sight.scene.country(place), sight.scene.named(place),
        {local: sight.scene.form(ref) for local, ref in locals_.items()}, ids,
        {local for local, entity in ids.items() if entity in several}, lambda anchor: _at(connection, anchor),
    )


_SEVERAL = (
    "SELECT DISTINCT i.entity FROM identity i WHERE i.document = ?"
    " AND EXISTS (SELECT 1 FROM entity o WHERE o.archive = i.archive AND o.document <> i.document)"
)


def _several(connection: sqlite3.Connection, document: int) -> set[str]:
    """The entities of a document that stand in others too."""
    return {row[0] for row in connection.execute(_SEVERAL, (document,))}


def _at(connection: sqlite3.Connection, anchor: str) -> tuple[str, Form] | None:
    """Who bears a name in a document (``document@name``)."""
    number = one(connection, "SELECT n FROM document WHERE id = ?", (anchor.partition("@")[0],))
    if number is None:
        return None
    sight = Sight(connection, (number,))
    ref = min(bearing(sight.scene, anchor), default=None)
    if ref is None:
        return None
    entity = one(connection, "SELECT entity FROM identity WHERE document = ? AND local = ?", sight.at(ref))
    return entity, sight.scene.form(ref)


# ------------------------------------------------------------------ blocks


class _Around:
    """What comparing knows beside the claims of a block. The names in a document are its own: no other document changes them."""

    def __init__(self, connection: sqlite3.Connection, parts: frozenset[tuple[str, str]]) -> None:
        self._connection = connection
        self._items = items.Reader(connection)
        self._rows: dict[int, int] = {}
        self.told = Surroundings(parts, cache(self._names))

    def block(self, key: items.Key) -> list[Item]:
        """The claims of a block, in order of their ids."""
        listed = self._items.of_block(key)
        self._rows.update((item.document, row) for row, item in listed)
        return sorted((item for _, item in listed), key=lambda item: (item.id, item.document))

    def _names(self, document: int) -> frozenset[int]:
        return pages.named(self._connection, self._rows[document])


def _compare(connection: sqlite3.Connection, keys: set[int], around: _Around) -> set[str]:
    """Compares the claims of blocks, and writes what is found of them now and no longer."""
    affected: set[str] = set()
    for key in in_stretches(sorted(keys)):
        found = _of_block(key, around)
        before = {row[0] for row in connection.execute("SELECT finding FROM near_finding WHERE key = ?", (key,))}
        connection.executemany("DELETE FROM near_finding WHERE key = ? AND finding = ?", [(key, name) for name in before - found.keys()])
        keep_block(connection, unsigned(key), found.keys() - before)
        affected |= before | found.keys()
    touched: set[str] = set()
    winning: defaultdict[int | None, set[str]] = defaultdict(set)
    for name in affected:
        winning[one(connection, "SELECT max(key) FROM near_finding WHERE finding = ?", (name,))].add(name)
    for highest, names in winning.items():
        found = _of_block(highest, around) if highest is not None else {}
        for name in sorted(names):
            touched |= _write(connection, name, found.get(name))
    return touched


def _of_block(key: items.Key, around: _Around) -> Found:
    listed = around.block(key)
    if len({item.document for item in listed}) < 2 and not one_page(unsigned(key)):
        return {}
    return {finding.id: finding for finding in findings_of(unsigned(key), listed, around.told)}


def _write(connection: sqlite3.Connection, name: str, finding: Finding | None) -> set[str]:
    """Writes, changes or takes out a finding; its subjects and objects, if anything is other than it was."""
    before = connection.execute("SELECT subject, predicate, object, body FROM finding WHERE id = ?", (name,)).fetchone()
    if finding is not None and before is not None and before == compared.columns(finding):
        return set()
    connection.execute("DELETE FROM finding_claim WHERE finding = (SELECT n FROM finding WHERE id = ?)", (name,))
    connection.execute("DELETE FROM finding WHERE id = ?", (name,))
    touched = {before[0], before[2]} if before is not None else set()
    if finding is not None:
        compared.write(connection, finding)
        touched |= {column(finding.subject.entity), column(finding.object.entity if finding.object else None)}
    return {entity for entity in touched if entity is not None}
