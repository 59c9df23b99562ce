from __future__ import annotations

import numpy as np
import pytest

from tawthiq.encoder.decode import bio, log_softmax
from tawthiq.encoder.mixing import NAMES, mixed, names

_LABELS = {"news": bio(("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "WORK", "THING")), "wiki": bio(("PER", "LOC", "ORG"))}


def test_mixing_adds_the_kinds_of_places() -> None:
    rows = np.full((1, 17), -20, np.float32)
    rows[0, _LABELS["news"].index("B-GPE")] = rows[0, _LABELS["news"].index("B-FAC")] = 0
    found = names({"news": log_softmax(rows)}, _LABELS)
    assert found is not None
    assert np.exp(found[0, NAMES.index("B-Place")]) == pytest.approx(1.0, abs=0.01)


def test_mixing_lets_a_head_alone_speak_of_what_only_it_knows() -> None:
    labels = {"own-Name": bio(("Person", "Event")), "news": bio(("PER",))}  # news knows no events
    own, news = (np.log(np.array([row], np.float32)) for row in ([0.05, 0.02, 0.01, 0.9, 0.02], [0.97, 0.02, 0.01]))
    found = names({"own-Name": own, "news": news}, labels)
    assert found is not None
    assert NAMES[int(found[0].argmax())] == "B-Event"


def test_mixing_leaves_out_types_without_a_name() -> None:
    rows = np.log(np.array([[0.1, 0.1, 0.1, 0.6, 0.1]], np.float32))
    found = mixed({"news": rows}, {"news": bio(("PER", "GOV"))}, {"news": {"PER": "PER"}}, bio(("PER",)))
    assert found is not None
    assert np.exp(found[0]).tolist() == pytest.approx([0.8, 0.1, 0.1], abs=0.01)


def test_mixing_without_a_head_for_names_gives_none() -> None:
    assert names({"nested-OCC": np.zeros((1, 3), np.float32)}, _LABELS) is None
