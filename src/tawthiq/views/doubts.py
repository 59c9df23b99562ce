"""What a page asks about an entity: the questions that follow from its timed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tawthiq.reconcile.decisions import Verdicts
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, Store
from tawthiq.store.outline import LineFilter, Outline
from tawthiq.views.correcting import left
from tawthiq.views.derived import Derived, derived, raise_questions

_SECTIONS: Final = ("life", "offices", "relations", "events")
_LINES: Final = 40  # timed lines of a section that are looked at: all of nearly every entity, and bounded for the others


@dataclass(frozen=True, slots=True)
class Doubts:
    """Questions, and the numbers of the documents that they follow from."""

    questions: tuple[Derived, ...] = ()
    documents: frozenset[int] = frozenset()


def doubts(store: Store, entity: EntityRow, held: Verdicts, outline: Outline | None = None) -> Doubts:
    """The questions that the entity's claims raise, as people left them; claims of which none names a time raise none.

    ``outline``: that of a page, which has documents unpacked already.
    """
    outline = outline or store.outline
    rows = [row for name in _SECTIONS for row in outline.lines(entity.id, LineFilter(name, timed=True, limit=_LINES))]
    places = list(_asked(outline, entity, held, list(dict.fromkeys((row.document, row.seq) for row in rows)))) if rows else []
    if not places:
        return Doubts()
    found = outline.claims(places)
    kept = [item for item, decided in left(store, found.values(), ClaimFilter(about=entity.id), held) if decided != "reject"]
    subjects = tuple(sorted({item.subject for item in kept if item.subject}))
    names = {row.id: row.name for row in store.entities(EntityFilter(ids=subjects, limit=None))} if subjects else {}
    asked = derived(entity, kept, names)
    concerned = {document for item in asked for document in item.documents}
    return Doubts(asked, frozenset(number for (number, _), item in found.items() if item.claim.document in concerned))


def _asked(outline: Outline, entity: EntityRow, held: Verdicts, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of the claims at places those that can raise a question; a claim of a document with corrections may say something else by now."""
    kinds = outline.predicates(places)
    asking = raise_questions(entity.type, {predicate for _, predicate in kinds.values()})
    changed = {anchor.partition(":")[0] for item in held.corrections() for anchor in item.anchors}
    for place in places:
        document, predicate = kinds.get(place, ("", ""))
        if predicate in asking or document in changed:
            yield place
