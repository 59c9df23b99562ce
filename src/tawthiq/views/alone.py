"""What one source alone says, of those first whom most documents name: there most readers rely on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tawthiq.model import Verdict
from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.store.outline import LineFilter
from tawthiq.store.sections import SECTIONS
from tawthiq.views.lists import ClaimRow, rows_of_claims

SHOWN: Final = 5
"""Claims of one entity in the list; all of them stand in its dossier."""


@dataclass(frozen=True, slots=True)
class AloneRow:
    """An entity with the first of the claims about it that one source alone makes, and how many lines of its dossier are such."""

    entity: EntityRow
    total: int
    claims: tuple[ClaimRow, ...]


def alone_rows(store: Store, limit: int | None, offset: int = 0, shown: int = SHOWN) -> Iterator[AloneRow]:
    """Named entities in the order in which documents name them; ``claims`` in the order of a dossier: offices first, each by its time."""
    for entity in store.entities(EntityFilter(kind="named", named=True, limit=limit, offset=offset)):
        counts = store.outline.counts(entity.id)
        total = sum(number for (section, verdict), number in counts.items() if section in SECTIONS and verdict == Verdict.SINGLE_SOURCE)
        yield AloneRow(entity, total, tuple(_claims(store, entity.id, shown)))


def _claims(store: Store, entity: str, shown: int) -> Iterator[ClaimRow]:
    """The first claims of which the entity is the subject and that no finding holds, as people left them."""
    places: list[tuple[int, int]] = []
    for section in SECTIONS:
        wanted = LineFilter(section, Verdict.SINGLE_SOURCE.value, forward=True, limit=shown)
        places += [(row.document, row.seq) for row in store.outline.lines(entity, wanted) if not row.finding]
        if len(places) >= shown:
            break
    found = store.outline.claims(places[:shown])
    yield from rows_of_claims(store, (found[place] for place in places[:shown]))
