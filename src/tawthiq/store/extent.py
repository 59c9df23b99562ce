"""How far an archive reaches: documents by year, outlet and status, findings by verdict."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_YEARS = (
    "SELECT substr(published, 1, 4) AS year, count(*) FROM document"
    " WHERE replaced_by IS NULL AND published GLOB '[0-9][0-9][0-9][0-9]*' GROUP BY year ORDER BY year"
)
_OUTLETS = (
    "SELECT publisher, count(*) AS number FROM document WHERE replaced_by IS NULL AND publisher IS NOT NULL"
    " GROUP BY publisher ORDER BY number DESC, publisher"
)
_LANGUAGES = (
    "SELECT language, count(*) AS number FROM document WHERE replaced_by IS NULL AND language IS NOT NULL"
    " GROUP BY language ORDER BY number DESC, language"
)
_VERDICTS = "SELECT verdict, count(*) FROM finding GROUP BY verdict"
_ALONE = "SELECT (SELECT count(*) FROM claim) - (SELECT count(DISTINCT claim) FROM finding_claim)"
_COPIED = "SELECT count(DISTINCT document) FROM copy_member"
_LOSSES = "SELECT code, count(*) AS number FROM loss GROUP BY code ORDER BY number DESC, code"

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """Current documents by year (of those that are dated), outlet and language; ``alone`` are claims of one source only."""

    years: Counted
    publishers: Counted
    languages: Counted
    verdicts: Counted
    alone: int
    copied: int
    losses: Counted


def extent(connection: sqlite3.Connection) -> Extent:
    """Counts over the whole archive; seven statements, none of which reads a text."""
    return Extent(
        _counted(connection, _YEARS), _counted(connection, _OUTLETS), _counted(connection, _LANGUAGES),
        _counted(connection, _VERDICTS), _one(connection, _ALONE), _one(connection, _COPIED), _counted(connection, _LOSSES),
    )


def _counted(connection: sqlite3.Connection, statement: str) -> Counted:
    return tuple((str(name), int(number)) for name, number in connection.execute(statement))


def _one(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
