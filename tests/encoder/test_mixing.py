from __future__ import annotations

import numpy as np
import pytest

from tawthiq.encoder.decode import bio, log_softmax
from tawthiq.encoder.mixing import NAMES, names

_LABELS = {"news": bio(("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "WORK", "THING")), "wiki": bio(("PER", "LOC", "ORG"))}


def test_mixing_adds_the_kinds_of_places() -> None:
    rows = np.full((1, 17), -20, np.float32)
    rows[0, _LABELS["news"].index("B-GPE")] = rows[0, _LABELS["news"].index("B-FAC")] = 0
    found = names({"news": log_softmax(rows)}, _LABELS)
    assert found is not None
    assert np.exp(found[0, NAMES.index("B-Place")]) == pytest.approx(1.0, abs=1e-4)


def test_mixing_without_a_head_for_names_gives_none() -> None:
    assert names({"nested-OCC": np.zeros((1, 3), np.float32)}, _LABELS) is None
