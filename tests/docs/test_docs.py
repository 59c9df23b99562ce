"""What the documentation tells people to type works, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawthiq import Archive
from tawthiq.cli import main
from tawthiq.views.labels import counted, label
from tests.conftest import EXAMPLES, ROOT
from tests.intake.makers import ARTICLE, lines, pdf

PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "evaluation/README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def _commands(page: Path) -> list[str]:
    lines = [line for block in _BLOCK.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [line for line in lines if line.startswith("tawthiq ")]


def _alone(line: str) -> object:
    """A command that takes the usual port runs in one process with all that do."""
    return pytest.param(line, marks=pytest.mark.xdist_group("port")) if line.startswith("tawthiq serve") else line


COMMANDS = sorted({line for page in PAGES for line in _commands(page)})


@pytest.fixture
def desk(tmp_path: Path, example_archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documentation speaks of, and an archive under its default name."""
    shutil.copytree(EXAMPLES, tmp_path / "FOLDER")
    shutil.copytree(example_archive, tmp_path / "archive.tawthiq")
    shutil.copy(EXAMPLES / "brief-sanabil.docx", tmp_path / "b.docx")
    shutil.copy(EXAMPLES / "mail-shurufat.eml", tmp_path / "mail.eml")
    shutil.copy(EXAMPLES / "wire-saqiya.txt", tmp_path / "article.txt")
    (tmp_path / "a.pdf").write_bytes(pdf(lines(ARTICLE)))
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, sockets: [one.close() for one in sockets])  # it would serve for ever
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _claim(desk: Path) -> str:
    """The id of some claim, where a page leaves it open."""
    with Archive(desk / "archive.tawthiq", readonly=True) as archive:
        return next(archive.claims(limit=1)).statement.claim


@pytest.mark.parametrize("line", [_alone(line) for line in COMMANDS])
def test_docs_command_works(line: str, desk: Path) -> None:
    arguments = [_claim(desk) if given == "c-…" else given for given in shlex.split(line, comments=True)[1:]]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output + result.stderr
    assert (desk / "archive.tawthiq").is_dir()


_OF_EXAMPLES = [line for line in _commands(ROOT / "README.md") if line.split()[1] not in {"add", "serve"} and "none in the" not in line]


@pytest.mark.parametrize("line", [line for line in _OF_EXAMPLES if "nothing, in the examples" not in line])
def test_docs_commands_of_the_readme_find_something_in_the_examples(line: str, desk: Path) -> None:
    arguments = [_claim(desk) if given == "c-…" else given for given in shlex.split(line, comments=True)[1:]]
    said = CliRunner().invoke(main, ["--lang", "en", *arguments], catch_exceptions=False).output.strip()
    assert said
    assert said != label("ui", "none", "en")
    assert not said.startswith(counted("results", 0, "en"))


def test_docs_have_commands_to_try() -> None:
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in _LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert targets == []


def test_docs_python_of_the_readme_works(desk: Path) -> None:
    code = next(block for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL))
    exec(compile(code.replace('"folder"', '"FOLDER"'), "README.md", "exec"), {"__name__": "__main__"})  # noqa: S102  # our own page
    assert (desk / "work.tawthiq").is_dir()
