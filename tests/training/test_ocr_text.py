"""Text to draw lines of."""

from __future__ import annotations

import random

from tawthiq.intake.ocr_alphabet import SIGNS
from training.ocr_text import Texts, joined, pieces, tidy


def test_ocr_text_particles_cut_off_are_written_on_again() -> None:
    assert list(joined(("و", "زار", "مدرسة", "ها", "قبل", "ب", "يوم"))) == ["وزار", "مدرستها", "قبل", "بيوم"]


def test_ocr_text_marks_go_with_their_word() -> None:
    assert tidy(("قال", ":", "(", "نعم", ")", "،", "يا", "Dana", "★")) == ("قال:", "(نعم)،", "يا", "xxxx")


def test_ocr_text_pieces_are_of_the_asked_length_and_can_be_written() -> None:
    source = Texts((("وصل", "القطار", "إلى", "المحطة."),), ("كتاب", "قلم"), (3.0, 4.0))
    lines = pieces(source, random.Random(7), 6)  # noqa: S311 - repeatable, not secret
    for _ in range(50):
        line = next(lines)
        assert 2 <= len(line) <= 6
        assert set(" ".join(line)) <= set(SIGNS)
