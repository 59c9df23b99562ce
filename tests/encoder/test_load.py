from __future__ import annotations

from pathlib import Path

import pytest

from tawthiq import encoder
from tawthiq.text.words import tokenize


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


def test_load_reads_without_the_heads_for_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = encoder._bytes
    monkeypatch.setattr(encoder, "_bytes", lambda name: None if name == "claims.onnx" else whole(name))
    tagger = encoder.load.__wrapped__()
    assert tagger is not None
    read = tagger.read([tokenize("زارت الوزيرة مدينة صور أمس.")])
    assert (len(read.arcs), read.proposals) == (1, ())
