"""Where the shared gold is, if it is there: tests over it are collected only then."""

from __future__ import annotations

import pytest

from evaluation.sets import example_sets, shared_folder, shared_sets


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for ``any_gold_set`` runs on each set that is present: the examples', and the shared ones."""
    if "any_gold_set" in metafunc.fixturenames:
        sets = [*example_sets(), *shared_sets(shared_folder())]
        metafunc.parametrize("any_gold_set", sets, ids=[gold_set.name for gold_set in sets])
