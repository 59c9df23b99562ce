"""The predictions of a perfect reader, and their score."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.score import oracle
from tests.evaluation.score.scoring import TEXTS, Row, gold, run


@pytest.fixture
def rows() -> list[Row]:
    return oracle.perfect(gold())


@pytest.fixture
def best(rows: list[Row], tmp_path: Path) -> Row:
    return run(rows, tmp_path, sources=TEXTS)
