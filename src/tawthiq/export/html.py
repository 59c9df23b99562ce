"""A dossier as one self-contained page: no script, nothing fetched, each line opens its words in place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from tawthiq import __version__
from tawthiq.export.pictures import axis, ring
from tawthiq.export.printing import environment, template_file
from tawthiq.views import model as view
from tawthiq.views.labels import label
from tawthiq.views.words import summary_of

_TAIL = 0.12  # of the years shown: how far a bar goes on behind the last year that is told, where no text tells an end
_SECTIONS = ("offices", "life", "relations", "events", "speech", "character", "other")


def dossier_page(dossier: view.Dossier, lang: str = "ar") -> str:
    """The page as HTML. Everything that comes from documents is escaped and isolated."""
    template = _environment().get_template("dossier.html")
    sections = [(name, [line for line in dossier.section(name) if line.verdict != "differ"]) for name in _SECTIONS]
    return template.render(
        dossier=dossier, lang=lang, direction="rtl" if lang == "ar" else "ltr", version=__version__, style=Markup(_file("dossier.css")),  # noqa: S704  # our own file
        sections=[(name, lines) for name, lines in sections if lines], offices=office_bars(dossier.section("offices")),
        summary=summary_of(dossier, lang), axis=axis(dossier.timeline, from_right=lang == "ar"),
        ring=ring(dossier.name, dossier.neighbours),
        t=lambda table, key, **values: label(table, key, lang, **values),
    )


@cache
def _environment() -> Environment:
    return environment(_file)


def _file(name: str) -> str:
    return template_file("tawthiq.export")(name)


def office_bars(offices: Iterable[view.Line]) -> dict[str, Any] | None:
    """Offices as bars of years for the picture; None where no office has a year. A bar whose end no text tells goes on in a ``tail``."""
    bars = [bar for line in offices if line.predicate == "holds_position" and not line.inverse for bar in _bar(line)]
    if not bars:
        return None
    first, last = min(bar["first"] for bar in bars), max(bar["last"] for bar in bars)
    tail = max(1, round((last - first + 1) * _TAIL)) if any(bar["open"] for bar in bars) else 0
    width = last - first + 1 + tail
    for bar in bars:
        bar["at"] = round(100 * (bar["first"] - first) / width, 2)
        bar["wide"] = round(100 * (bar["last"] - bar["first"] + 1) / width, 2)
        bar["tail"] = round(100 * tail / width, 2) if bar["open"] else 0
    return {"first": first, "last": last, "bars": sorted(bars, key=lambda bar: (bar["first"], bar["name"]))}


def _bar(line: view.Line) -> list[dict[str, Any]]:
    """The years of an office: from the earliest to the latest that its statements name; open where no end is told."""
    named = [(relation, int(value[:4])) for item in line.statements for relation, value in item.when if value[:4].isdigit()]
    if not named or any(mark not in {"stated", "attributed"} for mark in line.marks):
        return []
    starts = [year for relation, year in named if relation in {"start", "at", "since", "during"}]
    first = min(starts or [year for _, year in named])
    last = max(year for _, year in named)
    return [{"name": line.object, "first": first, "last": last, "open": not any(relation in {"end", "until"} for relation, _ in named),
             "known": bool(starts), "verdict": line.verdict}]
