"""Who stands beside the one that a dossier is about, and what the texts say binds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tawthiq.model import EntityType
from tawthiq.store import EntityRow, FoundClaim
from tawthiq.views.model import Bond, Neighbour

_SHOWN = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE})


def neighbours(entity: str, claims: Iterable[FoundClaim], rows: Mapping[str, EntityRow]) -> tuple[Neighbour, ...]:
    """The entities that claims name beside this one, the most documented first. ``rows``: entities of the archive by id."""
    told: defaultdict[str, defaultdict[tuple[str, bool], list[FoundClaim]]] = defaultdict(lambda: defaultdict(list))
    for found in claims:
        other = found.object if found.subject == entity else found.subject
        row = rows.get(other or "")
        if row is not None and row.id != entity and row.type in _SHOWN:
            told[row.id][found.claim.predicate, found.subject != entity].append(found)
    listed = [Neighbour(key, rows[key].type, rows[key].name, _bonds(bonds)) for key, bonds in told.items()]
    return tuple(sorted(listed, key=lambda item: (-item.documents, -len(item.bonds), item.name, item.entity)))


def _bonds(told: Mapping[tuple[str, bool], list[FoundClaim]]) -> tuple[Bond, ...]:
    bonds = [
        Bond(
            predicate, inverse, tuple(sorted({item.claim.standing.value for item in found})), tuple(item.claim.id for item in found),
            len({item.claim.document for item in found}),
        )
        for (predicate, inverse), found in told.items()
    ]
    return tuple(sorted(bonds, key=lambda bond: (-bond.documents, bond.predicate, bond.inverse)))
