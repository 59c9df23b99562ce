"""The prepared claims of each document, packed together: what they share is kept once, and a claim is a line, found by its place."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.differences import PLACED
from tawthiq.reconcile.findings import block_keys, parts_of
from tawthiq.store.ids import CLAIM, told
from tawthiq.store.near import pages, texts
from tawthiq.store.near.tables import signed, tuples

_FIELDS = tuple(Item.__dataclass_fields__)
_SHARED = tuple(map(_FIELDS.index, ("document", "published", "country")))  # of all claims of a document
_AROUND = _FIELDS.index("around")  # all names of the document, or nothing: a line says which
_HELD = 1_024  # documents whose lines are held at one time, about 10 MB

Key = int
"""Of a block, as SQLite holds it."""
_Told = tuple[int, Item, set[Key]]  # the place of its line, the claim, its blocks


@dataclass(frozen=True, slots=True)
class Lines:
    """The claims of a document as lines of JSON behind what they share; an empty line is of a claim that is no more."""

    head: bytes = b""
    lines: tuple[bytes, ...] = ()

    def item(self, place: int) -> Item:
        """The claim of a line."""
        *shared, around = _loaded(self.head)
        fields = list(_loaded(self.lines[place]))
        for at, value in zip(_SHARED, shared, strict=True):
            fields.insert(at, value)
        fields[_AROUND] = around if fields[_AROUND] else ()
        return Item(*fields)

    def followed_by(self, items: Sequence[Item]) -> Lines:
        """The lines of the claims that are there now: those that stay keep their places, others take free ones."""
        head, fresh = _head(items), Counter(map(_line, items))
        lines: list[bytes] = []
        for line in self.lines if head == self.head else ():
            stays = fresh[line] > 0
            lines.append(line if stays else b"")
            fresh[line] -= stays
        free = [place for place, line in enumerate(lines) if not line]
        for line in fresh.elements():
            if free:
                lines[free.pop()] = line
            else:
                lines.append(line)
        return Lines(head, tuple(lines))

    def others(self, than: Lines) -> list[int]:
        """The places of the lines that are not those of ``than``."""
        same = self.head == than.head
        known = than.lines
        return [at for at, line in enumerate(self.lines) if line and not (same and at < len(known) and known[at] == line)]


def _head(items: Sequence[Item]) -> bytes:
    around = next((item.around for item in items if item.around), ())
    return _dumped([*(items[0].plain[at] for at in _SHARED), around]) if items else b""


def _line(item: Item) -> bytes:
    fields: list[Any] = list(item.plain)
    fields[_AROUND] = int(bool(item.around))
    return _dumped([value for at, value in enumerate(fields) if at not in _SHARED])


def _dumped(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(data: bytes) -> Any:
    return tuples(json.loads(data.decode("utf-8", "surrogatepass")))


# ------------------------------------------------------------------ in the archive


def read(connection: sqlite3.Connection, number: int) -> Lines:
    """The lines of a document; none if it has no claims that can meet others."""
    row = connection.execute("SELECT body FROM near_item WHERE document = ?", (number,)).fetchone()
    if row is None:
        return Lines()
    head, *lines = texts.unpack(row[0], texts.text_of(connection, number)).split(b"\n")
    names = _claims(connection, number)
    return Lines(_long_head(connection, number, head), tuple(_long(line, names) for line in lines))


def fill(connection: sqlite3.Connection, number: int, told: Sequence[tuple[Item, Sequence[int]]]) -> None:
    """Keeps the prepared claims of a document of which nothing is kept, with the keys of their blocks."""
    listed = [item for item, _ in told]
    _write(connection, number, Lines(_head(listed), tuple(map(_line, listed))))
    _put(connection, number, [(place, item, set(map(signed, keys))) for place, (item, keys) in enumerate(told)])


def keep(connection: sqlite3.Connection, number: int, items: Sequence[Item]) -> set[Key]:
    """Keeps the prepared claims of a document in the place of those of before; the blocks of those that are not as they were."""
    before = read(connection, number)
    now = before.followed_by(items)
    gone, fresh = ([(place, lines.item(place)) for place in lines.others(other)] for lines, other in ((before, now), (now, before)))
    changed = _drop(connection, number, [(place, item, _keys(item)) for place, item in gone])
    if now != before:
        _write(connection, number, now)
    return changed | _put(connection, number, [(place, item, _keys(item)) for place, item in fresh])


def _write(connection: sqlite3.Connection, number: int, lines: Lines) -> None:
    if not any(lines.lines):
        connection.execute("DELETE FROM near_item WHERE document = ?", (number,))
        return
    places = {name: place for place, name in enumerate(_claims(connection, number)) if name}
    short = (_short_head(connection, number, lines.head), *(_short(line, places) for line in lines.lines))
    body = texts.pack(b"\n".join(short), texts.text_of(connection, number))
    connection.execute("INSERT OR REPLACE INTO near_item VALUES (?, ?)", (number, body))


def _claims(connection: sqlite3.Connection, number: int) -> list[bytes]:
    """The ids of a document's claims by their places, as lines begin with them; nothing for an id that is no hash."""
    rows = connection.execute("SELECT id FROM claim WHERE document = ? ORDER BY seq", (number,))
    return [b'["%b"' % told(CLAIM, name).encode() if isinstance(name, bytes) else b"" for (name,) in rows]


def _short(line: bytes, places: Mapping[bytes, int]) -> bytes:
    """A line as it is kept: its claim by the place in the reading."""
    name = line[: line.find(b",")]
    return b"[%d%b" % (places[name], line[len(name) :]) if name in places else line


def _long(line: bytes, names: Sequence[bytes]) -> bytes:
    if not line[1:2].isdigit():
        return line
    place, rest = line[1:].split(b",", 1)
    return b"%b,%b" % (names[int(place)], rest)


def _short_head(connection: sqlite3.Connection, number: int, head: bytes) -> bytes:
    """What lines share as it is kept: the names around them as those that the document's page has."""
    *shared, around = _loaded(head)
    named = pages.named(connection, number) if around else frozenset()
    return _dumped([*shared, 1]) if around and around == tuple(sorted(named)) else head


def _long_head(connection: sqlite3.Connection, number: int, head: bytes) -> bytes:
    if not head.endswith(b",1]"):
        return head
    *shared, _ = _loaded(head)
    return _dumped([*shared, sorted(pages.named(connection, number))])


def _put(connection: sqlite3.Connection, number: int, told: Iterable[_Told]) -> set[Key]:
    listed = list(told)
    rows = [(key, number, place) for place, _, keys in listed for key in keys]
    connection.executemany("INSERT INTO near_item_key VALUES (?, ?, ?)", rows)
    for place, item, _ in listed:
        connection.executemany("INSERT INTO near_placed VALUES (?, ?, ?)", _placed(number, place, item))
        connection.executemany("INSERT INTO near_part VALUES (?, ?, ?, ?)", _parts(number, place, item))
    return {row[0] for row in rows}


def _drop(connection: sqlite3.Connection, number: int, told: Iterable[_Told]) -> set[Key]:
    listed = list(told)
    rows = [(key, number, place) for place, _, keys in listed for key in keys]
    connection.executemany("DELETE FROM near_item_key WHERE key = ? AND document = ? AND place = ?", rows)
    for place, item, _ in listed:
        connection.executemany("DELETE FROM near_placed WHERE place = ? AND document = ? AND line = ?", _placed(number, place, item))
        connection.executemany(
            "DELETE FROM near_part WHERE smaller = ? AND larger = ? AND document = ? AND line = ?", _parts(number, place, item)
        )
    return {row[0] for row in rows}


def keys_at(connection: sqlite3.Connection, number: int, place: int) -> set[Key]:
    """The blocks of one claim."""
    return _keys(read(connection, number).item(place))


def _keys(item: Item) -> set[Key]:
    return set(map(signed, block_keys(item)))


def _placed(number: int, place: int, item: Item) -> list[tuple[str, int, int]]:
    return [(item.place_id, number, place)] if item.predicate in PLACED and item.place_id else []


def _parts(number: int, place: int, item: Item) -> list[tuple[str, str, int, int]]:
    return [(*pair, number, place) for pair in sorted(parts_of(item))]


class Reader:
    """The claims of blocks. What is read must not change while this is in use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lines = lru_cache(maxsize=_HELD)(lambda number: read(connection, number))

    def of_block(self, key: Key) -> list[tuple[int, Item]]:
        """The claims of a block, each with the number of its document."""
        rows = self._connection.execute("SELECT document, place FROM near_item_key WHERE key = ? ORDER BY document, place", (key,))
        return [(number, self._lines(number).item(place)) for number, place in rows.fetchall()]
