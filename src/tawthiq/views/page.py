"""A dossier as a page: a part of every section, or one section page by page, out of the outline; only what is shown is unpacked.

The dossier of someone who stands in thousands of documents has more lines than a browser can hold, or a reader wait for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tawthiq.model import Decision
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, FoundClaim, Store
from tawthiq.store.asking import first_day, last_day
from tawthiq.store.outline import BondRow, Extract, LineFilter, LineRow, Member
from tawthiq.store.sections import DIFFER, SAID, SAID_ABOUT, SECTIONS
from tawthiq.views import model as view
from tawthiq.views.bearers import namesakes
from tawthiq.views.correcting import left
from tawthiq.views.decisions import verdicts
from tawthiq.views.doubts import Doubts, doubts
from tawthiq.views.lines import Lines, entities_of
from tawthiq.views.timeline import timeline
from tawthiq.views.words import written

DIFFERENCES: Final = "differences"
SOURCES: Final = "sources"
QUOTATIONS: Final = (SAID, SAID_ABOUT)
KINDS: Final = ("Person", "Organization", "Group", "Place")
"""Kinds of those who can stand beside somebody."""
VERDICTS: Final = ("agree", DIFFER, "perhaps", "single_source")
SAID_AT_MOST: Final = 3  # statements under a line: what hundreds of documents say alike stands on the page of the claim
_PARTS: Final = (DIFFERENCES, *SECTIONS)
_FEW: Final = 8  # lines of a section beside the other sections: with their words they make about 120 KB a page
_BESIDE: Final = 2  # statements under a line there
_ROWS: Final = 100  # lines of a section that has the page for itself
_QUOTED: Final = 5  # quotations beside the sections
_MOMENTS: Final = 30  # lines of the picture of the timeline
_OFFICES: Final = 25  # bars of the picture of offices
_NEIGHBOURS: Final = 30  # rows of the table of relations


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of a dossier: lines of a verdict, one section from a place on, relations of some years or with one kind."""

    verdict: str | None = None
    section: str | None = None
    start: int = 0
    since: str | None = None
    until: str | None = None
    kind: str | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is asked for but the dossier itself."""
        return self.section is None and self.verdict is None


@dataclass(frozen=True, slots=True)
class Portion:
    """The lines of a section that are shown, and how many it has."""

    name: str
    lines: tuple[view.Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Quotations:
    """Quotations that are shown: by the one whom the dossier is about, or by others about them. And how many there are."""

    name: str
    quotations: tuple[view.Quoted, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DossierPage:
    """What a page shows of a dossier.

    ``documents`` speak of it, ``lines`` are all its lines and ``counts`` those of each verdict; ``sources`` are those that the
    shown lines cite, numbered for this page by day of publication. ``section`` is set where one section has the page for
    itself; ``before`` and ``following`` then lead to its other pages. ``timed`` lines name a time, ``others`` stand beside;
    ``also`` are those of the same name, ``questions`` what follows from the timed lines and is asked.
    """

    entity: str
    type: str
    name: str
    spellings: tuple[str, ...]
    documents: int
    low: int
    high: int
    rejected: int
    lines: int
    counts: dict[str, int]
    verdict: str | None
    section: str | None
    since: str | None
    until: str | None
    kind: str | None
    portions: tuple[Portion, ...]
    quotations: tuple[Quotations, ...]
    sources: tuple[view.Source, ...]
    timeline: tuple[view.Moment, ...]
    timed: int
    offices: tuple[view.Line, ...]
    neighbours: tuple[view.Neighbour, ...]
    others: int
    also: tuple[tuple[str, str], ...]
    questions: tuple[view.Question, ...]
    before: int | None
    following: int | None


def dossier_page(store: Store, entity: EntityRow, asked: Asked) -> DossierPage:
    """The part asked for; an unknown verdict or section asks for all."""
    verdict = asked.verdict if asked.verdict in VERDICTS else None
    section = asked.section if asked.section in {*_PARTS, *QUOTATIONS, SOURCES} else None
    kind = asked.kind if asked.kind in KINDS else None
    return _Page(store, entity, replace(asked, verdict=verdict, section=section, kind=kind)).made()


def claims_of_part(store: Store, entity: EntityRow, asked: Asked) -> list[str]:
    """The ids of all claims of the lines of a verdict, a section or both, in the order of the dossier."""
    names = [asked.section] if asked.section in _PARTS else list(SECTIONS)
    outline, verdict = store.outline, asked.verdict if asked.verdict in VERDICTS else None
    rows: list[LineRow] = []
    for name in names:
        section = None if name == DIFFERENCES else name
        rows += outline.lines(entity.id, LineFilter(section, verdict, {DIFFERENCES: True}.get(name or "")))
    members = outline.members(dict.fromkeys(row.finding for row in rows if row.finding), entity.id)
    alone = outline.claims((row.document, row.seq) for row in rows if not row.finding)
    found: list[str] = []
    for row in rows:
        single = alone.get((row.document, row.seq))
        found += [item.claim for item in members.get(row.finding, ())] if row.finding else [single.claim.id] if single else []
    return list(dict.fromkeys(found))


@dataclass(slots=True)
class _Chosen:
    """Rows of the outline that a page shows: lines by section, quotations by kind, lines of the pictures. Filled by one function."""

    lines: dict[str, list[LineRow]] = field(default_factory=dict)
    quotations: dict[str, list[LineRow]] = field(default_factory=dict)
    timeline: list[LineRow] = field(default_factory=list)
    offices: list[LineRow] = field(default_factory=list)

    @property
    def shown(self) -> list[LineRow]:
        return [row for rows in self.lines.values() for row in rows]


class _Page:
    """Gathers what one page needs, so that each claim, document and entity is asked for once."""

    def __init__(self, store: Store, entity: EntityRow, asked: Asked) -> None:
        self.store, self.entity, self.asked = store, entity, asked
        self.outline = store.outline
        self.numbers = self.outline.counts(entity.id)
        self.most, self.said_at_most = (_ROWS, SAID_AT_MOST) if asked.section else (_FEW, _BESIDE)
        self.chosen = self._chosen()
        self.findings = self.outline.findings(dict.fromkeys(row.finding for row in self.chosen.shown if row.finding))
        self.members = self._members()
        self.held = verdicts(store)
        self.claims, self.decided, self.dropped = self._claims()
        self.doubts = doubts(store, entity, self.held, self.outline) if asked.whole else Doubts()

    def made(self) -> DossierPage:
        found: Extract = self.outline.extract(self.entity.id)
        counts = Counter[str]()
        for (part, verdict), number in self.numbers.items():
            if part in SECTIONS:
                counts[verdict] += number
        self._number_sources()
        total = self._total(found)
        start, section = self.asked.start, self.asked.section
        neighbours, others = self._neighbours()
        return DossierPage(
            self.entity.id, self.entity.type, self.entity.name, written(self.entity.names), found.documents,
            found.low, found.high, found.rejected + self.dropped, counts.total(), dict(counts), self.asked.verdict, section,
            self.asked.since, self.asked.until, self.asked.kind, tuple(self._portions()), tuple(self._quotations()),
            tuple(sorted(self.sources.values(), key=lambda source: source.number)), self._timeline(),
            self.outline.timed(self.entity.id) if self.asked.whole else 0, tuple(self._lines(self.chosen.offices, bare=True)),
            neighbours, others, self._also(), tuple(self._questions()), max(0, start - self.most) if section and start else None,
            start + self.most if section and start + self.most < total else None,
        )

    # What is shown

    def _chosen(self) -> _Chosen:
        asked, found = self.asked, _Chosen()
        for name in _PARTS:
            if asked.section in {None, name} and self._count(name):
                found.lines[name] = self._rows(name)
        for name in QUOTATIONS:
            if asked.section == name or asked.whole:
                most = self.most if asked.section else _QUOTED
                found.quotations[name] = self._asked(LineFilter(name, limit=most, offset=asked.start))
        if asked.whole:
            found.timeline = self._asked(LineFilter(timed=True, limit=_MOMENTS))
        if asked.section in {None, "offices"} and not asked.verdict:
            found.offices = self._asked(LineFilter("offices", timed=True, forward=True, limit=_OFFICES))
        return found

    def _rows(self, name: str) -> list[LineRow]:
        """Lines that differ stand first, in a section of their own."""
        section = None if name == DIFFERENCES else name
        wanted = LineFilter(section, self.asked.verdict, name == DIFFERENCES, limit=self.most, offset=self.asked.start)
        return self._asked(wanted)

    def _asked(self, wanted: LineFilter) -> list[LineRow]:
        return self.outline.lines(self.entity.id, wanted)

    def _count(self, name: str) -> int:
        """How many lines a section has of the verdict that is asked for."""
        wanted = {self.asked.verdict} if self.asked.verdict else set(VERDICTS)
        if name == DIFFERENCES:
            return sum(number for (_, verdict), number in self.numbers.items() if verdict == DIFFER and DIFFER in wanted)
        return sum(number for (section, verdict), number in self.numbers.items() if section == name and verdict in wanted - {DIFFER})

    def _total(self, found: Extract) -> int:
        """Of what has the page for itself."""
        section = self.asked.section
        if section == SOURCES:
            return found.documents
        return self.numbers.get((section, ""), 0) if section in QUOTATIONS else self._count(section) if section else 0

    # What is unpacked

    def _members(self) -> dict[str, list[Member]]:
        """The claims of each finding: the one that stands for all, one for each value that differs, then the earliest published."""
        rows = (*self.chosen.shown, *self.chosen.timeline, *self.chosen.offices)
        found = self.outline.members(dict.fromkeys(row.finding for row in rows if row.finding), self.entity.id)
        for key, finding in self.findings.items():
            claims = {item.claim for item in found[key]}
            sides = [finding.claims, *(side for item in finding.differences for side in item.claims)]
            leading = [next((claim for claim in side if claim in claims), "") for side in sides]
            found[key].sort(key=lambda item: leading.index(item.claim) if item.claim in leading else len(leading))
        return found

    def _claims(self) -> tuple[dict[tuple[int, int], FoundClaim], dict[str, str], int]:
        """The claims that are shown as people left them, what was decided of each, and how many were rejected since the last comparing."""
        rows = (*self.chosen.shown, *self.chosen.timeline, *self.chosen.offices)
        places = dict.fromkeys((row.document, row.seq) for row in rows)
        for row in self.chosen.shown:
            places |= dict.fromkeys((item.document, item.seq) for item in self.members.get(row.finding, ())[: self.said_at_most])
        told = self.outline.claims(places)
        as_left = list(left(self.store, told.values(), ClaimFilter(about=self.entity.id), self.held))
        held = {found.claim.id: (found, decided) for found, decided in as_left if decided != Decision.REJECT.value}
        kept = {place: held[found.claim.id][0] for place, found in told.items() if found.claim.id in held}
        rejected = {found.claim.id for found, decided in as_left if decided == Decision.REJECT.value}
        return kept, {key: decided for key, (_, decided) in held.items()}, len(rejected)

    def _number_sources(self) -> None:
        """Sources of what is shown, by day of publication; then the names of whom the claims name."""
        places = [(row.document, row.seq) for rows in self.chosen.quotations.values() for row in rows]
        self.said = self.outline.quotations(places)
        documents = {row.document for row in self.chosen.shown} | {document for document, _ in places} | self.doubts.documents
        documents |= {item.document for row in self.chosen.shown for item in self.members.get(row.finding, ())[: self.said_at_most]}
        if self.asked.section == SOURCES:
            documents = set(self.outline.documents(self.entity.id, limit=self.most, offset=self.asked.start))
        rows = self.outline.sources(documents)
        numbers = {document: number for number, document in enumerate(rows, self.asked.start + 1 if self.asked.section == SOURCES else 1)}
        self.sources = {
            row.document: view.Source(
                numbers[key], row.document, row.publisher, row.published, row.title, row.path, row.url,
                tuple(numbers[other] for other in row.copies), row.also,
            )
            for key, row in rows.items()
        }
        names = {row.id: row.name for row in self._entities(entities_of(self.claims.values()))}
        self.make = Lines(self.store, self.entity, self.sources, names, self.decided, self.outline.texts())

    def _entities(self, ids: Iterable[str]) -> list[EntityRow]:
        wanted = tuple(ids)
        return list(self.store.entities(EntityFilter(ids=wanted, limit=None))) if wanted else []

    # What is made of it

    def _portions(self) -> Iterator[Portion]:
        for name, rows in self.chosen.lines.items():
            yield Portion(name, tuple(self._lines(rows)), self._count(name))

    def _lines(self, rows: Sequence[LineRow], *, bare: bool = False) -> Iterator[view.Line]:
        for row in rows:
            members = self.members.get(row.finding, [])
            places = [(item.document, item.seq) for item in members[: self.said_at_most]] or [(row.document, row.seq)]
            if bare and row.finding:
                places = [(row.document, row.seq)]
            found = [self.claims[place] for place in places if place in self.claims]
            if found:
                line = self.make.line(found, None if bare else self.findings.get(row.finding), bare=bare)
                marks = tuple(dict.fromkeys(item.standing for item in members))
                yield replace(line, verdict=row.verdict, further=len(members[self.said_at_most :]), further_marks=marks)

    def _quotations(self) -> Iterator[Quotations]:
        for name, rows in self.chosen.quotations.items():
            found = [self.said[row.document, row.seq] for row in rows]
            speakers = {row.id: row.name for row in self._entities({item.speaker for item in found if item.speaker})}
            quoted = tuple(self.make.quoted(item, speakers.get(item.speaker or "")) for item in found)
            yield Quotations(name, quoted, self.numbers.get((name, ""), 0))

    def _also(self) -> tuple[tuple[str, str], ...]:
        return tuple((row.id, row.name) for row in namesakes(self.store, self.entity)) if self.asked.whole else ()

    def _questions(self) -> Iterator[view.Question]:
        for item in self.doubts.questions:
            numbers = tuple(self.sources[document].number for document in item.documents)
            yield view.Question(item.kind, item.question_ar, item.question_en, item.claims, numbers)

    def _timeline(self) -> tuple[view.Moment, ...]:
        return timeline(self._lines(self.chosen.timeline, bare=True))[:_MOMENTS]

    def _neighbours(self) -> tuple[tuple[view.Neighbour, ...], int]:
        if not self.asked.whole:
            return (), 0
        if self.asked.since or self.asked.until:
            first = first_day(self.asked.since) or 1
            bonds = self.outline.bonds_between(self.entity.id, first, last_day(self.asked.until) or date.max.toordinal())
            return self._ranked(bonds)
        others, total = self.outline.neighbours(self.entity.id, _NEIGHBOURS, self.asked.kind)
        return self._ranked(self.outline.bonds(self.entity.id, others))[0], total

    def _ranked(self, bonds: Sequence[BondRow]) -> tuple[tuple[view.Neighbour, ...], int]:
        told: dict[str, list[view.Bond]] = {}
        for row in bonds:
            bond = view.Bond(row.predicate, row.inverse, tuple(sorted(row.standings)), (row.claim,), row.documents)
            told.setdefault(row.other, []).append(bond)
        ordered = sorted(told, key=lambda key: (-max(bond.documents for bond in told[key]), -len(told[key]), key))
        if self.asked.kind:
            of_kind = {row.id for row in self._entities(ordered) if row.type == self.asked.kind}
            ordered = [key for key in ordered if key in of_kind]
        leading = ordered[:_NEIGHBOURS]
        rows = {row.id: row for row in self._entities(leading)}
        return tuple(_neighbour(rows[key], told[key]) for key in leading if key in rows), len(ordered)


def _neighbour(row: EntityRow, bonds: Sequence[view.Bond]) -> view.Neighbour:
    listed = sorted(bonds, key=lambda bond: (-bond.documents, bond.predicate, bond.inverse))
    return view.Neighbour(row.id, row.type, row.name, tuple(listed))
