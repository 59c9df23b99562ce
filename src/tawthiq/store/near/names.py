"""Names of persons: who bears them, which stand near each other, and which could be one person's."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tawthiq.model import EntityType
from tawthiq.reconcile.persons import Alike, Edge, all_agree, bare_blocks, crowded, likeness, local_parts, name_blocks, shorter, written
from tawthiq.reconcile.scene import Form, key_of
from tawthiq.store.near.pages import Sight, Spot
from tawthiq.store.near.tables import asked, dumped, one, signed
from tawthiq.text.names import Part, PersonName

Name = int
"""A personal name by its hash; a bare one has another hash than a full one."""


def full_key(name: PersonName | tuple[str, ...]) -> Name:
    """The hash of a full name."""
    return signed(key_of("full", *(name if isinstance(name, tuple) else name.keys)))


def bare_key(name: PersonName) -> Name:
    """The hash of a name of one part."""
    return signed(key_of("bare", *name.keys))


def surname_block(skeleton: str) -> int:
    """The hash of the block in which a bare name meets those who bear it as a surname."""
    return signed(key_of("surname", skeleton))


def names_of(form: Form) -> dict[Name, PersonName]:
    """The names by which a person is found: the full ones, the first of them leading, or the bare one."""
    if not form.mergeable or form.type is not EntityType.PERSON:
        return {}
    found: dict[Name, PersonName] = {}
    for name in form.full_names:
        found[full_key(name)] = min(found.get(full_key(name), name), name, key=written)
    bare = local_parts(form) if not found else None
    return {bare_key(bare): bare} if bare is not None else found


def packed(name: PersonName) -> str:
    """A name in its parts as a column takes it."""
    parts = [[part.key, part.written, part.descent, part.compound, part.epithet] for part in name.parts]
    return dumped([parts, list(name.titles), name.arabic])


def unpacked(body: str) -> PersonName:
    """The name that was packed."""
    parts, titles, arabic = json.loads(body)
    return PersonName(tuple(Part(*part) for part in parts), tuple(titles), arabic)


def bear(connection: sqlite3.Connection, sight: Sight, documents: Iterable[int]) -> tuple[set[Name], set[Name], set[Name]]:
    """Notes who bears which name in new documents: all names found, those that are new, those that another writing stands for now."""
    told: dict[Name, PersonName] = {}
    rows: list[tuple[Name, int, str, bool]] = []
    for document in documents:
        for local, ref in sight.refs(document).items():
            for key, name in names_of(sight.scene.form(ref)).items():
                told[key] = min(told.get(key, name), name, key=written)
                rows.append((key, document, local, name.is_full))
    connection.executemany("INSERT INTO near_person VALUES (?, ?, ?, ?)", rows)
    return set(told), *stand_for(connection, told)


def stand_for(connection: sqlite3.Connection, names: Mapping[Name, PersonName]) -> tuple[set[Name], set[Name]]:
    """Keeps names, each in the writing that stands for it; those that are new, and those that another writing stands for now."""
    known = {key: unpacked(body) for key, body in asked(connection, "SELECT name, body FROM near_person_name WHERE name IN ({})", names)}
    altered = {key: names[key] for key, name in known.items() if written(names[key]) < written(name)}
    fresh = {key: name for key, name in names.items() if key not in known}
    add_names(connection, fresh)
    connection.executemany("UPDATE near_person_name SET body = ? WHERE name = ?", [(packed(name), key) for key, name in altered.items()])
    return set(fresh), set(altered)


def add_names(connection: sqlite3.Connection, names: Mapping[Name, PersonName]) -> None:
    """Keeps new names with their blocks."""
    connection.executemany("INSERT INTO near_person_name VALUES (?, ?, NULL)", [(key, packed(name)) for key, name in names.items()])
    rows = [(block, key) for key, name in names.items() for block in blocks_of(name)]
    connection.executemany("INSERT OR IGNORE INTO near_person_block VALUES (?, ?)", rows)


def add_edges(connection: sqlite3.Connection, edges: Mapping[Edge, Alike]) -> None:
    """Keeps which full names could be one person's, from both sides."""
    rows = [(full_key(a), full_key(b), found.value, found.by_length) for (a, b), found in edges.items()]
    connection.executemany("INSERT OR REPLACE INTO near_person_edge VALUES (?, ?, ?, ?)", rows)
    connection.executemany("INSERT OR REPLACE INTO near_person_edge VALUES (?, ?, ?, ?)", [(b, a, *found) for a, b, *found in rows])


def blocks_of(name: PersonName) -> list[int]:
    """The hashes of the blocks of a name."""
    if name.is_full:
        return [signed(key_of("full", *block)) for block in sorted(name_blocks(name))]
    return [surname_block(skeleton) for skeleton in bare_blocks(name)]


class Graph:
    """Full names of the archive and which of them could be one person's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[Name, PersonName] = {}
        self._edges: dict[Name, dict[Name, Alike]] = {}
        self._unclear: dict[Name, bool] = {}

    def name(self, key: Name) -> PersonName:
        """A name in its parts."""
        if key not in self._names:
            self._names[key] = unpacked(one(self._connection, "SELECT body FROM near_person_name WHERE name = ?", (key,)))
        return self._names[key]

    def edges(self, key: Name) -> dict[Name, Alike]:
        """The names that are like a name."""
        if key not in self._edges:
            rows = self._connection.execute("SELECT b, value, by_length FROM near_person_edge WHERE a = ?", (key,))
            self._edges[key] = {other: Alike(value, bool(by_length)) for other, value, by_length in rows}
        return self._edges[key]

    def clear_edges(self, key: Name) -> Iterator[tuple[Name, float]]:
        """Those of them that can be merged: not where the short name fits several people."""
        for other, found in self.edges(key).items():
            if not (found.by_length and self._is_unclear(self.short(key, other))):
                yield other, found.value

    def short(self, a: Name, b: Name) -> Name:
        """The shorter one of two names."""
        return a if shorter((self.name(a).keys, self.name(b).keys)) == self.name(a).keys else b

    def longer(self, key: Name) -> set[Name]:
        """The longer names that a name fits."""
        return {other for other, found in self.edges(key).items() if found.by_length and self.short(key, other) == key}

    def _is_unclear(self, key: Name) -> bool:
        if key not in self._unclear:
            names = {self.name(other).keys: self.name(other) for other in self.longer(key)}
            self._unclear[key] = not all_agree(names, names)
        return self._unclear[key]

    def together(self, key: Name) -> set[Name]:
        """Names that one document uses for one person beside a name."""
        statement = "SELECT DISTINCT o.name FROM near_person p JOIN near_person o USING (document, local) WHERE p.name = ? AND o.name <> ?"
        return {row[0] for row in self._connection.execute(statement, (key, key))}

    def component(self, key: Name) -> set[Name]:
        """The names that what is done with a name depends on."""
        found, waiting = {key}, [key]
        while waiting:
            at = waiting.pop()
            near = {other for other, _ in self.clear_edges(at)} | self.together(at)
            waiting += sorted(near - found)
            found |= near
        return found

    def merging(self, keys: Iterable[Name]) -> dict[Edge, float]:
        """The edges among names, as ``persons.cluster_named`` takes them."""
        wanted = set(keys)
        pairs = {(min(a, b), max(a, b)): value for a in wanted for b, value in self.clear_edges(a) if b in wanted}
        named = ((sorted((self.name(a).keys, self.name(b).keys)), value) for (a, b), value in pairs.items())
        return {(first, second): value for (first, second), value in named}


def connect(connection: sqlite3.Connection, fresh: set[Name], altered: set[Name]) -> set[Name]:
    """Compares new and altered full names with those near them; every name whose edges or whose neighbours' edges changed."""
    graph = Graph(connection)
    todo = {key for key in fresh | altered if graph.name(key).is_full}
    todo |= _crowded_out(connection, graph, fresh)
    touched = _neighbourhood(graph, todo)
    for key in sorted(todo):
        near = [(other, key) for other in graph.edges(key)]
        connection.execute("DELETE FROM near_person_edge WHERE a = ?", (key,))
        connection.executemany("DELETE FROM near_person_edge WHERE a = ? AND b = ?", near)
    for key in sorted(todo):
        add_edges(connection, _likenesses(connection, graph, key))
    return touched | _neighbourhood(Graph(connection), todo)


def _crowded_out(connection: sqlite3.Connection, graph: Graph, fresh: set[Name]) -> set[Name]:
    """The names of blocks that have become too large to be compared in pairs."""
    added: defaultdict[int, int] = defaultdict(int)
    for key in fresh:
        for block in blocks_of(graph.name(key)) if graph.name(key).is_full else ():
            added[block] += 1
    found: set[Name] = set()
    for block, count in added.items():
        names = _in_block(connection, block)
        if crowded(len(names)) and not crowded(len(names) - count):
            found |= set(names)
    return found


def _in_block(connection: sqlite3.Connection, block: int) -> list[Name]:
    return [row[0] for row in connection.execute("SELECT name FROM near_person_block WHERE block = ?", (block,))]


def _neighbourhood(graph: Graph, keys: Iterable[Name]) -> set[Name]:
    """Names, those like them, and those like the short ones of a pair of unlike length: whether these fit several may have changed."""
    found = set(keys)
    for key in sorted(found):
        for other, like in graph.edges(key).items():
            found |= {other, *(graph.longer(graph.short(key, other)) if like.by_length else ())}
    return found


def _likenesses(connection: sqlite3.Connection, graph: Graph, key: Name) -> dict[Edge, Alike]:
    name = graph.name(key)
    near = (names for block in blocks_of(name) if not crowded(len(names := _in_block(connection, block))))
    found: dict[Edge, Alike] = {}
    for other in sorted({each for names in near for each in names} - {key}):
        pair = sorted((name, graph.name(other)), key=lambda each: each.keys)
        like = likeness(*pair)
        if like is not None:
            found[pair[0].keys, pair[1].keys] = like
    return found


def bearers(connection: sqlite3.Connection, keys: Iterable[Name]) -> set[Spot]:
    """Where a name of these stands."""
    return {(document, local) for document, local in asked(connection, "SELECT document, local FROM near_person WHERE name IN ({})", keys)}
