"""A character as a page has it: with its box, its baseline and its place in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with the left and right edge of its box, its baseline (points, upwards), font size and place in the file.

    ``unshaped``: of the invisible text that programs for OCR lay over a scan, where numbers too run from the right.
    ``fused``: a letter whose own box is unknown, see ``fused.settled``.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    index: int
    unshaped: bool = False
    fused: bool = False

    @property
    def middle(self) -> float:
        """The middle of its box."""
        return (self.left + self.right) / 2
