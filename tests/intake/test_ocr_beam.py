"""Connectionist temporal classification: the likeliest texts, and the likelihood of one."""

import itertools
import math

import numpy as np
import pytest

from tawthiq.intake.ocr_alphabet import SIGNS
from tawthiq.intake.ocr_beam import likelihood, texts

A, B = SIGNS.index("ا") + 1, SIGNS.index("ب") + 1


def scores(*columns: dict[int, float]) -> np.ndarray:
    """Logarithms of the given probabilities, all others next to nothing."""
    found = np.full((len(columns), len(SIGNS) + 1), math.log(1e-9))
    for row, column in zip(found, columns, strict=True):
        for sign, probability in column.items():
            row[sign] = math.log(probability)
    return found


GIVEN = scores({0: 0.6, A: 0.4}, {0: 0.5, A: 0.3, B: 0.2}, {A: 0.5, B: 0.5}, {0: 0.7, B: 0.3})


def summed(text: str) -> float:
    """The probability of a text, by every path of signs."""
    total = 0.0
    for path in itertools.product((0, A, B), repeat=len(GIVEN)):
        signs = [sign for sign, _ in itertools.groupby(path) if sign]
        if "".join(SIGNS[sign - 1] for sign in signs) == text:
            total += math.exp(sum(float(row[sign]) for row, sign in zip(GIVEN, path, strict=True)))
    return total


@pytest.mark.parametrize("text", ["ا", "ب", "اب", "اا", "بب", "ابا", "ااب"])
def test_ocr_beam_likelihood_is_that_of_all_paths(text: str) -> None:
    assert math.exp(likelihood(GIVEN, text)) == pytest.approx(summed(text), rel=1e-4)


def test_ocr_beam_texts_come_with_their_likelihoods() -> None:
    found = texts(GIVEN)
    assert found[0][1] == max(value for _, value in found)
    for text, value in found[:3]:
        assert math.exp(value) == pytest.approx(summed(text), rel=0.02)


def test_ocr_beam_signs_that_cannot_be_written_are_impossible() -> None:
    assert likelihood(GIVEN, "A") < -1e8
    assert math.exp(likelihood(GIVEN, "")) == pytest.approx(summed(""), abs=1e-6)
    assert texts(np.zeros((0, len(SIGNS) + 1))) == [("", 0.0)]
