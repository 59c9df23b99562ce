"""Claims and quotations by their words: what a query finds in the evidence itself, and by what that can be narrowed.

The index finds documents; the claims and quotations of those are then held against the query by the same tokens. So
«word NOT other» leaves out claims with the other word, and not every claim of a document that has it somewhere.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic, TypeVar

from tawthiq.model import Argument, EntityType, Hop
from tawthiq.store import ids
from tawthiq.store.catalogue import Catalogue
from tawthiq.store.facets import SHOWN, Counted, Named, leading
from tawthiq.store.filters import FoundClaim, FoundQuotation, SearchFilter
from tawthiq.store.packs import Pack
from tawthiq.store.parsing import parse
from tawthiq.store.query import Hints, Query, Term, hinted, hints, holds, written
from tawthiq.store.search import documents_of

EXAMINED: Final = 1_000
"""Documents whose claims or quotations are looked through, the newest that the query finds: about half a second."""
_CLAIMS = """SELECT c.seq, p.word, s.word, c.subject, c.object FROM claim c
 JOIN term p ON p.n = c.predicate JOIN term s ON s.n = c.standing
 WHERE c.document = ? AND p.word = coalesce(?, p.word) AND s.word = coalesce(?, s.word) ORDER BY c.day_from IS NULL, c.day_from, c.seq"""
_QUOTATIONS = """SELECT q.seq, q.speaker FROM quotation q JOIN term f ON f.n = q.form
 WHERE q.document = ? AND f.word = coalesce(?, f.word) ORDER BY q.seq"""
_WITHIN = "SELECT entity FROM quotation_named WHERE document = ? AND seq = ?"
_STANDING = "SELECT seq, id, archive FROM entity WHERE document = ? AND archive IS NOT NULL ORDER BY seq"

T = TypeVar("T", FoundClaim, FoundQuotation)


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
    ``following`` is where the search goes on: how many documents were looked through, None where there are no more.
    """

    items: tuple[T, ...]
    total: int
    complete: bool
    searched: tuple[Term, ...]
    facets: SayingFacets | None = None
    following: int | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which of the documents that a query finds are looked through: behind the newest ``start``, at most ``most``.

    ``whole``: everything that the last one has is told, beyond the limit too, so that the search can go on behind it.
    """

    start: int = 0
    most: int = EXAMINED
    whole: bool = False


ALL: Final = Stretch()
"""The newest ``EXAMINED``."""


@dataclass(frozen=True, slots=True)
class _Seen(Generic[T]):
    """A claim or quotation with what it is looked up and counted by."""

    item: T
    kind: str
    standing: str | None
    document: str
    entities: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is held against the words of a claim or quotation."""

    query: Query
    hints: Hints
    wanted: SearchFilter

    def fits(self, words: str) -> bool:
        """Whether the words answer the query."""
        if not hinted(self.hints, words) or not holds(self.query, words):
            return False
        return not self.wanted.exact or written(self.query, words)


def _asked(text: str, wanted: SearchFilter) -> _Asked:
    query = parse(text)
    return _Asked(query, hints(query), wanted)


def found_claims(
    connection: sqlite3.Connection, catalogue: Catalogue, text: str, wanted: SearchFilter, limit: int, *,
    stretch: Stretch = ALL, counting: bool = False,
) -> Sayings[FoundClaim]:
    """Claims whose evidence answers a query. With ``counting`` all are looked through for the facets, else until ``limit``."""
    return _found(connection, catalogue, _asked(text, wanted), limit, stretch, _claims_of, counting=counting)


def found_quotations(
    connection: sqlite3.Connection, catalogue: Catalogue, text: str, wanted: SearchFilter, limit: int, *,
    stretch: Stretch = ALL, counting: bool = False,
) -> Sayings[FoundQuotation]:
    """Quotations whose words answer a query, as ``found_claims``."""
    return _found(connection, catalogue, _asked(text, wanted), limit, stretch, _quotations_of, counting=counting)


def claims_within(connection: sqlite3.Connection, text: str, documents: Sequence[str], limit: int) -> list[FoundClaim]:
    """The first claims of documents whose evidence answers a query; no further document is read once there are enough."""
    return list(islice(_within(connection, text, documents, _claims_of), limit))


def quotations_within(connection: sqlite3.Connection, text: str, documents: Sequence[str], limit: int) -> list[FoundQuotation]:
    """The first quotations of documents whose words answer a query."""
    return list(islice(_within(connection, text, documents, _quotations_of), limit))


def _within(
    connection: sqlite3.Connection, text: str, documents: Sequence[str],
    of_document: Callable[[sqlite3.Connection, int, _Asked], Iterator[_Seen[T]]],
) -> Iterator[T]:
    asked = _asked(text, SearchFilter())
    for document in documents:
        for (number,) in connection.execute("SELECT n FROM document WHERE id = ?", (document,)):
            yield from (seen.item for seen in of_document(connection, number, asked))


def _found(
    connection: sqlite3.Connection, catalogue: Catalogue, asked: _Asked, limit: int, stretch: Stretch,
    of_document: Callable[[sqlite3.Connection, int, _Asked], Iterator[_Seen[T]]], *, counting: bool,
) -> Sayings[T]:
    query, wanted = asked.query, asked.wanted
    documents = documents_of(connection, catalogue, query.positive, wanted)
    newest = documents.places[::-1][stretch.start :]
    found, looked = list[_Seen[T]](), 0
    stopped = False
    for number in catalogue.numbers(newest[: stretch.most]):
        looked += 1
        found += (seen for seen in of_document(connection, number, asked) if seen.entities.issuperset(wanted.entities))
        stopped = not counting and (len(found) >= limit if stretch.whole else len(found) > limit)
        if stopped:
            break
    more = looked < len(newest) or not documents.complete
    shown = found if stretch.whole else found[:limit]
    return Sayings(
        tuple(seen.item for seen in shown), limit if stopped and not stretch.whole else len(found),
        not stretch.start and not more and not (stopped and not stretch.whole), query.wanted,
        _facets(connection, found) if counting else None, stretch.start + looked if looked < len(newest) else None,
    )


def _claims_of(connection: sqlite3.Connection, number: int, asked: _Asked) -> Iterator[_Seen[FoundClaim]]:
    """Claims whose words fit. Most do not, so that nothing is made of them but their words."""
    known: _Known | None = None
    wanted = asked.wanted
    standing = wanted.standing.value if wanted.standing else None
    told = connection.execute(_CLAIMS, (number, wanted.kind, standing)).fetchall()
    pack = Pack(connection, number) if told else None
    for words, (seq, predicate, heard, subject, object_) in zip(pack.evidence([row[0] for row in told]) if pack else (), told, strict=True):
        if pack and asked.fits(words):
            (claim,) = pack.claims((seq,))
            named = {*_in_argument(claim.subject), *_in_argument(claim.object), *_in_argument(claim.place), *_in_chain(claim.chain)}
            known = known or _Known(connection, number)
            found = FoundClaim(claim, known.at(subject), known.at(object_))
            yield _Seen(found, predicate, heard, claim.document, known.of(named))


def _quotations_of(connection: sqlite3.Connection, number: int, asked: _Asked) -> Iterator[_Seen[FoundQuotation]]:
    known: _Known | None = None
    told = connection.execute(_QUOTATIONS, (number, asked.wanted.kind)).fetchall()
    pack = Pack(connection, number) if told else None
    for words, (seq, speaker) in zip(pack.contents([row[0] for row in told]) if pack else (), told, strict=True):
        if pack and asked.fits(words):
            (said,) = pack.quotations((seq,))
            known = known or _Known(connection, number)
            within = {entity for (place,) in connection.execute(_WITHIN, (number, seq)).fetchall() if (entity := known.at(place))}
            entities = known.of({said.speaker, *_in_chain(said.chain)}) | within
            yield _Seen(FoundQuotation(said, pack.document, known.at(speaker)), said.form.value, None, pack.document, entities)


class _Known:
    """Who is who in a document, told of those who are asked for: of the archive's entities only their rows are read."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self._connection = connection
        self._places: dict[int, int] = {}
        self._locals: dict[str, int] = {}
        for place, local, archive in connection.execute(_STANDING, (number,)):
            self._places[place] = self._locals[ids.told(ids.ENTITY, local)] = archive
        self._ids: dict[int, str | None] = {}

    def at(self, place: int | None) -> str | None:
        """The archive's entity of a place in the reading."""
        archive = None if place is None else self._places.get(place)
        return None if archive is None else self._id(archive)

    def of(self, named: set[str | None]) -> frozenset[str]:
        """The archive's entities of local ids."""
        found = (self._id(self._locals[local]) for local in named if local in self._locals)
        return frozenset(name for name in found if name is not None)

    def _id(self, archive: int) -> str | None:
        if archive not in self._ids:
            row = self._connection.execute("SELECT id FROM archive_entity WHERE n = ?", (archive,)).fetchone()
            self._ids[archive] = row[0] if row else None
        return self._ids[archive]


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
        leading(outlets), leading(years), leading(Counter(seen.kind for seen in found)),
        leading(Counter(seen.standing or "" for seen in found)), _named(connection, entities, EntityType.PERSON),
        _named(connection, entities, EntityType.ORGANIZATION), _named(connection, entities, EntityType.PLACE),
    )


def _named(connection: sqlite3.Connection, entities: Counter[str], kind: EntityType) -> Named:
    """The most frequent entities of a type with their names."""
    found: list[tuple[str, str, int]] = []
    for entity, count in sorted(entities.items(), key=lambda item: (-item[1], item[0])):
        row = connection.execute("SELECT name FROM archive_entity WHERE key = ? AND type = ?", (ids.entity(entity), kind.value)).fetchone()
        found += [(entity, row[0], count)] if row else []
        if len(found) == SHOWN:
            break
    return tuple(found)
