"""Learning to read lines; run in the environment of requirements/training.txt, left out where PyTorch is missing."""

from __future__ import annotations

import numpy as np
import torch

from tawthiq.intake.ocr_alphabet import SIGNS
from tawthiq.intake.ocr_lines import HEIGHT
from training.ocr_draw import Sample
from training.ocr_network import COLUMNS, Recogniser
from training.ocr_real import as_printed, pairs
from training.ocr_train import Run, batch_of, step


def bars(text: str, width: int) -> Sample:
    """A picture that differs from text to text."""
    pixels = np.zeros((HEIGHT, width), np.uint8)
    for number, char in enumerate(text):
        pixels[5 + SIGNS.index(char) % 40, number * 16 : number * 16 + 10] = 255
    return Sample(pixels, text)


def test_ocr_learning_batch_is_padded_to_whole_columns() -> None:
    pictures, classes, lengths = batch_of([bars("اب", 33), bars("باا", 50)])
    assert pictures.shape == (2, 1, HEIGHT, 52)
    assert lengths.tolist() == [2, 3]
    assert [SIGNS[one - 1] for one in classes.tolist()] == list("ابباا")
    assert Recogniser()(pictures).shape == (52 // COLUMNS, 2, len(SIGNS) + 1)


def test_ocr_learning_loss_falls() -> None:
    torch.manual_seed(1)
    run = Run(Recogniser(), 1e-3)
    samples = [bars("ابجد", 80), bars("دجبا", 80)]
    losses = [step(run, samples, 1e-3) for _ in range(25)]
    assert losses[-1] < losses[0] / 2


def test_ocr_learning_lines_are_laid_beside_the_transcription() -> None:
    truth = ["أول الكلام في الباب", "ثم سطر لا يرى", "وآخره هنا تم"]
    assert list(pairs(truth, ["٧", "اول الكلام فى الياب", "واخره هنا تم"])) == [(2, 2), (0, 1)]


def test_ocr_learning_hamza_is_written_where_it_was_seen() -> None:
    assert as_printed("أقبل إلى الأمام", "اقبل الى الأمام") == "اقبل الى الأمام"
