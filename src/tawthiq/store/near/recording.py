"""A comparing of everything fills the tables anew, in parts, so that nobody waits long for the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter

from tawthiq.model import EntityType, Judgement, content_id
from tawthiq.reconcile.caches import in_stretches
from tawthiq.reconcile.comparison.item import Item
from tawthiq.reconcile.copies import Pair, Texts
from tawthiq.reconcile.identity import Identities
from tawthiq.reconcile.persons import Alike, Edge, NameKey, only_bearer, surnames
from tawthiq.reconcile.scene import Ref, Scene
from tawthiq.reconcile.shingles import marks
from tawthiq.reconcile.things import key_number
from tawthiq.store.near import changes, copied, decided, found, index, items, pages, people, plain, things
from tawthiq.store.near.names import add_edges, add_names, full_key, names_of, stand_for, unpacked
from tawthiq.store.near.tables import empty, signed
from tawthiq.store.packing import shown
from tawthiq.text.names import PersonName

_AT_ONCE = 2_000  # claims or blocks that are written together, about 2 MB

Batch = Callable[[], AbstractContextManager[None]]
"""Everything written inside is written together."""


class Recording:
    """Keeps what ``reconcile`` finds on its way."""

    def __init__(self, connection: sqlite3.Connection, batch: Batch) -> None:
        self._connection, self._batch = connection, batch
        self._items: list[tuple[int, Item, Sequence[int]]] = []
        self._blocks: list[tuple[int, Collection[str]]] = []
        with batch():
            self._token = changes.take(connection)
            empty(connection)
        self._numbers: dict[str, int] = dict(connection.execute("SELECT id, n FROM document"))

    @property
    def whole(self) -> bool:
        """Whether nobody else has begun to fill the tables meanwhile."""
        return changes.taken(self._connection) == self._token

    def copies(self, texts: Texts, pairs: Sequence[Pair]) -> None:
        """Shingles and pairs of copies."""
        numbers = [self._numbers[document] for document in texts.hashes]
        with self._batch():
            index.fill(self._connection, ((shingle, numbers[at], place) for shingle, at, place in marks(texts.hashes.values())))
            copied.keep_pairs(self._connection, ((self._numbers[pair.a], self._numbers[pair.b], pair) for pair in pairs))

    def names(self, names: Mapping[NameKey, PersonName], edges: Mapping[Edge, Alike]) -> None:
        """Full names and those like them."""
        with self._batch():
            add_names(self._connection, {full_key(name): name for name in names.values()})
            add_edges(self._connection, edges)

    def identities(self, identities: Identities) -> None:
        """Readings laid out, and who is who among persons and things."""
        self._automatic = identities.copy()
        with self._batch():
            self._pages(identities.scene)
            self._people(identities)
            self._things(identities)

    def decided(self, identities: Identities, judgements: Sequence[Judgement]) -> None:
        """Of whom people's decisions changed something: who they would be without."""
        before = self._automatic
        meant = {before.owners[ref] for _, *sides in before.meant(judgements) for side in sides for ref in side}
        meant |= {owner for ref, owner in enumerate(before.owners) if meant and identities.id(ref) != before.id(ref)}
        with self._batch():
            for first in sorted(meant):
                members = before.members(first)
                for ref in members:
                    score, reasons = before.why(ref, alone=len(members) == 1)
                    document, local = before.scene.local(ref)
                    decided.keep(self._connection, (self._numbers[document], shown(local)), (before.id(ref), score, reasons))

    def item(self, document: str, item: Item, keys: Sequence[int]) -> None:
        """A claim prepared for comparison. Those of one document come one after the other, and are written together."""
        number = self._numbers[document]
        if len(self._items) >= _AT_ONCE and self._items[-1][0] != number:
            self.flush()
        self._items.append((number, item, keys))

    def block(self, key: int, findings: Collection[str]) -> None:
        """What is found of one block."""
        self._blocks.append((key, findings))
        if len(self._blocks) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes what was collected."""
        with self._batch():
            for number, listed in groupby(self._items, key=itemgetter(0)):
                items.fill(self._connection, number, [(item, keys) for _, item, keys in listed])
            for key, findings in self._blocks:
                found.keep_block(self._connection, key, findings)
        self._items, self._blocks = [], []

    def _pages(self, scene: Scene) -> None:
        for place, head in enumerate(in_stretches(scene.heads)):
            page = scene.page(place)
            number = self._numbers[head.id]
            pages.write(self._connection, number, page, {form: scene.packed_form(form) for form in page.forms})
            self._persons(scene, place, number)
        pages.note_common(self._connection)

    def _persons(self, scene: Scene, place: int, number: int) -> None:
        bare: dict[int, PersonName] = {}
        rows: list[tuple[int, int, str, bool]] = []
        for local, ref in zip(scene.locals(place), scene.refs(place), strict=True):
            for key, name in names_of(scene.form(ref)).items():
                rows.append((key, number, shown(local), name.is_full))
                if not name.is_full:
                    bare[key] = name
        self._connection.executemany("INSERT INTO near_person VALUES (?, ?, ?, ?)", rows)
        stand_for(self._connection, bare)

    def _people(self, identities: Identities) -> None:
        scene = identities.scene
        for first in in_stretches(identities.firsts()):
            form = scene.form(first)
            if form.type is not EntityType.PERSON or not form.mergeable:
                continue
            entity = identities.id(first)
            plain.put(self._connection, entity, content_id("e", *identities.plain_key(first)))
            people.bear_surnames(self._connection, entity, surnames(scene, identities.members(first)))
        for name, body in self._connection.execute("SELECT name, body FROM near_person_name").fetchall():
            if not (parts := unpacked(body)).is_full:
                bearer = only_bearer(parts, people.surnames_near(self._connection, parts))
                self._connection.execute("UPDATE near_person_name SET bearer = ? WHERE name = ?", (bearer, name))

    def _things(self, identities: Identities) -> None:
        scene = identities.scene
        for place, _ in enumerate(in_stretches(scene.heads)):
            refs: Sequence[Ref] = scene.refs(place)
            _, fresh = things.note(self._connection, scene, refs)
            for ref in refs if fresh else ():
                key = things.thing_at(scene, ref)
                if key is not None and signed(key_number(key)) in fresh:
                    things.put(self._connection, {signed(key_number(key)): identities.id(ref)})
