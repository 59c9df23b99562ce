"""Documents: an immutable text, where it came from, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tawthiq.model.span import Span


class Status(StrEnum):
    """How much of the file became text."""

    READ = "read"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a file that could not be read. ``code`` names a text in the message catalogue."""

    code: str
    where: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page, message, slide or archive member as a range of the document's text (code points, end-exclusive)."""

    kind: str
    label: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"part {self.label}: [{self.start}:{self.end}] is reversed")


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its place in the text (code points, end-exclusive), its box on the page, and how sure it was read.

    The box is in ten-thousandths of the page's width and height, from the upper left corner, whatever the picture's size;
    the page is the part that holds ``start``. ``confidence`` is the recogniser's own, 0 to 100.
    """

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from.

    ``path`` is the path as the user gave it (relative to the folder added), ``container`` the archive or mail
    that held it, ``captured`` an EDTF time, ``metadata_from`` where publisher, date, title and author were found
    (field -> "sidecar", "manifest", "meta", "json-ld", "byline", "signature", "header", ...).
    """

    path: str
    container: str | None = None
    captured: str | None = None
    url: str | None = None
    metadata_from: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source document. ``text`` never changes after it is stored; all offsets point into it.

    ``id`` is the sha-256 of the file's bytes. ``published`` is EDTF (a day, a time with zone, a month, a year).
    ``replaces`` names the document whose file stood at the same path before. ``words`` are those of recognised pages, in
    the order of the text; a store keeps them apart, and its documents come without them.
    """

    id: str
    text: str
    origin: Origin
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    format: str = "text"
    parts: tuple[Part, ...] = ()
    losses: tuple[Loss, ...] = ()
    replaces: str | None = None
    words: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        for part in self.parts:
            if part.end > len(self.text):
                raise ValueError(f"part {part.label} leaves the text of {len(self.text)} code points")

    @property
    def status(self) -> Status:
        """Read, partly read (losses beside text) or unreadable (losses and no text)."""
        if not self.losses:
            return Status.READ
        return Status.PARTIAL if self.text.strip() else Status.UNREADABLE

    def span(self, start: int, end: int) -> Span:
        """The words at these offsets (code points, end-exclusive)."""
        return Span.of(self.text, start, end)

    def part_at(self, offset: int) -> Part | None:
        """The innermost part (page, message) that holds an offset."""
        inside = [part for part in self.parts if part.start <= offset < part.end]
        return min(inside, key=lambda part: part.end - part.start, default=None)
