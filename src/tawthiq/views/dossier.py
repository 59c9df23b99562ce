"""The dossier of one person, organisation or place, out of the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from tawthiq.errors import NotFoundError
from tawthiq.model import CopyGroup, Decision, EntityType
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, FindingFilter, FoundQuotation, Store
from tawthiq.store.outline import LineFilter
from tawthiq.store.sections import SAID, SAID_ABOUT
from tawthiq.views import model as view
from tawthiq.views.bearers import bearers
from tawthiq.views.correcting import decided_claims
from tawthiq.views.decisions import entity_named, verdicts
from tawthiq.views.derived import derived
from tawthiq.views.lines import Lines, entities_of
from tawthiq.views.relations import neighbours
from tawthiq.views.timeline import timeline
from tawthiq.views.words import written

_FEW_DOCUMENTS = 200  # asking for the groups of one costs 0.1 ms, reading all groups of 30,000 articles 200 ms
_ORDER = ("offices", "life", "relations", "events", "speech", "character", "other")


def dossier(store: Store, name: str) -> view.Dossier:
    """The dossier of the best match of a name in any spelling, or of an id (e-…); NotFoundError (T001) if the archive has none."""
    if name.startswith("e-"):
        return dossier_of(store, entity_named(store, name))
    matches = bearers(store, name)
    if not matches:
        raise NotFoundError("T001", name, name=name)
    return dossier_of(store, matches[0], others=matches[1:])


def dossier_of(store: Store, entity: EntityRow, others: Sequence[EntityRow] = ()) -> view.Dossier:
    """The dossier of an entity of the archive; ``others`` are further bearers of the asked name."""
    return _Maker(store, entity).dossier(others)


class _Maker:
    """Gathers what one dossier needs, so that each document and entity is asked for once."""

    def __init__(self, store: Store, entity: EntityRow) -> None:
        self.store = store
        self.entity = entity
        told = list(decided_claims(store, ClaimFilter(about=entity.id), verdicts(store), rejected=True))
        held = {found.claim.id: (found, decided) for found, decided in told if decided != Decision.REJECT.value}
        self.claims = {key: found for key, (found, _) in held.items()}
        self.decided = {key: decided for key, (_, decided) in held.items()}
        self.rejected = len({found.claim.id for found, _ in told} - held.keys())
        self.said, self.said_about = (self._quotations(section) for section in (SAID, SAID_ABOUT))
        self.findings = list(store.findings(FindingFilter(about=entity.id)))
        documents = {found.claim.document for found in self.claims.values()} | {found.document for found in (*self.said, *self.said_about)}
        self.sources = numbered_sources(store, documents)
        self.rows = self._rows()
        self.make = Lines(store, entity, self.sources, {key: row.name for key, row in self.rows.items()}, self.decided)

    def _rows(self) -> dict[str, EntityRow]:
        wanted = set(entities_of(self.claims.values()))
        wanted |= {finding.subject.entity for finding in self.findings if finding.subject.entity}
        return {row.id: row for row in self.store.entities(EntityFilter(ids=tuple(sorted(wanted)), limit=None))}

    def dossier(self, others: Sequence[EntityRow]) -> view.Dossier:
        lines = sorted(self._lines(), key=lambda line: (_ORDER.index(line.section), line.sort, line.predicate, line.object))
        low, high = _independent(lines, self.sources.values())
        return view.Dossier(
            self.entity.id, self.entity.type, self.entity.name, written(self.entity.names),
            tuple(lines), tuple(self.make.quoted(found, self.entity.name) for found in self.said),
            tuple(sorted(self.sources.values(), key=lambda source: source.number)), low, high,
            tuple((row.id, row.name) for row in others), self.rejected, timeline(lines),
            neighbours(self.entity.id, self.claims.values(), self.rows),
            tuple(self.make.quoted(found, None) for found in self.said_about), tuple(self._questions()),
        )

    def _questions(self) -> Iterator[view.Question]:
        for item in derived(self.entity, self.claims.values(), {key: row.name for key, row in self.rows.items()}):
            numbers = tuple(self.sources[document].number for document in item.documents)
            yield view.Question(item.kind, item.question_ar, item.question_en, item.claims, numbers)

    def _quotations(self, section: str) -> list[FoundQuotation]:
        places = [(row.document, row.seq) for row in self.store.outline.lines(self.entity.id, LineFilter(section))]
        found = self.store.outline.quotations(places)
        return [found[place] for place in places]

    def _lines(self) -> Iterable[view.Line]:
        told: set[str] = set()
        for finding in self.findings:
            members = [self.claims[claim] for claim in finding.claims if claim in self.claims]
            if members:
                told |= {found.claim.id for found in members}
                yield self.make.line(members, finding)
        for claim, found in self.claims.items():
            if claim not in told:
                yield self.make.line([found], None)


def numbered_sources(store: Store, documents: Iterable[str]) -> dict[str, view.Source]:
    """Documents as sources, numbered by publication (undated last), with the numbers of those that print the same text."""
    heads = [store.head(document) for document in documents]
    heads.sort(key=lambda head: (head.published or "9999", head.publisher or "", head.origin.path, head.id))
    numbers = {head.id: number for number, head in enumerate(heads, 1)}
    copies = _copies(_groups(store, numbers), numbers)
    return {
        head.id: view.Source(
            numbers[head.id], head.id, head.publisher, head.published, head.title, head.origin.path, head.origin.url,
            copies.get(head.id, ()), store.sightings(head.id)[1:],
        )
        for head in heads
    }


def _groups(store: Store, documents: Collection[str]) -> Iterator[CopyGroup]:
    """The groups of copies that can have one of these documents; few documents are asked for one by one."""
    if len(documents) > _FEW_DOCUMENTS:
        return store.copies()
    found = (group for document in documents for group in store.copies(document))
    return iter({group.id: group for group in found}.values())


def _copies(groups: Iterable[CopyGroup], numbers: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """For each document the numbers of the others in its groups, whole documents only."""
    found: dict[str, set[int]] = {}
    for group in groups:
        members = [member.document for member in group.members if member.document in numbers]
        for member in members:
            found.setdefault(member, set()).update(numbers[other] for other in members if other != member)
    return {document: tuple(sorted(others)) for document, others in found.items() if others}


def _independent(lines: Sequence[view.Line], sources: Iterable[view.Source]) -> tuple[int, int]:
    """How many independent chains the whole dossier stands on: publishers, with copies folded for the lower bound."""
    listed = list(sources)
    high = len({source.publisher or source.document for source in listed})
    folded = {min((source.number, *source.copies)) for source in listed}
    low = min(high, len(folded))
    best = max((line.high for line in lines), default=0)
    return max(low, min(best, high)), high


def is_subject_of_dossiers(entity: EntityRow) -> bool:
    """Whether an entity is of a kind that people ask for by name."""
    return entity.type in {EntityType.PERSON.value, EntityType.ORGANIZATION.value, EntityType.PLACE.value, EntityType.GROUP.value}
