"""Who is who: an entity with the documents that name it, and pairs that could be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from tawthiq.model import EntityType, Judgement, SourceKind
from tawthiq.model.judgement import OF_ENTITIES
from tawthiq.reconcile.lookalikes import lookalikes
from tawthiq.reconcile.names import COULD_BE, SAME, Score, compare_names
from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.text.names import PersonName, split
from tawthiq.text.skeletons import skeletons
from tawthiq.views.decisions import entity_at

_NAMES = 6  # spellings of one entity that are compared with another's
_AT_ONCE = 500  # entities asked for by their ids in one statement: SQLite's lowest limit is 999
_MAX_BLOCK = 200  # entities of one surname that are compared in pairs


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that could be one: how far their names agree, and why, in both languages."""

    first: EntityRow
    second: EntityRow
    score: float
    reason_ar: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """How one document names an entity, and why it is this one."""

    document: str
    path: str
    name: str
    score: float
    reason_ar: str
    reason_en: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """An entity and who bears its name in which document."""

    entity: EntityRow
    bearers: tuple[Bearer, ...]


def identity_rows(store: Store, rows: Sequence[EntityRow], limit: int) -> Iterator[IdentityRow]:
    """Entities with the documents that name them, at most ``limit`` each."""
    for row in rows:
        yield IdentityRow(row, tuple(_bearers(store, row.id, limit)))


def _bearers(store: Store, entity: str, limit: int) -> Iterator[Bearer]:
    called = {(document, local): name for document, local, name in store.borne(entity, limit)}
    for item in islice(store.identities(entity=entity), limit):
        name = called.get((item.document, item.local), "")
        head = store.head(item.document)
        yield Bearer(
            head.id, head.origin.path, name, item.score, item.reason_ar, item.reason_en, head.title, head.publisher, head.published
        )


def undecided(store: Store, among: int | None = None) -> list[Candidate]:
    """Pairs of people or of bodies that could be one and that nobody has decided on, the most documented first.

    ``among``: only so many people and so many bodies are compared, those whom most documents name. A pair ranks by the less
    documented of its two, so that of its kind none is missed that would stand before those found.
    """
    people, bodies = (list(store.entities(_leading(kind, among))) for kind in (EntityType.PERSON, EntityType.ORGANIZATION))
    return _ordered(store, [*_pairs(people), *_bodies(bodies)])


def undecided_with(store: Store, entity: str, among: int) -> list[Candidate]:
    """Those who could be one entity and of whom nobody has decided it, out of the most documented of its kind."""
    for own in store.entities(EntityFilter(ids=(entity,))):
        rows = [own, *(row for row in store.entities(_leading(EntityType(own.type), among)) if row.id != entity)]
        asked = _pairs(rows, entity) if own.type == EntityType.PERSON else _bodies(rows) if own.type == EntityType.ORGANIZATION else ()
        return _ordered(store, [pair for pair in asked if entity in {pair.first.id, pair.second.id}])
    return []


def _ordered(store: Store, pairs: Sequence[Candidate]) -> list[Candidate]:
    """Pairs of whom nobody has decided and whom texts call by name, the most documented first."""
    decided = {pair for item in store.judgements() if item.decision in OF_ENTITIES for pair in _decided_pairs(store, item)}
    called = _called(store, sorted({key for pair in pairs for key in (pair.first.id, pair.second.id)}))
    asked = ((pair, frozenset({pair.first.id, pair.second.id})) for pair in pairs)
    found = [pair for pair, ids in asked if ids <= called and ids not in decided]
    return sorted(found, key=lambda pair: (-min(pair.first.documents, pair.second.documents), -pair.score, pair.first.id, pair.second.id))


def _called(store: Store, ids: Sequence[str]) -> set[str]:
    """Those of entities whom some text calls by name."""
    asked = (EntityFilter(ids=tuple(ids[start : start + _AT_ONCE]), named=True, limit=None) for start in range(0, len(ids), _AT_ONCE))
    return {row.id for wanted in asked for row in store.entities(wanted)}


def _leading(kind: EntityType, among: int | None) -> EntityFilter:
    """The most documented of a kind. Whether texts call them by name, which takes longer, is asked of those alone who stand in a pair."""
    return EntityFilter(type=kind.value, kind=SourceKind.NAMED.value, limit=among)


def _bodies(rows: Sequence[EntityRow]) -> Iterator[Candidate]:
    for (first, second), score in lookalikes([row.name for row in rows]):
        a, b = sorted((rows[first], rows[second]), key=lambda row: row.id)
        yield Candidate(a, b, score.value, score.reason_ar, score.reason_en)


def _decided_pairs(store: Store, judgement: Judgement) -> Iterator[frozenset[str]]:
    """The entities of today that a decision speaks of."""
    sides = []
    for target, anchors in ((judgement.target, judgement.anchors), (judgement.other or "", judgement.other_anchors)):
        sides.append({target, *(entity for anchor in anchors if (entity := entity_at(store, anchor)))})
    yield from (frozenset({first, second}) for first in sides[0] for second in sides[1])


def _parts(row: EntityRow) -> tuple[PersonName, ...]:
    found = (split(name) for name, _ in row.names[:_NAMES])
    return tuple(dict.fromkeys(name for name in found if name.parts))


def _pairs(rows: Sequence[EntityRow], only: str | None = None) -> Iterator[Candidate]:
    """People whose surnames have the same consonants and who could be one; ``only``: those with this entity."""
    blocks: defaultdict[str, list[EntityRow]] = defaultdict(list)
    for row in rows:
        for skeleton in sorted({key for name in _parts(row) for key in skeletons(name.surname or "")}):
            blocks[skeleton].append(row)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(sorted(block[:_MAX_BLOCK], key=lambda row: row.id), 2):
            if (a.id, b.id) not in seen and only in {None, a.id, b.id}:
                seen.add((a.id, b.id))
                best = _best(a, b)
                if best.value >= COULD_BE:
                    yield Candidate(a, b, best.value, best.reason_ar, best.reason_en)


def _best(a: EntityRow, b: EntityRow) -> Score:
    """The closest of their names; full names that contradict each other rule the pair out."""
    scores = [compare_names(x, y) for x, _ in a.names[:_NAMES] for y, _ in b.names[:_NAMES]]
    best = max(scores, key=lambda score: score.value)
    full = compare_names(a.name, b.name)
    apart = split(a.name).is_full and split(b.name).is_full and full.value < COULD_BE
    return full if apart and best.value < SAME else best
