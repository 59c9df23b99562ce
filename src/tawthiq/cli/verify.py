"""``tawthiq verify``."""

from __future__ import annotations

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.main import Context
from tawthiq.errors import message
from tawthiq.store import Store
from tawthiq.views.labels import counted, label


@click.command("verify")
@output.JSON
@click.pass_context
def verify_command(ctx: click.Context, *, as_json: bool) -> None:
    """Re-read every stored span, every original's hash and the search index; report every mismatch. Exit code 1 if there is any.

    \b
    Example:
      tawthiq verify
    """
    context: Context = ctx.obj
    lang = context.lang
    with Store.open(context.archive, create=False, readonly=True) as store:
        found = list(store.verify())
        counts = None if found else store.counts()  # of a damaged archive nothing can be counted
    if as_json:
        output.echo_json({"sound": not found, "mismatches": found, "counts": counts})
    elif counts is not None:
        spans = counts.mentions + counts.claims + counts.quotations
        documents = counted("in_documents", counts.documents, lang)
        click.echo(label("ui", "verify_good", lang, spans=counted("spans", spans, lang), documents=documents))
    else:
        click.echo(label("ui", "verify_bad", lang, count=counted("mismatches", len(found), lang)))
        for item in found:
            text = message(item.code, lang, where=item.where, detail=item.detail)
            click.echo(f"  [{item.code}] {terminal.isolated(item.where)} {text.what} {text.do}")
    ctx.exit(1 if found else 0)
