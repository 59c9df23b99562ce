"""What a parser hands back: text, parts, metadata, losses and, from containers, members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tawthiq.intake.metadata import NOTHING, Facts
from tawthiq.model import Loss, Part, Word


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container: its name there (forward slashes), its bytes, and what was told of it.

    ``form`` names the parser where the container knows it better than the bytes do; ``captured`` is an EDTF time.
    A ``record`` (a row, a message of a mailbox, a capture) is counted apart from files: honest containers have many more.
    """

    name: str
    content: bytes
    facts: Facts = field(default_factory=lambda: NOTHING)
    losses: tuple[Loss, ...] = ()
    form: str = ""
    captured: str | None = None
    record: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """The outcome of one parser for one file. ``facts`` are field -> found value, in-document metadata only."""

    format: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    facts: Facts = field(default_factory=lambda: NOTHING)
    losses: tuple[Loss, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    captured: str | None = None
    words: tuple[Word, ...] = ()


def refused(form: str, *losses: Loss) -> Parsed:
    """A file of which nothing became text."""
    return Parsed(format=form, losses=losses)


@dataclass(slots=True)
class Budget:
    """What one container and all that lies inside it may still use; the only mutable thing in the room."""

    unpacked: int
    members: int
    records: int = 0

    def spend(self, size: int, *, record: bool = False) -> bool:
        """Takes one member of this many bytes; False if bytes or members are used up."""
        if size > self.unpacked or (self.records if record else self.members) < 1:
            return False
        self.unpacked -= size
        self.members -= not record
        self.records -= record
        return True


@dataclass(slots=True)
class TextBuilder:
    """Puts pieces together and remembers where each named part begins and ends (code points)."""

    pieces: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Appends text that belongs to no part."""
        self.pieces.append(text)
        self.length += len(text)

    def part(self, kind: str, label: str, text: str) -> int:
        """Appends text as a part and tells where it begins; parts are set apart by an empty line that belongs to none."""
        if self.length and text:
            self.add("\n\n")
        start = self.length
        self.add(text)
        self.parts.append(Part(kind, label, start, self.length))
        return start

    def text(self) -> str:
        """All pieces joined."""
        return "".join(self.pieces)


Members = Iterator[Member | Loss | Parsed]
"""What a container gives: its members, what of it could not be had, and (once at most) what itself is as a document."""
