"""Copied texts, brought up to date: only for the shingles that a new document has, and for the pairs that they bring together."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from tawthiq.model import CopyGroup
from tawthiq.reconcile.copies import Copies, Pair, Texts, by_member, copied, grouped
from tawthiq.reconcile.shingles import common_run, hashes_of, linked, sampled
from tawthiq.store import across, reading
from tawthiq.store.near import index
from tawthiq.store.near.tables import asked, dumped, tuples
from tawthiq.store.packing import unpack_text

_TEXTS = 2_048  # documents whose hashed shingles are held at one time, about 4 MB

Holder = tuple[str, int, int]
"""A document with a shingle: its id, its number in the archive, the first place of the shingle there."""
Link = tuple[Holder, Holder]


def keep_pairs(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int, Pair]]) -> None:
    """Keeps what pairs of documents have copied of each other."""
    connection.executemany("INSERT OR REPLACE INTO near_copy VALUES (?, ?, ?)", ((a, b, dumped(pair.runs)) for a, b, pair in pairs))


def grow(
    connection: sqlite3.Connection, fresh: Sequence[int], decided: Iterable[int], apart: Collection[tuple[str, str]],
) -> set[int]:
    """Finds the copies among ``fresh`` documents and of them; ``decided``: documents that people put apart or no longer do.

    The documents (numbers) whose groups have changed.
    """
    known = set(fresh)
    hashes = _Hashes(connection)
    shingles = {shingle for number in fresh for shingle in index.keep(connection, number, hashes(number))}
    links: dict[tuple[int, int], list[Link]] = {}
    lost: set[tuple[int, int]] = set()
    for shingle in sorted(shingles):
        after = hashes.holders(shingle)
        before = [holder for holder in after if holder[1] not in known]
        new, old = ({(a[1], b[1]): (a, b) for a, b in linked(found)} for found in (after, before))
        for pair in new.keys() - old.keys():
            links.setdefault(pair, []).append(new[pair])
        lost |= old.keys() - new.keys()
    changed = _join(connection, links, hashes) | _part(connection, lost, hashes)
    index.tidy(connection)
    return _regroup(connection, changed | set(decided), apart)


class _Hashes:
    """The hashed shingles of documents, read when they are asked for, and who has them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        def read(number: int) -> array[int]:
            (body,) = connection.execute("SELECT body FROM document_text WHERE document = ?", (number,)).fetchone()
            return hashes_of(unpack_text(body))

        self._connection, self._index = connection, index.Holders(connection)
        self._read = lru_cache(maxsize=_TEXTS)(read)

    def __call__(self, number: int) -> array[int]:
        return self._read(number)

    def holders(self, shingle: int) -> list[Holder]:
        """The documents that have a shingle, in order of their ids."""
        found = self._index.of(shingle)
        if len(found) < 2:  # it brings nobody together
            return []
        names = dict(asked(self._connection, "SELECT n, id FROM document WHERE n IN ({})", (number for number, _ in found)))
        return sorted((names[number], number, place) for number, place in found)

    def run(self, link: Link) -> bool:
        """Whether two documents share a run around a shingle that is worth looking at."""
        (_, a, i), (_, b, j) = link
        return common_run(self(a), i, self(b), j)


def _join(connection: sqlite3.Connection, links: dict[tuple[int, int], list[Link]], hashes: _Hashes) -> set[int]:
    """Compares the documents that shingles newly bring together; those of them that copy each other."""
    found: set[int] = set()
    for (a, b), listed in sorted(links.items()):
        known = connection.execute("SELECT 1 FROM near_copy WHERE a = ? AND b = ?", (a, b)).fetchone()
        if known is None and any(map(hashes.run, listed)):
            texts = Texts(reading.Documents(connection, (a, b)))
            pair = copied(listed[0][0][0], listed[0][1][0], texts)
            if pair is not None:
                keep_pairs(connection, [(a, b, pair)])
                found |= {a, b}
    return found


def _part(connection: sqlite3.Connection, lost: Iterable[tuple[int, int]], hashes: _Hashes) -> set[int]:
    """Forgets pairs that only a shingle brought together which many documents have now."""
    found: set[int] = set()
    for a, b in sorted(lost):
        known = connection.execute("SELECT 1 FROM near_copy WHERE a = ? AND b = ?", (a, b)).fetchone()
        if known is not None and not any(map(hashes.run, _links(a, b, hashes))):
            connection.execute("DELETE FROM near_copy WHERE a = ? AND b = ?", (a, b))
            found |= {a, b}
    return found


def _links(a: int, b: int, hashes: _Hashes) -> Iterator[Link]:
    """All shingles that bring two documents together."""
    for shingle in sorted(sampled(hashes(a)).keys() & sampled(hashes(b)).keys()):
        yield from (link for link in linked(hashes.holders(shingle)) if (link[0][1], link[1][1]) == (a, b))


# ------------------------------------------------------------------ groups


def _regroup(connection: sqlite3.Connection, changed: Iterable[int], apart: Collection[tuple[str, str]]) -> set[int]:
    """Makes the groups anew of all documents that pairs bind with these, directly or through others."""
    members = _bound(connection, changed)
    before = {group.id: group for group in _groups(connection, members)}
    after = {group.id: group for group in copies_among(connection, members, apart).groups}
    numbers = dict(asked(connection, "SELECT id, n FROM document WHERE n IN ({})", sorted(members)))
    touched: set[int] = set()
    for identifier in before.keys() - after.keys():
        touched |= {numbers[member.document] for member in before[identifier].members}
        connection.execute('DELETE FROM copy_member WHERE "group" = (SELECT n FROM copy_group WHERE id = ?)', (identifier,))
        connection.execute("DELETE FROM copy_group WHERE id = ?", (identifier,))
    for identifier in sorted(after.keys() - before.keys()):
        touched |= {numbers[member.document] for member in after[identifier].members}
        across.write_group(connection, after[identifier], numbers)
    return touched


def _bound(connection: sqlite3.Connection, documents: Iterable[int]) -> set[int]:
    found = set(documents)
    waiting = sorted(found)
    statement = "SELECT b FROM near_copy WHERE a = ? UNION SELECT a FROM near_copy WHERE b = ?"
    while waiting:
        number = waiting.pop()
        near = {row[0] for row in connection.execute(statement, (number, number))} - found
        waiting += sorted(near)
        found |= near
    return found


def copies_among(connection: sqlite3.Connection, members: Collection[int], apart: Collection[tuple[str, str]]) -> Copies:
    """The groups among documents that no pair binds with others."""
    texts = Texts(reading.Documents(connection, members))
    ids = dict(asked(connection, "SELECT n, id FROM document WHERE n IN ({})", sorted(members)))
    rows = asked(connection, "SELECT a, b, runs FROM near_copy WHERE a IN ({})", sorted(members))
    return grouped([Pair(ids[a], ids[b], tuples(json.loads(runs))) for a, b, runs in sorted(rows)], texts, apart)


def _groups(connection: sqlite3.Connection, documents: Collection[int]) -> Iterator[CopyGroup]:
    groups = 'SELECT DISTINCT g.id FROM copy_member m JOIN copy_group g ON g.n = m."group" WHERE m.document IN ({})'
    names = asked(connection, groups, sorted(documents))
    for name in sorted({row[0] for row in names}):
        yield across.copy_group(connection, name)


def copies_of(connection: sqlite3.Connection, number: int) -> Copies:
    """The groups that a document is in, with the texts of their whole copies: what ``Copies.inside`` needs."""
    groups = tuple(_groups(connection, (number,)))
    wanted = {member.document for group in groups for member in group.members if member.span is None}
    numbers = {row[0] for row in asked(connection, "SELECT n FROM document WHERE id IN ({})", sorted(wanted))} | {number}
    return Copies(Texts(reading.Documents(connection, numbers if groups else ())), groups, by_member(groups))
