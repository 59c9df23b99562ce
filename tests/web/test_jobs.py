"""One piece of work at a time, whatever its process does when it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tawthiq.errors import UsageError
from tawthiq.store import Store
from tawthiq.web import jobs
from tawthiq.web.jobs import Jobs
from tawthiq.web.work import Notes, Work


@pytest.fixture
def made(tmp_path: Path) -> Jobs:
    Store.open(tmp_path / "archive.tawthiq").close()
    return Jobs(tmp_path / "archive.tawthiq")


def lingering(made: Jobs, seconds: float) -> None:
    """A process that has noted its end and lives on."""
    Notes(made._state).write(Work("done"))
    made._process = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"])


def test_jobs_wait_for_a_process_that_is_about_to_end(made: Jobs) -> None:
    lingering(made, 1)
    made.start(())
    until = time.monotonic() + 60
    while made.state().running and time.monotonic() < until:
        time.sleep(0.1)
    assert made.state().phase == "done"
    made.close()


def test_jobs_refuse_and_do_not_fail_while_a_process_does_not_end(made: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_ENDING", 0.2)
    lingering(made, 60)
    with pytest.raises(UsageError, match="T525"):
        made.start(())
    made.compare()
    assert made.state().phase == "done"
    made.close()
