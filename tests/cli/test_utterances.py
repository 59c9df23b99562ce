"""``tawthiq copies --utterances``: with the file of sentence vectors, and what is said without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawthiq.encoder import vectors
from tests.conftest import Run
from tests.encoder.tiny import tiny_vectors


def test_utterances_say_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawthiq.cli.across.load", lambda: None)
    found = run("copies", "--utterances")
    assert found.exit_code != 0
    assert "T370" in found.output
    assert vectors.SETTING in found.output


def test_utterances_are_listed_as_json(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / vectors.FILE
    path.write_bytes(tiny_vectors(["query:"]))
    monkeypatch.setenv(vectors.SETTING, str(path))
    found = run("copies", "--utterances", "--json")
    assert found.exit_code == 0
    assert all(len({told["document"] for told in row["told"]}) > 1 for row in json.loads(found.output))
