"""What ``add`` tells while it works: a bar in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tawthiq.cli import progress
from tawthiq.pipeline import Progress
from tests.conftest import ROOT

STATE = Progress(files=30, total=120, documents=31, path="in/[bold]ملف.txt", seconds=15.0)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "30/120 · 2.0 files/s · 0:45 left · \u2068[bold]ملف.txt\u2069"), ("ar", "30/120 · 2.0 ملف/ث · المتبقي 0:45 · \u2068[bold]ملف.txt\u2069")],
)
def test_progress_tells_rate_and_remaining_time(lang: str, words: str) -> None:
    assert progress.in_words(STATE, lang) == words


def test_progress_prints_a_line_every_few_seconds_only(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.told("en", quiet=False) as tell:
        assert tell is not None
        for second in range(1, 21):
            tell(Progress(second, 20, second, f"{second}.txt", float(second)))
        tell(Progress(20, 20, 20, "", 20.5, comparing=True))
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split("/")[0] for line in err.splitlines()] == ["5", "10", "15", "20", "comparing the documents with each other…"]


def test_progress_says_nothing_of_what_is_quickly_done(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.told("en", quiet=False) as tell:
        assert tell is not None
        tell(Progress(1, 1, 1, "a.txt", 0.5))
        tell(Progress(1, 1, 1, "", 0.6, comparing=True))
    assert capsys.readouterr() == ("", "")


def test_progress_tells_how_far_an_old_archive_is(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter((0.0, 0.0, 2.0, 6.0, 8.0, 12.0))
    tell = progress.updating("en", clock=lambda: next(seconds))
    for done in (0, 100, 200, 300):
        tell(done, 600)
    assert capsys.readouterr().err.splitlines() == ["bringing the archive to the new format · 100/600 · 0:30 left",
                                                    "bringing the archive to the new format · 300/600 · 0:12 left"]


def test_progress_is_quiet_for_programs() -> None:
    with progress.told("en", quiet=True) as tell:
        assert tell is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_draws_a_bar_in_a_terminal(tmp_path: Path) -> None:
    import pty

    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"[red]خبر {number} [nothing].txt").write_text(f"زار الوزير سامي الحلواني مدينة طنجة الخميس {number}.", "utf-8")
    leader, follower = pty.openpty()
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}", "TERM": "xterm-256color", "COLUMNS": "120"}
    command = [sys.executable, "-c", "from tawthiq.cli import main; main()", "--archive", str(tmp_path / "a.tawthiq"), "--lang", "en", "add", str(tmp_path / "in")]
    seen = bytearray()
    reader = threading.Thread(target=_drain, args=(leader, seen))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower, env=environment, text=True) as program:
        os.close(follower)
        reader.start()
        out, _ = program.communicate(timeout=120)
    reader.join(timeout=10)
    os.close(leader)
    drawn = seen.decode("utf-8", "replace")
    assert program.returncode == 0, drawn
    assert "read: 40" in out
    assert "\x1b" not in out
    assert "/40 · " in drawn
    assert " files/s · " in drawn
    assert " left · \u2068[red]خبر" in drawn
    assert "Traceback" not in drawn


def _drain(leader: int, seen: bytearray) -> None:
    while True:
        try:
            data = os.read(leader, 4096)
        except OSError:  # the other side is closed
            return
        if not data:
            return
        seen += data
