"""The outline of dossiers in rows, built anew after each comparing: of entities that stand in many documents.

Of the others the same is worked out when somebody asks (``tracing``), but for those of documents on whose claims people decided:
these documents are read and corrected, which is not done for every page.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tawthiq.model import Claim, Reading
from tawthiq.model.judgement import OF_CLAIMS
from tawthiq.reconcile.decisions import as_decided
from tawthiq.store import across, ids, reading
from tawthiq.store.narrow import claim_days
from tawthiq.store.outline import NAMES
from tawthiq.store.tracing import LAST_DAY, Told, Trace, told, trace

VERSION = "3"
"""Of what the rows mean: an outline of another version is built anew by the next writer."""
MANY = 50
"""Documents beyond which an entity has rows: of 60,000 press articles one of 350 entities. To work out what 50 tell takes 3 ms."""
_LARGE = "SELECT n, id FROM archive_entity WHERE documents > ?"
_OF_DECIDED = "SELECT DISTINCT a.n, a.id FROM entity e JOIN archive_entity a ON a.n = e.archive WHERE e.document = ?"


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether there is an outline, of the version that this program reads."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'outline'").fetchone()
    return found is not None and found[0] == VERSION


def build(connection: sqlite3.Connection, entities: Iterable[str] | None = None) -> None:
    """Puts a new outline in the place of the last one, of all entities or of these alone. Run inside a transaction."""
    decided = _Decided(connection)
    large = dict(connection.execute(_LARGE, (MANY,))) | decided.concerned
    wanted = None if entities is None else {_number(connection, entity) for entity in entities}
    _clear(connection, wanted)
    for number in sorted(large if wanted is None else wanted & set(large)):
        found = trace(connection, number, decided.told(number, large[number]))
        _write(connection, number, found, decided.rejected[number])
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('outline', ?)", (VERSION,))


def _number(connection: sqlite3.Connection, entity: str) -> int | None:
    found = connection.execute("SELECT n FROM archive_entity WHERE key = ?", (ids.entity(entity),)).fetchone()
    return found[0] if found else None


def _clear(connection: sqlite3.Connection, wanted: set[int | None] | None) -> None:
    for table in NAMES:
        if wanted is None:
            connection.execute(f"DELETE FROM {table}")
        else:
            connection.executemany(f"DELETE FROM {table} WHERE entity = ?", [(number,) for number in wanted])


def _write(connection: sqlite3.Connection, number: int, found: Trace, rejected: int) -> None:
    documents, low, high = found.numbers
    connection.execute("INSERT INTO outline_entity VALUES (?, ?, ?, ?, ?)", (number, documents, low, high, rejected))
    lines = ((number, *line[:5], *line[5:]) for line in sorted(found.lines))
    connection.executemany("INSERT OR IGNORE INTO outline_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)
    connection.executemany("INSERT INTO outline_bond VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((number, *bond) for bond in sorted(found.bonds)))


class _Decided:
    """The documents on whose claims people decided, as they left them.

    ``concerned``: numbers and ids of their entities; ``rejected``: how many claims about each are rejected.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents: set[int] = set()
        self._told: defaultdict[int, list[Told]] = defaultdict(list)
        self.rejected: Counter[int] = Counter()
        self.concerned: dict[int, str] = {}
        held = [item for item in across.judgements(connection, None, undone=False) if item.decision in OF_CLAIMS]
        for name in sorted({anchor.partition(":")[0] for item in held for anchor in item.anchors}):
            if row := connection.execute("SELECT n FROM document WHERE id = ?", (name,)).fetchone():
                found = reading.reading(connection, row[0], light=True)
                (kept,) = as_decided((found,), held)
                self._take(row[0], found, kept)

    def _take(self, number: int, found: Reading, kept: Reading) -> None:
        self._documents.add(number)
        self.concerned |= dict(self._connection.execute(_OF_DECIDED, (number,)))
        for entity, claim in _rows(self._connection, number, found, kept):
            self._told[entity].append(claim)
        self.rejected.update(_dropped(self._connection, number, found, kept))

    def told(self, number: int, identifier: str) -> list[Told]:
        """The claims that concern an entity, as people left them."""
        others = [each for each in told(self._connection, number, identifier) if each.document not in self._documents]
        return others + [held for each in self._told[number] for held in self._held(each, identifier)]

    def _held(self, claim: Told, identifier: str) -> Iterator[Told]:
        """A claim of a document that was decided on, for each finding about the entity that holds it, or once."""
        found = self._connection.execute(_FINDINGS, (claim.claim, identifier)).fetchall()
        yield from (claim._replace(finding=finding, verdict=verdict) for finding, verdict in found or ((None, None),))


_FINDINGS = """SELECT f.id, f.verdict FROM finding_claim m JOIN finding f ON f.n = m.finding
 WHERE m.claim = ? AND ? IN (f.subject, f.object)"""


def _known(connection: sqlite3.Connection, number: int) -> dict[str, int]:
    """The numbers of the archive's entities by local ids."""
    told = "SELECT local, archive FROM identity WHERE document = ?"
    return dict(connection.execute(told, (number,)))


def _rows(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterator[tuple[int, Told]]:
    """The claims of a document on which people decided, each with the entity that it concerns."""
    entities = _known(connection, number)
    published: int = connection.execute("SELECT day FROM document WHERE n = ?", (number,)).fetchone()[0]
    places = {claim.id: seq for seq, claim in enumerate(found.claims)}
    for claim in kept.claims:
        subject, object_ = _sides(claim, entities)
        first = claim_days(claim)[0]
        day = first if first is not None else published or LAST_DAY
        key = number, places[claim.id], ids.kept(ids.CLAIM, claim.id), claim.predicate
        if subject:
            yield subject, Told(*key, 0, claim.standing.value, object_, day, int(first is not None))
        if object_ and object_ != subject:
            yield object_, Told(*key, 1, claim.standing.value, subject, day, int(first is not None))


def _sides(claim: Claim, entities: dict[str, int]) -> tuple[int | None, int | None]:
    object_ = claim.object.entity if claim.object else None
    return entities.get(claim.subject.entity or ""), entities.get(object_ or "")


def _dropped(connection: sqlite3.Connection, number: int, found: Reading, kept: Reading) -> Iterable[int]:
    """The entities of the claims that were rejected, one a claim and entity."""
    entities, left = _known(connection, number), {claim.id for claim in kept.claims}
    for claim in found.claims:
        if claim.id not in left:
            yield from {entity for entity in _sides(claim, entities) if entity}
