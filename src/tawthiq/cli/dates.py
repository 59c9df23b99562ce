"""``tawthiq dates``: the time expressions of a text or of many lines, resolved against a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from tawthiq.cli import output
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.extract.dates import find_dates
from tawthiq.extract.dates.values import read_anchor
from tawthiq.model import DateMention
from tawthiq.views.labels import label

_ISOLATE, _END = "\u2068", "\u2069"


@click.command("dates")
@click.argument("text", required=False)
@click.option("--on", "on", default=None, metavar="DATE", help="The day to count from: 2021-11-08, 2021-11 or 2021. تاريخ الوثيقة")
@click.option("--lines", "lines", default=None, metavar="FILE",
              help='A file (- for standard input) with {"text", "on"} a line; one line of JSON for each. ملف سطور')
@click.option("--json", "as_json", is_flag=True, help="For programs: JSON instead of text.")
@click.pass_obj
def dates_command(ctx: Context, text: str | None, on: str | None, lines: str | None, *, as_json: bool) -> None:
    """Read the dates of TEXT; قراءة التواريخ في نص.

    \b
    Examples:
      tawthiq dates "أمس الأحد" --on 2021-11-08 --json
      tawthiq dates --lines FILE.jsonl
    """
    if (text is None) == (lines is None):
        raise UsageError("T522")
    if on is not None and not _is_anchor(on):
        raise UsageError("T520", value=on)
    if lines is not None:
        _echo_all(lines, on)
        return
    found = find_dates(text or "", on)
    if as_json:
        click.echo(json.dumps({"dates": [as_row(item) for item in found]}, ensure_ascii=False, indent=1))
        return
    lang = ctx.lang
    output.echo_lines((in_words(item, lang) for item in found) if found else [label("ui", "none", lang)], lang)


def as_row(found: DateMention) -> dict[str, Any]:
    """A date as JSON: offsets in code points, end-exclusive; first and last day inclusive."""
    return {
        "text": found.span.exact,
        "start": found.span.start,
        "end": found.span.end,
        "value": found.value,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "precision": found.precision,
    }


def in_words(found: DateMention, lang: str) -> str:
    """A date on one line, each value isolated so that it keeps its direction."""
    words = " ".join(found.span.exact.split())
    days = f"  {_isolated(f'{found.first_day} … {found.last_day}')}" if found.first_day and found.first_day != found.last_day else ""
    return f"{_isolated(words)}  {_isolated(found.value)}  ({label('precision', found.precision or '', lang)}){days}"


def _isolated(value: str) -> str:
    return f"{_ISOLATE}{value}{_END}"


def _is_anchor(value: object) -> bool:
    return isinstance(value, str) and read_anchor(value).year is not None


def _echo_all(path: str, on: str | None) -> None:
    failed = False
    for row in _read_all(path, on):
        failed = failed or "error" in row
        click.echo(json.dumps(row, ensure_ascii=False))
    if failed:
        raise click.exceptions.Exit(1)


def _read_all(path: str, on: str | None) -> Iterator[dict[str, Any]]:
    try:
        with click.open_file(path, "rb") as file:
            yield from _rows(file, on)
    except OSError as error:
        raise UsageError("T523", where=path) from error


def _rows(lines: Iterable[bytes], on: str | None) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield {"dates": [as_row(item) for item in _dates_of(line, number, on)]}
        except UsageError as error:
            yield {"error": {"code": error.code, "ar": error.text("ar"), "en": error.text("en")}}


def _dates_of(line: bytes, number: int, on: str | None) -> tuple[DateMention, ...]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError("T521", line=number) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UsageError("T521", line=number)
    anchor = row.get("on") or on
    if anchor is not None and not _is_anchor(anchor):
        raise UsageError("T520", value=anchor)
    return find_dates(row["text"], anchor)
