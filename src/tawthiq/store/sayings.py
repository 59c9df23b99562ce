"""Claims and quotations by their words: what a query finds in the evidence itself, and by what that can be narrowed.

The index finds documents; the claims and quotations of those are then held against the query by the same tokens. So
«word NOT other» leaves out claims with the other word, and not every claim of a document that has it somewhere.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tawthiq.model import Argument, EntityType, Hop
from tawthiq.store import claims
from tawthiq.store.facets import SHOWN, Counted
from tawthiq.store.filters import ClaimFilter, FoundClaim, FoundQuotation, QuotationFilter, SearchFilter
from tawthiq.store.parsing import parse
from tawthiq.store.query import Query, Term, holds, written
from tawthiq.store.search import rows_of

EXAMINED = 1_000
"""Documents whose claims or quotations are looked through, the newest that the query finds: about a second."""

T = TypeVar("T", FoundClaim, FoundQuotation)
Named = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class SayingFacets:
    """Claims or quotations by outlet, year, kind (predicate or form) and standing; by entity id with its name."""

    publishers: Counted
    years: Counted
    kinds: Counted
    standings: Counted
    people: Named
    organizations: Named
    places: Named


@dataclass(frozen=True, slots=True)
class Sayings(Generic[T]):
    """The first claims or quotations that a query finds, newest document first, in the order of its text.

    ``complete`` tells that ``total`` is their number, not a lower bound. ``facets`` count among ``total``, where asked for.
    """

    items: tuple[T, ...]
    total: int
    complete: bool
    searched: tuple[Term, ...]
    facets: SayingFacets | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class _Seen(Generic[T]):
    """A claim or quotation with what it is looked up and counted by."""

    item: T
    words: str
    kind: str
    standing: str | None
    document: str
    entities: frozenset[str]


def found_claims(
    connection: sqlite3.Connection, text: str, wanted: SearchFilter, limit: int, *, counting: bool = False
) -> Sayings[FoundClaim]:
    """Claims whose evidence answers a query. With ``counting`` all are looked through for the facets, else until ``limit``."""
    return _found(connection, text, wanted, limit, _claims_of, counting=counting)


def found_quotations(
    connection: sqlite3.Connection, text: str, wanted: SearchFilter, limit: int, *, counting: bool = False
) -> Sayings[FoundQuotation]:
    """Quotations whose words answer a query, as ``found_claims``."""
    return _found(connection, text, wanted, limit, _quotations_of, counting=counting)


def _found(
    connection: sqlite3.Connection, text: str, wanted: SearchFilter, limit: int,
    of_document: Callable[[sqlite3.Connection, int, str, SearchFilter], Iterator[_Seen[T]]], *, counting: bool,
) -> Sayings[T]:
    query = parse(text)
    numbers = rows_of(connection, query.positive, replace(wanted, kind=None), EXAMINED + 1)
    found: list[_Seen[T]] = []
    stopped = False
    for number in numbers[:EXAMINED]:
        (document,) = connection.execute("SELECT id FROM document WHERE n = ?", (number,)).fetchone()
        found += [seen for seen in of_document(connection, number, document, wanted) if _answers(query, seen, wanted)]
        stopped = not counting and len(found) > limit
        if stopped:
            break
    items = tuple(seen.item for seen in found[:limit])
    complete = not stopped and len(numbers) <= EXAMINED
    total = limit if stopped else len(found)
    return Sayings(items, total, complete, query.wanted, _facets(connection, found) if counting else None)


def _answers(query: Query, seen: _Seen[T], wanted: SearchFilter) -> bool:
    """Whether the words answer the query, and all wanted entities take part."""
    if not seen.entities.issuperset(wanted.entities) or not holds(query, seen.words):
        return False
    return not wanted.exact or written(query, seen.words)


def _claims_of(connection: sqlite3.Connection, number: int, document: str, wanted: SearchFilter) -> Iterator[_Seen[FoundClaim]]:
    asked = ClaimFilter(document=document, predicate=wanted.kind, standing=wanted.standing)
    known = _identities(connection, number)
    for found in claims.claims(connection, asked):
        claim = found.claim
        named = {*_in_argument(claim.subject), *_in_argument(claim.object), *_in_argument(claim.place), *_in_chain(claim.chain)}
        words = " … ".join(span.exact for span in claim.evidence)
        yield _Seen(found, words, claim.predicate, claim.standing.value, document, _archive_wide(named, known))


def _quotations_of(
    connection: sqlite3.Connection, number: int, document: str, wanted: SearchFilter
) -> Iterator[_Seen[FoundQuotation]]:
    known = _identities(connection, number)
    mentions = "SELECT entity FROM mention WHERE document = ? AND start >= ? AND end <= ?"
    for found in claims.quotations(connection, QuotationFilter(document=document, form=wanted.kind)):
        said = found.quotation
        within = connection.execute(mentions, (number, said.content.start, said.content.end))
        named = {said.speaker, *_in_chain(said.chain), *(entity for (entity,) in within)}
        yield _Seen(found, said.content.exact, said.form.value, None, document, _archive_wide(named, known))


def _identities(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    return dict(connection.execute("SELECT local, entity FROM identity WHERE document = ?", (number,)))


def _archive_wide(named: set[str | None], known: dict[str, str]) -> frozenset[str]:
    return frozenset(known[local] for local in named if local in known)


def _in_argument(argument: Argument | None) -> Iterator[str | None]:
    if argument is not None:
        yield argument.entity
        for part in argument.value if isinstance(argument.value, tuple) else ():
            yield from _in_argument(part)


def _in_chain(chain: tuple[Hop, ...]) -> Iterator[str | None]:
    return (hop.entity for hop in chain)


def _facets(connection: sqlite3.Connection, found: list[_Seen[T]]) -> SayingFacets:
    outlets: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for document, count in Counter(seen.document for seen in found).items():
        row = connection.execute("SELECT publisher, substr(published, 1, 4) FROM document WHERE id = ?", (document,)).fetchone()
        for counter, value in zip((outlets, years), row, strict=True):
            counter[value or ""] += count
    entities = Counter(entity for seen in found for entity in seen.entities)
    return SayingFacets(
        _leading(outlets), _leading(years), _leading(Counter(seen.kind for seen in found)),
        _leading(Counter(seen.standing or "" for seen in found)), _named(connection, entities, EntityType.PERSON),
        _named(connection, entities, EntityType.ORGANIZATION), _named(connection, entities, EntityType.PLACE),
    )


def _leading(counts: Counter[str]) -> Counted:
    """The most frequent values; what has none is not a value."""
    known = ((value, count) for value, count in counts.items() if value)
    return tuple(sorted(known, key=lambda item: (-item[1], item[0]))[:SHOWN])


def _named(connection: sqlite3.Connection, entities: Counter[str], kind: EntityType) -> Named:
    """The most frequent entities of a type with their names."""
    found: list[tuple[str, str, int]] = []
    for entity, count in sorted(entities.items(), key=lambda item: (-item[1], item[0])):
        row = connection.execute("SELECT name FROM archive_entity WHERE id = ? AND type = ?", (entity, kind.value)).fetchone()
        found += [(entity, row[0], count)] if row else []
        if len(found) == SHOWN:
            break
    return tuple(found)
