"""Claims as a table for spreadsheets. A cell that a spreadsheet would take for a formula is led by an apostrophe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO

from tawthiq.views.lists import ClaimRow

COLUMNS = (
    "claim", "subject", "predicate", "object", "standing", "when", "place", "words", "start", "end", "chain", "publisher", "published",
    "document", "confidence", "made_by",
)
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")  # also as some spreadsheets read the wide forms
_UNSEEN = " \u00a0\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheet programs read UTF-8 as such only behind it."""


def write_claims(rows: Iterable[ClaimRow], file: IO[str]) -> int:
    """One line a claim; the number of claims written."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])
        count += 1
    return count


def claims_table(rows: Iterable[ClaimRow]) -> str:
    """The same as text."""
    out = io.StringIO(newline="")
    write_claims(rows, out)
    return out.getvalue()


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Any rows under their columns, as safe for spreadsheets as the claims are."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _values(row: ClaimRow) -> tuple[object, ...]:
    said = row.statement
    when = "; ".join(f"{relation} {value}" for relation, value in said.when)
    return (
        said.claim, row.subject, row.predicate, row.object, said.standing, when,
        said.place, " … ".join(item.exact for item in said.evidence), said.evidence[0].start, said.evidence[-1].end,
        " < ".join(link.name or "?" for link in said.chain), row.publisher, row.published, row.path, round(said.confidence, 3),
        ", ".join(said.made_by),
    )


def _cell(value: object) -> object:
    if isinstance(value, str) and value.lstrip(_UNSEEN).startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
