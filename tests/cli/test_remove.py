"""``tawthiq remove``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tawthiq.cli.main import main


def run(archive: Path, *arguments: str) -> str:
    found = CliRunner().invoke(main, ["--archive", str(archive), "--lang", "en", *arguments])
    assert found.exit_code == 0, found.output
    return found.output


def test_remove_takes_out_tells_and_allows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("عُيّن فاضل الشريدي مديراً لميناء دير البحر عام 2019.", "utf-8")
    archive = tmp_path / "a.tawthiq"
    run(archive, "add", str(tmp_path / "a.txt"), "--no-encoder")
    assert "was removed" in run(archive, "remove", "a.txt", "--note", "سُحبت", "--author", "هند")
    assert json.loads(run(archive, "documents", "--json")) == []
    listed = json.loads(run(archive, "remove", "--list", "--json"))
    assert [(item["path"], item["author"], item["note"]) for item in listed] == [(str(tmp_path / "a.txt"), "هند", "سُحبت")]
    assert "can be added again" in run(archive, "remove", "--allow", "a.txt")
    run(archive, "add", str(tmp_path / "a.txt"), "--no-encoder")
    assert len(json.loads(run(archive, "documents", "--json"))) == 1


def test_remove_without_a_document_says_what_is_missing(tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["--archive", str(tmp_path / "a"), "remove"])
    assert found.exit_code != 0
    assert "DOCUMENT" in found.output
