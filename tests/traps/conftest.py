"""The traps on the seeds are collected only where the seeds are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluation.sets import shared_folder, shared_sets

collect_ignore = [] if shared_sets(shared_folder(), ["seeds"]) else ["test_seed_traps.py"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a trap."""
    if "seed_trap" in metafunc.fixturenames:
        traps = tomllib.loads(Path(__file__).with_name("seeds.toml").read_text(encoding="utf-8"))["trap"]
        metafunc.parametrize("seed_trap", traps, ids=[f"{trap['claim']}-{trap['kind']}" for trap in traps])
