"""Workbooks (XLSX, ODS; XLS through LibreOffice) -> rows of cells as text. Formulas count by the value last computed."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from tawthiq.intake import office
from tawthiq.intake.limits import Limits
from tawthiq.intake.package import Package, local, opened
from tawthiq.model import Loss

Row = list[str]
_MOST_COLUMNS = 1_024  # columns of a row; the widest honest tables have a few hundred
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SHEET = regex.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = regex.compile(rb"</f>\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>")
_MOST_REPEATS = 10_000  # copies of one row that has something in it


@dataclass(slots=True)
class Sheet:
    """A table: its name and its rows as they are asked for; ``losses`` are complete when the rows are at their end."""

    name: str
    rows: Iterable[Row]
    losses: list[Loss] = field(default_factory=list)


def sheets(content: bytes, limits: Limits) -> Iterable[Sheet] | Loss:
    """The sheets of a workbook."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        converted = office.convert(content, "xls", "xlsx", limits)
        return converted if isinstance(converted, Loss) else sheets(converted, limits)
    package = opened(content, limits, "XLSX/ODS")
    if isinstance(package, Loss):
        return package
    root = package.xml("content.xml")
    if root is not None:
        return [_opendocument(table, limits) for table in root.iter(_TABLE + "table")]
    found = _openxml(content, limits)
    if not isinstance(found, Loss) and found and (count := _never_computed(package)):
        found[-1].losses.append(Loss("T143", "XLSX", str(count)))
    return found


def _never_computed(package: Package) -> int:
    """Formulas without a value: a program wrote them, and none that computes has opened the workbook since."""
    try:
        sheets = [package.bytes_of(name) for name in package.names if _SHEET.fullmatch(name)]
    except Exception:  # noqa: BLE001 - a damaged member: its rows tell so when they are read
        return 0
    return sum(len(_NO_VALUE.findall(sheet)) for sheet in sheets)


def _openxml(content: bytes, limits: Limits) -> list[Sheet] | Loss:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as problem:  # noqa: BLE001 - a dozen kinds: all mean damaged
        return Loss("T165", "XLSX", f"{type(problem).__name__}: {problem}"[:200])
    found = []
    for name in book.sheetnames:
        sheet = Sheet(name, ())
        sheet.rows = _cells(book[name], sheet.losses, limits)
        found.append(sheet)
    return found


def _cells(table: Any, losses: list[Loss], limits: Limits) -> Iterator[Row]:
    left = limits.cells
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if not hasattr(table, "iter_rows"):
                return  # a chart
            if hasattr(table, "reset_dimensions"):
                table.reset_dimensions()  # what a sheet says of its size is often wrong, and rows beyond it would be passed over
            for cells in table.iter_rows(values_only=True):  # rows that are left out come as empty ones
                left -= sum(cell is not None for cell in cells) + 1
                if left < 0:
                    losses.append(Loss("T138", table.title, str(limits.cells)))
                    return
                yield [_shown(cell) for cell in cells[:_MOST_COLUMNS]]
    except Exception as problem:  # noqa: BLE001 - as above; the rows before stay
        losses.append(Loss("T165", "XLSX", f"{type(problem).__name__}: {problem}"[:200]))


def _shown(value: object) -> str:
    """A cell as text: days without an hour, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _opendocument(table: Any, limits: Limits) -> Sheet:
    sheet = Sheet(table.get(_TABLE + "name") or "", ())
    sheet.rows = _rows(table, sheet.losses, limits)
    return sheet


def _rows(table: Any, losses: list[Loss], limits: Limits) -> Iterator[Row]:
    left = limits.cells
    for item in table.iter(_TABLE + "table-row"):
        cells = _row(item)
        times = _number(item.get(_TABLE + "number-rows-repeated")) if any(cells) else 1
        for _ in range(min(times, _MOST_REPEATS)):
            left -= len(cells) + 1
            if left < 0:
                losses.append(Loss("T138", table.get(_TABLE + "name") or "", str(limits.cells)))
                return
            yield cells


def _row(item: Any) -> Row:
    from tawthiq.intake.opendocument import lines

    cells: Row = []
    for cell in item:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        date = next((value for name, value in cell.attrib.items() if name.endswith("}date-value")), None)
        text = date or "\n".join(lines(cell)).strip()
        times = _number(cell.get(_TABLE + "number-columns-repeated"))
        cells += [text] * min(times, _MOST_COLUMNS - len(cells) if text else 1 if len(cells) >= _MOST_COLUMNS else times, _MOST_COLUMNS)
        if len(cells) >= _MOST_COLUMNS:
            break
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 1
