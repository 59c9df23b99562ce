"""Who is one person, brought up to date: only for the names that a new document can change something for.

names that are new, or whose bearers know more  ->  their components (names.Graph)  ->  persons by full names
->  bare surnames that these, and only these, may bear  ->  ids, beside their namesakes  ->  the ledger
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tawthiq.model import EntityType, content_id
from tawthiq.reconcile.identity import Identities
from tawthiq.reconcile.persons import BARE, bare_alone, bare_blocks, cluster_named, gather, join_bare, only_bearer, surnames
from tawthiq.reconcile.scene import Ref
from tawthiq.store.near import plain
from tawthiq.store.near.ledger import Ledger
from tawthiq.store.near.names import Graph, Name, bear, bearers, connect, names_of, surname_block, unpacked
from tawthiq.store.near.pages import Sight, Spot
from tawthiq.store.near.tables import asked
from tawthiq.store.packing import shown
from tawthiq.text.names import Part, PersonName


@dataclass
class _Person:
    """Where one person stands: under full names; under a surname alone, or without a name that is understood."""

    full: set[Spot] = field(default_factory=set)
    bare: set[Spot] = field(default_factory=set)

    @property
    def spots(self) -> set[Spot]:
        return self.full | self.bare


class _People:
    """The persons that are looked at. Each has a number; until it has its id, its surnames and bare names stand under a placeholder."""

    def __init__(self, connection: sqlite3.Connection, ledger: Ledger) -> None:
        self.connection = connection
        self.ledger = ledger
        self.persons: list[_Person] = []
        self.before: set[str] = set()
        self.bearers: dict[Name, int | None] = {}
        self._homes: dict[str, int] = {}

    def add(self, person: _Person) -> int:
        """A person found anew."""
        self.persons.append(person)
        return len(self.persons) - 1

    def home(self, bearer: str) -> int:
        """The number of a person by its placeholder, or by its id: then it is looked at from now on."""
        if bearer.startswith("?"):
            return int(bearer[1:])
        if bearer not in self._homes:
            spots = set(self.ledger.spots(bearer))
            documents = sorted({document for document, _ in spots})
            full = spots & set(asked(self.connection, "SELECT document, local FROM near_person WHERE full AND document IN ({})", documents))
            number = self._homes[bearer] = self.add(_Person(full, spots - full))
            self.before.add(bearer)
            self.connection.execute("UPDATE near_surname SET entity = ? WHERE entity = ?", (f"?{number}", bearer))
            self.connection.execute("UPDATE near_person_name SET bearer = ? WHERE bearer = ?", (f"?{number}", bearer))
        return self._homes[bearer]

    def called(self, number: int, entity: str) -> None:
        """Gives a person its id."""
        self.connection.execute("UPDATE near_surname SET entity = ? WHERE entity = ?", (entity, f"?{number}"))
        self.connection.execute("UPDATE near_person_name SET bearer = ? WHERE bearer = ?", (entity, f"?{number}"))


def grow(connection: sqlite3.Connection, ledger: Ledger, fresh: Sequence[int], touched: Iterable[int]) -> None:
    """Adds the persons of ``fresh`` documents; ``touched`` are documents whose context says less than before."""
    people = _People(connection, ledger)
    sight = Sight(connection, fresh)
    names, new, altered = bear(connection, sight, fresh)
    near = {row[0] for row in asked(connection, "SELECT DISTINCT name FROM near_person WHERE document IN ({})", sorted(set(touched)))}
    seeds = names | near | connect(connection, new, altered)
    full = {row[0] for row in asked(connection, "SELECT DISTINCT name FROM near_person WHERE full AND name IN ({})", sorted(seeds))}
    blocks = _by_full_names(people, full)
    _by_bare_names(people, blocks, seeds - full)
    _nameless(people, sight, fresh)
    _name(people)


def _by_full_names(people: _People, seeds: Iterable[Name]) -> set[int]:
    """Persons by their full names; the blocks of the surnames that those concerned bear or bore."""
    graph, names = Graph(people.connection), set[Name]()
    for seed in sorted(seeds):
        if seed not in names:
            names |= graph.component(seed)
    spots = bearers(people.connection, names)
    people.before = set(people.ledger.entities_at(spots).values())
    old = sorted(people.before)
    blocks = {row[0] for row in asked(people.connection, "SELECT DISTINCT block FROM near_surname WHERE entity IN ({})", old)}
    people.connection.executemany("DELETE FROM near_surname WHERE entity = ?", [(entity,) for entity in old])
    sight = Sight(people.connection, {document for document, _ in spots})
    clusters = cluster_named(sight.scene, gather(sight.scene, _refs(sight, spots)), graph.merging(names))
    for cluster in clusters:
        number = people.add(_Person(full=set(map(sight.at, cluster))))
        blocks |= bear_surnames(people.connection, f"?{number}", surnames(sight.scene, cluster))
    return blocks


def _refs(sight: Sight, spots: Iterable[Spot]) -> list[Ref]:
    return sorted(sight.refs(document)[local] for document, local in spots)


def bear_surnames(connection: sqlite3.Connection, entity: str, found: Iterable[tuple[str, Part]]) -> set[int]:
    """Notes the surnames of a person; their blocks."""
    rows = [(surname_block(skeleton), entity, part.key, shown(part.written)) for skeleton, part in found]
    connection.executemany("INSERT OR IGNORE INTO near_surname VALUES (?, ?, ?, ?)", rows)
    return {row[0] for row in rows}


def _by_bare_names(people: _People, blocks: Iterable[int], names: set[Name]) -> None:
    """Bare names that are new, or whose only bearer is another one now or may be known better."""
    near = {row[0] for row in asked(people.connection, "SELECT name FROM near_person_block WHERE block IN ({})", sorted(blocks))}
    listed = asked(people.connection, "SELECT name, body, bearer FROM near_person_name WHERE name IN ({})", sorted(names | near))
    for name, body, before in sorted(listed, key=lambda row: int(row[0])):
        parts = unpacked(body)
        if parts.is_full:
            continue
        bearer = only_bearer(parts, surnames_near(people.connection, parts))
        if name in names or bearer != before or (bearer is not None and bearer.startswith("?")):
            _settle(people, name, None if bearer is None else people.home(bearer))


def surnames_near(connection: sqlite3.Connection, bare: PersonName) -> Iterator[tuple[str, Part]]:
    """Who bears a surname that a bare name may be, with that surname."""
    blocks = [surname_block(skeleton) for skeleton in bare_blocks(bare)]
    for entity, key, written in asked(connection, "SELECT entity, key, written FROM near_surname WHERE block IN ({})", blocks):
        yield entity, Part(key, written)


def _settle(people: _People, name: Name, home: int | None) -> None:
    """Who the bearers of one bare name are: its only bearer where the context says so, else each other."""
    spots = bearers(people.connection, (name,))
    for entity in sorted(set(people.ledger.entities_at(spots).values()) - people.before):
        people.home(entity)
    for person in people.persons:
        person.bare -= spots
    full = people.persons[home].full if home is not None else set()
    sight = Sight(people.connection, {document for document, _ in spots | full})
    joined = join_bare(sight.scene, _refs(sight, spots), _refs(sight, full)) if full else []
    if home is not None:
        people.persons[home].bare |= set(map(sight.at, joined))
    for cluster in bare_alone(sight.scene, sorted(set(_refs(sight, spots)) - set(joined))):
        people.add(_Person(bare=set(map(sight.at, cluster))))
    people.bearers[name] = home


def _nameless(people: _People, sight: Sight, documents: Iterable[int]) -> None:
    """Persons of new documents whose names are not understood: each stands alone."""
    for document in documents:
        for local, ref in sight.refs(document).items():
            form = sight.scene.form(ref)
            if form.mergeable and form.type is EntityType.PERSON and not names_of(form):
                people.add(_Person(bare={(document, local)}))


# ------------------------------------------------------------------ ids


def _name(people: _People) -> None:
    """Gives every person its id, beside those of the same name who stay as they are, and writes who is who."""
    while True:
        sight = Sight(people.connection, {document for person in people.persons for document, _ in person.spots})
        numbers, found = _identities(people, sight)
        names = {number: content_id("e", *found.plain_key(first)) for number, first in numbers.items()}
        others = plain.bearers(people.connection, sorted({*names.values(), *plain.of(people.connection, sorted(people.before))}))
        if others <= people.before:
            break
        for entity in sorted(others - people.before):
            people.home(entity)
    _call(found, numbers, names)
    _write(people, sight, numbers, found, names)


def _identities(people: _People, sight: Sight) -> tuple[dict[int, Ref], Identities]:
    """The first ref of every person that stands somewhere, by number; and who is who among them."""
    owners = array("I", range(len(sight.scene)))
    numbers: dict[int, Ref] = {}
    codes: dict[Ref, str] = {}
    for number, person in enumerate(people.persons):
        refs = _refs(sight, person.spots)
        if refs:
            numbers[number] = refs[0]
        for ref in refs:
            owners[ref] = refs[0]
        if person.full:
            codes |= dict.fromkeys(_refs(sight, person.bare), BARE)
    found = Identities(sight.scene, owners)
    found.codes = codes
    return numbers, found


def _call(found: Identities, numbers: dict[int, Ref], names: dict[int, str]) -> None:
    """Of namesakes the largest keeps the plain id, as when everything is compared."""
    same: defaultdict[str, list[Ref]] = defaultdict(list)
    for number, first in numbers.items():
        same[names[number]].append(first)
    for identifier, firsts in same.items():
        leading, *others = sorted(firsts, key=lambda first: (-len(found.members(first)), first))
        found.call(leading, identifier)
        for first in others:
            found.call(first, content_id("e", *found.plain_key(first), *found.scene.local(first)))


def _write(people: _People, sight: Sight, numbers: dict[int, Ref], found: Identities, names: dict[int, str]) -> None:
    connection = people.connection
    plain.drop(connection, people.before)
    for number, first in numbers.items():
        entity = found.id(first)
        people.ledger.entity(found.make(first))
        plain.put(connection, entity, names[number])
        members = found.members(first)
        for ref in members:
            people.ledger.put(sight.at(ref), (entity, *found.why(ref, alone=len(members) == 1)))
    for number, first in numbers.items():
        people.called(number, found.id(first))
    rows = [(None if home is None else found.id(numbers[home]), name) for name, home in people.bearers.items()]
    connection.executemany("UPDATE near_person_name SET bearer = ? WHERE name = ?", rows)
