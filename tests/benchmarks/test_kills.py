"""A few of the kills that ``python -m benchmarks.kills`` makes in their hundreds."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from benchmarks import kills
from tawthiq import pipeline
from tawthiq.store import Store


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal, and forks")
def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    found = kills.run(5, 3, 0, 90, tmp_path)
    assert found.faults == []
    assert found.kills >= 5
    assert max(found.redone) <= pipeline.BATCH


def test_kills_would_tell_a_difference(tmp_path: Path) -> None:
    kills.write_files(tmp_path / "in", random.Random(1), 20)  # noqa: S311 - repeatable, not secret
    kills._add(tmp_path / "one.tawthiq", tmp_path / "in", 0)
    with Store.open(tmp_path / "two.tawthiq"):
        pass
    assert any("undisturbed" in fault for fault in kills._differences(tmp_path / "two.tawthiq", tmp_path / "one.tawthiq"))
