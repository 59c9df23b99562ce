"""``tawthiq add``, ``resume`` and ``reread``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from tawthiq import pipeline
from tawthiq.cli import output, progress, terminal
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.store import Store
from tawthiq.views.labels import counted, label

_SHOWN = 20  # files named in the summary of what was not read; the rest with ``tawthiq documents --losses``


_WORKERS = click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that read. عدد العمليات",
)
_NO_ENCODER = click.option("--no-encoder", is_flag=True, help="Read by the rules alone, without the learned model. بالقواعد وحدها")


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@_WORKERS
@_NO_ENCODER
@output.JSON
@click.pass_obj
def add_command(context: Context, paths: tuple[Path, ...], *, workers: int, no_encoder: bool, as_json: bool) -> None:
    """Read files and folders into the archive. The same files again change nothing.

    \b
    Examples:
      tawthiq add FOLDER
      tawthiq add a.pdf b.docx mail.eml
      tawthiq --archive work.tawthiq add FOLDER --workers 4
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = progress.updating(context.lang)
    with Store.open(context.archive, told=told) as store, progress.told(context.lang, quiet=as_json) as tell:
        using = pipeline.rooms(encoder=not no_encoder)
        summary = pipeline.add(store, list(paths), workers=workers, progress=tell, now=now, using=using)
    if not summary.files:
        raise UsageError("T511", ", ".join(map(str, paths)))
    _tell(summary, context, as_json=as_json)


@click.command("resume")
@_WORKERS
@_NO_ENCODER
@output.JSON
@click.pass_obj
def resume_command(context: Context, *, workers: int, no_encoder: bool, as_json: bool) -> None:
    """Go on with what was being added when the program or the machine stopped.

    \b
    Example:
      tawthiq resume
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = progress.updating(context.lang)
    with Store.open(context.archive, create=False, told=told) as store, progress.told(context.lang, quiet=as_json) as tell:
        summary = pipeline.resume(store, workers=workers, progress=tell, now=now, using=pipeline.rooms(encoder=not no_encoder))
    _tell(summary, context, as_json=as_json)


@click.command("reread")
@_WORKERS
@_NO_ENCODER
@output.JSON
@click.pass_obj
def reread_command(context: Context, *, workers: int, no_encoder: bool, as_json: bool) -> None:
    """Understand anew what another version of the program has read, from the stored texts. Decisions stay.

    \b
    Example:
      tawthiq reread
    """
    told = progress.updating(context.lang)
    with Store.open(context.archive, create=False, told=told) as store, progress.told(context.lang, quiet=as_json) as tell:
        summary = pipeline.reread(store, workers=workers, progress=tell, using=pipeline.rooms(encoder=not no_encoder))
    if not summary.files:
        raise UsageError("T456", str(context.archive))
    _tell(summary, context, as_json=as_json)


def _tell(summary: pipeline.Summary, context: Context, *, as_json: bool) -> None:
    if as_json:
        output.echo_json(summary)
    else:
        output.echo_lines(summary_lines(summary, context.lang), context.lang)
    if summary.files and not (summary.read or summary.partial or summary.already):
        raise UsageError("T516", count=summary.files)


def summary_lines(summary: pipeline.Summary, lang: str) -> Iterator[str]:
    """What was read, partly read and refused, and why."""
    counts = (
        ("add_read", summary.read), ("add_partial", len(summary.partial)), ("add_refused", len(summary.refused)),
        ("add_already", summary.already), ("add_replaced", summary.replaced),
    )
    told = [label("ui", key, lang, count=count) for key, count in counts if count or key == "add_read"]
    yield label("ui", "add_files", lang, files=counted("in_files", summary.files, lang)) + ": " + " · ".join(told)
    listed = (*summary.refused, *summary.partial)
    for refusal in listed[:_SHOWN]:
        yield f"  {terminal.isolated(refusal.path)}"
        for loss in refusal.losses:
            yield f"    ! {terminal.loss_in_words(loss, lang)}"
    if len(listed) > _SHOWN:
        yield f"  … {label('ui', 'rest', lang, count=counted('files', len(listed) - _SHOWN, lang))}"
    seconds = counted("seconds", round(summary.seconds), lang)
    yield label("ui", "add_rate", lang, seconds=seconds, rate=f"{summary.rate:.1f}")
