"""What a page says: frozen dataclasses, printed alike in a terminal, as a page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from tawthiq.store import Sighting


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a numbered source. ``copies`` are the numbers of sources that print the same text.

    ``also`` are further places where the very same file was found: copies, and never chains of their own.
    """

    number: int
    document: str
    publisher: str | None
    published: str | None
    title: str | None
    path: str
    url: str | None = None
    copies: tuple[int, ...] = ()
    also: tuple[Sighting, ...] = ()

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Other outlets where the same file was found, by name, or by path where none is known."""
        names = (seen.publisher or seen.path for seen in self.also)
        return tuple(dict.fromkeys(name for name in names if name != self.publisher))


@dataclass(frozen=True, slots=True)
class Link:
    """A hop of a chain: its role, its name as the text has it (None: not named), and how far it is named."""

    role: str
    name: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words with what stands around them in the text; offsets are code points into the document's text."""

    start: int
    end: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document says: words, chain, standing. ``object`` and ``when`` as this document has them.

    ``unsure``: we may have read it wrongly; the reader is asked to look at the words.
    ``decided`` is what people decided of the claim: "accept", "correct" or nothing; what they rejected is not shown.
    """

    claim: str
    source: int
    standing: str
    voice: str
    chain: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    object: str
    when: tuple[tuple[str, str], ...]
    place: str | None
    qualifiers: tuple[tuple[str, str], ...]
    confidence: float
    made_by: tuple[str, ...]
    unsure: bool = False
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot in which statements differ, and beside each value the claims that give it."""

    slot: str
    values: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]
    reason_ar: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: by one document, or by several that agree or differ. ``sort`` orders lines in time.

    ``further`` statements are left out of a page; ``further_marks`` are the standings of all, those left out among them.
    ``role`` is the part that the object plays where the predicate leaves it open (``views.roles``); ``clause``: its words are told whole.
    """

    predicate: str
    section: str
    inverse: bool
    subject: str
    object: str
    verdict: str
    low: int
    high: int
    statements: tuple[Statement, ...]
    differences: tuple[Difference, ...] = ()
    common_link: str | None = None
    reason_ar: str = ""
    reason_en: str = ""
    sort: str = ""
    finding: str | None = None
    further: int = 0
    further_marks: tuple[str, ...] = ()
    role: str = ""
    clause: bool = False

    @property
    def told(self) -> int:
        """How many statements say it, those left out among them."""
        return len(self.statements) + self.further

    @property
    def marks(self) -> tuple[str, ...]:
        """Every standing that its statements have, each once; nothing where all are plainly stated."""
        found = tuple(dict.fromkeys((*(statement.standing for statement in self.statements), *self.further_marks)))
        return () if found == ("stated",) else found


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its source and chain. ``cue`` is the word that brings it: without it a denial would read as a statement."""

    quotation: str
    source: int
    form: str
    speaker: str | None
    chain: tuple[Link, ...]
    evidence: Evidence
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What some statements of a line say of one time. ``first`` and ``last`` are days (ISO); None where the text leaves an end open.

    ``line`` is the place of the line in the dossier. ``relation`` and ``value`` are as the texts have them.
    """

    line: int
    relation: str
    value: str
    first: str | None
    last: str | None
    predicate: str
    inverse: bool
    subject: str
    object: str
    verdict: str
    marks: tuple[str, ...]
    claims: tuple[str, ...]
    role: str = ""
    clause: bool = False

    @property
    def known(self) -> str:
        """A day of it that the text names, to order moments by."""
        return self.first or self.last or ""


@dataclass(frozen=True, slots=True)
class Bond:
    """One relation between the two. ``inverse``: the other one is its subject. ``standings``: all that its claims have."""

    predicate: str
    inverse: bool
    standings: tuple[str, ...]
    claims: tuple[str, ...]
    documents: int

    @property
    def sure(self) -> bool:
        """Whether some text states it or has a named source state it, without marking it as unproven, denied or to come."""
        return bool({"stated", "attributed"} & set(self.standings))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entity of the archive and the bonds with it, the most documented first."""

    entity: str
    type: str
    name: str
    bonds: tuple[Bond, ...]

    @property
    def documents(self) -> int:
        """In how many documents the most documented bond stands."""
        return max(bond.documents for bond in self.bonds)


@dataclass(frozen=True, slots=True)
class Question:
    """What follows from several claims and stands in none: a question in both languages, never a statement."""

    kind: str
    question_ar: str
    question_en: str
    claims: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the archive's texts say of one person, organisation or place.

    ``quotations`` are their own words, ``said_about`` quotations of others that name them, and what they deny or are accused of.
    """

    entity: str
    type: str
    name: str
    spellings: tuple[str, ...]
    lines: tuple[Line, ...]
    quotations: tuple[Quoted, ...]
    sources: tuple[Source, ...]
    low: int
    high: int
    also: tuple[tuple[str, str], ...] = ()
    rejected: int = 0
    timeline: tuple[Moment, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    said_about: tuple[Quoted, ...] = ()
    questions: tuple[Question, ...] = ()

    def section(self, name: str) -> tuple[Line, ...]:
        """The lines of one section in order of time."""
        return tuple(line for line in self.lines if line.section == name)

    @property
    def differences(self) -> tuple[Line, ...]:
        """Lines on which sources differ."""
        return tuple(line for line in self.lines if line.verdict == "differ")
