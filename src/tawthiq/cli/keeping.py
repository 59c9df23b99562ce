"""``tawthiq backup``, ``tawthiq restore`` and ``tawthiq compact``."""

from __future__ import annotations

from pathlib import Path

import click

from tawthiq.cli import output, progress, terminal
from tawthiq.cli.main import Context
from tawthiq.store import Store, restore
from tawthiq.views.labels import counted, label

_MEGABYTE = 1_000_000  # bytes
_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command("backup")
@_FILE
@output.JSON
@click.pass_obj
def backup_command(context: Context, file: Path, *, as_json: bool) -> None:
    """Copy the whole archive, originals and all, into one file, even while documents are being added to it.

    \b
    Example:
      tawthiq backup /media/disk/archive-2026-11.tar
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        count = store.backup(file)
    _tell("backup_done", file, count, context.lang, as_json=as_json)


@click.command("restore")
@_FILE
@output.JSON
@click.pass_obj
def restore_command(context: Context, file: Path, *, as_json: bool) -> None:
    """Make the archive (--archive, a folder that is not there yet) out of a backup. Every original is checked.

    \b
    Example:
      tawthiq --archive again.tawthiq restore /media/disk/archive-2026-11.tar
    """
    count = restore(file, context.archive)
    Store.open(context.archive, create=False).close()
    _tell("restore_done", context.archive, count, context.lang, as_json=as_json)


@click.command("compact")
@output.JSON
@click.pass_obj
def compact_command(context: Context, *, as_json: bool) -> None:
    """Give back the space of what is gone and merge the search index. Changes nothing that can be seen.

    \b
    Example:
      tawthiq compact
    """
    with Store.open(context.archive, create=False, told=progress.updating(context.lang)) as store:
        before, after = store.compact()
    if as_json:
        output.echo_json({"before": before, "after": after})
    else:
        sizes = {"before": f"{before / _MEGABYTE:.1f}", "after": f"{after / _MEGABYTE:.1f}"}
        output.echo_lines([label("ui", "compact_done", context.lang, **sizes)], context.lang)


def _tell(key: str, path: Path, count: int, lang: str, *, as_json: bool) -> None:
    if as_json:
        output.echo_json({"path": str(path), "documents": count})
    else:
        output.echo_lines([label("ui", key, lang, path=terminal.isolated(str(path)), count=counted("in_documents", count, lang))], lang)
