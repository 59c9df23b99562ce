"""The table of figures: one row a gold set, one for all of them together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evaluation.score.score import Measured
from evaluation.score.tally import Measure


@dataclass(frozen=True)
class Column:
    """A column: its head, the measure and the figure of it that is shown."""

    head: str
    measure: str
    figure: str = "value"


COLUMNS = (
    Column("Found", "headline.found"),
    Column("Right", "headline.right"),
    Column("Slips", "headline.slips"),
    Column("P", "claims.lenient", "precision"),
    Column("R", "claims.lenient", "recall"),
    Column("F1", "claims.lenient", "f1"),
    Column("stand", "standing.accuracy"),
    Column("chain", "chain.exact"),
    Column("time", "claims.time_compatible"),
    Column("quot", "quotations.with_speaker.all", "f1"),
    Column("direct", "quotations.with_speaker.direct", "f1"),
    Column("indir", "quotations.with_speaker.indirect", "f1"),
    Column("date", "dates.span.lenient", "f1"),
    Column("value", "dates.value.exact"),
    Column("names", "mentions.names.strict", "f1"),
    Column("ment", "mentions.all.lenient", "f1"),
    Column("ent", "entities.b3_dossier", "f1"),
    Column("agree", "cross.agree", "f1"),
    Column("differ", "cross.differ_slot", "f1"),
    Column("exact", "evidence.exact"),
)
LEGEND = (
    "Found, Right, Slips: the headline. P R F1: claims, lenient. stand: standing right. chain: every hop right. time: time of\n"
    "the claim compatible. quot: content and speaker, F1; direct: those in marks, indir: the reported and the mixed. date, value:\n"
    "spans F1, value equal. names: strict F1. ment: all mentions, lenient F1. ent: B-cubed over the dossier. agree, differ: across\n"
    "documents, F1. exact: evidence byte-exact. Definitions: evaluation/score/README.md."
)

Figures = dict[str, float | None]
"""Head of a column -> figure, None where there is no case."""


def figures(measured: Measured, dossiers: Collection[str] | None = None) -> Figures:
    """The figures of these dossiers pooled, or of all of them."""
    return {column.head: _figure(measured.book.get(column.measure), column, dossiers) for column in COLUMNS}


def _figure(measure: Measure | None, column: Column, dossiers: Collection[str] | None) -> float | None:
    if measure is None:
        return None
    units = {unit: counts for unit, counts in measure.units.items() if _is_of(unit, dossiers)}
    return measure.figure(Measure(measure.kind, units).total())[column.figure]


def _is_of(unit: str, dossiers: Collection[str] | None) -> bool:
    """Whether a unit (a dossier, or dossier/file) belongs to these dossiers."""
    return dossiers is None or any(unit == name or unit.startswith(f"{name}/") for name in dossiers)


def counts(measured: Measured, dossiers: Collection[str] | None = None) -> tuple[int, int]:
    """Claims of the gold, and claims predicted."""
    scored = [s for s in measured.scored if _is_of(s.unit, dossiers)]
    return sum(len(s.gold.claims) for s in scored), sum(len(s.claims) for s in scored)


def format_table(rows: Sequence[tuple[str, Figures, tuple[int, int]]]) -> str:
    """Name, figures, and claims predicted of claims in the gold, as aligned text."""
    width = max(len(name) for name, *_ in rows)
    head = f"{'':{width}s} " + " ".join(f"{column.head:>6s}" for column in COLUMNS) + f" {'claims':>11s}"
    return "\n".join([head, *(_row(name, width, row, size) for name, row, size in rows)])


def _row(name: str, width: int, row: Figures, size: tuple[int, int]) -> str:
    cells = ["     -" if row[c.head] is None else f"{row[c.head]:6.1f}" for c in COLUMNS]
    return f"{name:{width}s} " + " ".join(cells) + f" {size[1]:5d} / {size[0]}"
