"""Who is who, written where it changed, and what that touches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tawthiq.model import Entity
from tawthiq.store import ids, merging, naming
from tawthiq.store.near.pages import Spot
from tawthiq.store.near.tables import asked
from tawthiq.store.whois import Told, Whois

_SPOTS = "SELECT document, local FROM identity WHERE archive = (SELECT n FROM archive_entity WHERE key = ?)"


class Ledger:
    """Changes of who is who."""

    def __init__(self, connection: sqlite3.Connection, further: naming.NameKeys) -> None:
        self.connection = connection
        self.whois = Whois(connection)
        self._before: dict[Spot, str | None] = {}
        self._now: dict[Spot, str] = {}
        self._written: set[str] = set()
        self._further = further

    def entity(self, entity: Entity) -> None:
        """Writes an entity if it is new or has changed."""
        self._written.add(entity.id)
        merging.put(self.connection, entity, self._further)

    def put(self, spot: Spot, told: Told) -> None:
        """Writes who a local entity is, if that is not what stands there; its entity must be written before."""
        before, changed = self.whois.put(spot, told)
        if changed and before != told[0]:
            self._note(spot, before, told[0])

    def _note(self, spot: Spot, before: str | None, now: str) -> None:
        self._before.setdefault(spot, before)
        self._now[spot] = now

    @property
    def moved(self) -> set[int]:
        """Documents (numbers) in which someone is now somebody else."""
        return {spot[0] for spot, now in self._now.items() if self._before[spot] != now}

    @property
    def touched(self) -> set[str]:
        """Entities whom someone is now, or no longer is."""
        changed = ((self._before[spot], now) for spot, now in self._now.items() if self._before[spot] != now)
        return {entity for pair in changed for entity in pair if entity is not None}

    def rename_spots(self, spots: Iterable[Spot], entity: str) -> None:
        """Who stands at these spots is another entity now; why stays the same."""
        for spot in spots:
            self._note(spot, self.whois.rename(spot, entity), entity)

    def spots(self, entity: str) -> list[Spot]:
        """Where an entity of the archive stands."""
        return list(self.connection.execute(_SPOTS, (ids.entity(entity),)))

    def entities_at(self, spots: Iterable[Spot]) -> dict[Spot, str]:
        """Who the local entities are that are known already."""
        wanted = set(spots)
        documents = sorted({document for document, _ in wanted})
        listed = asked(self.connection, "SELECT document, local, entity FROM identity WHERE document IN ({})", documents)
        return {(document, local): entity for document, local, entity in listed if (document, local) in wanted}

    def close(self) -> set[str]:
        """Takes out the entities that nobody is any more; which these are."""
        known = {entity for found in (self._before, self._now) for entity in found.values() if entity is not None}
        gone = {entity for entity in known | self._written if not self.spots(entity)}
        merging.forget(self.connection, gone, self._further)
        return gone
