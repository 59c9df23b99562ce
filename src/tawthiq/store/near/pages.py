"""Readings laid out, kept for the next comparing; and scenes of some documents only."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Mapping

from tawthiq.model import Reading
from tawthiq.reconcile.scene import Head, Page, Ref, Scene, everywhere, page_of
from tawthiq.store.near.tables import asked, one, signed, unsigned
from tawthiq.store.packing import shown

Spot = tuple[int, str]
"""An entity of a document: the document's number in the archive, and the local id."""

_LEVEL = 1  # zlib: a page is read more often than it is written
_HEADS = "SELECT n, id, publisher, published FROM document WHERE n IN ({})"


def packed(page: Page, forms: Mapping[int, bytes]) -> bytes:
    """A page as bytes. ``forms``: number -> packed form."""
    plain = [
        page.ids.decode("utf-8", "surrogatepass"), [forms[number].decode("utf-8", "surrogatepass") for number in page.forms],
        list(page.named), page.country, _features(page.roles), _features(page.deeds),
    ]
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), _LEVEL)


def _features(found: Mapping[int, bytes]) -> list[tuple[int, list[int]]]:
    return [(index, array("Q", data).tolist()) for index, data in found.items()]


def unpacked(body: bytes, numbers: dict[bytes, int]) -> Page:
    """The page that was packed; ``numbers`` are those of the forms, new ones are put in."""
    ids, forms, named, country, roles, deeds = json.loads(zlib.decompress(body))
    found = array("I", (numbers.setdefault(form.encode("utf-8", "surrogatepass"), len(numbers)) for form in forms))
    features = [{index: array("Q", keys).tobytes() for index, keys in kind} for kind in (roles, deeds)]
    return Page(ids.encode("utf-8", "surrogatepass"), found, array("Q", named), country, *features)


def write(connection: sqlite3.Connection, number: int, page: Page, forms: Mapping[int, bytes]) -> None:
    """Keeps the page of a document."""
    connection.execute("INSERT OR REPLACE INTO near_page VALUES (?, ?)", (number, packed(page, forms)))
    connection.executemany("INSERT OR IGNORE INTO near_name VALUES (?, ?)", [(signed(name), number) for name in page.named])


def lay_out(connection: sqlite3.Connection, number: int, reading: Reading, published: str | None) -> Page:
    """Lays out a new reading and keeps it."""
    numbers: dict[bytes, int] = {}
    page = page_of(reading, published, numbers)
    write(connection, number, page, {place: form for form, place in numbers.items()})
    return page


def named(connection: sqlite3.Connection, number: int) -> frozenset[int]:
    """The hashes of the names in a document."""
    return frozenset(unpacked(one(connection, "SELECT body FROM near_page WHERE document = ?", (number,)), {}).named)


class Sight:
    """Some documents of the archive as a scene. ``numbers``: document id -> number in the archive."""

    def __init__(self, connection: sqlite3.Connection, documents: Iterable[int]) -> None:
        rows = list(asked(connection, _HEADS, sorted(set(documents))))
        self.numbers = {identifier: number for number, identifier, _, _ in rows}
        heads = sorted((Head(identifier, publisher, published) for _, identifier, publisher, published in rows), key=lambda head: head.id)
        bodies = dict(asked(connection, "SELECT document, body FROM near_page WHERE document IN ({})", self.numbers.values()))
        forms: dict[bytes, int] = {}
        pages = {identifier: unpacked(bodies[number], forms) for identifier, number in self.numbers.items()}
        self.scene = Scene(heads, pages, list(forms), common(connection))
        self._places = {self.numbers[head.id]: place for place, head in enumerate(self.scene.heads)}
        self._refs: dict[int, dict[str, Ref]] = {}

    def refs(self, document: int) -> dict[str, Ref]:
        """The refs of a document by local id; the document by its number in the archive."""
        known = self._refs.get(document)
        if known is None:
            place = self._places[document]
            known = {shown(local): ref for local, ref in zip(self.scene.locals(place), self.scene.refs(place), strict=True)}
            self._refs[document] = known
        return known

    def place(self, document: int) -> int:
        """The number of a document in the scene."""
        return self._places[document]

    def at(self, ref: Ref) -> Spot:
        """Where a ref stands in the archive."""
        identifier, local = self.scene.local(ref)
        return self.numbers[identifier], shown(local)


def common(connection: sqlite3.Connection) -> frozenset[int]:
    """Hashes of the names that stand everywhere."""
    return frozenset(unsigned(name) for (name,) in connection.execute("SELECT name FROM near_common"))


def note_common(connection: sqlite3.Connection) -> None:
    """Notes which names stand everywhere, when all pages are kept."""
    total = one(connection, "SELECT count(*) FROM near_page")
    rows = connection.execute("SELECT name, count(*) FROM near_name GROUP BY name").fetchall() if everywhere(total) else ()
    connection.executemany("INSERT INTO near_common VALUES (?)", [(name,) for name, count in rows if everywhere(count)])


def grow_common(connection: sqlite3.Connection, pages: Iterable[Page]) -> set[int]:
    """Notes which names of new pages stand everywhere now; all documents of those that did not before."""
    touched: set[int] = set()
    for name in sorted({name for page in pages for name in page.named} - common(connection)):
        bearers = [row[0] for row in connection.execute("SELECT document FROM near_name WHERE name = ?", (signed(name),))]
        if everywhere(len(bearers)):
            connection.execute("INSERT INTO near_common VALUES (?)", (signed(name),))
            touched.update(bearers)
    return touched
