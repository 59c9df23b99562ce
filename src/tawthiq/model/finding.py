"""Findings: claims of several documents that speak of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tawthiq.model.claim import Argument, Hop


class Verdict(StrEnum):
    """متفق · مختلف · انفرد به. ``PERHAPS``: told in two ways that can both be so, or of which one may have been misread."""

    AGREE = "agree"
    DIFFER = "differ"
    PERHAPS = "perhaps"
    SINGLE_SOURCE = "single_source"


class Slot(StrEnum):
    """In what two claims differ."""

    TIME = "time"
    PLACE = "place"
    ROLE = "role"
    NUMBER = "number"
    PERSON = "person"
    NAME = "name"
    OBJECT = "object"
    MANNER = "manner"
    POLARITY = "polarity"
    STANDING = "standing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """The values of one slot, and beside each value the ids of the claims that give it."""

    slot: Slot
    values: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]
    reason_ar: str = ""
    reason_en: str = ""

    def __post_init__(self) -> None:
        if len(self.values) != len(self.claims):
            raise ValueError("each value of a difference needs its claims")


@dataclass(frozen=True, slots=True)
class Independence:
    """Between ``low`` and ``high`` independent chains stand behind a finding."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"independent chains {self.low}..{self.high} are no interval")


@dataclass(frozen=True, slots=True)
class Finding:
    """What several claims say together. Subject and object carry archive-wide entity ids.

    ``common_link`` (مدار) is the hop that all chains pass, if there is one.
    """

    id: str
    subject: Argument
    predicate: str
    object: Argument | None
    claims: tuple[str, ...]
    verdict: Verdict
    independent: Independence
    differences: tuple[Difference, ...] = ()
    common_link: Hop | None = None
    reason_ar: str = ""
    reason_en: str = ""

    @property
    def heard(self) -> Verdict:
        """The verdict as readers are told it: what one chain says in several texts is no agreement of sources."""
        alone = self.verdict is Verdict.AGREE and self.independent.high <= 1
        return Verdict.SINGLE_SOURCE if alone else self.verdict
