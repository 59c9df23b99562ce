"""backup, restore, compact, resume and reread from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tawthiq.store import Store
from tests.conftest import Run


def test_keeping_commands_copy_and_give_back_the_archive(tmp_path: Path, run: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("قال الناطق ليث الحمداني إن الجسر سيفتح قريباً.")
    archive, again, file = tmp_path / "a", tmp_path / "again", str(tmp_path / "b.tar")
    assert run("add", str(tmp_path / "in"), "--no-encoder", "--workers", "1", archive=archive).exit_code == 0
    assert run("backup", file, archive=archive).exit_code == 0
    assert json.loads(run("restore", file, "--json", archive=again).output)["documents"] == 1
    assert run("verify", archive=again).exit_code == 0
    assert set(json.loads(run("compact", "--json", archive=again).output)) == {"before", "after"}
    assert run("restore", file, archive=again).exit_code == 1
    assert run("resume", archive=again).exit_code == 1
    with Store.open(again) as store:
        store.begin_work([str(tmp_path / "in")])
    assert run("resume", "--no-encoder", "--workers", "1", archive=again).exit_code == 0
    assert "T456" in run("reread", "--no-encoder", archive=again).output
    read_anew = json.loads(run("reread", "--workers", "1", "--json", archive=again).output)
    assert (read_anew["files"], read_anew["read"]) == (1, 1)
    found = json.loads(run("search", "الناطق NEAR/2 الحمداني", "--facets", "--exact", "--json", archive=again).output)
    assert (found["total"], found["facets"]["formats"]) == (1, [["text", 1]])
