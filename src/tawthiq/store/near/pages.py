"""Readings laid out, kept for the next comparing; and scenes of some documents only."""

from __future__ import annotations

import json
import re
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from tawthiq.model import Reading
from tawthiq.reconcile.scene import Head, Page, Ref, Scene, everywhere, page_of
from tawthiq.store import ids as kept_ids
from tawthiq.store.near import texts
from tawthiq.store.near.tables import asked, one, signed, unsigned
from tawthiq.store.packing import shown

Spot = tuple[int, str]
"""An entity of a document: the document's number in the archive, and the local id."""

_DIGITS = 20  # of an id that is a hash: ``model.ids.content_id``
_HASHED = re.compile(f"e-[0-9a-f]{{{_DIGITS}}}")
_KEY = 8  # bytes of a hash
_ELSEWHERE = 1  # in the place of ids that the rows of the reading have
_IDS = "SELECT document, id FROM entity WHERE document IN ({})"
_PAGES = (
    "SELECT p.document, p.body, t.body FROM near_page p LEFT JOIN document_text t ON t.document = p.document WHERE p.document IN ({})"
)
_HEADS = "SELECT n, id, publisher, published FROM document WHERE n IN ({})"


def packed(page: Page, forms: Mapping[int, bytes], known: bytes = b"") -> bytes:
    """A page as bytes: a line of JSON, a line for each form, hashes. ``forms``: number -> packed form.

    ``known``: ids as ``ids_of`` has them; if they are those of the page, they are not kept again.
    """
    ids = json.loads(page.ids.decode("utf-8", "surrogatepass"))
    hashed = all(map(_HASHED.fullmatch, ids))
    roles, deeds = ({index: array("Q", data) for index, data in kind.items()} for kind in (page.roles, page.deeds))
    sizes = [[[index, len(keys)] for index, keys in kind.items()] for kind in (roles, deeds)]
    kept = _ELSEWHERE if page.ids == known else [] if hashed else ids
    head = json.dumps([len(page.forms), len(page.named), page.country, *sizes, kept], separators=(",", ":")).encode()
    keys = [*page.named, *(key for kind in (roles, deeds) for found in kind.values() for key in found)]
    raw = bytes.fromhex("".join(identifier[2:] for identifier in ids)) if kept == [] else b""
    return b"\n".join((head, *(forms[number] for number in page.forms), struct.pack(f"<{len(keys)}Q", *keys) + raw))


def unpacked(data: bytes, numbers: dict[bytes, int], known: bytes = b"") -> Page:
    """The page that was packed; ``numbers`` are those of the forms, new ones are put in."""
    head, rest = data.split(b"\n", 1)
    count, names, country, *sizes, ids = json.loads(head)
    *forms, raw = rest.split(b"\n", count)
    found = array("I", (numbers.setdefault(form, len(numbers)) for form in forms))
    total = names + sum(size for kind in sizes for _, size in kind)
    keys = iter(struct.unpack_from(f"<{total}Q", raw))
    named = array("Q", islice(keys, names))
    features = [{index: array("Q", islice(keys, size)).tobytes() for index, size in kind} for kind in sizes]
    if ids == _ELSEWHERE:
        return Page(known, found, named, country, *features)
    digits = raw[total * _KEY :].hex()
    told = ids or [f"e-{digits[at : at + _DIGITS]}" for at in range(0, len(digits), _DIGITS)]
    return Page(_listed(told), found, named, country, *features)


def _listed(ids: Sequence[str]) -> bytes:
    return json.dumps(ids, separators=(",", ":")).encode("utf-8", "surrogatepass")


def ids_of(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, bytes]:
    """The ids of the entities of documents, as a page has them, from the rows of their readings."""
    found: dict[int, list[str]] = {}
    for number, name in asked(connection, _IDS, documents):
        found.setdefault(number, []).append(kept_ids.told(kept_ids.ENTITY, name))
    return {number: _listed(sorted(names)) for number, names in found.items()}


def write(connection: sqlite3.Connection, number: int, page: Page, forms: Mapping[int, bytes]) -> None:
    """Keeps the page of a document."""
    known = ids_of(connection, (number,)).get(number, b"")
    body = texts.pack(packed(page, forms, known), texts.text_of(connection, number))
    connection.execute("INSERT OR REPLACE INTO near_page VALUES (?, ?)", (number, body))
    connection.executemany("INSERT OR IGNORE INTO near_name VALUES (?, ?)", [(signed(name), number) for name in page.named])


def lay_out(connection: sqlite3.Connection, number: int, reading: Reading, published: str | None) -> Page:
    """Lays out a new reading and keeps it."""
    numbers: dict[bytes, int] = {}
    page = page_of(reading, published, numbers)
    write(connection, number, page, {place: form for form, place in numbers.items()})
    return page


def named(connection: sqlite3.Connection, number: int) -> frozenset[int]:
    """The hashes of the names in a document."""
    body = one(connection, "SELECT body FROM near_page WHERE document = ?", (number,))
    return frozenset(unpacked(texts.unpack(body, texts.text_of(connection, number)), {}).named)


class Sight:
    """Some documents of the archive as a scene. ``numbers``: document id -> number in the archive."""

    def __init__(self, connection: sqlite3.Connection, documents: Iterable[int]) -> None:
        rows = list(asked(connection, _HEADS, sorted(set(documents))))
        self.numbers = {identifier: number for number, identifier, _, _ in rows}
        heads = sorted((Head(identifier, publisher, published) for _, identifier, publisher, published in rows), key=lambda head: head.id)
        bodies = {number: texts.unpack(body, text or b"") for number, body, text in asked(connection, _PAGES, self.numbers.values())}
        forms: dict[bytes, int] = {}
        known = ids_of(connection, self.numbers.values())
        pages = {identifier: unpacked(bodies[number], forms, known.get(number, b"[]")) for identifier, number in self.numbers.items()}
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
