"""The recogniser of lines that is shipped, and the program without it."""

from collections.abc import Iterator

import numpy as np
import pytest

from tawthiq.intake import ocr_recogniser
from tawthiq.intake.ocr_lines import HEIGHT, LinePicture
from tawthiq.intake.ocr_recogniser import COLUMNS


@pytest.fixture
def anew() -> Iterator[None]:
    ocr_recogniser.load.cache_clear()
    yield
    ocr_recogniser.load.cache_clear()


def test_ocr_recogniser_that_is_shipped_sees_nothing_on_empty_paper() -> None:
    reader = ocr_recogniser.load()
    assert reader is not None
    assert reader.version.startswith("tawthiq-lines@")
    empty = LinePicture(np.zeros((HEIGHT, 101), np.float32), 0.0, 100.0)
    assert reader.scores(empty).shape[0] == -(-101 // COLUMNS)
    assert reader.read(empty) == []


@pytest.mark.usefixtures("anew")
def test_ocr_recogniser_without_its_weights_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_recogniser, "_WEIGHTS", "missing.onnx")
    assert ocr_recogniser.load() is None
