"""The vocabulary: pieces of Arabic script and those that Arabic press uses, out of the base model's 250,002.

python -m training.vocabulary --base WORK/base.pt --shared ../shared --out WORK

Writes ``pieces.tsv.gz`` (shipped beside the weights) and ``small.pt`` (the base model with the rows of these pieces), and
says how many pieces a word has with the full and with the small vocabulary.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch

from tawthiq.encoder.pieces import UNKNOWN, Pieces, write_pieces
from training.press import articles

_log = logging.getLogger("training.vocabulary")
_LEAST = 8  # times that a piece outside Arabic script is used in the press; rarer ones break up into letters
_SEEN = 2  # times that a word stands in the press to count
_EVERY = 20  # one article of so many is kept aside to measure the cut


def _arabic(piece: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f" for char in piece)


def _forced(piece: str) -> bool:
    """Single letters and marks of Latin and Arabic script and short numbers stay: every word can be spelt."""
    bare = piece.removeprefix("\u2581")
    short = len(bare) <= 1 and (bare == "" or ord(bare) < 0x250 or 0x600 <= ord(bare) < 0x700 or 0x2010 <= ord(bare) < 0x20D0)
    return short or (bare.isascii() and bare.isdigit() and len(bare) <= 4)


def choose(pieces: Sequence[tuple[str, float]], words: Counter[str]) -> list[int]:
    """Ids of the pieces to keep, in the order of the base model."""
    cut, used = Pieces(pieces), Counter[int]()
    for word, count in words.items():
        if count >= _SEEN:
            for index in cut(word):
                used[index] += count
    return [
        index for index, (piece, _) in enumerate(pieces)
        if index <= UNKNOWN or _forced(piece) or (_arabic(piece) and used[index]) or used[index] >= _LEAST
    ]  # fmt: skip


def _count(cut: Pieces, words: Counter[str]) -> tuple[float, float]:
    """Pieces a word and the share of words with an unknown piece."""
    total = sum(words.values())
    pieces = sum(len(cut(word)) * count for word, count in words.items())
    unknown = sum(count for word, count in words.items() if UNKNOWN in cut(word))
    return pieces / total, unknown / total


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def main() -> None:
    """Choose, cut, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    base = torch.load(options.base)
    texts = [article.text for article in articles(options.shared)]
    kept = choose(base["pieces"], _words(text for index, text in enumerate(texts) if index % _EVERY))
    small = [base["pieces"][index] for index in kept]
    (options.out / "pieces.tsv.gz").write_bytes(write_pieces(small))
    state = dict(base["state"]) | {"words.weight": base["state"]["words.weight"][torch.tensor(kept)].clone()}
    torch.save(state, options.out / "small.pt")
    aside = _words(texts[::_EVERY])
    for name, pieces in (("full", base["pieces"]), ("small", small)):
        fertility, unknown = _count(Pieces(pieces), aside)
        _log.info("%s: %d pieces, %.4f a word, %.3f %% of words with an unknown piece", name, len(pieces), fertility, 100 * unknown)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
