"""The program as people run it, on a thousand files that are broken in every way, killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tawthiq.cli import main
from tawthiq.errors import StoreError
from tawthiq.store import Store
from tests.conftest import ROOT
from tests.intake.test_hostile import files

# A suite that runs in the background hands down that Ctrl-C is ignored; a person at a terminal has it.
PROGRAM = [
    sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tawthiq.cli import main; main()",
]
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT)))}
MEMORY = 500  # MB of the largest process: what the project promises while adding
SEED = 20_260_202
# The program's own peak: run by a small parent, which is told how much its largest descendant had.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr)
sys.exit(done.returncode)
"""


def tawthiq(archive: Path, *arguments: str, measured: bool = False) -> subprocess.CompletedProcess[str]:
    before = [sys.executable, "-c", MEASURED] if measured else []
    done = subprocess.run(
        [*before, *PROGRAM, "--archive", str(archive), "--lang", "en", *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    return done


def of(archive: Path, *arguments: str) -> Any:
    """What a command says as JSON; in this process, which saves its start."""
    done = CliRunner().invoke(main, ["--archive", str(archive), *arguments, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def documents(archive: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = of(archive, "documents", "--limit", "100000")
    return found


def stored(archive: Path) -> int:
    try:
        with Store.open(archive, create=False, readonly=True) as store:
            return store.counts().documents
    except StoreError:
        return 0


def killed_in_the_middle(archive: Path, folder: Path) -> int:
    """Adds until something is written, then is killed; how many documents are there."""
    command = [*PROGRAM, "--archive", str(archive), "add", str(folder), "--workers", "2"]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        deadline = time.monotonic() + 120
        while stored(archive) < 50 and program.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        program.send_signal(signal.SIGKILL)
        program.wait()
    assert program.returncode == -signal.SIGKILL
    return stored(archive)


def stray(archive: Path) -> list[str]:
    """What lies in an archive and does not belong there."""
    ours = {"store.db", "store.db-wal", "store.db-shm", "format.json", "blobs"}
    found = [path.name for path in archive.iterdir() if path.name not in ours]
    return found + [path.name for path in (archive / "blobs").rglob("*") if path.is_file() and len(path.name) != 64]


def accounted(rows: list[dict[str, Any]]) -> set[str]:
    """The files that a list of documents speaks of, by their own name or as the container of what was in them."""
    paths = [path for row in rows for path in (row["path"], *(seen["path"] for seen in row["also"]))]
    return {path.split("/")[0] for path in paths}


def test_end_to_end_thousand_broken_files(tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", tmp_path / "archive.tawthiq"
    folder.mkdir()
    names = set()
    for name, content in files(SEED):
        (folder / name).write_bytes(content)
        names.add(name)

    before = killed_in_the_middle(archive, folder)
    assert 0 < before < len(names)
    whole = tawthiq(archive, "add", str(folder), "--workers", "2", measured=True)
    assert whole.returncode == 0
    assert "in 1,000 files" in whole.stdout
    assert int(whole.stderr.splitlines()[-1]) < MEMORY

    rows = documents(archive)
    assert accounted(rows) == names
    assert all(row["length"] or row["losses"] for row in rows)
    assert of(archive, "verify")["sound"] is True
    assert stray(archive) == []

    again = of(archive, "add", str(folder))
    assert (again["files"], again["read"], again["partial"], again["refused"], again["replaced"]) == (1000, 0, [], [], 0)
    assert documents(archive) == rows

    changed = folder / next(row["path"] for row in rows if row["format"] == "text" and row["status"] == "read" and row["path"] in names)
    changed.write_text("زار الوزير سامي الحلواني مدينة طنجة الخميس.", "utf-8")
    assert of(archive, "add", str(changed))["replaced"] == 1
    newest = next(row for row in documents(archive) if row["replaces"])
    assert newest["path"].endswith(changed.name)
    assert of(archive, "verify")["sound"] is True


def test_end_to_end_a_person_stops_it(tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", tmp_path / "archive.tawthiq"
    folder.mkdir()
    for name, content in files(SEED):
        (folder / name).write_bytes(content)
    command = [*PROGRAM, "--archive", str(archive), "add", str(folder)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        deadline = time.monotonic() + 120
        while stored(archive) == 0 and program.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=30)
    assert program.returncode == 130
    assert "Stopped as you asked" in errors
    assert "أُوقف البرنامج بطلبك" in errors
    assert "Traceback" not in errors
    found = CliRunner().invoke(main, ["--archive", str(archive), "verify", "--json"], catch_exceptions=False)
    assert {mismatch["code"] for mismatch in json.loads(found.stdout)["mismatches"]} <= {"T436"}  # an original whose batch was not written
    assert stray(archive) == []
