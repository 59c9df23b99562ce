"""The commands and what they share: which archive, which language, how errors are told."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from tawthiq import __version__
from tawthiq.cli.helping import lang_of, system_language
from tawthiq.cli.loading import LazyGroup
from tawthiq.cli.output import directed
from tawthiq.errors import TawthiqError, message
from tawthiq.views.labels import LANGUAGES

DEFAULT_ARCHIVE = Path("archive.tawthiq")

_COMMANDS = {
    "add": "tawthiq.cli.add:add_command",
    "resume": "tawthiq.cli.add:resume_command",
    "reread": "tawthiq.cli.add:reread_command",
    "dossier": "tawthiq.cli.dossier:dossier_command",
    "claims": "tawthiq.cli.lists:claims_command",
    "explain": "tawthiq.cli.explain:explain_command",
    "quotes": "tawthiq.cli.lists:quotes_command",
    "entities": "tawthiq.cli.lists:entities_command",
    "documents": "tawthiq.cli.lists:documents_command",
    "differences": "tawthiq.cli.lists:differences_command",
    "copies": "tawthiq.cli.across:copies_command",
    "identities": "tawthiq.cli.across:identities_command",
    "decide": "tawthiq.cli.decide:decide_group",
    "remove": "tawthiq.cli.remove:remove_command",
    "search": "tawthiq.cli.search:search_command",
    "serve": "tawthiq.cli.serve:serve_command",
    "export": "tawthiq.cli.export:export_command",
    "verify": "tawthiq.cli.verify:verify_command",
    "backup": "tawthiq.cli.keeping:backup_command",
    "restore": "tawthiq.cli.keeping:restore_command",
    "compact": "tawthiq.cli.keeping:compact_command",
    "read": "tawthiq.cli.read:read_command",
    "dates": "tawthiq.cli.dates:dates_command",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What every command knows: the archive's folder and the language of what is printed for people."""

    archive: Path
    lang: str


def text_of(code: str, lang: str, **values: object) -> str:
    """One line for a code of the catalogue."""
    found = message(code, lang, **values)
    return directed(f"[{code}] {found.what} {found.do}".rstrip(), lang)


class Commands(LazyGroup):
    """Tells errors in the user's language, without a traceback. Its options may stand behind a command too."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, which takes ``--archive`` and ``--lang`` as well."""
        found = super().get_command(ctx, cmd_name)
        return _taking_options(found) if found else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a TawthiqError ends it with its texts and exit code 1."""
        try:
            return super().invoke(ctx)
        except TawthiqError as error:
            lang = lang_of(ctx)
            click.echo(directed(error.text(lang), lang), err=True)
            other = next(item for item in LANGUAGES if item != lang)
            click.echo(directed(error.text(other), other), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            for item in LANGUAGES:
                click.echo(text_of("T512", item), err=True)
            ctx.exit(130)  # as shells report it: 128 and the number of SIGINT
        except click.UsageError as error:
            if lang_of(ctx) != "ar":
                raise
            raise click.UsageError(text_of("T513", "ar", detail=error.format_message()), error.ctx) from error
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:  # a folder that is not there or may not be written to; our own rooms tell theirs themselves
            for item in LANGUAGES:
                click.echo(text_of("T543", item, path=error.filename, detail=error.strerror), err=True)
            ctx.exit(1)


def _taking_options(command: click.Command) -> click.Command:
    """The command and those inside it with the options that all share; the one that stands nearest to the command holds."""
    if all(param.name not in _SHARED for param in command.params):
        command.params += [option() for option in _SHARED.values()]
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _taking_options(inner)
    return command


def _archive_option() -> click.Option:
    return click.Option(["--archive"], type=click.Path(path_type=Path), expose_value=False, hidden=True, callback=_archive_here)


def _lang_option() -> click.Option:
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, hidden=True, is_eager=True, callback=_lang_here)


_SHARED = {"archive": _archive_option, "lang": _lang_option}


def _archive_here(ctx: click.Context, _: click.Parameter, archive: Path | None) -> None:
    if archive is not None:
        ctx.obj = replace(ctx.obj, archive=archive)


def _lang_here(ctx: click.Context, _: click.Parameter, lang: str | None) -> None:
    if lang is not None:
        ctx.find_root().params["lang"] = lang  # by it help and errors are told
        if ctx.obj is not None:  # there is none while the help of the command is asked for
            ctx.obj = replace(ctx.obj, lang=lang)


@click.group(cls=Commands, lazy=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--archive", type=click.Path(path_type=Path), default=DEFAULT_ARCHIVE, show_default=True,
              help="The archive's folder. مجلد الأرشيف")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, is_eager=True,  # before --help, which speaks it
              help="Language of what is printed; the system's if not given. لغة العرض")
@click.version_option(__version__, prog_name="tawthiq")
@click.pass_context
def main(ctx: click.Context, archive: Path, lang: str | None) -> None:
    """توثيق: from a pile of Arabic documents to dossiers with exact words, chains of sources and standing.

    \b
    Examples:
      tawthiq add FOLDER
      tawthiq dossier "مصطفى الكاظمي"
      tawthiq --archive work.tawthiq --lang ar differences
    """
    ctx.obj = Context(archive, lang or system_language())
