"""Tables and exports (CSV, JSONL, JSON, XLSX, ODS, XLS) -> an article a row; without a column of texts, the table as text.

A row becomes a document whose bytes are the row with all its columns as JSON (of JSONL: the line as it stands).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from tawthiq.intake import row
from tawthiq.intake.limits import Limits
from tawthiq.intake.metadata import Facts, merged
from tawthiq.intake.parsed import Budget, Member, Members, Parsed, TextBuilder
from tawthiq.intake.plain import decode
from tawthiq.intake.sheets import Row, Sheet, sheets
from tawthiq.intake.zipped import shared
from tawthiq.model import Loss

_SAMPLE = 65_536  # bytes looked at for the encoding and the separator
_HEAD = 6  # rows among which the one with the columns' names is looked for
_SHOWN = 10  # rows named in a loss
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def members(content: bytes, form: str, outer: Facts, limits: Limits, budget: Budget) -> Members:
    """The articles of a table of this form, or the table itself as a document."""
    if form == "lines":
        yield from _objects(_lines(content), outer, budget)
    elif form == "json":
        yield from _json(content, outer, limits, budget)
    elif form == "workbook":
        found = sheets(content, limits)
        yield from (found,) if isinstance(found, Loss) else _tables(found, "workbook", outer, limits, budget)
    else:
        yield from _csv(content, outer, limits, budget)


def _csv(content: bytes, outer: Facts, limits: Limits, budget: Budget) -> Members:
    decoded = decode(content[:_SAMPLE] if len(content) > _SAMPLE else content)
    if decoded is None:
        yield Loss("T134")
        return
    head = decoded.text[:_SAMPLE].split("\n", 1)[0]
    separator = max(",;\t|", key=head.count)
    csv.field_size_limit(limits.text_length)
    skipped = next((len(mark) for mark in _MARKS if content.startswith(mark)), 0)
    stream = io.TextIOWrapper(io.BytesIO(content[skipped:]), decoded.encoding, "replace", newline="")
    losses: list[Loss] = []
    yield from _tables([Sheet("", _rows(stream, separator, losses))], "csv", outer, limits, budget)
    yield from losses


def _rows(stream: io.TextIOWrapper, separator: str, losses: list[Loss]) -> Iterator[Row]:
    """Rows until the end, or until one that cannot be read."""
    reader = csv.reader((line.replace("\x00", "") for line in stream), delimiter=separator)
    try:
        yield from reader
    except csv.Error as problem:
        losses.append(Loss("T136", str(reader.line_num), str(problem)[:100]))


def _tables(found: Iterable[Sheet], form: str, outer: Facts, limits: Limits, budget: Budget) -> Members:
    """Sheets with a column of texts give articles; the others together are one document."""
    built = TextBuilder()
    for sheet in found:
        rows = iter(sheet.rows)
        head = list(islice(rows, _HEAD))
        place = next((number for number, cells in enumerate(head) if "text" in row.columns(cells)), None)
        if place is None:
            _as_text(sheet.name, chain(head, rows), built, limits)
        else:
            names = [name.strip() or f"column {number}" for number, name in enumerate(head[place], start=1)]
            numbered = enumerate(chain(head[place + 1 :], rows), start=place + 2)
            yield from _articles(sheet.name, names, numbered, outer, budget)
        yield from sheet.losses
    if built.text().strip():
        yield Parsed(form, built.text(), tuple(built.parts), losses=(Loss("T135"),))


def _articles(sheet: str, names: list[str], rows: Iterable[tuple[int, Row]], outer: Facts, budget: Budget) -> Members:
    column = names.index(row.columns(names)["text"])
    silent: list[int] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= column or not cells[column].strip():
            silent.append(number)
            continue
        values = dict(zip(names, cells, strict=False))
        content = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
        member = _member(f"{sheet}/{number}" if sheet else str(number), content, values, outer, budget)
        yield member
        if isinstance(member, Loss):
            return
    if silent:
        yield Loss("T137", ", ".join(map(str, silent[:_SHOWN])), str(len(silent)))


def _member(name: str, content: bytes, values: dict[str, str], outer: Facts, budget: Budget) -> Member | Loss:
    if not budget.spend(len(content), record=True):
        return Loss("T194", name)
    facts = merged(row.facts_of(values, row.columns(values)), shared(outer))
    return Member(name, content, facts, form="row", record=True)


def _as_text(name: str, rows: Iterable[Row], built: TextBuilder, limits: Limits) -> None:
    """A table as lines, its cells set apart by tabs."""
    lines = []
    length = built.length
    for cells in rows:
        line = "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
        length += len(line) + 1
        if line:
            lines.append(line)
        if length > limits.text_length:
            break
    if lines:
        built.part("sheet", name, "\n".join(lines))


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of JSONL with their numbers; a file in UTF-16 or with a mark as UTF-8 without."""
    if content.startswith(_MARKS):
        decoded = decode(content)
        content = decoded.text.encode("utf-8", "replace") if decoded else content
    start, number = 0, 0
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        number += 1
        if line := content[start:end].strip():
            yield number, line
        start = end + 1


def _objects(lines: Iterable[tuple[int, bytes]], outer: Facts, budget: Budget) -> Members:
    bad: list[int] = []
    silent: list[int] = []
    for number, line in lines:
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            bad.append(number)
            continue
        names = row.named(values) if isinstance(values, dict) else {}
        if "text" not in names or not values[names["text"]]:
            silent.append(number)
            continue
        member = _member(str(number), line, values, outer, budget)
        yield member
        if isinstance(member, Loss):
            return
    if bad:
        yield Loss("T136", ", ".join(map(str, bad[:_SHOWN])), str(len(bad)))
    if silent:
        yield Loss("T137", ", ".join(map(str, silent[:_SHOWN])), str(len(silent)))


def _json(content: bytes, outer: Facts, limits: Limits, budget: Budget) -> Members:
    """One article, a list of them, or an object with such a list; any other structure is no prose and is refused."""
    if len(content) > limits.text_bytes * 2:
        yield Loss("T103", detail=f"{len(content)} > {limits.text_bytes * 2}")
        return
    decoded = decode(content)
    try:
        found = json.loads(decoded.text) if decoded else None
    except (ValueError, RecursionError) as problem:
        if content.count(b"\n") and content.lstrip()[:1] == b"{":
            yield from _objects(_lines(content), outer, budget)
        else:
            yield Loss("T133", detail=f"JSON: {problem}"[:100])
        return
    listed = _listed(found)
    if not listed:
        yield Loss("T133", detail="JSON")
        return
    lines = ((number, json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")) for number, item in enumerate(listed, start=1))
    yield from _objects(lines, outer, budget)


def _listed(found: object) -> list[object]:
    """The objects that may be articles."""
    if isinstance(found, list):
        return found if any(isinstance(item, dict) and "text" in row.columns(item) for item in found[:100]) else []
    if not isinstance(found, dict):
        return []
    if "text" in row.columns(found) and isinstance(found[row.columns(found)["text"]], str):
        return [found]
    return next((listed for value in found.values() if isinstance(value, list) and (listed := _listed(value))), [])
