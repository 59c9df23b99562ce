"""Archives that are damaged, of others, or not there: told in both languages, never by a traceback."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from tawthiq.store.connection import PAGE
from tests.conftest import Run

COMMANDS = [("dossier", "الكاظمي"), ("claims",), ("quotes",), ("entities",), ("documents",), ("differences",), ("search", "الكاظمي")]
_SCHEMA = 100  # pages at the beginning among which the definitions of the tables stand: without them there is nothing to look at


@pytest.fixture(scope="module")
def damaged(example_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an archive in whose database every third page is overwritten."""
    archive = tmp_path_factory.mktemp("damaged") / "archive.tawthiq"
    shutil.copytree(example_archive, archive)
    for journal in archive.glob("store.db-*"):
        journal.unlink()
    rng = random.Random(3)  # noqa: S311 - repeatable, not secret
    pages = (archive / "store.db").stat().st_size // PAGE
    with (archive / "store.db").open("r+b") as file:
        for page in range(_SCHEMA, pages, 3):
            file.seek(page * PAGE)
            file.write(rng.randbytes(PAGE))
    return archive


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_of_a_damaged_archive_are_told_without_a_traceback(run: Run, damaged: Path, command: tuple[str, ...]) -> None:
    result = run(*command, archive=damaged)
    assert result.exit_code in {0, 1}
    assert result.exit_code == 0 or "[T404]" in result.stderr


def test_errors_of_a_damaged_archive_are_found_by_verify(run: Run, damaged: Path) -> None:
    result = run("verify", "--json", archive=damaged)
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert found["sound"] is False
    assert {item["code"] for item in found["mismatches"]} <= {"T431", "T432", "T433", "T434", "T435", "T436", "T437"}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_errors_begin_where_their_language_begins(run: Run, tmp_path: Path, lang: str) -> None:
    result = run("documents", archive=tmp_path / "none.tawthiq", lang=lang)
    lines = {line.startswith("\u200f"): line for line in result.stderr.splitlines()}
    assert "لا يوجد أرشيف" in lines[True]
    assert "There is no archive" in lines[False]
    assert result.stderr.startswith("\u200f") == (lang == "ar")


@pytest.mark.parametrize("command", COMMANDS)
def test_errors_leave_files_of_others_alone(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "notes.tawthiq").write_text("my notes", "utf-8")
    result = run(*command, archive=tmp_path / "notes.tawthiq")
    assert (result.exit_code, "[T408]" in result.stderr) == (1, True)
    assert (tmp_path / "notes.tawthiq").read_text("utf-8") == "my notes"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("claims", "--since", "yesterday"), 1, "T421"), (("search", "x", "--until", "2021-13-01"), 1, "T421"), (("search", "-"), 1, "T422"),
        (("claims", "--limit", "0"), 2, "T513"), (("claims", "--standing", "true"), 2, "T513"), (("documents", "--nonsense"), 2, "T513"),
        (("fly",), 2, "T513"), (("add", "nowhere-at-all"), 2, "T513"),
    ],
)
def test_errors_of_usage_are_told_in_arabic(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments, lang="ar")
    assert result.exit_code == code
    assert words in result.stderr
    assert any("\u0621" <= char <= "\u064a" for char in result.stderr)


def test_errors_never_end_a_list_early_unsaid(run: Run) -> None:
    assert "only the first 2 are shown" in run("entities", "--limit", "2").output
    assert "only the first" not in run("entities", "--limit", "100000").output
    assert len(json.loads(run("entities", "--limit", "2", "--json").output)) == 2


@pytest.mark.parametrize("arguments", [("export", "none/x.jsonl"), ("export", "none/x.csv"), ("dossier", "الكاظمي", "--html", "none/x.html")])
def test_errors_a_folder_that_is_not_there_is_told(run: Run, arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*(str(tmp_path / given) if given.startswith("none/") else given for given in arguments))
    assert result.exit_code == 1
    assert "T543" in result.stderr
    assert not (tmp_path / "none").exists()
