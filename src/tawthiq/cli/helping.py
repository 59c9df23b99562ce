"""``--help`` in Arabic: the same pages of click with every text looked up in ``data/help.toml``; what is not there stays English."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import click

from tawthiq.cli.output import directed

_BLOCK = "\b"  # click: the paragraph behind it is not wrapped


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("tawthiq.cli").joinpath("data/help.toml").read_text("utf-8"))


def system_language() -> str:
    """Arabic where the environment says so, English elsewhere."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ar" if named.lower().startswith("ar") else "en"


def lang_of(ctx: click.Context) -> str:
    """The language that the user asked for, or the system's."""
    return ctx.params.get("lang") or system_language()


def in_arabic(text: str) -> str:
    """A paragraph or an option in Arabic, with what click adds behind it (a default)."""
    plain = " ".join(text.split())
    known = _catalogue()["text"]
    leading = max((key for key in known if plain.startswith(key)), key=len, default="")
    if leading:
        return worded(known[leading] + plain[len(leading) :])
    whole = next((key for key in known if key.startswith(plain.removesuffix("..."))), None) if plain else None
    return _first_sentence(known[whole]) if whole else worded(text)


def _first_sentence(text: str) -> str:
    """What a list of commands shows of a text, where click has cut the English one."""
    return text.split(". ", maxsplit=1)[0].rstrip(".") + "."


def worded(text: str) -> str:
    """A text with click's own words in Arabic."""
    for english, arabic in _catalogue()["words"].items():
        text = text.replace(english, arabic)
    return text


class ArabicFormatter(click.HelpFormatter):
    """Writes help pages in Arabic; each line is drawn from the right."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, worded(args), worded(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """The name of a list."""
        super().write_heading(worded(heading))

    def write_text(self, text: str) -> None:
        """The paragraphs of a command; examples as they are, under an Arabic heading."""
        parts = text.split("\n\n")
        super().write_text("\n\n".join(worded(part) if part.lstrip().startswith(_BLOCK) else in_arabic(part) for part in parts))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands with what they do."""
        super().write_dl([(first, in_arabic(second)) for first, second in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """The page."""
        return "\n".join(directed(line, "ar") for line in super().getvalue().split("\n"))


class HelpContext(click.Context):
    """A context whose help speaks the language that was asked for."""

    def make_formatter(self) -> click.HelpFormatter:
        """Arabic where the outermost command was asked to speak it."""
        root = self.find_root()
        if isinstance(root, HelpContext) and root.speaks_arabic():
            return ArabicFormatter(width=self.terminal_width, max_width=self.max_content_width)
        return super().make_formatter()

    def speaks_arabic(self) -> bool:
        """Whether ``--lang ar`` was given, or the system speaks Arabic and nothing was."""
        return lang_of(self) == "ar"


def speaking(command: click.Command) -> click.Command:
    """The command, with help in the language of the whole."""
    command.context_class = HelpContext
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        speaking(inner)
    return command
