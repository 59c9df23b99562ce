"""Claims and quotations by what they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tawthiq.store import rows
from tawthiq.store.asking import Conditions, first_day, last_day, lazily, page
from tawthiq.store.filters import ClaimFilter, FoundClaim, FoundQuotation, QuotationFilter
from tawthiq.store.reading import between

# Who an entity of a document is stands in ``identity`` alone: a merge or a split changes a few rows there and no claim.
_CLAIM = """SELECT c.id, d.id, c.body, s.entity, o.entity FROM claim c JOIN document d ON d.n = c.document
 LEFT JOIN identity s ON s.document = c.document AND s.local = c.subject
 LEFT JOIN identity o ON o.document = c.document AND o.local = c.object"""
_SUBJECT = "SELECT c.n FROM identity i JOIN claim c ON c.document = i.document AND c.subject = i.local WHERE i.entity = ?"
_OBJECT = "SELECT c.n FROM identity i JOIN claim c ON c.document = i.document AND c.object = i.local WHERE i.entity = ?"


def claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> Iterator[FoundClaim]:
    """Claims in order of the time they speak of (those without one last), then of their documents."""
    ask = Conditions()
    ask.equal(c__predicate=wanted.predicate, c__standing=wanted.standing, d__id=wanted.document, d__publisher=wanted.publisher)
    ask.one_of("c.id", wanted.ids)
    if wanted.subject is not None:
        ask.add(f"c.n IN ({_SUBJECT})", wanted.subject)
    if wanted.object is not None:
        ask.add(f"c.n IN ({_OBJECT})", wanted.object)
    if wanted.about is not None:
        ask.add(f"c.n IN ({_SUBJECT} UNION {_OBJECT})", wanted.about, wanted.about)
    if (first := first_day(wanted.since)) is not None:
        ask.add("c.day_to >= ?", first)
    if (last := last_day(wanted.until)) is not None:
        ask.add("c.day_from <= ?", last)
    order = " ORDER BY c.day_from IS NULL, c.day_from, d.day, c.document, c.seq"
    statement = _CLAIM + ask.where + order + page(wanted.limit, wanted.offset)
    for identifier, document, body, subject, object_ in lazily(connection, statement, ask.values):
        yield FoundClaim(rows.claim_of(identifier, document, body), subject, object_)


def quotations(connection: sqlite3.Connection, wanted: QuotationFilter) -> Iterator[FoundQuotation]:
    """Quotations, newest document first, in the order of its text."""
    ask = Conditions()
    ask.equal(q__form=wanted.form, d__id=wanted.document, d__publisher=wanted.publisher)
    ask.one_of("q.id", wanted.ids)
    if wanted.speaker is not None:
        ask.add("(q.document, q.speaker) IN (SELECT document, local FROM identity WHERE entity = ?)", wanted.speaker)
    between(ask, "d.day", wanted.since, wanted.until)
    statement = (
        "SELECT q.body, d.id, i.entity FROM quotation q JOIN document d ON d.n = q.document"
        f" LEFT JOIN identity i ON i.document = q.document AND i.local = q.speaker{ask.where}"
        f" ORDER BY d.day DESC, q.document DESC, q.seq{page(wanted.limit, wanted.offset)}"
    )
    for body, document, speaker in lazily(connection, statement, ask.values):
        yield FoundQuotation(rows.quotation_of(body), document, speaker)


def beginning(connection: sqlite3.Connection, prefix: str, limit: int) -> list[str]:
    """The ids of the first claims whose id begins with a prefix, in order."""
    last = prefix + "\U0010ffff"  # behind every id that begins so
    statement = "SELECT DISTINCT id FROM claim WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return [found for (found,) in connection.execute(statement, (prefix, last, limit))]
