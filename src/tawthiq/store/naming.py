"""By which words the entities of the archive are found: an index of FTS5 whose rows are the numbers of entities.

A row has the words of each name, its further keys (how it sounds) word by word behind a mark, and for each of both the first word with
how many there are: who has «2§نوري» and both words is mostly called so, and whoever asks holds the few against their names. A word stands
once with the numbers of all that bear it, a byte or two each.

The index can only forget a row when it is told the very same words again, so names are indexed as rows of ``archive_entity`` have them.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from tawthiq.store import rows, slices
from tawthiq.store.analyser import analyse
from tawthiq.store.packing import shown

NameKeys = Callable[[str], Iterable[str]]
"""Further keys of a name, equal for spellings that likely are one name (across scripts, say)."""

TABLE: Final = "CREATE VIRTUAL TABLE called USING fts5(word, content='', columnsize=0, detail=none, tokenize='ascii')"
_FURTHER: Final = "×"  # before the words of further keys; no word that is searched for has it. Likewise the other.
_FIRST: Final = "§"
_SPLITTING: Final = re.compile(r"[!-/:-@[-`{-~]")  # marks at which the index would part what it is told
_WORDS: Final = 12  # words of a name that are looked up: no name has more, a pasted page has
_SLICE: Final = 20_000  # entities of a transaction: two seconds of work that a stop can undo
_KEY: Final = "naming"
_PUT: Final = "INSERT INTO called (rowid, word) VALUES (?, ?)"
_DROP: Final = "INSERT INTO called (called, rowid, word) VALUES ('delete', ?, ?)"
_NEXT: Final = "SELECT n, name, names FROM archive_entity WHERE n > ? ORDER BY n LIMIT ?"


def key_words(name: str) -> tuple[str, ...]:
    """The words of a name as tokens without article and spelling variants."""
    return tuple(place.token.main for place in analyse(name))[:_WORDS]


def put(connection: sqlite3.Connection, number: int, names: Iterable[str], further: NameKeys) -> None:
    """Makes an entity that is not there findable by each of its names."""
    connection.execute(_PUT, (number, _row(names, further)))


def drop(connection: sqlite3.Connection, number: int, names: Iterable[str], further: NameKeys) -> None:
    """Makes an entity with these names not findable any more."""
    connection.execute(_DROP, (number, _row(names, further)))


def fill(connection: sqlite3.Connection, further: NameKeys) -> None:
    """Forgets all and makes every entity findable. Run inside a transaction."""
    connection.execute("INSERT INTO called (called) VALUES ('delete-all')")
    last: int | None = -1
    while last is not None:
        last = _some(connection, last, further=further)


def of_words(words: Sequence[str]) -> str:
    """What finds the entities whose names have all these words."""
    return _all(words)


def of_name(words: Sequence[str]) -> str:
    """What finds those of whom a name likely is these words and no others."""
    return _all([*words, *_first("", words)])


def of_key(key: str) -> str:
    """The same for a further key; nothing for one without words."""
    return _all(list(_parts(_FURTHER, _words(key))))


def prepare(connection: sqlite3.Connection) -> None:
    """The index, to be filled by ``finish``. Run inside a transaction."""
    connection.execute(TABLE)
    slices.begin(connection, _KEY)


def under_way(connection: sqlite3.Connection) -> bool:
    """Whether some entities are not findable yet."""
    return slices.under_way(connection, _KEY)


def finish(connection: sqlite3.Connection, further: NameKeys, told: slices.Progress | None = None) -> None:
    """Makes findable what is not yet."""
    slices.finish(connection, slices.Work(_KEY, "archive_entity", "n", partial(_some, further=further)), told)


def _some(connection: sqlite3.Connection, behind: int, *, further: NameKeys) -> int | None:
    """Makes some entities behind a number findable; the last of them, None where there are no more."""
    found = connection.execute(_NEXT, (behind, _SLICE)).fetchall()
    told = ((number, _row((each.text for each in rows.names_of(name, names)), further)) for number, name, names in found)
    connection.executemany(_PUT, told)
    return found[-1][0] if len(found) == _SLICE else None


def _row(names: Iterable[str], further: NameKeys) -> str:
    return " ".join(sorted({token for name in names for token in _tokens(shown(name), further)}))


def _tokens(name: str, further: NameKeys) -> Iterator[str]:
    yield from _parts("", key_words(name))
    for key in further(name):
        yield from _parts(_FURTHER, _words(key))


def _words(key: str) -> list[str]:
    return _SPLITTING.sub("", key).split()


def _parts(mark: str, words: Sequence[str]) -> Iterator[str]:
    yield from (mark + word for word in words)
    yield from _first(mark, words)


def _first(mark: str, words: Sequence[str]) -> Iterator[str]:
    """The first word with how many there are."""
    if words:
        yield f"{mark}{len(words)}{_FIRST}{words[0]}"


def _all(tokens: Sequence[str]) -> str:
    return " AND ".join(f'"{token}"' for token in dict.fromkeys(tokens))
