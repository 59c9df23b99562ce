"""Searching: newest first by default, because a dated index answers that at once whatever its size."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from tawthiq.store import analyser, rows
from tawthiq.store.asking import first_day, last_day
from tawthiq.store.filters import FEW, Order, SearchFilter
from tawthiq.store.index import language_tag, publisher_tag, row_number, version
from tawthiq.store.packing import unpack_text
from tawthiq.store.query import Query, Term, expression, parse
from tawthiq.store.snippet import Range, Snippet, marks, snippet

RANKED = 5_000
"""Matches that relevance looks at, the newest: scoring all of them would take time with the archive's size."""
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

    @property
    def values(self) -> tuple[str, int, int]:
        return self.expression, self.first, self.last


_MATCH = "FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"


def search(
    connection: sqlite3.Connection, text: str, wanted: SearchFilter, *, limit: int = FEW, offset: int = 0,
    order: Order = Order.NEWEST,
) -> Results:
    """The documents that a query finds, with the words around."""
    query = parse(text)
    match = _match(query, wanted)
    total = connection.execute(f"SELECT count(*) FROM (SELECT rowid {_MATCH} LIMIT {_COUNTED + 1})", match.values).fetchone()[0]
    found = _rows(connection, match, order, limit, offset)
    return Results(
        tuple(_hit(connection, row, query) for row in found), min(total, _COUNTED), total <= _COUNTED, order, query.wanted,
        capped=order is Order.RELEVANCE and total > RANKED, stale=version(connection) not in {None, analyser.version()},
    )


def _match(query: Query, wanted: SearchFilter) -> _Match:
    tags = [publisher_tag(wanted.publisher)] if wanted.publisher else []
    tags += [language_tag(wanted.language)] if wanted.language else []
    first, last = first_day(wanted.since), last_day(wanted.until)
    begin = row_number(first if first is not None else int(last is not None), 0)
    return _Match(expression(query, tuple(tags)), begin, row_number(last + 1, 0) - 1 if last is not None else _LAST_ROW)


def _rows(connection: sqlite3.Connection, match: _Match, order: Order, limit: int, offset: int) -> list[int]:
    if order is Order.RELEVANCE:
        match = _newest(connection, match)
        by = f"bm25(search, {_WEIGHTS}), rowid DESC"
    else:
        by = "rowid" if order is Order.OLDEST else "rowid DESC"
    statement = f"SELECT rowid {_MATCH} ORDER BY {by} LIMIT ? OFFSET ?"
    return [row[0] for row in connection.execute(statement, (*match.values, limit, offset))]


def _newest(connection: sqlite3.Connection, match: _Match) -> _Match:
    """The query bounded to its newest RANKED matches."""
    floor = connection.execute(f"SELECT rowid {_MATCH} ORDER BY rowid DESC LIMIT 1 OFFSET {RANKED - 1}", match.values).fetchone()
    return _Match(match.expression, floor[0], match.last) if floor else match


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


