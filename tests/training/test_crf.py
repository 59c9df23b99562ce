from __future__ import annotations

from training.crf import features


def test_crf_features_tell_of_the_neighbours() -> None:
    first, second = features(("زار", "القرية"))
    assert "1:w=القريه" in first
    assert "-1:w=زار" in second
    assert "-1:none" in first
    assert "1:none" in second


def test_crf_features_tell_of_beginnings_and_ends_of_a_word() -> None:
    (only,) = features(("سلمى",))
    assert {"w=سلمي", "b2=سل", "e2=مي"} <= set(only)
