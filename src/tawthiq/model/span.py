"""Spans: exact words of a stored text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of one document's stored text.

    Offsets are 0-based, end-exclusive, in Unicode code points of ``Document.text``.
    The exact words travel with the offsets, so that every reader can check them.
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}:{self.end}] is empty or reversed")
        if len(self.exact) != self.end - self.start:
            raise ValueError(f"span [{self.start}:{self.end}] does not fit its {len(self.exact)} code points")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``text[start:end]``; ValueError if it is empty or outside the text."""
        if end > len(text):
            raise ValueError(f"span [{start}:{end}] leaves the text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        """Whether the text has these very words at this very place."""
        return text[self.start : self.end] == self.exact

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start
