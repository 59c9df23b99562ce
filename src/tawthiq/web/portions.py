"""Which part of a dossier a page shows: a few lines of every section, or one section page by page; all, agreed, differing or single.

The dossier of someone who stands in thousands of documents has more lines than a browser can hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from tawthiq.views import model as view

SECTIONS: Final = ("differences", "offices", "life", "relations", "events", "speech", "character", "other")
QUOTATIONS: Final = "quotations"
SOURCES: Final = "sources"
VERDICTS: Final = ("agree", "differ", "single_source")
_FEW = 20  # lines of a section beside the other sections: with their words they make about 200 KB a page
_ROWS = 100  # lines of a section that has the page for itself
SAID = 5  # statements under a line: what hundreds of documents say alike stands on the page of the claim
_QUOTED = 8  # quotations beside the sections


@dataclass(frozen=True, slots=True)
class Portion:
    """The lines of a section that are shown, and how many it has."""

    name: str
    lines: tuple[view.Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a dossier. ``counts`` has the number of lines by verdict, ``sources`` those that the shown lines cite.

    ``section`` is set where one section has the page for itself; ``before`` and ``following`` then lead to its other pages.
    """

    verdict: str | None
    section: str | None
    counts: dict[str, int]
    portions: tuple[Portion, ...]
    quotations: tuple[view.Quoted, ...]
    quoted: int
    sources: tuple[view.Source, ...]
    before: int | None
    following: int | None


def shown(dossier: view.Dossier, verdict: str | None, section: str | None, start: int) -> Shown:
    """The part asked for; an unknown verdict or section asks for all."""
    verdict = verdict if verdict in VERDICTS else None
    section = section if section in {*SECTIONS, QUOTATIONS, SOURCES} else None
    most = _ROWS if section else _FEW
    named = [(name, _lines(dossier, name, verdict)) for name in SECTIONS if section in {None, name}]
    portions = tuple(Portion(name, tuple(lines[start : start + most]), len(lines)) for name, lines in named if lines)
    quotations = dossier.quotations if section == QUOTATIONS or (section is None and verdict is None) else ()
    quoted = quotations[start : start + (most if section else _QUOTED)]
    total = max((*(len(lines) for _, lines in named), len(quotations) if section else 0, _sources(dossier, section)), default=0)
    sources = dossier.sources[start : start + most] if section == SOURCES else _cited(dossier, portions, quoted)
    return Shown(
        verdict, section, dict(Counter(line.verdict for line in dossier.lines)), portions, quoted, len(quotations), sources,
        max(0, start - most) if section and start else None, start + most if section and start + most < total else None,
    )


def _sources(dossier: view.Dossier, section: str | None) -> int:
    return len(dossier.sources) if section == SOURCES else 0


def _lines(dossier: view.Dossier, name: str, verdict: str | None) -> list[view.Line]:
    """The lines of a section; those that differ stand first, in a section of their own."""
    found = [line for line in dossier.lines if (line.verdict == "differ" if name == "differences" else line.section == name)]
    kept = [line for line in found if name == "differences" or line.verdict != "differ"]
    return [line for line in kept if verdict in {None, line.verdict}]


def _cited(dossier: view.Dossier, portions: tuple[Portion, ...], quoted: tuple[view.Quoted, ...]) -> tuple[view.Source, ...]:
    numbers = {said.source for portion in portions for line in portion.lines for said in line.statements[:SAID]}
    numbers |= {item.source for item in quoted}
    return tuple(source for source in dossier.sources if source.number in numbers)
