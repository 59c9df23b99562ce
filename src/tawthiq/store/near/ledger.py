"""Who is who, written where it changed, and what that touches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tawthiq.model import Entity
from tawthiq.store import merging, names
from tawthiq.store.near.pages import Spot
from tawthiq.store.near.tables import asked
from tawthiq.store.packing import pack_plain

Told = tuple[str, float, tuple[str, str]]
"""Archive id, how surely (0..1), and why, in Arabic and English."""


class Ledger:
    """Changes of who is who. ``moved``: documents (numbers) in which someone is now somebody else; ``touched``: entities."""

    def __init__(self, connection: sqlite3.Connection, further: names.NameKeys) -> None:
        self.connection = connection
        self.moved: set[int] = set()
        self.touched: set[str] = set()
        self._further = further

    def entity(self, entity: Entity) -> None:
        """Writes an entity if it is new or has changed."""
        merging.put(self.connection, entity, self._further)

    def put(self, spot: Spot, told: Told) -> None:
        """Writes who a local entity is, if that is not what stands there; its entity must be written before."""
        entity, score, reasons = told
        row = (entity, score, pack_plain(list(reasons)))
        known = self.connection.execute("SELECT entity, score, reasons FROM identity WHERE document = ? AND local = ?", spot).fetchone()
        if known == row:
            return
        self.connection.execute("INSERT OR REPLACE INTO identity VALUES (?, ?, ?, ?, ?)", (*spot, *row))
        if known is None or known[0] != entity:
            self.moved.add(spot[0])
            self.touched.update({entity, *(known[:1] if known else ())})

    def rename_spots(self, spots: Iterable[Spot], entity: str) -> None:
        """Who stands at these spots is another entity now; why stays the same."""
        for spot in spots:
            before = self.connection.execute("SELECT entity FROM identity WHERE document = ? AND local = ?", spot).fetchone()[0]
            self.connection.execute("UPDATE identity SET entity = ? WHERE document = ? AND local = ?", (entity, *spot))
            self.moved.add(spot[0])
            self.touched.update({before, entity})

    def spots(self, entity: str) -> list[Spot]:
        """Where an entity of the archive stands."""
        return list(self.connection.execute("SELECT document, local FROM identity WHERE entity = ?", (entity,)))

    def entities_at(self, spots: Iterable[Spot]) -> dict[Spot, str]:
        """Who the local entities are that are known already."""
        wanted = set(spots)
        documents = sorted({document for document, _ in wanted})
        listed = asked(self.connection, "SELECT document, local, entity FROM identity WHERE document IN ({})", documents)
        return {(document, local): entity for document, local, entity in listed if (document, local) in wanted}

    def close(self) -> set[str]:
        """Takes out the entities that nobody is any more; which these are."""
        gone = {entity for entity in self.touched if not self.spots(entity)}
        merging.forget(self.connection, gone, self._further)
        return gone
