from __future__ import annotations

from evaluation.field import checksum
from training.crf import field_of


def test_crf_field_holds_each_weight_at_its_feature_and_label() -> None:
    field = field_of(("O", "B-PER"), {("w=نام", "O"): 1.5, ("w=سلمي", "B-PER"): 2.5, ("w=سلمي", "O"): -1.0}, {("B-PER", "O"): 0.25})
    at = field.keys.tolist().index(checksum("w=سلمي"))
    assert field.weights[at].tolist() == [-1.0, 2.5]
    assert field.weights[1 - at].tolist() == [1.5, 0.0]
    assert field.between.tolist() == [[0.0, 0.0], [0.25, 0.0]]
    assert field.keys.tolist() == sorted(field.keys.tolist())
