"""The options that all commands share, before a command and behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tawthiq.cli import main
from tests.cli.test_helping import commands

LEAVES = [path for path, command in commands() if path and not hasattr(command, "commands")]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("words", [
    ("--archive", "{}", "--lang", "ar", "documents"), ("documents", "--archive", "{}", "--lang", "ar"),
    ("--lang", "en", "documents", "--lang=ar", "--archive={}"), ("--archive", "none", "documents", "--archive", "{}", "--lang", "ar"),
])
def test_main_takes_archive_and_language_at_both_places(words: tuple[str, ...], example_archive: Path) -> None:
    result = run(*(word.format(example_archive) for word in words))
    assert (result.exit_code, result.output) == (0, run("--archive", str(example_archive), "--lang", "ar", "documents").output)


def test_main_takes_them_behind_a_command_of_a_group(example_archive: Path) -> None:
    before = run("--archive", str(example_archive), "--lang", "ar", "decide", "list")
    assert (before.exit_code, before.output) == (0, run("decide", "list", "--archive", str(example_archive), "--lang", "ar").output)


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_main_speaks_arabic_where_the_language_stands_behind_the_command(path: tuple[str, ...]) -> None:
    assert run(*path, "--lang", "ar", "--help").output == run("--lang", "ar", *path, "--help").output


def test_main_tells_errors_in_the_language_behind_the_command(tmp_path: Path) -> None:
    result = run("dossier", "سلمان", "--archive", str(tmp_path / "none.tawthiq"), "--lang", "ar")
    assert result.exit_code == 1
    assert result.output == run("--lang", "ar", "--archive", str(tmp_path / "none.tawthiq"), "dossier", "سلمان").output


def test_main_refuses_a_language_it_does_not_speak_behind_a_command() -> None:
    assert run("documents", "--lang", "fr").exit_code == 2
