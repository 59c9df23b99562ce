"""Searching: newest first by default, because a dated index answers that at once whatever its size."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from typing import Any

from tawthiq.store import analyser, rows
from tawthiq.store.asking import Conditions, first_day, last_day
from tawthiq.store.filters import FEW, Order, SearchFilter
from tawthiq.store.index import DOCUMENT_BITS, language_tag, publisher_tag, row_number, version
from tawthiq.store.packing import unpack_text
from tawthiq.store.parsing import parse
from tawthiq.store.query import Query, Term, expression, written
from tawthiq.store.snippet import Range, Snippet, marks, snippet

RANKED = 5_000
"""Matches that relevance looks at, the newest: scoring all of them would take time with the archive's size."""
EXAMINED = 2_000
"""Matches whose texts are read to find the words in the very spelling that was typed: 0.2 s."""
_COUNTED = 10_000  # matches that are counted exactly; beyond, the total says "at least"
_LAST_ROW = 2**63 - 1
_WEIGHTS = "1.0, 0.5, 0.0"  # bm25 of word, other (an unsure reading counts half), tag (a filter, no content)


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
class _Match:
    """A query as FTS5 gets it: the expression and the rows between which to look."""

    expression: str
    first: int
    last: int
    also: Conditions = field(default_factory=Conditions)

    @property
    def found(self) -> str:
        """The FROM clause with its conditions."""
        return " AND ".join(("FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?", *self.also.parts))

    @property
    def values(self) -> tuple[Any, ...]:
        return self.expression, self.first, self.last, *self.also.values


_OF = "rowid IN (SELECT row FROM search_row WHERE document IN ({}))"


def search(
    connection: sqlite3.Connection, text: str, wanted: SearchFilter, *, limit: int = FEW, offset: int = 0,
    order: Order = Order.NEWEST,
) -> Results:
    """The documents that a query finds, with the words around."""
    query = parse(text)
    match = _match(query, wanted)
    stale = version(connection) not in {None, analyser.version()}
    if wanted.exact:
        spelled, all_seen = _written(connection, match, query, order)
        hits = tuple(_hit(connection, row, query) for row in spelled[offset : offset + limit])
        return Results(hits, len(spelled), all_seen, order, query.wanted, stale=stale)
    total = connection.execute(f"SELECT count(*) FROM (SELECT rowid {match.found} LIMIT {_COUNTED + 1})", match.values).fetchone()[0]
    found = _rows(connection, match, order, limit, offset)
    return Results(
        tuple(_hit(connection, row, query) for row in found), min(total, _COUNTED), total <= _COUNTED, order, query.wanted,
        capped=order is Order.RELEVANCE and total > RANKED, stale=stale,
    )


def _match(query: Query, wanted: SearchFilter) -> _Match:
    tags = [publisher_tag(wanted.publisher)] if wanted.publisher else []
    tags += [language_tag(wanted.language)] if wanted.language else []
    first, last = first_day(wanted.since), last_day(wanted.until)
    begin = row_number(first if first is not None else int(last is not None), 0)
    end = row_number(last + 1, 0) - 1 if last is not None else _LAST_ROW
    return _Match(expression(query, tuple(tags)), begin, end, _also(wanted))


def _also(wanted: SearchFilter) -> Conditions:
    """Filters by what the index itself does not know."""
    also = Conditions()
    if wanted.format is not None:
        also.add(_OF.format("SELECT n FROM document WHERE format = ?"), wanted.format)
    for entity in wanted.entities:
        also.add(_OF.format("SELECT document FROM identity WHERE entity = ?"), entity)
    if wanted.standing is not None:
        also.add(_OF.format("SELECT document FROM claim WHERE standing = ?"), wanted.standing.value)
    return also


def _written(connection: sqlite3.Connection, match: _Match, query: Query, order: Order) -> tuple[list[int], bool]:
    """Of the matches looked at, those with the words as typed; and whether all matches were looked at."""
    looked_at = _rows(connection, match, order, EXAMINED + 1, 0)
    found = []
    for row in looked_at[:EXAMINED]:
        title, text = connection.execute(
            "SELECT d.title, t.body FROM search_row s JOIN document d ON d.n = s.document"
            " JOIN document_text t ON t.document = d.n WHERE s.row = ?", (row,),
        ).fetchone()
        if written(query, f"{title or ''}\n{unpack_text(text)}"):
            found.append(row)
    return found, len(looked_at) <= EXAMINED


def rows_of(connection: sqlite3.Connection, query: Query, wanted: SearchFilter, most: int) -> list[int]:
    """The numbers of the newest documents that a query finds, at most so many."""
    match = _match(query, wanted)
    found = _rows(connection, match, Order.NEWEST, most, 0)
    return [row & DOCUMENT_BITS for row in found]


def _rows(connection: sqlite3.Connection, match: _Match, order: Order, limit: int, offset: int) -> list[int]:
    if order is Order.RELEVANCE:
        match = _newest(connection, match)
        by = f"bm25(search, {_WEIGHTS}), rowid DESC"
    else:
        by = "rowid" if order is Order.OLDEST else "rowid DESC"
    statement = f"SELECT rowid {match.found} ORDER BY {by} LIMIT ? OFFSET ?"
    return [row[0] for row in connection.execute(statement, (*match.values, limit, offset))]


def _newest(connection: sqlite3.Connection, match: _Match) -> _Match:
    """The query bounded to its newest RANKED matches."""
    floor = connection.execute(f"SELECT rowid {match.found} ORDER BY rowid DESC LIMIT 1 OFFSET {RANKED - 1}", match.values).fetchone()
    return replace(match, first=floor[0]) if floor else match


def _hit(connection: sqlite3.Connection, row: int, query: Query) -> Hit:
    identifier, body, text, replaced_by = connection.execute(
        "SELECT d.id, d.body, t.body, d.replaced_by FROM search_row s JOIN document d ON d.n = s.document"
        " JOIN document_text t ON t.document = d.n WHERE s.row = ?", (row,),
    ).fetchone()
    document = rows.document_of(body, unpack_text(text), None)
    around = snippet(document.text, query.wanted)
    part = document.part_at(around.marks[0][0] if around.marks else around.start)
    title_marks = marks(document.title, query.wanted) if document.title else ()
    return Hit(
        identifier, document.title, document.publisher, document.published, document.origin.path, replaced_by, around,
        title_marks, part.label if part else None,
    )


