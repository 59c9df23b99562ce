"""``tawthiq export``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from tawthiq.cli import terminal
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.export import exchange, tables
from tawthiq.store import ClaimFilter, Store
from tawthiq.views.labels import label
from tawthiq.views.lists import claim_rows

_FORMATS = {".jsonl": "jsonl", ".csv": "csv"}


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "kind", type=click.Choice(sorted(set(_FORMATS.values()))), help="From the file's name if not given.")
@click.pass_obj
def export_command(context: Context, file: Path, kind: str | None) -> None:
    """Everything in the archive as JSON Lines (the exchange format), or its claims as CSV for spreadsheets.

    \b
    Examples:
      tawthiq export archive.jsonl
      tawthiq export claims.csv
    """
    chosen = kind or _FORMATS.get(file.suffix.lower())
    if chosen is None:
        raise UsageError("T510", str(file), known=", ".join(sorted(_FORMATS)))
    with Store.open(context.archive, create=False, readonly=True) as store, _whole(file) as out:
        if chosen == "csv":
            tables.write_claims(claim_rows(store, ClaimFilter(limit=None)), out)
        else:
            write_lines(store, out)
    click.echo(label("ui", "written", context.lang, path=terminal.isolated(file)))


def write_lines(store: Store, out: IO[str]) -> None:
    """The exchange format, one JSON object a line."""
    for line in exchange.lines(store.all_documents(), store.all_readings(), store.reconciliation()):
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


@contextmanager
def _whole(file: Path) -> Iterator[IO[str]]:
    """A file that appears under its name only when it is complete."""
    part = file.with_name(file.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        os.replace(part, file)  # noqa: PTH105  # atomic on every system
    finally:
        part.unlink(missing_ok=True)
