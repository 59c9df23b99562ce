"""By what a search for documents can be narrowed, with counts."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tawthiq.model import EntityType
from tawthiq.store.filters import SearchFilter
from tawthiq.store.parsing import parse
from tawthiq.store.search import rows_of

COUNTED = 5_000
"""Documents counted, the newest matches: a count over all of them would take time with the archive's size."""
_NAMED = 400  # of these, documents whose entities and claims are counted: each has dozens
SHOWN = 12
"""Values of a facet, the most frequent."""
_AT_ONCE = 500  # values in one statement: SQLite's lowest limit is 999

_PUBLISHERS = "SELECT publisher, count(*) FROM document WHERE publisher IS NOT NULL AND n IN ({}) GROUP BY 1"
_YEARS = "SELECT substr(published, 1, 4), count(*) FROM document WHERE published IS NOT NULL AND n IN ({}) GROUP BY 1"
_FORMATS = "SELECT format, count(*) FROM document WHERE n IN ({}) GROUP BY 1"
_STANDINGS = "SELECT standing, count(DISTINCT document) FROM claim WHERE document IN ({}) GROUP BY 1"

_KINDS = _PERSON, _ORGANIZATION, _PLACE = (EntityType.PERSON.value, EntityType.ORGANIZATION.value, EntityType.PLACE.value)

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Documents by outlet, year, format, standing of a claim; by entity id with its name. ``complete``: all matches were counted."""

    publishers: Counted
    years: Counted
    formats: Counted
    standings: Counted
    people: tuple[tuple[str, str, int], ...]
    organizations: tuple[tuple[str, str, int], ...]
    places: tuple[tuple[str, str, int], ...]
    complete: bool


def facets(connection: sqlite3.Connection, text: str, wanted: SearchFilter) -> Facets:
    """Counts among the newest matches of a query."""
    found = rows_of(connection, parse(text), wanted, COUNTED + 1)
    numbers, few = found[:COUNTED], found[:_NAMED]
    named = _entities(connection, few)
    return Facets(
        _counted(connection, _PUBLISHERS, numbers), _counted(connection, _YEARS, numbers), _counted(connection, _FORMATS, numbers),
        _counted(connection, _STANDINGS, few), named[_PERSON], named[_ORGANIZATION], named[_PLACE],
        complete=len(found) <= _NAMED,
    )


def _counted(connection: sqlite3.Connection, statement: str, numbers: list[int]) -> Counted:
    totals: dict[str, int] = {}
    for name, count in _asked(connection, statement, numbers):
        totals[name] = totals.get(name, 0) + count
    return tuple(sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:SHOWN])


def _asked(connection: sqlite3.Connection, statement: str, numbers: list[int], *values: str) -> Iterator[tuple[str, int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield from connection.execute(statement.format(", ".join("?" * len(some))), (*some, *values))


def _entities(connection: sqlite3.Connection, numbers: list[int]) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """The most frequent entities of each kind. What an entity is is looked up for the most frequent ones alone, until there are enough."""
    totals: Counter[str] = Counter()
    statement = "SELECT entity, count(DISTINCT document) FROM identity WHERE document IN ({}) GROUP BY entity"
    for entity, count in _asked(connection, statement, numbers):
        totals[entity] += count
    leading = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    found: dict[str, list[tuple[str, str, int]]] = {kind: [] for kind in _KINDS}
    for start in range(0, len(leading), _AT_ONCE):
        some = leading[start : start + _AT_ONCE]
        known = _known(connection, [entity for entity, _ in some])
        for entity, count in some:
            kind, name = known[entity]
            if kind in found and len(found[kind]) < SHOWN:
                found[kind].append((entity, name, count))
        if all(len(rows) == SHOWN for rows in found.values()):
            break
    return {kind: tuple(rows) for kind, rows in found.items()}


def _known(connection: sqlite3.Connection, entities: list[str]) -> dict[str, tuple[str, str]]:
    """The kind and the name of entities."""
    marks = ", ".join("?" * len(entities))
    asked = connection.execute(f"SELECT id, type, name FROM archive_entity WHERE id IN ({marks})", entities)
    return {entity: (kind, name) for entity, kind, name in asked}
