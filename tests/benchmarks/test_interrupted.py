"""A few of the kills that ``python -m benchmarks.interrupted`` makes."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import interrupted
from tawthiq.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal, and forks")


@pytest.fixture(name="work")
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(interrupted, "_DOCUMENTS", 10)
    monkeypatch.setattr(interrupted, "_MORE", 2)
    interrupted.make(tmp_path, random.Random(1))  # noqa: S311 - repeatable, not secret
    return tmp_path


@pytest.mark.parametrize("name", sorted(interrupted.ACTS))
def test_interrupted_programs_can_be_gone_on_with(name: str, work: Path) -> None:
    _, faults = interrupted.run(name, 1, random.Random(2), work)  # noqa: S311 - repeatable, not secret
    assert faults == []


def test_interrupted_would_tell_a_difference(work: Path) -> None:
    trial = work / "trial"
    trial.mkdir()
    shutil.copytree(work / "read", trial / "a")
    act = interrupted.Act("read", lambda _: None)
    with Store.open(work / "compared") as store:
        assert store.settled
    faults = list(interrupted._looked_at(trial, act, interrupted.found_in(work / "compared"), ["a", "b.tar"]))
    assert len(faults) == 2
