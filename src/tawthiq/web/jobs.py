"""The one piece of work that may be under way: a process that adds files or compares, and how far it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Final

from starlette.requests import Request

from tawthiq.errors import UsageError
from tawthiq.views.labels import LANGUAGES
from tawthiq.web.work import Work

_ENDED: Final = frozenset({"done", "failed"})
_PROGRAM: Final = "from tawthiq.web.work import main; main()"
_ENDING: Final = 30.0  # seconds that a process has to go once it has noted its end: on a busy machine its own workers take long
_PATIENCE: Final = 10.0  # seconds that a worker has to end its batch when the server ends


class Jobs:
    """Starts work in a process of its own. An archive has one writer: a second piece of work is refused while one is under way."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._made: Path | None = None
        self._given: Path | None = None
        self._again = False

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._process is not None and self._process.poll() is None

    def folder(self) -> Path:
        """An empty folder for files that come from the browser; it is removed when they have been added."""
        return Path(tempfile.mkdtemp(prefix="given-", dir=self._desk))

    def start(self, paths: Sequence[Path], given: Path | None = None) -> None:
        """Adds the paths, or compares where there are none; UsageError (T525) while other work is under way.

        ``given`` is a folder of ``folder()`` that the work may remove.
        """
        with self._lock:
            if self._busy():
                raise UsageError("T525")
            self._begin(paths, given)

    def compare(self) -> None:
        """Compares, now or as soon as the work under way has ended."""
        with self._lock:
            self._again = self._busy()
            if not self._again:
                self._begin(())

    def _busy(self) -> bool:
        """Whether work is under way; a process that has noted its end is waited for, and counts as work if it does not end."""
        if self._process is None or not self.running:
            return False
        if self._noted().phase not in _ENDED:
            return True
        try:
            self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _begin(self, paths: Sequence[Path], given: Path | None = None) -> None:
        self._clear()
        self._given = given
        self._state.unlink(missing_ok=True)
        command = [sys.executable, "-c", _PROGRAM, str(self._archive), str(self._state), *map(str, paths)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  # our own module

    def state(self) -> Work:
        """How far the last work is; failed where its process ended without saying so."""
        with self._lock:
            if self._process is None:
                return Work()
            if self._again and not self._busy():
                self._again = False
                self._begin(())
            running = self.running
            found = self._noted()
            if running:
                return found
            self._clear()
        return found if found.phase in _ENDED else Work("failed", found.files, found.total, error=dict.fromkeys(LANGUAGES, ""))

    def _noted(self) -> Work:
        try:
            return Work.of(self._state.read_text("utf-8"))
        except (OSError, ValueError):
            return Work("reading")  # it has begun and noted nothing yet

    def close(self) -> None:
        """Ends what is under way and leaves no file; what was written before is kept, and adding again completes it."""
        if self._process is not None and self.running:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)

    @property
    def _desk(self) -> Path:
        """A folder of this run for notes and files on their way; made when it is first needed."""
        if self._made is None:
            self._made = Path(tempfile.mkdtemp(prefix="tawthiq-"))
        return self._made

    @property
    def _state(self) -> Path:
        return self._desk / "state.json"

    def _clear(self) -> None:
        if self._given is not None:
            shutil.rmtree(self._given, ignore_errors=True)
            self._given = None


def jobs_of(request: Request) -> Jobs:
    """The work of the application that a request came to."""
    found: Jobs = request.app.state.jobs
    return found
