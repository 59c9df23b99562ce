from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq import encoder


def test_load_without_weights_gives_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    monkeypatch.setattr(encoder, "files", lambda _package: tmp_path)
    encoder.load.cache_clear()
    try:
        assert encoder.load() is None
    finally:
        encoder.load.cache_clear()


def test_load_gives_one_model_a_process() -> None:
    assert encoder.load() is encoder.load()
