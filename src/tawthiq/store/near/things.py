"""Which places, bodies, posts and things are one, brought up to date: only for the keys that a new document brings."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tawthiq.model import EntityType, SourceKind, content_id
from tawthiq.reconcile.identity import Identities, entity_of
from tawthiq.reconcile.scene import Ref, Scene, key_of, pack_form, unpack_form
from tawthiq.reconcile.things import Block, Key, joined_in, key_number, stays_inside, thing_blocks, thing_key
from tawthiq.store import ids, lettering
from tawthiq.store.near.ledger import Ledger
from tawthiq.store.near.pages import Sight, Spot
from tawthiq.store.near.tables import asked, dumped, one, signed, tuples

_SIGNS = (("\x01", '","ar",1]],['), ("\x02", ',0,[["'), ("\x03", '"],""]'), ("\x04", '","'), ("\x05", '",["'), ("\x06", '"]]'))
"""Signs that JSON writes otherwise, for what stands in most keys and forms: ``changes._MEANING`` is another with others."""
Number = int
"""A key by its hash."""


def thing_at(scene: Scene, ref: Ref) -> Key | None:
    """The key of a thing that other documents can name too."""
    form = scene.form(ref)
    if not form.mergeable or form.type is EntityType.PERSON:
        return None
    key = thing_key(scene, ref)
    return None if stays_inside(scene, ref, key) else key


def note(connection: sqlite3.Connection, scene: Scene, refs: Iterable[Ref]) -> tuple[dict[Number, Key], set[Number]]:
    """Notes the keys of new local entities with their forms; all of them, and those that are new."""
    keys: dict[Number, Key] = {}
    forms: Counter[tuple[Number, bytes]] = Counter()
    for ref in refs:
        if (key := thing_at(scene, ref)) is not None:
            number = signed(key_number(key))
            keys[number] = key
            forms[number, pack_form(scene.form(ref))] += 1
    known = {row[0] for row in asked(connection, "SELECT key FROM near_thing WHERE key IN ({})", sorted(keys))}
    fresh = keys.keys() - known
    connection.executemany("INSERT INTO near_thing VALUES (?, ?, NULL)", [(number, _short(dumped(keys[number]))) for number in fresh])
    rows = [(_block_number(block), number) for number in fresh for block in thing_blocks(keys[number])]
    connection.executemany("INSERT OR IGNORE INTO near_thing_block VALUES (?, ?)", rows)
    connection.executemany(
        "INSERT INTO near_thing_form VALUES (?, ?, ?) ON CONFLICT (key, form) DO UPDATE SET number = number + excluded.number",
        [(number, _short(form.decode("utf-8", "surrogatepass")), count) for (number, form), count in forms.items()],
    )
    return keys, set(fresh)


def _short(data: str) -> bytes:
    """JSON of a key or a form as a row has it."""
    for sign, often in _SIGNS:
        data = data.replace(often, sign)
    return lettering.short(data)


def _long(kept: bytes) -> str:
    data = lettering.told(kept)
    for sign, often in reversed(_SIGNS):
        data = data.replace(sign, often)
    return data


def put(connection: sqlite3.Connection, homes: Mapping[Number, str]) -> None:
    """Keeps which entities of the archive keys name."""
    rows = [(ids.kept(ids.ENTITY, entity), number) for number, entity in homes.items()]
    connection.executemany("UPDATE near_thing SET entity = ? WHERE key = ?", rows)


def _entities_of(connection: sqlite3.Connection, keys: Iterable[Number]) -> set[str]:
    """The entities that keys name, as far as that is known."""
    rows = asked(connection, "SELECT DISTINCT entity FROM near_thing WHERE entity IS NOT NULL AND key IN ({})", sorted(keys))
    return {ids.told(ids.ENTITY, row[0]) for row in rows}


def _block_number(block: Block) -> int:
    return signed(key_of(block[0], *block[1], "in", block[2]))


class _Graph:
    """Keys and which of them name one thing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._keys: dict[Number, Key] = {}
        self._pairs: dict[Block, dict[Number, set[Number]]] = {}

    def key(self, number: Number) -> Key:
        if number not in self._keys:
            found: Key = tuples(json.loads(_long(one(self._connection, "SELECT told FROM near_thing WHERE key = ?", (number,)))))
            self._keys[number] = found
        return self._keys[number]

    def in_block(self, block: Block) -> list[Number]:
        rows = self._connection.execute("SELECT key FROM near_thing_block WHERE block = ?", (_block_number(block),))
        return [row[0] for row in rows]

    def near(self, number: Number) -> set[Number]:
        """The keys that name the same thing, as far as one step leads."""
        return {other for block in thing_blocks(self.key(number)) for other in self._pairs_of(block).get(number, ())}

    def _pairs_of(self, block: Block) -> dict[Number, set[Number]]:
        if block not in self._pairs:
            found: defaultdict[Number, set[Number]] = defaultdict(set)
            for a, b in joined_in(block, sorted(map(self.key, self.in_block(block)))):
                first, second = signed(key_number(a)), signed(key_number(b))
                found[first].add(second)
                found[second].add(first)
            self._pairs[block] = found
        return self._pairs[block]

    def component(self, number: Number) -> frozenset[Number]:
        found, waiting = {number}, [number]
        while waiting:
            near = self.near(waiting.pop()) - found
            waiting += sorted(near)
            found |= near
        return frozenset(found)

    def components(self, fresh: Iterable[Number]) -> set[frozenset[Number]]:
        """The keys that new ones can have changed something for."""
        touched = {other for number in fresh for block in thing_blocks(self.key(number)) for other in self.in_block(block)}
        return {self.component(number) for number in sorted(touched | set(fresh))}

    def entity(self, component: Iterable[Number]) -> str:
        """The id of what these keys name (``Identities.plain_key``)."""
        keys = [self.key(number) for number in component]
        words, scope = min(key[1:] for key in keys)
        return content_id("e", min(key[0] for key in keys), " ".join(words), scope)


def grow(connection: sqlite3.Connection, ledger: Ledger, fresh: Sequence[int]) -> None:
    """Adds everything but persons of new documents."""
    sight = Sight(connection, fresh)
    refs = [ref for document in fresh for ref in sight.refs(document).values()]
    _inside(ledger, sight, refs)
    keys, new = note(connection, sight.scene, refs)
    known = _entities_of(connection, keys)
    alone = _lonely(ledger, known)
    alone |= _join(connection, ledger, _Graph(connection), new)
    for entity in sorted(_entities_of(connection, keys)):
        _describe(connection, ledger, entity)
    _tell(connection, ledger, {sight.at(ref) for ref in refs if thing_at(sight.scene, ref) is not None} | alone)


def _inside(ledger: Ledger, sight: Sight, refs: Iterable[Ref]) -> None:
    """Sources that are nobody else, and what only its document explains."""
    owners = array("I", range(len(sight.scene)))
    first: dict[Key, Ref] = {}
    inside = [ref for ref in sorted(refs) if _is_inside(sight.scene, ref)]
    for ref in inside:
        if sight.scene.form(ref).mergeable:
            owners[ref] = first.setdefault(thing_key(sight.scene, ref), ref)
    found = Identities(sight.scene, owners)
    for ref in inside:
        if owners[ref] == ref:
            found.call(ref, content_id("e", *found.plain_key(ref)))
            ledger.entity(found.make(ref))
    for ref in inside:
        told = found.why(ref, alone=len(found.members(owners[ref])) == 1)
        ledger.put(sight.at(ref), (found.id(ref), *told))


def _is_inside(scene: Scene, ref: Ref) -> bool:
    form = scene.form(ref)
    return not form.mergeable or (form.type is not EntityType.PERSON and thing_at(scene, ref) is None)


def _lonely(ledger: Ledger, entities: Iterable[str]) -> set[Spot]:
    """The only spots of entities: why they are who they are changes with a second one."""
    return {spots[0] for entity in sorted(entities) if len(spots := ledger.spots(entity)) == 1}


def _join(connection: sqlite3.Connection, ledger: Ledger, graph: _Graph, fresh: Iterable[Number]) -> set[Spot]:
    """Brings up to date which keys name one thing; the spots of which must be told anew why."""
    components = graph.components(fresh)
    homes = {number: graph.entity(component) for component in components for number in component}
    rows = asked(connection, "SELECT key, entity FROM near_thing WHERE entity IS NOT NULL AND key IN ({})", sorted(homes))
    known = {number: ids.told(ids.ENTITY, entity) for number, entity in rows}
    alone = _lonely(ledger, set(known.values()))
    put(connection, homes)
    for entity in sorted(set(homes.values())):
        _describe(connection, ledger, entity)
    moves = {before: {homes[number] for number, old in known.items() if old == before} for before in sorted(set(known.values()))}
    spots = {before: ledger.spots(before) for before, after in moves.items() if after != {before}}
    for before, listed in spots.items():
        alone |= set(listed) if len(moves[before]) > 1 else set()
    for before, after in moves.items():
        if len(after) == 1 and after != {before}:
            ledger.rename_spots(spots[before], min(after))
    return alone


def _describe(connection: sqlite3.Connection, ledger: Ledger, entity: str) -> None:
    """Writes an entity by all forms in which it is named."""
    forms: Counter[bytes] = Counter()
    statement = "SELECT f.form, f.number FROM near_thing t JOIN near_thing_form f USING (key) WHERE t.entity = ?"
    for form, number in connection.execute(statement, (ids.kept(ids.ENTITY, entity),)):
        forms[_long(form).encode("utf-8", "surrogatepass")] += number
    listed = [(unpack_form(form), number) for form, number in sorted(forms.items())]
    if listed:
        ledger.entity(entity_of(entity, listed, SourceKind.NAMED))


def _tell(connection: sqlite3.Connection, ledger: Ledger, spots: set[Spot]) -> None:
    """Who the entities at these spots are, and why."""
    sight = Sight(connection, {document for document, _ in spots})
    found = Identities(sight.scene, array("I", range(len(sight.scene))))
    told = dict(_entities(connection, sight, spots))
    numbers = Counter(told.values())
    for spot, entity in sorted(told.items()):
        others = numbers[entity] > 1 or any(other not in told for other in ledger.spots(entity))
        ref = sight.refs(spot[0])[spot[1]]
        ledger.put(spot, (entity, *found.why(ref, alone=not others)))


def _entities(connection: sqlite3.Connection, sight: Sight, spots: Iterable[Spot]) -> Iterator[tuple[Spot, str]]:
    for document, local in spots:
        key = thing_at(sight.scene, sight.refs(document)[local])
        if key is not None:
            entity = one(connection, "SELECT entity FROM near_thing WHERE key = ?", (signed(key_number(key)),))
            yield (document, local), ids.told(ids.ENTITY, entity)
