from __future__ import annotations

from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from benchmarks.together import together


def _note(folder: Path, number: int, start: Barrier) -> None:
    start.wait(60)
    (folder / str(number)).touch()


def _fail(number: int, start: Barrier) -> None:
    start.wait(60)
    raise SystemExit(number - 1)


def test_together_runs_every_process(tmp_path: Path) -> None:
    together(partial(_note, tmp_path), 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]


def test_together_tells_of_a_process_that_failed() -> None:
    with pytest.raises(SystemExit, match="ended early"):
        together(_fail, 2)
