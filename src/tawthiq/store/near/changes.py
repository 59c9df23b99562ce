"""What was added or decided since documents were compared last, and whether that can be compared by blocks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from tawthiq.model import Decision, Judgement
from tawthiq.model.judgement import OF_CLAIMS
from tawthiq.reconcile.scene import everywhere
from tawthiq.reconcile.shingles import few
from tawthiq.store import across, merging, naming
from tawthiq.store.ids import CLAIM, is_one_of, kept
from tawthiq.store.near.tables import asked, one

_MEANING = "8"  # of what the tables mean: others are made anew
_KEY, _TURN = "near", "near_turn"  # in ``meta``
_LARGE_PART = 0.5  # of the documents known; if more are new, comparing everything is less work


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of documents: new ones, those of claims that people decided on, those put apart, those whose corrections name others."""

    fresh: tuple[int, ...]
    judged: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    naming: tuple[int, ...] = ()


@cache
def _version() -> str:
    """Of the meaning of the tables, and of the program whose rules made them."""
    return f"{version('tawthiq')}/{_MEANING}"


def begin(connection: sqlite3.Connection) -> None:
    """Notes that what the tables hold is not to be relied on."""
    connection.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def take(connection: sqlite3.Connection) -> str:
    """Begins to fill the tables anew; the number of this turn."""
    begin(connection)
    statement = "INSERT INTO meta VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    connection.execute(statement, (_TURN,))
    return taken(connection)


def taken(connection: sqlite3.Connection) -> str:
    """The number of the turn in which the tables were filled last, or are being filled."""
    return str(one(connection, "SELECT value FROM meta WHERE key = ?", (_TURN,)))


def done(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> None:
    """Notes that the tables know everything that is compared, with these judgements."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, _version()))
    connection.execute("DELETE FROM near_judgement")
    connection.executemany("INSERT INTO near_judgement VALUES (?)", [(item.id,) for item in judgements])


def reason(connection: sqlite3.Connection, further: naming.NameKeys) -> str | None:
    """The code of why everything must be compared; None if blocks are enough."""
    known, fresh = _documents(connection)
    if one(connection, "SELECT value FROM meta WHERE key = ?", (_KEY,)) != _version() or not merging.found_as_before(connection, further):
        return "T360"
    if few(known) or not everywhere(known):
        return "T361"
    if len(fresh) > _LARGE_PART * known:
        return "T362"
    return None


def waiting(connection: sqlite3.Connection) -> bool:
    """Whether there are documents that have not been compared."""
    return bool(_documents(connection)[1])


def changes(connection: sqlite3.Connection, most: int) -> Changes:
    """What has changed, with so many new documents at most."""
    changed = _changed(connection)
    corrected = [item for item in across.judgements(connection, None, undone=False) if _names_others(item)]
    apart = (identifier for item in changed if item.decision is Decision.APART for identifier in (item.target, item.other or ""))
    return Changes(
        _documents(connection)[1][:most], _judged(connection, [item for item in changed if item.decision in OF_CLAIMS]),
        _numbers(connection, apart), _judged(connection, corrected),
    )


def _documents(connection: sqlite3.Connection) -> tuple[int, tuple[int, ...]]:
    """How many documents were compared, and the numbers of the others."""
    listed = connection.execute("SELECT document FROM reading WHERE document NOT IN (SELECT document FROM near_page) ORDER BY document")
    return one(connection, "SELECT count(*) FROM near_page"), tuple(row[0] for row in listed)


def _changed(connection: sqlite3.Connection) -> list[Judgement]:
    """What was decided or taken back."""
    known = {row[0] for row in connection.execute("SELECT id FROM near_judgement")}
    every = across.judgements(connection, None, undone=True)
    return [item for item in every if (item.id in known) != (item.undone is None)]


def _names_others(judgement: Judgement) -> bool:
    return judgement.decision is Decision.CORRECT and any("@" in value for key, value in judgement.values if key.endswith("_entity"))


def _judged(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> tuple[int, ...]:
    """The documents of claims that were decided on: by the claim, or by its words."""
    by_words = _numbers(connection, (anchor.partition(":")[0] for item in judgements for anchor in item.anchors))
    found = f"SELECT document FROM claim WHERE {is_one_of('id', 1)}"
    rows = [row for name in {kept(CLAIM, item.target) for item in judgements} for row in connection.execute(found, (name, name))]
    return tuple(sorted({*by_words, *(row[0] for row in rows)}))


def _numbers(connection: sqlite3.Connection, documents: Iterable[str]) -> tuple[int, ...]:
    return tuple(row[0] for row in asked(connection, "SELECT n FROM document WHERE id IN ({})", documents))


def entities_of(connection: sqlite3.Connection, documents: Iterable[int]) -> Iterator[str]:
    """The entities of the archive that stand in documents."""
    return (row[0] for row in asked(connection, "SELECT DISTINCT entity FROM identity WHERE document IN ({})", documents))
