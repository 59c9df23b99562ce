"""By what a search for documents can be narrowed, with counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tawthiq.model import EntityType
from tawthiq.store.catalogue import Catalogue
from tawthiq.store.filters import SearchFilter
from tawthiq.store.parsing import parse
from tawthiq.store.search import documents_of

SHOWN: Final = 12
"""Values of a facet, the most frequent."""
_OUTLETS: Final = 8  # outlets above the documents found
_READ: Final = 400  # documents whose entities and formats are counted, the newest: each has dozens of entities
_ASKED: Final = 20  # documents of an entity that are asked whether they call it by name
_LEADING: Final = 300  # entities of these, the most frequent: there are enough of each kind among them, or few at all

_FORMATS = "SELECT format, count(*) FROM document WHERE n IN ({}) GROUP BY 1"
_ENTITIES = """SELECT c.n, c.id, c.type, c.name, c.documents FROM (
 SELECT a.n AS n, a.id AS id, a.type AS type, a.name AS name, a.kind AS kind, g.documents AS documents FROM (
  SELECT archive, count(DISTINCT document) AS documents FROM entity WHERE document IN ({}) AND archive IS NOT NULL GROUP BY archive) g
 JOIN archive_entity a ON a.n = g.archive ORDER BY g.documents DESC, a.id LIMIT ?) c
 WHERE c.kind = 'named' ORDER BY c.documents DESC, c.id"""
_CALLED = """SELECT EXISTS (SELECT 1 FROM (
 SELECT called FROM entity WHERE archive = ? AND document IN ({}) LIMIT ?) WHERE called)"""

_KINDS = _PERSON, _ORGANIZATION, _PLACE = (EntityType.PERSON.value, EntityType.ORGANIZATION.value, EntityType.PLACE.value)

Counted = tuple[tuple[str, int], ...]
Named = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Documents by outlet, year, format, standing of a claim; by entity id with its name.

    ``complete``: formats and entities were counted in all matches, not in the newest alone. The others always are.
    """

    publishers: Counted
    years: Counted
    formats: Counted
    standings: Counted
    people: Named
    organizations: Named
    places: Named
    complete: bool


@dataclass(frozen=True, slots=True)
class Narrower:
    """How many matches each outlet has (the greatest), and each year (the latest, in order of time); none without one."""

    publishers: Counted
    years: Counted


def facets(connection: sqlite3.Connection, catalogue: Catalogue, text: str, wanted: SearchFilter) -> Facets:
    """Counts among the matches of a query."""
    found = documents_of(connection, catalogue, parse(text), wanted)
    numbers = catalogue.numbers(found.places[-_READ:])
    named = _entities(connection, numbers)
    formats = connection.execute(_FORMATS.format(_marks(numbers)), numbers).fetchall()
    return Facets(
        leading(catalogue.publishers(connection).counts(found.places)), leading(catalogue.counts_by_year(found.places)),
        leading(dict(formats)), leading(catalogue.counts_by_standing(connection, found.places)),
        named[_PERSON], named[_ORGANIZATION], named[_PLACE],
        complete=found.complete and len(found.places) <= _READ,
    )


def narrower(connection: sqlite3.Connection, catalogue: Catalogue, text: str, wanted: SearchFilter) -> Narrower:
    """Outlets counted as if none was chosen, years as if no days were; of an exact spelling among what was found alone."""
    query = parse(text)
    elsewhere = wanted if wanted.exact else replace(wanted, publisher=None)
    at_any_time = wanted if wanted.exact else replace(wanted, since=None, until=None)
    of_outlets = documents_of(connection, catalogue, query, elsewhere).places
    of_years = documents_of(connection, catalogue, query, at_any_time).places
    years = sorted(catalogue.counts_by_year(of_years).items())[-SHOWN:]
    return Narrower(leading(catalogue.publishers(connection).counts(of_outlets))[:_OUTLETS], tuple(years))


def leading(counts: dict[str, int]) -> Counted:
    """The most frequent values; what has none is not a value."""
    known = ((value, count) for value, count in counts.items() if value)
    return tuple(sorted(known, key=lambda item: (-item[1], item[0]))[:SHOWN])


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))


def _entities(connection: sqlite3.Connection, numbers: list[int]) -> dict[str, Named]:
    """The most frequent entities of each kind in documents, of those that are called by name there: not «المدير», «مصدر»."""
    rows = connection.execute(_ENTITIES.format(_marks(numbers)), (*numbers, _LEADING)).fetchall()
    called = _CALLED.format(_marks(numbers))
    return {
        kind: tuple(islice(
            ((entity, name, count) for number, entity, type_, name, count in rows
             if type_ == kind and connection.execute(called, (number, *numbers, _ASKED)).fetchone()[0]), SHOWN,
        )) for kind in _KINDS
    }  # fmt: skip
