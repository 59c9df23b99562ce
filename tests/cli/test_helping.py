"""Help in both languages: nothing of it is left in English on an Arabic page but names and examples."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from tawthiq.cli import main
from tawthiq.cli.helping import in_arabic


def commands(command: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its path."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


def texts(command: click.Command) -> Iterator[str]:
    """Its paragraphs and options, without examples."""
    yield from (" ".join(part.split()) for part in (command.help or "").split("\n\n") if "\b" not in part and part.strip())
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)


def is_arabic(text: str) -> bool:
    return any("\u0621" <= sign <= "\u064a" for sign in text)


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_helping_has_every_text_in_arabic(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    missing = [text for text in texts(command) if in_arabic(text) == text and text.isascii()]
    assert missing == []


@pytest.mark.parametrize("path", [(), ("dossier",), ("decide",), ("decide", "correct"), ("search",)], ids=" ".join)
def test_helping_speaks_the_language_asked_for(path: tuple[str, ...]) -> None:
    arabic = CliRunner().invoke(main, ["--lang", "ar", *path, "--help"]).output
    english = CliRunner().invoke(main, ["--lang", "en", *path, "--help"]).output
    assert "الاستعمال" in arabic
    assert "Options" not in arabic
    assert english.startswith("Usage")
    described = [line for line in arabic.splitlines() if line.lstrip("\u200f ").startswith("--")]
    assert all(is_arabic(line) or line.rstrip().endswith(("]", "NAME", "PREDICATE")) for line in described), described


def test_helping_lists_commands_in_arabic() -> None:
    lines = CliRunner().invoke(main, ["--lang", "ar", "--help"]).output.split("الأوامر")[1].splitlines()[1:]
    assert all(is_arabic(line) for line in lines if line.strip("\u200f "))
