"""The first page: how far the archive reaches, where to begin, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.store import EntityFilter, EntityRow, Store
from tawthiq.views import lists

_TOP = 8  # entities of a type on the first page: what fits beside the others on a laptop's screen
_LOST = 5  # files that could not be read, shown on the first page
_COUNTED = ("documents", "replaced", "claims", "quotations", "entities", "copies", "losses", "partial", "unreadable")
_TYPES = ("Person", "Organization", "Place")


@dataclass(frozen=True, slots=True)
class Overview:
    """An archive in numbers. ``years`` has every year from the first to the last, those without documents with 0."""

    documents: int
    claims: int
    quotations: int
    entities: int
    years: tuple[tuple[int, int], ...]
    publishers: tuple[tuple[str, int], ...]
    people: tuple[EntityRow, ...]
    organizations: tuple[EntityRow, ...]
    places: tuple[EntityRow, ...]
    differences: int
    agreements: int
    alone: int
    copies: int
    copied: int
    losses: int
    partial: int
    unreadable: int
    lost: tuple[lists.DocumentRow, ...]


def overview(store: Store) -> Overview:
    """The archive as its first page shows it."""
    counts, reach = {name: store.count(name) for name in _COUNTED}, store.extent()
    verdicts = dict(reach.verdicts)
    people, organizations, places = (_most_told(store, kind) for kind in _TYPES)
    lost = tuple(row for row, _ in zip(lists.lost_files(store), range(_LOST), strict=False))
    return Overview(
        counts["documents"] - counts["replaced"], counts["claims"], counts["quotations"], counts["entities"], _years(reach.years),
        reach.publishers, people, organizations, places, verdicts.get("differ", 0), verdicts.get("agree", 0), reach.alone,
        counts["copies"], reach.copied, counts["losses"], counts["partial"], counts["unreadable"], lost,
    )


def _most_told(store: Store, kind: str) -> tuple[EntityRow, ...]:
    return tuple(store.entities(EntityFilter(type=kind, kind="named", named=True, limit=_TOP)))


def _years(found: tuple[tuple[str, int], ...]) -> tuple[tuple[int, int], ...]:
    numbers = {int(year): number for year, number in found}
    return tuple((year, numbers.get(year, 0)) for year in range(min(numbers), max(numbers) + 1)) if numbers else ()
