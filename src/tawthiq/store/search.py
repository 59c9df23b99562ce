"""Searching documents: the index is walked once for a query, and all that narrows, counts and orders is done with places in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tawthiq.store import analyser, ids, rows
from tawthiq.store.asking import first_day, last_day
from tawthiq.store.catalogue import Catalogue, Places
from tawthiq.store.filters import FEW, Order, SearchFilter
from tawthiq.store.index import language_tag, publisher_tag, row_number, version
from tawthiq.store.packing import unpack_text
from tawthiq.store.parsing import parse
from tawthiq.store.query import Query, Term, expression, written, written_pieces
from tawthiq.store.snippet import Range, Snippet, marks, snippet
from tawthiq.text.fold import fold

RANKED = 2_000
"""Matches that relevance looks at, the newest: some 5 ms. Scoring all of them would take time with the archive's size."""
EXAMINED = 1_000
"""Matches whose texts are read to find the words in the very spelling that was typed: some 50 ms."""
_AT_ONCE = 500  # values in one statement: SQLite's lowest limit is 999
_LAST_ROW = 2**63 - 1
_WEIGHTS = "1.0, 0.5, 0.0"  # bm25 of word, other (an unsure reading counts half), tag (a filter, no content)
_TEXTS = """SELECT s.row, d.title, t.body FROM search_row s JOIN document d ON d.n = s.document
 JOIN document_text t ON t.document = d.n WHERE s.document IN ({})"""
_SCORED = f"SELECT rowid, bm25(search, {_WEIGHTS}) FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class Hit:
    """A found document. ``part`` is the page or message of the snippet; ``title_marks`` are ranges of the title."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    path: str
    replaced_by: str | None
    snippet: Snippet
    title_marks: tuple[Range, ...]
    part: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """Hits and how they were found.

    ``searched`` are the terms with the tokens looked for. ``exact`` tells that ``total`` is the number of matches, not
    a lower bound. ``capped`` tells that relevance looked at the newest RANKED matches only. ``stale`` tells that the
    index was built by another version of the analyser (an archive opened for reading only): some spellings may be missed.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    order: Order
    searched: tuple[Term, ...]
    capped: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The places that a query finds within a filter; ``complete``: all of them, not only the newest that were looked at."""

    places: Places
    complete: bool


def search(
    connection: sqlite3.Connection, catalogue: Catalogue, text: str, wanted: SearchFilter, *, limit: int = FEW, offset: int = 0,
    order: Order = Order.NEWEST,
) -> Results:
    """The documents that a query finds, with the words around."""
    query = parse(text)
    found = documents_of(connection, catalogue, query, wanted, oldest=order is Order.OLDEST)
    page = _ordered(connection, catalogue, query, found.places, order, slice(offset, offset + limit))
    hits = (_hit(connection, row, query) for row in page)
    return Results(
        tuple(hit for hit in hits if hit is not None), len(found.places), found.complete, order, query.wanted,
        capped=order is Order.RELEVANCE and len(found.places) > RANKED,
        stale=version(connection) not in {None, analyser.version()},
    )


def documents_of(
    connection: sqlite3.Connection, catalogue: Catalogue, query: Query, wanted: SearchFilter, *, oldest: bool = False,
) -> Found:
    """The documents that a query finds within a filter. Of an exact spelling the newest (or ``oldest``) are read, at most ``EXAMINED``."""
    make = partial(_documents_of, connection, catalogue, query, wanted, oldest=oldest)
    return catalogue.kept((query, wanted, oldest), make)


def _documents_of(connection: sqlite3.Connection, catalogue: Catalogue, query: Query, wanted: SearchFilter, *, oldest: bool) -> Found:
    first, last = _rows_between(wanted)
    walked = catalogue.walk(connection, _expression(query, wanted), 0, _LAST_ROW)
    if walked.cut:  # what narrows most is then asked of the index, so that nothing older is missed
        walked = catalogue.walk(connection, _expression(query, wanted, outlet=True), first, last)
    complete = not walked.cut
    places = _narrowed(connection, catalogue, catalogue.between(walked.places, first, last), wanted)
    if not wanted.exact:
        return Found(places, complete)
    looked_at = places[:EXAMINED] if oldest else places[-EXAMINED:]
    return Found(_written(connection, catalogue, looked_at, query), complete and len(places) <= EXAMINED)


def _expression(query: Query, wanted: SearchFilter, *, outlet: bool = False) -> str:
    tags = [language_tag(wanted.language)] if wanted.language else []
    tags += [publisher_tag(wanted.publisher)] if outlet and wanted.publisher else []
    return expression(query, tuple(tags))


def _rows_between(wanted: SearchFilter) -> tuple[int, int]:
    """The first and the last index row that the days of a filter leave; undated documents are in no days."""
    first, last = first_day(wanted.since), last_day(wanted.until)
    begin = row_number(first if first is not None else int(last is not None), 0)
    return begin, row_number(last + 1, 0) - 1 if last is not None else _LAST_ROW


def _narrowed(connection: sqlite3.Connection, catalogue: Catalogue, places: Places, wanted: SearchFilter) -> Places:
    """Those of the places that fit outlet, standing, format and entities."""
    if wanted.publisher:
        places = catalogue.of_publisher(connection, places, fold(wanted.publisher).strip())
    if wanted.standing is not None:
        places = catalogue.with_standing(connection, places, wanted.standing.value)
    for statement, value in _asked_of_tables(wanted):
        listed = connection.execute(statement, (value,))
        places = places[catalogue.among(number for (number,) in listed)[places]]
    return places


def _asked_of_tables(wanted: SearchFilter) -> Iterator[tuple[str, ids.Kept]]:
    if wanted.format is not None:
        yield "SELECT n FROM document WHERE format = ?", wanted.format
    for entity in wanted.entities:
        yield "SELECT DISTINCT document FROM entity WHERE archive = (SELECT n FROM archive_entity WHERE key = ?)", ids.entity(entity)


def _written(connection: sqlite3.Connection, catalogue: Catalogue, places: Places, query: Query) -> Places:
    """Of the places those whose documents have the words as typed."""
    numbers, found = catalogue.numbers(places), set[int]()
    pieces = written_pieces(query)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        for row, title, body in connection.execute(_TEXTS.format(", ".join("?" * len(some))), some):
            text = f"{title or ''}\n{unpack_text(body)}"
            if all(any(piece in text for piece in choices) for choices in pieces) and written(query, text):
                found.add(row)
    return places[[int(row) in found for row in catalogue.rows[places]]] if found else places[:0]


def _ordered(
    connection: sqlite3.Connection, catalogue: Catalogue, query: Query, places: Places, order: Order, shown: slice,
) -> list[int]:
    """The index rows of those of the places that are shown, in an order."""
    if order is Order.RELEVANCE and len(places):
        return _ranked(connection, query, _rows(catalogue, places[-RANKED:][::-1]))[shown]
    return _rows(catalogue, (places if order is Order.OLDEST else places[::-1])[shown])


def _rows(catalogue: Catalogue, places: Places) -> list[int]:
    listed: list[int] = catalogue.rows[places].tolist()
    return listed


def _ranked(connection: sqlite3.Connection, query: Query, newest: Sequence[int]) -> list[int]:
    scores = dict(connection.execute(_SCORED, (expression(query), newest[-1], newest[0])))
    return sorted(newest, key=lambda row: (scores.get(row, 0.0), -row))


def _hit(connection: sqlite3.Connection, row: int, query: Query) -> Hit | None:
    """What is shown of a document; None if it was taken out since its row was listed."""
    told = connection.execute(
        f"SELECT d.id, d.body, t.body, d.replaced_by, {rows.TOLD.format('d')} FROM search_row s JOIN document d ON d.n = s.document"
        " JOIN document_text t ON t.document = d.n WHERE s.row = ?", (row,),
    ).fetchone()
    if told is None:
        return None
    identifier, body, text, replaced_by, *columns = told
    shown = rows.Shown.of(body, columns)
    around = snippet(unpack_text(text), query.wanted)
    title_marks = marks(shown.title, query.wanted) if shown.title else ()
    return Hit(
        identifier, shown.title, shown.publisher, shown.published, shown.path, replaced_by, around, title_marks,
        shown.part_at(around.marks[0][0] if around.marks else around.start),
    )
