"""News agencies by their spellings."""

from __future__ import annotations

from collections.abc import Sequence

from tawthiq.extract.attribution.lexicon import agencies, agency_heads
from tawthiq.extract.attribution.units import Unit


def agency_at(unit: Unit, index: int) -> tuple[str, int] | None:
    """An agency's usual name and the index behind it, if its spelling begins at a word (a clitic ل or ب before it set aside)."""
    head = unit.surface(index)
    for first in _bare_heads(head):
        longest = agency_heads().get(first, 0)
        for length in range(longest, 0, -1):
            tail = [
                unit.surface(i) for i in range(index + 1, min(len(unit), index + 3 * length)) if unit.words[i].text not in {".", '"', "«"}
            ]
            key = (first, *tail[: length - 1])
            if key in agencies():
                return agencies()[key], _agency_end(unit, index, length)
    return None


def _bare_heads(head: str) -> Sequence[str]:
    heads = [head]
    if head[:1] in "لبوف" and len(head) > 3:
        heads.append(head[1:])
        if head.startswith("لل"):
            heads.append("ال" + head[2:])
    return heads


def _agency_end(unit: Unit, index: int, length: int) -> int:
    counted, end = 1, index + 1
    while end < len(unit) and counted < length:
        counted += unit.words[end].kind == "word"
        end += 1
    if end < len(unit) and end in unit.closes:
        end += 1
    return end
