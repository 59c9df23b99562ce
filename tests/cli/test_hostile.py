"""Documents that try to steer the terminal, the page, the spreadsheet or the program that reads JSON: nothing happens."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path

import pytest

from tawthiq.export.tables import _cell
from tests.conftest import Run
from tests.intake import makers

NAME = "سامي الحلواني"
ATTACK = "<script>alert(1)</script>\u202eمقلوب\u202c\x1b[2J\x1b]0;title\x07\u2069\u2066 &amp;"
TEXT = (
    f"عُيّن {NAME} وزيراً للنقل {ATTACK} في عام 2019.\n"
    f'=HYPERLINK("http://evil.example") وقال {NAME}: «سنبني {ATTACK} جسراً».\n'
    f"@SUM(A1:A9) وُلد {NAME} بمدينة وهران عام 1970.\n"
)
_ALLOWED = {"\n", "\u2068", "\u2069", "\u200f"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tawthiq import Archive

    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    (folder / "in" / "=cmd \u202egnp.txt").write_text(TEXT, "utf-8")
    (folder / "in" / "=cmd \u202egnp.txt.meta.json").write_text(json.dumps({"publisher": "=1+1<b>", "title": ATTACK, "url": "javascript:alert(1)"}), "utf-8")
    (folder / "in" / "<img src=x>.zip").write_bytes(makers.zip_of({"../../\x1b[31m.txt": TEXT.encode()}))
    with Archive(folder / "a.tawthiq") as archive:
        archive.add(folder / "in", workers=0)
    return folder / "a.tawthiq"


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("command", [("dossier", NAME), ("claims",), ("quotes",), ("entities",), ("documents",), ("documents", "--losses"),
                                     ("search", "الحلواني"), ("differences",), ("verify",)])
def test_hostile_documents_do_not_steer_the_terminal(run: Run, archive: Path, command: tuple[str, ...], lang: str) -> None:
    output = run(*command, archive=archive, lang=lang).output
    odd = {char for char in output if unicodedata.category(char) in {"Cc", "Cf"}} - _ALLOWED
    assert not {char for char in odd if char not in "\u200b\u200c\u200d\u00ad"}
    for line in output.splitlines():
        assert line.count("\u2068") == line.count("\u2069"), line


def test_hostile_summary_of_adding_does_not_steer_the_terminal(run: Run, archive: Path, tmp_path: Path) -> None:
    output = run("add", str(archive.parent / "in"), "--workers", "1", archive=tmp_path / "b.tawthiq").output
    assert not {char for char in output if unicodedata.category(char) in {"Cc", "Cf"}} - _ALLOWED
    assert "not read: 1" in output


def test_hostile_read_of_one_file_does_not_steer_the_terminal(run: Run, archive: Path) -> None:
    output = run("read", str(archive.parent / "in" / "=cmd \u202egnp.txt"), archive=archive).output
    assert not {char for char in output if unicodedata.category(char) in {"Cc", "Cf"}} - _ALLOWED


def test_hostile_documents_do_not_steer_the_page(run: Run, archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("dossier", NAME, "--html", str(page), archive=archive).exit_code == 0
    text = page.read_text("utf-8")
    assert NAME in text
    assert "<script" not in text
    assert "javascript:" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


def test_hostile_documents_are_sound_json(run: Run, archive: Path) -> None:
    found = json.loads(run("search", "الحلواني", "--json", archive=archive).output)
    assert found["total"] == 1
    for command in (("dossier", NAME), ("claims",), ("quotes",), ("documents",)):
        output = run(*command, "--json", archive=archive).output
        assert json.loads(output)
        assert "\x1b" not in output


def test_hostile_documents_make_no_formulas(run: Run, archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    assert run("export", str(file), archive=archive).exit_code == 0
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["publisher"] for row in rows} == {"'=1+1<b>"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\u200f=1", "\u202e@x", "＝1", "|x"])
def test_hostile_cells_are_led_by_an_apostrophe(value: str) -> None:
    assert _cell(value) == "'" + value


def test_hostile_numbers_and_words_stay_as_they_are() -> None:
    assert [_cell(value) for value in ("قال", 3, -1.5, None)] == ["قال", 3, -1.5, ""]
