"""``tawthiq dossier``."""

from __future__ import annotations

from pathlib import Path

import click

from tawthiq.cli import output, terminal
from tawthiq.cli.main import Context
from tawthiq.store import Store
from tawthiq.views.dossier import dossier
from tawthiq.views.labels import label


@click.command("dossier")
@click.argument("name")
@output.JSON
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write one self-contained page instead. صفحة واحدة")
@click.pass_obj
def dossier_command(context: Context, name: str, page: Path | None, *, as_json: bool) -> None:
    """What the archive's texts say of a person, organisation or place, in order of time.

    NAME in any spelling, Arabic or Latin.

    \b
    Examples:
      tawthiq dossier "مصطفى الكاظمي"
      tawthiq dossier "Mustafa al-Kadhimi" --html kadhimi.html
      tawthiq dossier "جهاز المخابرات" --json
    """
    with Store.open(context.archive, create=False, readonly=True) as store:
        found = dossier(store, name)
    if page is not None:
        from tawthiq.export.html import dossier_page

        page.write_text(dossier_page(found, context.lang), "utf-8")
        click.echo(label("ui", "written", context.lang, path=terminal.isolated(page)))
    elif as_json:
        output.echo_json(found)
    else:
        output.echo_lines(terminal.dossier_lines(found, context.lang), context.lang)
