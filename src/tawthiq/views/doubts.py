"""What a page asks about an entity: the questions that follow from its timed lines, and who else bears its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tawthiq.reconcile.decisions import Verdicts
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, Store
from tawthiq.store.outline import LineFilter
from tawthiq.views.bearers import bearers
from tawthiq.views.correcting import left
from tawthiq.views.derived import Derived, derived

_SECTIONS: Final = ("life", "offices", "relations", "events")
_LINES: Final = 60  # timed lines of a section that are looked at: all of nearly every entity, and bounded for the others


@dataclass(frozen=True, slots=True)
class Doubts:
    """Questions, and the numbers of the documents that they follow from."""

    questions: tuple[Derived, ...] = ()
    documents: frozenset[int] = frozenset()


def doubts(store: Store, entity: EntityRow, held: Verdicts) -> Doubts:
    """The questions that the entity's claims raise, as people left them; claims of which none names a time raise none."""
    rows = [row for name in _SECTIONS for row in store.outline.lines(entity.id, LineFilter(name, timed=True, limit=_LINES))]
    if not rows:
        return Doubts()
    found = store.outline.claims(dict.fromkeys((row.document, row.seq) for row in rows))
    kept = [item for item, decided in left(store, found.values(), ClaimFilter(about=entity.id), held) if decided != "reject"]
    subjects = tuple(sorted({item.subject for item in kept if item.subject}))
    names = {row.id: row.name for row in store.entities(EntityFilter(ids=subjects, limit=None))} if subjects else {}
    asked = derived(entity, kept, names)
    concerned = {document for item in asked for document in item.documents}
    return Doubts(asked, frozenset(number for (number, _), item in found.items() if item.claim.document in concerned))


def namesakes(store: Store, entity: EntityRow) -> tuple[tuple[str, str], ...]:
    """Id and name of the other entities that bear this entity's name."""
    return tuple((row.id, row.name) for row in bearers(store, entity.name) if row.id != entity.id)
