from __future__ import annotations

import numpy as np

from training.classes import clustered, company, directions, tokens

_TEXTS = [f"{verb} {name} في {place} ." for verb in ("أقام", "سكن", "نام") for name in ("سلمى", "مازن") for place in ("القرية", "المدينة")] * 2


def test_classes_cut_texts_into_folded_words_and_marks() -> None:
    assert list(tokens(["أقام هنا.", "لا"])) == ["اقام", "هنا", ".", "", "لا", ""]


def test_classes_put_words_of_like_company_together() -> None:
    words, rows = company(tokens(_TEXTS))
    vectors = directions(rows, 6)
    alike = {frozenset(pair): float(vectors[words.index(pair[0])] @ vectors[words.index(pair[1])]) for pair in (
        ("سلمي", "مازن"), ("القريه", "المدينه"), ("سلمي", "القريه"), ("مازن", "في"),
    )}  # fmt: skip
    assert min(alike[frozenset(("سلمي", "مازن"))], alike[frozenset(("القريه", "المدينه"))]) > 0.9
    assert max(alike[frozenset(("سلمي", "القريه"))], alike[frozenset(("مازن", "في"))]) < 0.5


def test_classes_leave_rare_words_out() -> None:
    words, rows = company(tokens([*_TEXTS, "هدهد"]))
    assert "هدهد" not in words
    assert len(rows) == len(words)


def test_classes_cluster_what_points_the_same_way() -> None:
    rows = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]] * 5, np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = clustered(rows, 2).reshape(5, 4)
    assert len(set(found[:, [0, 1]].ravel())) == len(set(found[:, [2, 3]].ravel())) == 1
    assert found[0, 0] != found[0, 2]
