"""``tawthiq remove``: takes a document out of the archive, tells what was taken out, lets it come back."""

from __future__ import annotations

import click

from tawthiq import pipeline
from tawthiq.cli import output, terminal
from tawthiq.cli.decide import author_of_system, now
from tawthiq.cli.main import Context
from tawthiq.errors import UsageError
from tawthiq.store import Removed, Store
from tawthiq.views.labels import label


@click.command("remove")
@click.argument("document", required=False)
@click.option("--note", default="", help="Why. السبب")
@click.option("--author", default=author_of_system, show_default="the user's name", help="Who decides. صاحب القرار")
@click.option("--allow", is_flag=True, help="Let a removed document be added again.")
@click.option("--list", "listing", is_flag=True, help="What was removed, by whom and why.")
@output.JSON
@click.pass_obj
def remove_command(
    context: Context, *, document: str | None, note: str, author: str, allow: bool, listing: bool, as_json: bool,
) -> None:
    """Take a document out: its text, its bytes and all that was found in it. Adding it again does not bring it back.

    \b
    DOCUMENT is its path as it was added, or its id.

    \b
    Examples:
      tawthiq remove press/article-17.txt --note "withdrawn by the paper"
      tawthiq remove --list
      tawthiq remove --allow press/article-17.txt
    """
    if listing:
        with Store.open(context.archive, create=False, readonly=True) as store:
            _show(context, store.removed(), as_json=as_json)
        return
    if document is None:
        raise UsageError("T513", "DOCUMENT", detail="DOCUMENT")
    with Store.open(context.archive, create=False) as store:
        if allow:
            _tell(context, "allowed", {"id": store.allow(document)}, as_json=as_json)
            return
        entry = store.remove(document, author=author, note=note, removed_at=now())
        pipeline.compare(store)
        store.compact()
    _tell(context, "removed", {"id": entry.id, "path": entry.path}, as_json=as_json)


def _tell(context: Context, key: str, said: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        output.echo_json({key: said})
        return
    shown = {name: terminal.isolated(value) for name, value in said.items()}
    output.echo_lines([label("ui", key, context.lang, **shown)], context.lang)


def _show(context: Context, entries: tuple[Removed, ...], *, as_json: bool) -> None:
    if as_json:
        output.echo_json(list(entries))
        return
    lines = [_line(entry, context.lang) for entry in entries] or [label("ui", "none", context.lang)]
    output.echo_lines(lines, context.lang)


def _line(entry: Removed, lang: str) -> str:
    parts = {"path": entry.path, "author": entry.author, "note": entry.note or "-", "day": entry.removed_at[:10]}
    return label("ui", "removed_line", lang, **{name: terminal.isolated(value) for name, value in parts.items()})
