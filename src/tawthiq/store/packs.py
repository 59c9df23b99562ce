"""Readings as an archive keeps them: of each document one row with what is read together, beside narrow rows of what is asked of all.

``packed`` has three columns of rows (``lean``): ``named`` (entities, mentions, dates), ``quoted`` and ``claimed``. Ids stand in the
narrow rows of ``entity``, ``quotation`` and ``claim``, whose ``seq`` is the place in the reading. To read one document nothing of
another is needed.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final, overload

from tawthiq.model import Claim, DateMention, Entity, Mention, Quotation, Reading
from tawthiq.model.codec import from_plain
from tawthiq.store import ids, lean
from tawthiq.store.packing import pack_rows, unpack_rows, unpack_text

_AT_ONCE: Final = 200  # documents of one statement, of which SQLite takes 999 values
KEPT: Final = 64
"""Documents that are kept unpacked while rows of several are asked for: 50 KB each."""
_PACKED = """SELECT p.document, d.id, t.body, p.named, p.quoted, p.claimed FROM packed p JOIN document d ON d.n = p.document
 JOIN document_text t ON t.document = p.document WHERE p.document IN ({})"""
_IDS = "SELECT document, id FROM {} WHERE document IN ({}) ORDER BY document, seq"


def _preferred(name: dict[str, Any]) -> bool:
    found: bool = name["preferred"]
    return found


def packed(reading: Reading, text: str) -> tuple[bytes, bytes, bytes]:
    """The columns ``named``, ``quoted`` and ``claimed`` of a reading; ValueError for a span whose words do not stand in the text."""
    view = lean.View(text, [entity.id for entity in reading.entities], [claim.id for claim in reading.claims])
    parts = (("entity", reading.entities), ("mention", reading.mentions), ("date", reading.dates))
    named = [lean.write(name, nouns, view) for name, nouns in parts]
    quoted, claimed = [lean.write("quotation", reading.quotations, view)], [lean.write("claim", reading.claims, view)]
    return pack_rows(lean.LAYOUT, named, text), pack_rows(lean.LAYOUT, quoted, text), pack_rows(lean.LAYOUT, claimed, text)


class _Ids(Sequence[str]):
    """Ids of one kind, made when they are asked for: most rows name a few."""

    def __init__(self, prefix: str, values: list[ids.Kept]) -> None:
        self._prefix, self._values = prefix, values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [ids.told(self._prefix, value) for value in self._values[place]]
        return ids.told(self._prefix, self._values[place])


class Pack:
    """What was read of one document, each part unpacked when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, number: int, row: Sequence[Any] | None = None) -> None:
        """``row``: its columns, where they were asked for already."""
        self._connection = connection
        self.number = number
        told = row or connection.execute(_PACKED.format("?"), (number,)).fetchone()
        _, self.document, text, self._named, self._quoted, self._claimed = told
        self.text = unpack_text(text)

    def called(self, entities: list[ids.Kept], claims: list[ids.Kept]) -> None:
        """Ids of its entities and claims, where they were asked for already."""
        self.entity_ids, self.claim_ids = _Ids(ids.ENTITY, entities), _Ids(ids.CLAIM, claims)

    @cached_property
    def entity_ids(self) -> Sequence[str]:
        """The ids of the entities, by ``seq``."""
        return self._ids("entity", ids.ENTITY)

    @cached_property
    def claim_ids(self) -> Sequence[str]:
        """The ids of the claims, by ``seq``."""
        return self._ids("claim", ids.CLAIM)

    @cached_property
    def quotation_ids(self) -> Sequence[str]:
        """The ids of the quotations, by ``seq``."""
        return self._ids("quotation", ids.QUOTATION)

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities of the document."""
        version, rows = self._names
        plain = lean.read(version, "entity", rows[0], self._view)
        return tuple(from_plain(Entity, found | {"id": name}) for found, name in zip(plain, self.entity_ids, strict=True))

    @cached_property
    def names(self) -> list[str]:
        """The preferred name of each entity, as ``Entity.name`` tells it."""
        version, (lines, *_) = self._names
        told = lean.read_field(version, "entity", "names", lines, self._view)
        return [next((name["text"] for name in (*filter(_preferred, names), *names)), "") for names in told]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions, in their order."""
        version, rows = self._names
        return tuple(from_plain(Mention, found) for found in lean.read(version, "mention", rows[1], self._view))

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """The times that are named, in their order."""
        version, rows = self._names
        return tuple(from_plain(DateMention, found) for found in lean.read(version, "date", rows[2], self._view))

    def quotations(self, places: Iterable[int] | None = None) -> list[Quotation]:
        """All quotations, or those at some places."""
        version, rows = self._quotes
        wanted = range(len(rows)) if places is None else list(places)
        told = lean.read(version, "quotation", rows, self._view, wanted)
        return [from_plain(Quotation, found | {"id": self.quotation_ids[seq]}) for seq, found in zip(wanted, told, strict=True)]

    def claims(self, places: Iterable[int] | None = None) -> list[Claim]:
        """All claims, or those at some places."""
        version, rows = self._claims
        wanted = range(len(rows)) if places is None else list(places)
        told = lean.read(version, "claim", rows, self._view, wanted)
        named = ({"id": self.claim_ids[seq], "document": self.document} for seq in wanted)
        return [from_plain(Claim, found | name) for found, name in zip(told, named, strict=True)]

    def evidence(self, places: Sequence[int]) -> list[str]:
        """The words of claims at some places, without making anything else of them."""
        version, rows = self._claims
        told = lean.read_field(version, "claim", "evidence", rows, self._view, places)
        return [" … ".join(span["exact"] for span in spans) for spans in told]

    def contents(self, places: Sequence[int]) -> list[str]:
        """The words of quotations at some places."""
        version, rows = self._quotes
        return [span["exact"] for span in lean.read_field(version, "quotation", "content", rows, self._view, places)]

    @cached_property
    def _words(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def _names(self) -> tuple[int, list[list[str]]]:
        return unpack_rows(self._named, self._words)

    @cached_property
    def _quotes(self) -> tuple[int, list[str]]:
        version, (lines,) = unpack_rows(self._quoted, self._words)
        return version, lines

    @cached_property
    def _claims(self) -> tuple[int, list[str]]:
        version, (lines,) = unpack_rows(self._claimed, self._words)
        return version, lines

    @cached_property
    def _view(self) -> lean.View:
        return lean.View(self.text, self.entity_ids, self.claim_ids)

    def _ids(self, table: str, prefix: str) -> Sequence[str]:
        found = self._connection.execute(f"SELECT id FROM {table} WHERE document = ? ORDER BY seq", (self.number,))
        return _Ids(prefix, [name for (name,) in found])


class Packs:
    """The packs of documents that are asked for again and again: the last ones stay unpacked."""

    def __init__(self, connection: sqlite3.Connection, most: int = KEPT) -> None:
        self._connection = connection
        self._most = most
        self._known: OrderedDict[int, Pack] = OrderedDict()

    def take(self, numbers: Iterable[int]) -> None:
        """Gets ready for claims of documents, as many of them as are kept: a few statements instead of three for each document."""
        wanted = [number for number in dict.fromkeys(numbers) if number not in self._known][: self._most]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            entities, claims = (self._ids(table, marks, some) for table in ("entity", "claim"))
            for row in self._connection.execute(_PACKED.format(marks), some):
                pack = Pack(self._connection, row[0], row)
                pack.called(entities[row[0]], claims[row[0]])
                self._keep(pack)

    def _ids(self, table: str, marks: str, numbers: list[int]) -> defaultdict[int, list[ids.Kept]]:
        found: defaultdict[int, list[ids.Kept]] = defaultdict(list)
        for number, name in self._connection.execute(_IDS.format(table, marks), numbers):
            found[number].append(name)
        return found

    def __getitem__(self, number: int) -> Pack:
        found = self._known.pop(number) if number in self._known else Pack(self._connection, number)
        return self._keep(found)

    def _keep(self, pack: Pack) -> Pack:
        self._known[pack.number] = pack
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return pack

    def texts(self) -> dict[str, str]:
        """The texts of the documents that are kept unpacked, by their ids."""
        return {pack.document: pack.text for pack in self._known.values()}

    def claim(self, number: int, seq: int) -> Claim:
        """A claim by its document and its place there."""
        return self[number].claims((seq,))[0]

    def quotation(self, number: int, seq: int) -> Quotation:
        """A quotation by its document and its place there."""
        return self[number].quotations((seq,))[0]
