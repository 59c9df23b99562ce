"""The program runs as a module, too."""

from __future__ import annotations

import subprocess
import sys


def test_main_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "tawthiq", "dates", "أعلن ذلك في 3 مايو 2021", "--json"], capture_output=True, check=False)
    assert (done.returncode, b"2021-05-03" in done.stdout) == (0, True)
