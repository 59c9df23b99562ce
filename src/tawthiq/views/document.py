"""A document as a page: its text cut where evidence begins and ends, its claims in order, and where it came from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tawthiq.errors import UsageError
from tawthiq.intake.ocr_table import DOUBTFUL
from tawthiq.model import Part, Word
from tawthiq.store import ClaimFilter, EntityFilter, EntityRow, Store
from tawthiq.views import lists

_PAGE = "page"  # the kind of a part that has a picture
_PART = 60_000  # code points of text on one page: more makes a page that a phone cannot scroll


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; ``claims`` are places in ``DocumentPage.claims`` of the claims whose words it is part of.

    ``doubtful``: it was recognised from a picture, and the recogniser is not sure of it.
    """

    start: int
    text: str
    claims: tuple[int, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A word on the picture of a page, in ten-thousandths of its width and height, with the claims whose words it is part of."""

    left: int
    top: int
    right: int
    bottom: int
    claims: tuple[int, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was recognised from a picture: its number in the file, where its text begins, and the words worth marking on it."""

    number: int
    label: str
    start: int
    end: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document with the same words."""

    document: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document from ``start`` on. ``paragraphs`` are segments by line; offsets are code points of the stored text.

    ``parts`` are its pages or messages, ``sheets`` those that were recognised from pictures.
    ``doubtful`` are places in ``claims`` of readings that are as likely wrong as right.

    ``previous`` and ``next`` are the offsets of the neighbouring parts of a text too long for one page.
    """

    row: lists.DocumentRow
    url: str | None
    start: int
    end: int
    previous: int | None
    next: int | None
    paragraphs: tuple[tuple[Segment, ...], ...]
    claims: tuple[lists.ClaimRow, ...]
    entities: tuple[EntityRow, ...]
    copies: tuple[Copy, ...]
    parts: tuple[Part, ...]
    doubtful: tuple[int, ...]
    sheets: tuple[Sheet, ...] = ()


def document_page(store: Store, document: str, at: int = 0) -> DocumentPage:
    """The part of a document that holds the offset ``at``; NotFoundError if there is no such document, UsageError for an offset outside."""
    head = store.document(document)
    text = head.text
    if not 0 <= at <= len(text):
        raise UsageError("T424", at=at, length=len(text))
    start, end = _part(text, at)
    claims = tuple(row for row in lists.claim_rows(store, ClaimFilter(document=document)) if _inside(row, start, end))
    words = store.words(document)
    ordered = tuple(sorted(claims, key=lambda row: (row.statement.evidence[0].start, row.statement.evidence[0].end)))
    return DocumentPage(
        lists.document_row(store, document), head.origin.url, start, end, None if start == 0 else max(0, start - 1),
        None if end == len(text) else end, tuple(_paragraphs(text, start, end, ordered, _doubtful(words))), ordered,
        tuple(store.entities(EntityFilter(document=document))), _copies(store, document), head.parts,
        tuple(place for place, row in enumerate(ordered) if row.statement.unsure),
        tuple(_sheets(head.parts, words, ordered, (start, end))),
    )


def _part(text: str, at: int) -> tuple[int, int]:
    """The stretch of a long text, between line breaks where there are any nearby, that holds an offset."""
    start = 0
    while True:
        end = min(len(text), start + _PART)
        if end < len(text):
            broken = text.rfind("\n", start + _PART // 2, end)
            end = broken + 1 if broken >= 0 else end
        if at < end or end == len(text):
            return start, end
        start = end


def _inside(row: lists.ClaimRow, start: int, end: int) -> bool:
    return any(part.start < end and start < part.end for part in row.statement.evidence)


def _doubtful(words: Iterable[Word]) -> tuple[tuple[int, int], ...]:
    """Where the words of recognised pages stand that may be others."""
    return tuple((word.start, word.end) for word in words if word.confidence < DOUBTFUL)


def _sheets(
    parts: Sequence[Part], words: Sequence[Word], claims: Sequence[lists.ClaimRow], shown: tuple[int, int]
) -> Iterator[Sheet]:
    """The recognised pages of the stretch that is shown."""
    if not words:
        return
    for part in parts:
        own = [word for word in words if part.start <= word.start < part.end]
        if part.kind == _PAGE and part.label.isdecimal() and own and part.start < shown[1] and shown[0] < part.end:
            yield Sheet(int(part.label), part.label, part.start, part.end, tuple(_boxes(own, claims)))


def _boxes(words: Iterable[Word], claims: Sequence[lists.ClaimRow]) -> Iterator[Box]:
    spans = [(part.start, part.end, place) for place, row in enumerate(claims) for part in row.statement.evidence]
    for word in words:
        found = tuple(dict.fromkeys(place for start, end, place in spans if start < word.end and word.start < end))
        if found or word.confidence < DOUBTFUL:
            yield Box(word.left, word.top, word.right, word.bottom, found, word.confidence < DOUBTFUL)


def _paragraphs(
    text: str, start: int, end: int, claims: Sequence[lists.ClaimRow], doubtful: Sequence[tuple[int, int]]
) -> Iterator[tuple[Segment, ...]]:
    spans = [(part.start, part.end, place) for place, row in enumerate(claims) for part in row.statement.evidence]
    line = start
    for words in text[start:end].split("\n"):
        stop = line + len(words)
        if words.strip():
            inside = [span for span in spans if span[0] < stop and line < span[1]]
            yield tuple(_segments(text, line, stop, inside, [word for word in doubtful if word[0] < stop and line < word[1]]))
        line = stop + 1


def _segments(
    text: str, start: int, end: int, found: Sequence[tuple[int, int, int]], doubtful: Sequence[tuple[int, int]]
) -> Iterator[Segment]:
    """A line cut at every border of evidence and of doubtful words."""
    marked = [*((low, high) for low, high, _ in found), *doubtful]
    borders = sorted({start, end, *(max(start, low) for low, _ in marked), *(min(end, high) for _, high in marked)})
    for low, high in itertools.pairwise(borders):
        claims = tuple(place for first, last, place in found if first <= low and high <= last)
        yield Segment(low, text[low:high], claims, any(first <= low and high <= last for first, last in doubtful))


def _copies(store: Store, document: str) -> tuple[Copy, ...]:
    found = (member.document for group in store.copies(document) for member in group.members)
    heads = (store.head(other) for other in dict.fromkeys(found) if other != document)
    return tuple(Copy(head.id, head.publisher, head.published) for head in heads)
