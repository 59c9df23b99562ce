"""Claims and quotations by what they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tawthiq.store import ids
from tawthiq.store.asking import Conditions, first_day, last_day, lazily, page
from tawthiq.store.filters import ClaimFilter, FoundClaim, FoundQuotation, QuotationFilter
from tawthiq.store.narrow import TERM
from tawthiq.store.packs import KEPT, Packs
from tawthiq.store.reading import between

_FIRST = 4  # documents that are unpacked together at first, twice as many each time
WHO = "(SELECT i.entity FROM identity i WHERE i.document = {0}.document AND i.seq = {0}.{1})"
"""Who an entity of a document is stands with that entity alone: a merge or a split changes a few rows there and no claim."""
_CLAIM = f"""SELECT c.document, c.seq, {WHO.format("c", "subject")}, {WHO.format("c", "object")} FROM {{}}
 JOIN document d ON d.n = c.document"""
# CROSS JOIN keeps SQLite to the order written: from the entities that are asked for on.
_SIDE = """SELECT DISTINCT c.document AS document, c.seq AS seq FROM identity i
 CROSS JOIN claim c ON c.document = i.document AND i.seq IN ({}) WHERE i.archive = (SELECT n FROM archive_entity WHERE key = ?)"""
_THOSE = "({}) w CROSS JOIN claim c ON c.document = w.document AND c.seq = w.seq"
_SPEAKER = "(q.document, q.speaker) IN (SELECT document, seq FROM entity WHERE archive = (SELECT n FROM archive_entity WHERE key = ?))"


def claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[FoundClaim]:
    """Claims in order of the time they speak of (those without one last), then of their documents."""
    ask = Conditions()
    ask.equal(d__id=wanted.document, d__publisher=wanted.publisher)
    for column, word in (("predicate", wanted.predicate), ("standing", wanted.standing)):
        if word is not None:
            ask.add(f"c.{column} = {TERM}", str(word))
    _named(ask, "c.id", [ids.kept(ids.CLAIM, name) for name in wanted.ids])
    if (first := first_day(wanted.since)) is not None:
        ask.add("c.day_to >= ?", first)
    if (last := last_day(wanted.until)) is not None:
        ask.add("c.day_from <= ?", last)
    order = " ORDER BY c.day_from IS NULL, c.day_from, d.day, c.document, c.seq"
    told, entities = _first(wanted)
    statement = _CLAIM.format(told) + ask.where + order + page(wanted.limit, wanted.offset)
    packs = Packs(connection)
    for some in _growing(lazily(connection, statement, [*entities, *ask.values])):
        packs.take(row[0] for row in some)
        for document, seq, subject, object_ in some:
            yield FoundClaim(packs.claim(document, seq), subject, object_)


def _named(ask: Conditions, column: str, names: list[ids.Kept]) -> None:
    """Rows of some ids; no ids ask for nothing."""
    if names:
        ask.add(ids.is_one_of(column, len(names)), *names, *names)


def _growing(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in parts, the first small: who asks for one claim waits for few documents."""
    size = _FIRST
    while some := list(islice(rows, size)):
        yield some
        size = min(2 * size, KEPT)


def _first(wanted: ClaimFilter) -> tuple[str, list[ids.Kept]]:
    """The claims to begin with: those of the entities that are asked for, each claim once, or all; with the values for them."""
    sides = (("c.subject", wanted.subject), ("c.object", wanted.object), ("c.subject, c.object", wanted.about))
    asked = [(_SIDE.format(columns), entity) for columns, entity in sides if entity is not None]
    if not asked:
        return "claim c", []
    return _THOSE.format(" INTERSECT ".join(statement for statement, _ in asked)), [ids.entity(entity) for _, entity in asked]


def quotations(connection: sqlite3.Connection, wanted: QuotationFilter) -> Iterator[FoundQuotation]:
    """Quotations, newest document first, in the order of its text."""
    ask = Conditions()
    ask.equal(d__id=wanted.document, d__publisher=wanted.publisher)
    if wanted.form is not None:
        ask.add(f"q.form = {TERM}", str(wanted.form))
    _named(ask, "q.id", [ids.kept(ids.QUOTATION, name) for name in wanted.ids])
    if wanted.speaker is not None:
        ask.add(_SPEAKER, ids.entity(wanted.speaker))
    between(ask, "d.day", wanted.since, wanted.until)
    statement = (
        f"SELECT q.document, q.seq, {WHO.format('q', 'speaker')} FROM quotation q JOIN document d ON d.n = q.document{ask.where}"
        f" ORDER BY d.day DESC, q.document DESC, q.seq{page(wanted.limit, wanted.offset)}"
    )
    packs = Packs(connection)
    for document, seq, speaker in lazily(connection, statement, ask.values):
        yield FoundQuotation(packs.quotation(document, seq), packs[document].document, speaker)


def beginning(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """The ids of the first claims whose id begins with a prefix, in order."""
    statement = f"SELECT DISTINCT id FROM claim WHERE {ids.is_between('id')} ORDER BY {ids.FIRST.format('id')}, id LIMIT ?"
    asked = (connection.execute(statement, (*each, *each, limit)) for each in ids.beginning(ids.CLAIM, prefix))
    return sorted(ids.told(ids.CLAIM, name) for found in asked for (name,) in found)[:limit]
