"""What people decided of who is who, as a layer above what the rules say: taken off before rules are followed, and put on again."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from tawthiq.model import Judgement, content_id
from tawthiq.model.judgement import OF_ENTITIES, OF_ENTITY
from tawthiq.reconcile.identity import Identities, bearing, entity_of
from tawthiq.reconcile.persons import BARE
from tawthiq.reconcile.scene import Ref
from tawthiq.store import ids
from tawthiq.store.near import plain
from tawthiq.store.near.ledger import Ledger
from tawthiq.store.near.pages import Sight, Spot
from tawthiq.store.near.tables import asked
from tawthiq.store.packing import pack_plain, unpack_plain
from tawthiq.store.whois import Told


def keep(connection: sqlite3.Connection, spot: Spot, told: Told) -> None:
    """Keeps who a local entity would be without people's decisions."""
    entity, score, reasons = told
    connection.execute("INSERT INTO near_undecided VALUES (?, ?, ?, ?, ?)", (*spot, entity, score, pack_plain(list(reasons))))


def take_off(connection: sqlite3.Connection, ledger: Ledger) -> None:
    """Lets everybody be who the rules say."""
    rows = connection.execute("SELECT document, local, entity, score, reasons FROM near_undecided").fetchall()
    spots: defaultdict[str, list[Spot]] = defaultdict(list)
    for document, local, entity, _, _ in rows:
        spots[entity].append((document, local))
    sight = Sight(connection, {row[0] for row in rows})
    for entity, listed in sorted(spots.items()):
        forms = Counter(sight.scene.form_number(sight.refs(document)[local]) for document, local in listed)
        named = {sight.scene.form_number(ref): sight.scene.form(ref) for ref in (sight.refs(document)[local] for document, local in listed)}
        first = min(sight.refs(document)[local] for document, local in listed)
        ledger.entity(entity_of(entity, [(named[number], count) for number, count in forms.items()], sight.scene.form(first).kind))
    for document, local, entity, score, reasons in rows:
        ar, en = unpack_plain(reasons)
        ledger.put((document, local), (entity, score, (ar, en)))
    connection.execute("DELETE FROM near_undecided")


def put_on(connection: sqlite3.Connection, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Follows the decisions, for those whom they name and those who are called like them."""
    active = [item for item in judgements if item.undone is None and item.decision in OF_ENTITIES | OF_ENTITY]
    entities = set(ledger.entities_at(_meant(connection, ledger, active)).values())
    while entities:
        spots = {spot: entity for entity in sorted(entities) for spot in ledger.spots(entity)}
        sight, found, refs = _undecided(connection, spots)
        found.decide(active, refs)
        others = _alike(connection, found, refs) - entities
        if not others:
            _write(connection, ledger, sight, found, refs)
            return
        entities |= others


def _meant(connection: sqlite3.Connection, ledger: Ledger, judgements: Iterable[Judgement]) -> set[Spot]:
    """Where those stand whom decisions name: by an id, as ``document/local`` or ``document#local``, or by ``document@name``."""
    found: set[Spot] = set()
    for judgement in judgements:
        for target in filter(None, (judgement.target, judgement.other)):
            found.update(ledger.spots(target))
            for sign in "/#":
                document, told, local = target.partition(sign)
                found.update((number, local) for number in _numbers(connection, document) if told)
        for anchor in (*judgement.anchors, *judgement.other_anchors):
            for number in _numbers(connection, anchor.partition("@")[0]):
                sight = Sight(connection, (number,))
                found.update(map(sight.at, bearing(sight.scene, anchor)))
    return found


def _numbers(connection: sqlite3.Connection, document: str) -> list[int]:
    return [row[0] for row in connection.execute("SELECT n FROM document WHERE id = ?", (document,))]


def _undecided(connection: sqlite3.Connection, spots: dict[Spot, str]) -> tuple[Sight, Identities, frozenset[Ref]]:
    """Who is who by the rules, among these alone."""
    sight = Sight(connection, {document for document, _ in spots})
    owners = array("I", range(len(sight.scene)))
    first: dict[str, Ref] = {}
    refs = {sight.refs(document)[local]: entity for (document, local), entity in spots.items()}
    for ref in sorted(refs):
        owners[ref] = first.setdefault(refs[ref], ref)
    found = Identities(sight.scene, owners)
    for entity, ref in first.items():
        found.call(ref, entity)
    full = {refs[ref] for ref in refs if sight.scene.form(ref).full_names}
    bare = set(asked(connection, "SELECT document, local FROM near_person WHERE NOT full AND document IN ({})", sight.numbers.values()))
    found.codes = {ref: BARE for ref, entity in refs.items() if entity in full and sight.at(ref) in bare}
    return sight, found, frozenset(refs)


def _firsts(found: Identities, refs: Collection[Ref]) -> Iterator[Ref]:
    return (ref for ref in sorted(refs) if found.owners[ref] == ref)


_STANDING = """SELECT a.id FROM archive_entity a WHERE a.key IN ({}) AND EXISTS (SELECT 1 FROM entity e WHERE e.archive = a.n)"""


def _alike(connection: sqlite3.Connection, found: Identities, refs: Collection[Ref]) -> set[str]:
    """The entities that the rules would call as one of these is called now: of namesakes only one keeps the plain id."""
    names = [content_id("e", *found.plain_key(first)) for first in _firsts(found, refs)]
    return plain.bearers(connection, names) | {row[0] for row in asked(connection, _STANDING, map(ids.entity, names))}


def _write(connection: sqlite3.Connection, ledger: Ledger, sight: Sight, found: Identities, refs: Collection[Ref]) -> None:
    for spot in map(sight.at, sorted(refs)):
        if (told := ledger.whois.get(spot)) is not None:
            keep(connection, spot, told)
    for first in _firsts(found, refs):
        members = found.members(first)
        ledger.entity(found.make(first))
        for ref in members:
            ledger.put(sight.at(ref), (found.id(ref), *found.why(ref, alone=len(members) == 1)))
