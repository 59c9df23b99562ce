"""Sentence vectors: a tiny file of random rows; and the real one, where it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tawthiq.encoder import pieces, vectors
from tawthiq.encoder.pieces import BEGIN, END
from tawthiq.encoder.vectors import LIMIT, OnnxVectors, Vectors, framed, load
from tawthiq.errors import UsageError
from tests.encoder.tiny import tiny_vectors

_REAL = Path(__file__).parents[2] / "optional" / vectors.FILE
_WORDS = ["query:", "الجسر", "مفتوح", "the", "bridge", "is", "open"]


@pytest.fixture
def tiny() -> OnnxVectors:
    return OnnxVectors(tiny_vectors(_WORDS))


@pytest.fixture(scope="module")
def real() -> Vectors:
    found = load(_REAL)
    assert found is not None
    return found


def test_vectors_are_rows_of_unit_length(tiny: OnnxVectors) -> None:
    rows = tiny(["الجسر مفتوح", "the bridge is open", ""])
    assert rows.shape == (3, 8)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_vectors_of_nothing_have_no_rows(tiny: OnnxVectors) -> None:
    assert tiny([]).shape == (0, 8)


def test_vectors_do_not_depend_on_neighbours(tiny: OnnxVectors) -> None:
    assert np.array_equal(tiny(["the bridge", "الجسر"])[1], tiny(["الجسر"])[0])


def test_vectors_bring_their_version(tiny: OnnxVectors) -> None:
    assert tiny.version == "tiny@1"


def test_vectors_cut_a_long_sentence() -> None:
    found = framed(pieces(), "الجسر " * 1_000)
    assert len(found) == LIMIT
    assert (found[0], found[-1]) == (BEGIN, END)


def test_vectors_are_none_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(vectors.SETTING, raising=False)
    monkeypatch.setattr(vectors, "home", lambda: tmp_path / vectors.FILE)
    assert load() is None


def test_vectors_are_found_by_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "other.onnx"
    path.write_bytes(tiny_vectors(_WORDS))
    monkeypatch.setenv(vectors.SETTING, str(path))
    found = load()
    assert found is not None
    assert found.version == "tiny@1"


def test_vectors_are_found_in_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / vectors.FILE).write_bytes(tiny_vectors(_WORDS))
    monkeypatch.delenv(vectors.SETTING, raising=False)
    monkeypatch.setattr(vectors, "home", lambda: tmp_path / vectors.FILE)
    assert load() is not None


def test_vectors_say_which_file_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(vectors.SETTING, str(tmp_path / "gone.onnx"))
    with pytest.raises(UsageError, match=r"gone\.onnx") as caught:
        load()
    assert caught.value.code == "T371"


def test_vectors_refuse_a_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "notes.onnx").write_bytes(b"not a model")
    with pytest.raises(UsageError) as caught:
        load(tmp_path / "notes.onnx")
    assert caught.value.code == "T372"


@pytest.mark.skipif(not _REAL.is_file(), reason="the optional file is not here")
def test_vectors_bring_a_translation_nearer_than_its_neighbours(real: Vectors) -> None:
    arabic = real(["سيفتح المتحف أبوابه يوم الجمعة", "ارتفعت أسعار السمك في الميناء", "خسر الفريق مباراته الأولى"])
    english = real(["The museum will open its doors on Friday", "Fish prices rose at the port", "The team lost its first match"])
    assert (arabic @ english.T).argmax(1).tolist() == [0, 1, 2]


@pytest.mark.skipif(not _REAL.is_file(), reason="the optional file is not here")
def test_vectors_of_the_real_file_have_384_numbers(real: Vectors) -> None:
    assert real(["سيفتح المتحف"]).shape == (1, 384)


def test_vectors_are_looked_for_where_nobody_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", vectors.SETTING):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert load() is None


def test_vectors_read_no_more_pieces_than_they_take() -> None:
    asked: list[str] = []

    def one(word: str) -> list[int]:
        asked.append(word)
        return [7]

    assert len(framed(one, "كلمة " * 5_000)) == LIMIT
    assert len(asked) <= LIMIT
