"""The narrow rows of a reading: what is asked across documents, as numbers. All else of it stands in ``packs``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from tawthiq.model import Claim, MentionForm, Quotation, Reading
from tawthiq.store import ids
from tawthiq.store.days import days_of
from tawthiq.store.packing import column, shown
from tawthiq.store.rows import Row
from tawthiq.text.fold import fold

TERM = "(SELECT n FROM term WHERE word = ?)"
"""A word as rows keep it: a predicate, a standing, a form of quotations, the word that brings one."""
Terms = Callable[[str], int]

WIDTHS = {"entity": 4, "quotation": 6, "quotation_named": 3, "claim": 9}
"""Columns of each table that a reading fills; an entity gets the others when documents are compared."""


def terms(connection: sqlite3.Connection) -> Terms:
    """Words to their numbers in an archive; a new word gets the next."""

    @cache
    def number(word: str) -> int:
        found = connection.execute("SELECT n FROM term WHERE word = ?", (word,)).fetchone()
        return int(found[0] if found else connection.execute("INSERT INTO term (word) VALUES (?)", (word,)).lastrowid or 0)

    return number


def write(connection: sqlite3.Connection, number: int, reading: Reading, term: Terms) -> None:
    """Writes the rows of a reading."""
    made = made_of(number, reading, term)
    for table, width in WIDTHS.items():
        columns = " (document, seq, id, called)" if table == "entity" else ""
        connection.executemany(f"INSERT INTO {table}{columns} VALUES ({', '.join('?' * width)})", made[table])


def made_of(number: int, reading: Reading, term: Terms) -> dict[str, Sequence[Row]]:
    """The rows of a reading by their tables, in order of ``seq``."""
    places = {entity.id: seq for seq, entity in reversed(list(enumerate(reading.entities)))}
    called = {mention.entity for mention in reading.mentions if mention.form is MentionForm.NAME}
    return {
        "entity": [(number, seq, _kept(ids.ENTITY, entity.id), int(entity.id in called)) for seq, entity in enumerate(reading.entities)],
        "quotation": [_quotation(number, seq, item, places, term) for seq, item in enumerate(reading.quotations)],
        "quotation_named": sorted(set(_named(number, reading, places))),
        "claim": [_claim(number, seq, claim, places, term) for seq, claim in enumerate(reading.claims)],
    }


def _kept(prefix: str, name: str) -> ids.Kept:
    return ids.kept(prefix, shown(name))


def _quotation(number: int, seq: int, item: Quotation, places: dict[str, int], term: Terms) -> Row:
    cue = cue_of(item)
    return (
        number, seq, _kept(ids.QUOTATION, item.id), term(item.form.value), places.get(item.speaker or ""),
        None if cue is None else term(cue),
    )


def _named(number: int, reading: Reading, places: dict[str, int]) -> Iterator[tuple[int, int, int]]:
    """Who is named in the words of a quotation, its speaker left out."""
    for seq, item in enumerate(reading.quotations):
        for mention in reading.mentions:
            inside = item.content.start <= mention.span.start and mention.span.end <= item.content.end
            if inside and mention.entity != item.speaker and mention.entity in places:
                yield number, seq, places[mention.entity]


def _claim(number: int, seq: int, claim: Claim, places: dict[str, int], term: Terms) -> Row:
    object_ = claim.object.entity if claim.object else None
    return (
        number, seq, _kept(ids.CLAIM, claim.id), places.get(claim.subject.entity or ""), term(shown(claim.predicate)),
        places.get(object_ or ""), term(claim.standing.value), *claim_days(claim),
    )


def cue_of(quotation: Quotation) -> str | None:
    """The word that brings a quotation, folded: by it what someone denies or is accused of is told from what they said."""
    return column(fold(quotation.cue.exact)) if quotation.cue else None


def claim_days(claim: Claim) -> tuple[int | None, int | None]:
    """The earliest and the latest day that the claim's times name."""
    known = [found for found in (days_of(time.value) for time in claim.time) if found is not None]
    if not known:
        return None, None
    return min(first for first, _ in known), max(last for _, last in known)


def differing(connection: sqlite3.Connection, number: int, reading: Reading) -> Iterable[str]:
    """The tables whose rows of a document are not those of its reading."""
    known: dict[str, int] = dict(connection.execute("SELECT word, n FROM term"))
    made = made_of(number, reading, lambda word: known.get(word, -1))
    for table, width in WIDTHS.items():
        chosen = "document, seq, id, called" if table == "entity" else "*"
        ordered = ", ".join(str(place + 1) for place in range(min(width, 3)))
        found = connection.execute(f"SELECT {chosen} FROM {table} WHERE document = ? ORDER BY {ordered}", (number,)).fetchall()
        if found != made[table]:
            yield table
