"""What can be asked of an archive, and what comes back: frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tawthiq.model import Claim, Document, Quotation, Standing, Verdict

FEW = 20  # search results on a page
MANY = 10_000  # rows of a list, so that one question never fills the memory


class Order(StrEnum):
    """Newest first (the default), or the best match among the newest ``RANKED`` matches."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """``since`` and ``until`` are ISO days, inclusive; undated documents are left out where one is given.

    ``publisher`` is compared as written, with that of every place where the document was found. ``current`` leaves out
    documents that a later one replaces; ``ids`` asks for known ones; ``lossy`` for those of which something could not be read.
    """

    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    format: str | None = None
    status: str | None = None
    current: bool = False
    ids: tuple[str, ...] = ()
    lossy: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """``subject``, ``object`` and ``about`` (either of them) are archive-wide entity ids.

    ``since`` and ``until`` bound the time that the claim speaks of, not its document's; ``ids`` asks for known claims.
    """

    subject: str | None = None
    object: str | None = None
    about: str | None = None
    predicate: str | None = None
    standing: Standing | None = None
    document: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    ids: tuple[str, ...] = ()
    limit: int | None = MANY
    offset: int = 0


@dataclass(frozen=True, slots=True)
class QuotationFilter:
    """``speaker`` is an archive-wide entity id; ``since`` and ``until`` bound the document's day."""

    speaker: str | None = None
    form: str | None = None
    document: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    ids: tuple[str, ...] = ()
    limit: int | None = MANY
    offset: int = 0


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """``ids`` asks for known entities. The most documented entities come first."""

    type: str | None = None
    kind: str | None = None
    document: str | None = None
    named: bool = False
    ids: tuple[str, ...] = ()
    limit: int | None = MANY
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """``subject``, ``object`` and ``about`` (either of them) are archive-wide entity ids; ``claim`` a claim id."""

    subject: str | None = None
    object: str | None = None
    about: str | None = None
    predicate: str | None = None
    verdict: Verdict | None = None
    claim: str | None = None
    limit: int | None = MANY
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Where to search. ``publisher`` is compared folded; ``since`` and ``until`` as in DocumentFilter.

    ``format`` is that of the file; ``entities`` are archive-wide ids of people, places, organisations that a document must
    all name; ``standing`` that of a claim it must have. ``exact`` asks for the words in the spelling in which they were typed.
    Of claims and quotations ``entities`` must all take part in it, ``standing`` is the claim's own, and ``kind`` is the claim's
    predicate or the quotation's form; the days are those of the document.
    """

    publisher: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    format: str | None = None
    entities: tuple[str, ...] = ()
    standing: Standing | None = None
    exact: bool = False
    kind: str | None = None


class Outcome(StrEnum):
    """What became of a document that was added."""

    NEW = "new"
    ALREADY = "already"
    REPLACES = "replaces"
    BARRED = "barred"  # it was removed, and nobody has allowed it again


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did; ``replaces`` names the document that stood at the same place before."""

    document: str
    outcome: Outcome
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as a row of a list: everything but its text. ``size`` in bytes, ``chars`` in code points."""

    document: Document
    status: str
    added_at: str
    size: int
    chars: int
    day: int
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place where a document was found, and what was said of it there.

    ``current``: it is the last document that was found at that place, and this the last that was said of it.
    """

    path: str
    container: str | None
    publisher: str | None
    published: str | None
    title: str | None
    author: str | None
    url: str | None
    seen_at: str
    current: bool


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim, and the archive-wide entities of its subject and object where they are entities."""

    claim: Claim
    subject: str | None
    object: str | None


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A quotation, its document, and the archive-wide entity of its speaker."""

    quotation: Quotation
    document: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An archive-wide entity with the number of documents that name it and of claims it is subject or object of."""

    id: str
    type: str
    kind: str
    name: str
    names: tuple[tuple[str, str], ...]
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class LossRow:
    """A loss with the document it belongs to, or None where the file never became one."""

    document: str | None
    path: str
    code: str
    where: str
    detail: str
    noted_at: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds."""

    documents: int
    unreadable: int
    partial: int
    replaced: int
    entities: int
    mentions: int
    claims: int
    quotations: int
    findings: int
    copies: int
    losses: int
    judgements: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that ``verify`` found wrong. ``code`` names a text in the message catalogue."""

    code: str
    where: str
    detail: str = ""
