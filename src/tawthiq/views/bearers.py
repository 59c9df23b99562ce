"""A name that several bear: whom it means best, and who else bears it. Nobody's dossier is opened as if there were no other."""

from __future__ import annotations

from tawthiq.model import EntityType
from tawthiq.reconcile.names import COULD_BE, compare_names
from tawthiq.store import EntityRow, Store
from tawthiq.text.fold import fold
from tawthiq.text.names import split

_ASKED = 40  # entities that are looked at; a name that more bear is answered by the most documented of them
_SPELLINGS = 12  # of an entity


def bearers(store: Store, name: str) -> list[EntityRow]:
    """The entities that a name means, the best first: those of that very name, and everybody of a bare surname or given name.

    A bare name opens the most documented of its bearers; words around a name (حكومة فلان) make no bearer of it.
    """
    found = store.find_entities(name, _ASKED)
    if not found:
        return []
    bare = not split(name).is_full and any(row.type == EntityType.PERSON for row in found)
    if bare and found[0].type == EntityType.PERSON:
        return sorted((row for row in found if _bears(row, name)), key=lambda row: (-row.documents, -row.claims, row.id)) or found[:1]
    return [found[0], *(row for row in found[1:] if _bears(row, name))]


def namesakes(store: Store, entity: EntityRow) -> list[EntityRow]:
    """The others that bear an entity's name; of people also those whose name agrees with it, of things those of the very name alone."""
    person = entity.type == EntityType.PERSON
    found = bearers(store, entity.name) if person else store.entities_named_so(entity.name, _ASKED)
    return [row for row in found if row.id != entity.id and (person or _bears(row, entity.name))]


def _bears(row: EntityRow, name: str) -> bool:
    known = [text for text, _ in row.names[:_SPELLINGS]]
    if row.type != EntityType.PERSON:
        return fold(name) in map(fold, known)
    return any(compare_names(name, text).value >= COULD_BE for text in known)
